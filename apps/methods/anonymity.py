"""Which answers of an anonymous survey may be shown: never those of fewer than five people (DOMAIN 5, survey).

What is shown of a group are its first five answers, then the first ten, and so on: two pictures of the same group then
differ by five people at least. Together: the sum of what is shown of the groups. Once the round is closed, the people
that no group shows are added, when they are five or more; so nothing can be worked out about fewer than five by taking
the groups away from the whole.

Worked example: Operations 7, Sales 5, Finance 3. Open: 5 and 5 are shown, together 10. Closed: 2 + 0 + 3 = 5 people
more count in the whole, which is 15; Finance alone stays hidden.

>>> open_round = release({"Operations": 7, "Sales": 5, "Finance": 3}, is_closed=False)
>>> open_round.groups, open_round.together, open_round.rest
({'Operations': 5, 'Sales': 5}, 10, 0)
>>> release({"Operations": 7, "Sales": 5, "Finance": 3}, is_closed=True).together
15
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

LEAST = 5  # people that a figure is made of

Group = TypeVar("Group")


@dataclass(frozen=True, slots=True)
class Release(Generic[Group]):
    """How many of its first answers each group shows (others are hidden), how many the whole is made of.

    rest: people who count in the whole only; 0 or at least five.
    """

    groups: dict[Group, int]
    together: int
    rest: int


def batch_of(before: int) -> int:
    """The five (counted from 0) that an answer belongs to when so many came before it. ValueError below 0."""
    if before < 0:
        raise ValueError("So few answers cannot have come before.")
    return before // LEAST


def shown(count: int) -> int:
    """How many of a group's answers are shown: whole fives."""
    return count - count % LEAST


def release(answers: Mapping[Group, int], *, is_closed: bool) -> Release[Group]:
    """answers: people who answered, by group. ValueError when one is negative."""
    if any(count < 0 for count in answers.values()):
        raise ValueError("A group cannot have fewer than no answers.")
    groups = {group: shown(count) for group, count in answers.items() if count >= LEAST}
    left = sum(count % LEAST for count in answers.values())
    rest = left if is_closed and left >= LEAST else 0
    return Release(groups, sum(groups.values()) + rest, rest)

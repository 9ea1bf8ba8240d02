"""What the answers of a survey come to: means of 1 to 5 (DOMAIN 5, employee satisfaction; five points per statement).

The score of an area (satisfaction, work burden) is the mean over its statements, first of each person, then over the
people, so that everybody counts the same. A higher score of satisfaction is better, a higher one of burden is worse.

Worked example: two people, two statements of satisfaction and one of burden.

>>> answers = [(4, 5, 2), (3, 3, 4)]
>>> of_people(answers, range(2))
[Decimal('3'), Decimal('4.5')]
>>> score(answers, range(2)), score(answers, range(2, 3))
(Decimal('3.75'), Decimal('3'))
"""

from collections.abc import Sequence
from decimal import Decimal

from apps.methods.intervals import mean

POINTS = range(1, 6)

Answer = Sequence[int]


def of_people(answers: Sequence[Answer], statements: Sequence[int]) -> list[Decimal]:
    """The score of each person, smallest first: their order says nothing. ValueError without a statement."""
    if not statements:
        raise ValueError("A score needs at least one statement.")
    return sorted(mean([_point(answer[at]) for at in statements]) for answer in answers)


def score(answers: Sequence[Answer], statements: Sequence[int]) -> Decimal | None:
    """The mean of an area; None without answers or statements."""
    return mean(of_people(answers, statements)) if answers and statements else None


def _point(value: int) -> Decimal:
    if value not in POINTS:
        raise ValueError("A statement is answered with 1 to 5.")
    return Decimal(value)

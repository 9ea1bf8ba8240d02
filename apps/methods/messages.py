"""The order of what people are told about a change (R: the why before the what).

A plan is sound when the first message that gives the why comes no later than any other. Before the why was sent
nothing else goes out. Messages of one day count in their given order.

>>> plan = [Planned(1, date(2026, 9, 14), Purpose.WHAT), Planned(2, date(2026, 9, 16), Purpose.WHY)]
>>> told_before_why(plan)
(1,)
>>> may_send(Purpose.WHAT, sent=[]), may_send(Purpose.WHY, sent=[]), may_send(Purpose.WHAT, sent=[Purpose.WHY])
(False, True, True)
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Purpose(StrEnum):
    """What a message gives."""

    WHY = "why"
    WHAT = "what"
    HOW = "how"
    WHEN = "when"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Planned:
    key: int
    on: date
    purpose: Purpose


def told_before_why(messages: Iterable[Planned]) -> tuple[int, ...]:
    """Keys of the messages that would go out before the why, in their order; all of them where there is none."""
    ordered = sorted(messages, key=lambda one: one.on)
    whys = (at for at, one in enumerate(ordered) if one.purpose == Purpose.WHY)
    return tuple(one.key for one in ordered[: next(whys, len(ordered))])


def may_send(purpose: Purpose, *, sent: Collection[str]) -> bool:
    """Whether this may go out after what went out already."""
    return purpose == Purpose.WHY or Purpose.WHY in sent

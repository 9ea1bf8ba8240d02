"""The clock of a first sitting: 90 minutes (N), planned over seven steps. It says where one stands and stops nobody.

Minutes spent = now − start − pauses. A step is due when the planned minutes up to its end are spent.

Worked example: 42 minutes in, at the step of the hand-offs, which is due after 5 + 20 + 15 minutes.

>>> standing(Decimal(42), Step.HAND_OFFS, PLANNED)
Standing(spent=Decimal('42'), left=Decimal('48'), due=Decimal('40'), behind=Decimal('2'))
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

SITTING_MINUTES = Decimal(90)


class Step(StrEnum):
    ROOM = "room"
    TOOLS = "tools"
    HAND_OFFS = "hand_offs"
    MINUTES = "minutes"
    SCORE = "score"
    PILOT = "pilot"
    FINISH = "finish"


STEPS = tuple(Step)
# Ours: N gives the 90 minutes and the order.
PLANNED = {
    Step.ROOM: 5,
    Step.TOOLS: 20,
    Step.HAND_OFFS: 15,
    Step.MINUTES: 20,
    Step.SCORE: 15,
    Step.PILOT: 10,
    Step.FINISH: 5,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """In minutes. left: of the 90, below 0 when over; due: when the step should be over; behind: 0 when in time."""

    spent: Decimal
    left: Decimal
    due: Decimal
    behind: Decimal


def spent(start: datetime, until: datetime, paused: timedelta) -> timedelta:
    """Time worked from `start` to `until` without its pauses; never below 0."""
    return max(timedelta(0), until - start - paused)


def minutes_of(time: timedelta) -> Decimal:
    """Whole minutes that are over."""
    return Decimal(int(time.total_seconds()) // 60)


def standing(minutes: Decimal, step: Step, planned: Mapping[Step, int]) -> Standing:
    """Where one stands after so many minutes at this step. ValueError when a step has no planned minutes."""
    missing = [one.value for one in STEPS if one not in planned]
    if missing:
        raise ValueError(f"These steps have no planned minutes: {', '.join(missing)}.")
    due = Decimal(sum(planned[one] for one in STEPS[: STEPS.index(step) + 1]))
    whole = Decimal(sum(planned[one] for one in STEPS))
    return Standing(minutes, whole - minutes, due, max(Decimal(0), minutes - due))

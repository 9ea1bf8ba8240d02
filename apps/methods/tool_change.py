"""Changing a tool: how long it takes, and what has to hold before it is closed (G maintenance; DOMAIN 3).

G allows one to two weeks for each major change. A change is closed when its impact was reviewed, it was tested in
staging, there is evidence of that test, and the registry says how things are now; whatever is missing is named.

>>> suggest(date(2026, 11, 23), 2)
Suggestion(start=datetime.date(2026, 11, 23), earliest=datetime.date(2026, 12, 7), latest=datetime.date(2026, 12, 21))
>>> missing({Condition.REVIEW}, evidence=0)
(<Condition.STAGING_TEST: 'staging_test'>, <Condition.EVIDENCE: 'evidence'>, <Condition.REGISTRY: 'registry'>)
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

FEWEST_WEEKS, MOST_WEEKS = 1, 2
MOST_CHANGES = 26


class Condition(StrEnum):
    """Exit conditions, in the order in which they are met."""

    REVIEW = "review"
    STAGING_TEST = "staging_test"
    EVIDENCE = "evidence"
    REGISTRY = "registry"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The first day, and the day by which it may be done at the earliest and should be at the latest."""

    start: date
    earliest: date
    latest: date


def suggest(start: date, major_changes: int) -> Suggestion:
    """ValueError for less than one major change, or more than half a year's worth."""
    if not 1 <= major_changes <= MOST_CHANGES:
        raise ValueError(f"Between 1 and {MOST_CHANGES} major changes.")
    return Suggestion(
        start,
        start + timedelta(weeks=FEWEST_WEEKS * major_changes),
        start + timedelta(weeks=MOST_WEEKS * major_changes),
    )


def missing(done: Collection[Condition], *, evidence: int) -> tuple[Condition, ...]:
    """Which conditions do not hold. done: those whose tasks are all done; evidence: how many pieces there are."""
    held = set(done) - {Condition.EVIDENCE} | ({Condition.EVIDENCE} if evidence > 0 else set())
    return tuple(condition for condition in Condition if condition not in held)

"""Whether people use what was built: a count a day against its target (R: daily logins, feature use, tickets).

Of logins and feature use the target is the least a day, of support tickets the most. The verdict looks at the latest
days (five, a working week) that have a count: reached when their mean is no worse than the target, otherwise not yet;
fewer than three such days tell nothing. The trend compares their mean with that of the five counted days before.

Worked example: feature use 12, 15, 18, 20, 20 a day against 16 at least: mean 17, reached.

>>> week = [(date(2026, 10, day), count) for day, count in enumerate((12, 15, 18, 20, 20), start=5)]
>>> found = against(week, target=16)
>>> found.verdict, found.mean, found.days
(<Verdict.REACHED: 'reached'>, Decimal('17'), 5)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from apps.methods.checks import not_negative
from apps.methods.workings import Input, Workings

LATEST_DAYS = 5
FEWEST_DAYS = 3
RULE = "mean of the latest five days with a count, against the target a day"
SOURCE = "R change management; DOMAIN 3"


class Verdict(StrEnum):
    REACHED = "reached"
    NOT_YET = "not_yet"
    CANNOT_TELL = "cannot_tell"
    NO_TARGET = "no_target"


@dataclass(frozen=True, slots=True)
class Adoption:
    """mean: a day over the latest `days` days, None without any; before: of the five days before those."""

    verdict: Verdict
    mean: Decimal | None
    before: Decimal | None
    days: int
    workings: Workings


def against(counts: Iterable[tuple[date, int]], *, target: int | None, most: bool = False) -> Adoption:
    """counts: day and how many, in any order, each day once. most: the target is a ceiling. ValueError below 0."""
    ordered = [count for _, count in sorted(counts)]
    for count in ordered:
        not_negative("A count", Decimal(count))
    latest, before = ordered[-LATEST_DAYS:], ordered[-2 * LATEST_DAYS : -LATEST_DAYS]
    mean = _mean(latest)
    inputs = (
        Input("days counted", len(latest), "days"),
        Input("most a day" if most else "least a day", target, "a day", "the change plan"),
    )
    return Adoption(
        verdict=_verdict(mean, len(latest), target, most=most),
        mean=mean,
        before=_mean(before),
        days=len(latest),
        workings=Workings(mean, "a day", RULE, inputs, SOURCE),
    )


def _verdict(mean: Decimal | None, days: int, target: int | None, *, most: bool) -> Verdict:
    if target is None:
        return Verdict.NO_TARGET
    if mean is None or days < FEWEST_DAYS:
        return Verdict.CANNOT_TELL
    return Verdict.REACHED if (mean <= target if most else mean >= target) else Verdict.NOT_YET


def _mean(counts: list[int]) -> Decimal | None:
    return Decimal(sum(counts)) / len(counts) if counts else None

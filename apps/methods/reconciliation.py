"""Old and new in parallel: do their numbers agree, and may the old one be switched off (N; DOMAIN "Integrate or …").

Both tools run for 30 days. Each of the four weeks, every measure is read in both; they agree when the difference is
within the measure's tolerance, which is an amount or a percentage of the old number. The cut-over may come when the 30
days are over, every measure was read in all four weeks, all agree in the last one, and the checklist is done. A
difference in an earlier week is what a parallel run is for: it stays in the table and holds nothing up.

Worked example: 57 invoices in the old tool, 56 in the new one, none may be missing; sums may differ by half a percent.

>>> count = check(Decimal(57), Decimal(56), Tolerance(Decimal(0)))
>>> count.difference, count.verdict.value
(Decimal('-1'), 'differs')
>>> check(Decimal(20000), Decimal(19950), Tolerance(Decimal("0.5"), is_percent=True)).verdict.value
'agrees'
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from apps.methods.checks import not_negative

SOURCE = "N parallel run and weekly reconciliation; what has to agree: ours"
WEEKS = 4
DAYS = 30


class Verdict(StrEnum):
    AGREES = "agrees"
    DIFFERS = "differs"
    OPEN = "open"


class CutOverPoint(StrEnum):
    DATA_MOVED = "data_moved"
    FLOWS_MOVED = "flows_moved"
    PEOPLE_TRAINED = "people_trained"
    OLD_READ_ONLY = "old_read_only"
    EXPORT_KEPT = "export_kept"
    ACCESS_CLOSED = "access_closed"
    NOTICE_GIVEN = "notice_given"
    WAY_BACK = "way_back"


POINT_WORDS: Mapping[CutOverPoint, str] = {
    CutOverPoint.DATA_MOVED: "All records moved and counted",
    CutOverPoint.FLOWS_MOVED: "Hand-offs and automations point to the tool that stays",
    CutOverPoint.PEOPLE_TRAINED: "Everybody who used the old tool has worked in the new one",
    CutOverPoint.OLD_READ_ONLY: "Old tool set to read only",
    CutOverPoint.EXPORT_KEPT: "Export of the old tool kept where the law asks for it",
    CutOverPoint.ACCESS_CLOSED: "Access and keys of the old tool closed",
    CutOverPoint.NOTICE_GIVEN: "Notice given before its last day",
    CutOverPoint.WAY_BACK: "Way back written down, with who decides on it",
}


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far the new number may be from the old one: an amount, or percent of the old number. ValueError below 0."""

    amount: Decimal
    is_percent: bool = False

    def __post_init__(self) -> None:
        not_negative("Tolerance", self.amount)

    def around(self, old: Decimal) -> Decimal:
        """The difference that is still allowed."""
        return abs(old) * self.amount / 100 if self.is_percent else self.amount


@dataclass(frozen=True, slots=True)
class Check:
    """difference: new − old, None while one of them is missing."""

    old: Decimal | None
    new: Decimal | None
    difference: Decimal | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Week:
    """One week of the parallel run. due: its last day, on which the numbers are read."""

    number: int
    first: date
    due: date


@dataclass(frozen=True, slots=True)
class Readiness:
    """missing: what stands in the way of the cut-over, in words; empty when nothing does."""

    missing: tuple[str, ...]

    @property
    def is_ready(self) -> bool:
        return not self.missing


def check(old: Decimal | None, new: Decimal | None, tolerance: Tolerance) -> Check:
    """Do the two numbers agree? Open while one of them is missing."""
    if old is None or new is None:
        return Check(old, new, None, Verdict.OPEN)
    difference = new - old
    agrees = abs(difference) <= tolerance.around(old)
    return Check(old, new, difference, Verdict.AGREES if agrees else Verdict.DIFFERS)


def weeks(start: date) -> tuple[Week, ...]:
    """The four weeks of a parallel run that starts on that day."""
    return tuple(
        Week(at + 1, start + timedelta(weeks=at), start + timedelta(weeks=at + 1, days=-1)) for at in range(WEEKS)
    )


def earliest_cut_over(start: date) -> date:
    """The day after the 30 days."""
    return start + timedelta(days=DAYS)


def start_before(cut_over: date) -> date:
    """The latest first day of a parallel run for a cut-over on that day."""
    return cut_over - timedelta(days=DAYS)


def week_of(start: date, today: date) -> int | None:
    """1 to 4 while the parallel run is on (its last two days belong to week 4); None before and after."""
    days = (today - start).days
    return min(days // 7 + 1, WEEKS) if 0 <= days < DAYS else None


def readiness(
    verdicts: Mapping[str, Sequence[Verdict]], done: Mapping[CutOverPoint, bool], *, start: date | None, today: date
) -> Readiness:
    """verdicts: of each measure, one a week. ValueError unless there are four of each."""
    if any(len(each) != WEEKS for each in verdicts.values()):
        raise ValueError(f"Each measure has {WEEKS} weeks.")
    missing = [*_days_missing(start, today), *_numbers_missing(verdicts)]
    points = [POINT_WORDS[point] for point in CutOverPoint if not done.get(point)]
    return Readiness((*missing, *points))


def _days_missing(start: date | None, today: date) -> list[str]:
    if start is None:
        return ["the parallel run has no first day"]
    left = (earliest_cut_over(start) - today).days
    return [f"{left} of {DAYS} days of the parallel run are left"] if left > 0 else []


def _numbers_missing(verdicts: Mapping[str, Sequence[Verdict]]) -> list[str]:
    if not verdicts:
        return ["nothing is compared yet"]
    unread = sorted({at + 1 for each in verdicts.values() for at, one in enumerate(each) if one is Verdict.OPEN})
    differing = [name for name, each in verdicts.items() if each[-1] is Verdict.DIFFERS]
    words = [f"numbers of week {', '.join(map(str, unread))} are not read"] if unread else []
    return words + [f"{name} still differs in the last week" for name in differing]

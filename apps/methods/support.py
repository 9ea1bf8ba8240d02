"""Whose support an initiative needs: champions, the parallel run, and the look-back after going live (R; DOMAIN 3).

R asks for two or three champions in each department. A department that has begun to name them and has fewer than two
is short by the difference; of the departments that an initiative touches, also one that has not begun. Old and new run
beside each other for two to four weeks: before a cut-over, otherwise from the day of going live. The retrospective
comes 30 days after going live; until it is filed the benefit is at risk, whatever was measured so far.

>>> champions_short({"Operations": 2, "Finance": 1, "People": 0})
{'Finance': 1}
>>> champions_missing({"Operations": 2, "Finance": 1, "People": 0})
{'Finance': 1, 'People': 2}
>>> look_back(date(2026, 10, 1))
datetime.date(2026, 10, 31)
>>> run = parallel_run(date(2026, 12, 9), 4, is_cut_over=True)
>>> run.first, run.last, run.week(date(2026, 11, 19)), len(run.working_days)
(datetime.date(2026, 11, 11), datetime.date(2026, 12, 8), 2, 20)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

FEWEST_CHAMPIONS = 2
LOOK_BACK_AFTER = timedelta(days=30)
RUN_WEEKS = range(2, 5)
WORKING_DAYS = range(5)  # Monday to Friday
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


def champions_short(champions: Mapping[str, int]) -> dict[str, int]:
    """Department → how many champions are missing, of those departments that have any, in the given order."""
    return {name: missing for name, missing in champions_missing(champions).items() if champions[name]}


def champions_missing(champions: Mapping[str, int]) -> dict[str, int]:
    """Department → how many champions are missing, also where nobody is named yet, in the given order."""
    return {name: FEWEST_CHAMPIONS - count for name, count in champions.items() if count < FEWEST_CHAMPIONS}


def look_back(live: date) -> date:
    """The day of the retrospective."""
    return live + LOOK_BACK_AFTER


def is_at_risk(*, is_committed: bool, is_looked_back: bool) -> bool:
    """Whether a benefit that was promised may yet be lost: nobody has filed the retrospective."""
    return is_committed and not is_looked_back


@dataclass(frozen=True)
class ParallelRun:
    """Both days are inclusive."""

    first: date
    last: date
    weeks: int

    @property
    def is_usual(self) -> bool:
        """Two to four weeks, as R has it."""
        return self.weeks in RUN_WEEKS

    @cached_property
    def days(self) -> tuple[date, ...]:
        return tuple(self.first + DAY * at for at in range((self.last - self.first).days + 1))

    @cached_property
    def working_days(self) -> tuple[date, ...]:
        return tuple(day for day in self.days if day.weekday() in WORKING_DAYS)

    def week(self, day: date) -> int | None:
        """Which week of the run, from 1; None outside of it."""
        return (day - self.first) // WEEK + 1 if self.first <= day <= self.last else None

    def missed(self, checked: set[date], today: date) -> tuple[date, ...]:
        """Working days before today on which nothing was checked."""
        return tuple(day for day in self.working_days if day < today and day not in checked)


def parallel_run(live: date, weeks: int, *, is_cut_over: bool) -> ParallelRun:
    """When old and new run side by side. ValueError for less than a week."""
    if weeks < 1:
        raise ValueError("A parallel run takes at least a week.")
    first = live - WEEK * weeks if is_cut_over else live
    return ParallelRun(first, first + WEEK * weeks - DAY, weeks)

"""Sizes of the roadmap's figure, and the way from a day to an x."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from apps.figures.gantt_types import Gantt, Zoom
from apps.figures.text import text_width

# Above this many rows on screen they are drawn closer, without second lines.
MANY = 40
# The narrowest week that still holds its number.
WEEK_LEAST = 24.0
QUARTER = 3

Unit = tuple[date, date]


@dataclass(frozen=True, kw_only=True)
class Scale:
    """left, right: of the plot. row, phase, bar, head: heights. size, small: of text."""

    left: float
    right: float
    start: date
    weeks: int
    zoom: Zoom
    size: float
    small: float
    row: float
    phase: float
    bar: float
    head: float
    is_compact: bool
    is_dense: bool

    @property
    def week(self) -> float:
        return (self.right - self.left) / self.weeks

    @property
    def end(self) -> date:
        return self.start + timedelta(weeks=self.weeks)

    @property
    def width(self) -> float:
        return self.right + 3

    def x(self, day: date) -> float:
        """The x of a day's beginning, kept inside the plot."""
        days = (day - self.start).days
        return min(max(self.left + days / 7 * self.week, self.left), self.right)

    def covers(self, day: date) -> bool:
        return self.start <= day < self.end

    def units(self) -> list[Unit]:
        """What the grid is divided into: first shown day and end of each week, month or quarter."""
        if self.zoom is Zoom.WEEKS:
            firsts = [self.start + timedelta(weeks=week) for week in range(self.weeks + 1)]
            return list(pairwise(firsts))
        return self.quarters() if self.zoom is Zoom.QUARTERS else self.months()

    def months(self) -> list[Unit]:
        return self._cut(lambda day: _month_after(day.replace(day=1)))

    def quarters(self) -> list[Unit]:
        return self._cut(_quarter_after)

    def years(self) -> list[Unit]:
        return self._cut(lambda day: date(day.year + 1, 1, 1))

    def _cut(self, following: Callable[[date], date]) -> list[Unit]:
        units, day = [], self.start
        while day < self.end:
            end = min(following(day), self.end)
            units.append((day, end))
            day = end
        return units


def scale_of(data: Gantt, width: int, *, is_compact: bool) -> Scale:
    """Wider than `width` where weeks are asked for that would not fit, on screen only."""
    names = max(text_width(row.name, 7.2 if is_compact else 13, 600) for phase in data.phases for row in phase.rows)
    left = min(max(names + 20, 96), 150) if is_compact else min(max(names + 62, 214), 300)
    is_dense = not is_compact and sum(len(phase.rows) for phase in data.phases) > MANY
    needed = left + data.weeks * WEEK_LEAST if data.zoom is Zoom.WEEKS and not is_compact else 0
    return Scale(
        left=left,
        right=max(width - 3, needed),
        start=data.start,
        weeks=data.weeks,
        zoom=data.zoom,
        size=7.2 if is_compact else 13,
        small=6.4 if is_compact else 11.5,
        row=19 if is_compact else 28 if is_dense else 44,
        phase=15 if is_compact else 28 if is_dense else 32,
        bar=10 if is_compact else 16 if is_dense else 24,
        head=26 if is_compact else 52,
        is_compact=is_compact,
        is_dense=is_dense,
    )


def _month_after(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def _quarter_after(day: date) -> date:
    first = day.replace(month=(day.month - 1) // QUARTER * QUARTER + 1, day=1)
    for _ in range(QUARTER):
        first = _month_after(first)
    return first

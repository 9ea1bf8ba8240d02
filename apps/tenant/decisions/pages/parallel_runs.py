"""The parallel run of a case, ready to be shown."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from apps.core.display import MISSING, Manner
from apps.methods.reconciliation import DAYS, POINT_WORDS, WEEKS, CutOverPoint, Verdict, Week
from apps.tenant.decisions import selectors
from apps.tenant.decisions.lines.consolidation import ConsolidationLine
from apps.tenant.decisions.models import CutOverTick, ReconciliationMeasure
from apps.tenant.decisions.pages.words import short
from apps.tenant.decisions.selectors import Cell, ParallelRun

VERDICTS = {Verdict.AGREES: ("Agrees", "good"), Verdict.DIFFERS: ("Differs", "bad"), Verdict.OPEN: ("–", "")}


@dataclass(frozen=True)
class CellView:
    cell: Cell
    manner: Manner

    @property
    def old(self) -> str:
        return _shown(self.cell.check.old, self.manner)

    @property
    def new(self) -> str:
        return _shown(self.cell.check.new, self.manner)

    @property
    def difference(self) -> str:
        found = self.cell.check.difference
        return f"+{_shown(found, self.manner)}" if found is not None and found > 0 else _shown(found, self.manner)

    @property
    def word(self) -> str:
        return VERDICTS[self.cell.check.verdict][0]

    @property
    def tone(self) -> str:
        return VERDICTS[self.cell.check.verdict][1]


@dataclass(frozen=True)
class WeekRow:
    """One measure in one week."""

    measure: ReconciliationMeasure
    tolerance: str
    cell: CellView


@dataclass(frozen=True)
class WeekView:
    """One week with all measures. url: where its numbers are entered."""

    week: Week
    rows: list[WeekRow]
    url: str
    is_now: bool
    has_begun: bool

    @property
    def state(self) -> tuple[str, str]:
        if not self.has_begun:
            return "To come", ""
        verdicts = {row.cell.cell.check.verdict for row in self.rows}
        if not verdicts or Verdict.OPEN in verdicts:
            return ("This week", "busy") if self.is_now else ("Not read", "warn")
        return ("Differs", "bad") if Verdict.DIFFERS in verdicts else ("Agrees", "good")


@dataclass(frozen=True)
class PointView:
    point: CutOverPoint
    words: str
    tick: CutOverTick | None


@dataclass(frozen=True)
class RunView:
    run: ParallelRun
    weeks: list[WeekView]
    points: list[PointView]
    line: ConsolidationLine

    @property
    def title(self) -> str:
        if self.line.consolidation.cut_over_done_on:
            return "Parallel run: done, old tool switched off"
        if not self.run.dates:
            return "Parallel run: not planned yet"
        if self.run.week:
            return f"Parallel run: week {self.run.week} of {WEEKS}"
        return "Parallel run: to come" if self.line.today < self.run.dates.start else "Parallel run: its days are over"

    @property
    def done(self) -> int:
        return len(self.run.ticks)

    @property
    def days(self) -> int:
        return DAYS


def run_view(line: ConsolidationLine, manner: Manner) -> RunView:
    run = selectors.parallel_run(line, today=line.today)
    weeks = [
        WeekView(
            week=week,
            rows=[
                WeekRow(row.measure, _tolerance(row.measure, manner), CellView(row.cells[week.number - 1], manner))
                for row in run.rows
            ],
            url=reverse("reconciliation-week", args=[line.id, week.number]),
            is_now=week.number == run.week,
            has_begun=week.first <= line.today,
        )
        for week in run.weeks
    ]
    points = [PointView(point, POINT_WORDS[point], run.ticks.get(point)) for point in CutOverPoint]
    return RunView(run, weeks, points, line)


def _tolerance(measure: ReconciliationMeasure, manner: Manner) -> str:
    if not measure.tolerance:
        return "must be the same"
    return f"± {_shown(measure.tolerance, manner)}{' %' if measure.is_percent else ''}"


def _shown(value: Decimal | None, manner: Manner) -> str:
    """Cents only where there are any."""
    return MISSING if value is None else short(value, manner)

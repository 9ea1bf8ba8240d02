"""A parallel run as it stands: what was read in which week, whether it agrees, and what keeps the cut-over back."""

from dataclasses import dataclass
from datetime import date

from apps.methods.reconciliation import (
    WEEKS,
    Check,
    CutOverPoint,
    Readiness,
    Tolerance,
    Week,
    check,
    readiness,
    week_of,
    weeks,
)
from apps.tenant.decisions.lines.consolidation import ConsolidationLine, RunDates
from apps.tenant.decisions.models import CutOverTick, Reconciliation, ReconciliationMeasure


@dataclass(frozen=True)
class Cell:
    """One measure in one week. reading None: nobody has read it."""

    check: Check
    reading: Reconciliation | None


@dataclass(frozen=True)
class MeasureRow:
    measure: ReconciliationMeasure
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class ParallelRun:
    """dates None: not planned. week: 1 to 4 while it is on. seen: the versions of the readings, by week."""

    dates: RunDates | None
    weeks: tuple[Week, ...]
    week: int | None
    rows: tuple[MeasureRow, ...]
    ticks: dict[CutOverPoint, CutOverTick]
    readiness: Readiness

    def seen(self, number: int) -> str:
        """What a person who reads this week's numbers has before them; differs once somebody else read one."""
        readings = [row.cells[number - 1].reading for row in self.rows]
        return " ".join(
            f"{row.measure.pk}.{reading.version if reading else 0}"
            for row, reading in zip(self.rows, readings, strict=True)
        )


def parallel_run(line: ConsolidationLine, *, today: date) -> ParallelRun:
    """Three queries, whatever the number of measures."""
    case, dates = line.consolidation, line.dates
    measures = ReconciliationMeasure.objects.filter(consolidation=case).prefetch_related("readings__read_by")
    rows = tuple(_row(measure) for measure in measures)
    ticks = {
        CutOverPoint(one.point): one for one in CutOverTick.objects.filter(consolidation=case).select_related("done_by")
    }
    verdicts = {row.measure.name: [cell.check.verdict for cell in row.cells] for row in rows}
    start = dates.start if dates else None
    return ParallelRun(
        dates=dates,
        weeks=weeks(start) if start else (),
        week=week_of(start, today) if start else None,
        rows=rows,
        ticks=ticks,
        readiness=readiness(verdicts, dict.fromkeys(ticks, True), start=start, today=today),
    )


def _row(measure: ReconciliationMeasure) -> MeasureRow:
    readings = {one.week: one for one in measure.readings.all()}
    tolerance = Tolerance(measure.tolerance, is_percent=measure.is_percent)
    cells = []
    for number in range(1, WEEKS + 1):
        reading = readings.get(number)
        found = check(reading.old if reading else None, reading.new if reading else None, tolerance)
        cells.append(Cell(found, reading))
    return MeasureRow(measure, tuple(cells))

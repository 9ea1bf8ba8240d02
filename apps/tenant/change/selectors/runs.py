"""The parallel run with its daily checklist, and the day of the retrospective."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from apps.methods.support import ParallelRun, look_back, parallel_run
from apps.tenant.change.models import RunDay, RunPoint, RunTick
from apps.tenant.roadmap.models import Initiative, Kind, State


@dataclass(frozen=True)
class DayOfRun:
    """ticks: point → its tick."""

    day: date
    ticks: dict[int, RunTick]
    row: RunDay | None

    @property
    def is_begun(self) -> bool:
        return bool(self.ticks) or self.row is not None


@dataclass(frozen=True)
class Checklist:
    """Days of the run up to today, newest first; missed: working days without a tick or note."""

    run: ParallelRun
    points: tuple[RunPoint, ...]
    days: tuple[DayOfRun, ...]
    missed: tuple[date, ...]
    differences: int

    def on(self, day: date) -> DayOfRun:
        return next((one for one in self.days if one.day == day), DayOfRun(day, {}, None))

    def is_whole(self, one: DayOfRun) -> bool:
        return bool(self.points) and len(one.ticks) == len(self.points)

    @property
    def checked(self) -> int:
        """Days on which everything was checked."""
        return sum(self.is_whole(one) for one in self.days)


def run_of(initiative: Initiative) -> ParallelRun | None:
    """By the roadmap's dates; None while the go-live day or the weeks are open."""
    if initiative.end is None or not initiative.parallel_weeks:
        return None
    is_cut_over = initiative.kind == Kind.CONSOLIDATION
    return parallel_run(initiative.end, initiative.parallel_weeks, is_cut_over=is_cut_over)


def due_day(initiative: Initiative) -> date | None:
    """Of the retrospective; None while nobody knows when it is live."""
    return look_back(initiative.end) if initiative.end else None


def checklist_of(initiative: Initiative, today: date) -> Checklist | None:
    """None without a parallel run. Three queries."""
    run = run_of(initiative)
    if run is None:
        return None
    points = tuple(initiative.run_points.all())
    ticks: dict[date, dict[int, RunTick]] = defaultdict(dict)
    for tick in RunTick.objects.filter(point__in=[point.pk for point in points]).select_related("done_by"):
        ticks[tick.day][tick.point_id] = tick
    rows = {row.day: row for row in initiative.run_days.select_related("noted_by")}
    shown = sorted({day for day in run.working_days if day <= today} | ticks.keys() | rows.keys(), reverse=True)
    days = tuple(DayOfRun(day, ticks.get(day, {}), rows.get(day)) for day in shown)
    return Checklist(
        run=run,
        points=points,
        days=days,
        missed=run.missed({one.day for one in days if one.is_begun}, today),
        differences=sum(row.differences for row in rows.values()),
    )


def overdue_look_backs(today: date) -> tuple[tuple[str, date], ...]:
    """What is live and was to be looked back on by now, with the day that was due. One query."""
    live = Initiative.objects.filter(state=State.LIVE, end__isnull=False, retrospective__filed_at=None)
    due = [(one.name, day) for one in live if (day := due_day(one))]
    return tuple((name, day) for name, day in due if day < today)

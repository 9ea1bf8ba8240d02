"""The pages of one initiative that are opened again and again: daily checklist, adoption, retrospective."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from apps.core.access import Right, allowed
from apps.core.clock import today_of
from apps.core.figure_style import style_of
from apps.core.http import Request
from apps.core.listing import Link
from apps.figures.figure import Figure
from apps.figures.target_days import TargetDays, render_target_days
from apps.tenant.change import selectors
from apps.tenant.change.forms import AdoptionForm, AdoptionSheetForm, DayForm, PointForm, RetrospectiveForm
from apps.tenant.change.models import AdoptionDay, Retrospective, RunPoint, RunTick
from apps.tenant.change.pages.initiative import neighbours
from apps.tenant.change.pages.words import VERDICTS, Word, due_word
from apps.tenant.change.selectors import Checklist, DayOfRun, Use
from apps.tenant.roadmap.models import Initiative, State

DRAWN_DAYS = 30
SHOWN_DAYS = 60
DAY = timedelta(days=1)


@dataclass(frozen=True)
class RunPage:
    """day: the one whose checklist is open; None before the run."""

    initiative: Initiative
    checklist: Checklist | None
    day: DayOfRun | None
    points: Sequence[tuple[RunPoint, RunTick | None]]
    form: DayForm
    point_form: PointForm
    tabs: list[Link]
    before: date | None
    after: date | None
    today: date
    may_edit: bool

    @property
    def week(self) -> int | None:
        return self.checklist.run.week(self.day.day) if self.checklist and self.day else None

    @property
    def done(self) -> int:
        return sum(tick is not None for _, tick in self.points)


def run_page(
    request: Request,
    initiative: Initiative,
    wanted: date,
    *,
    form: DayForm | None = None,
    point_form: PointForm | None = None,
) -> RunPage:
    """wanted: moved into the run, and never later than today."""
    today = today_of(request.client)
    checklist = selectors.checklist_of(initiative, today)
    day = _day_of(checklist, wanted, today)
    row = day.row if day else None
    start = {"day": day.day if day else today, "differences": row.differences if row else 0}
    return RunPage(
        initiative=initiative,
        checklist=checklist,
        day=day,
        points=[(point, day.ticks.get(point.pk)) for point in checklist.points] if checklist and day else [],
        form=form or DayForm(initial=start | {"note": row.note if row else ""}),
        point_form=point_form or PointForm(),
        tabs=neighbours(initiative, "initiative-run"),
        before=day.day - DAY if checklist and day and day.day > checklist.run.first else None,
        after=day.day + DAY if checklist and day and day.day < min(checklist.run.last, today) else None,
        today=today,
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def _day_of(checklist: Checklist | None, wanted: date, today: date) -> DayOfRun | None:
    if checklist is None or today < checklist.run.first:
        return None
    return checklist.on(max(min(wanted, today, checklist.run.last), checklist.run.first))


@dataclass(frozen=True)
class Drawn:
    use: Use
    word: Word
    figure: Figure


@dataclass(frozen=True)
class AdoptionPage:
    initiative: Initiative
    drawn: list[Drawn]
    days: Sequence[AdoptionDay]
    form: AdoptionForm
    sheet: AdoptionSheetForm
    tabs: list[Link]
    uses_name: str
    api_path: str
    may_edit: bool


def adoption_page(
    request: Request,
    initiative: Initiative,
    *,
    form: AdoptionForm | None = None,
    sheet: AdoptionSheetForm | None = None,
) -> AdoptionPage:
    plan, style = selectors.plan_of(initiative), style_of(request.client)
    uses = selectors.uses_of(initiative, plan)
    return AdoptionPage(
        initiative=initiative,
        drawn=[
            Drawn(use, VERDICTS[use.found.verdict], render_target_days(_days_of(use), style=style))
            for use in uses
            if use.counts
        ],
        days=list(initiative.adoption_days.order_by("-day")[:SHOWN_DAYS]),
        form=form or AdoptionForm(initial={"day": today_of(request.client)}),
        sheet=sheet or AdoptionSheetForm(),
        tabs=neighbours(initiative, "initiative-adoption"),
        uses_name=uses[1].name,
        api_path=f"/api/v1/clients/{request.client.slug}/initiatives/{initiative.pk}/adoption/",
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def _days_of(use: Use) -> TargetDays:
    days = tuple((f"{day.day} {day:%b}", count) for day, count in use.counts[-DRAWN_DAYS:])
    return TargetDays(name=use.name, days=days, target=use.target, is_ceiling=use.is_ceiling)


@dataclass(frozen=True)
class RetrospectivePage:
    initiative: Initiative
    retrospective: Retrospective | None
    due: date | None
    word: Word
    form: RetrospectiveForm
    tabs: list[Link]
    is_open: bool
    may_edit: bool


def retrospective_page(
    request: Request, initiative: Initiative, *, form: RetrospectiveForm | None = None
) -> RetrospectivePage:
    row = Retrospective.objects.select_related("filed_by").filter(initiative=initiative).first()
    today, due = today_of(request.client), selectors.due_day(initiative)
    return RetrospectivePage(
        initiative=initiative,
        retrospective=row,
        due=due,
        word=due_word(due, today, is_filed=bool(row and row.filed_at)),
        form=form or RetrospectiveForm(instance=row, initial={"version": row.version if row else None}),
        tabs=neighbours(initiative, "initiative-retrospective"),
        is_open=due is not None and due <= today and initiative.state == State.LIVE,
        may_edit=allowed(request, Right.WORK_EDIT),
    )

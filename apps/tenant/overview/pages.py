"""The cockpit: five stages, four figures, the best next step, health, latest activity."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.http import Request
from apps.core.listing import Link
from apps.core.navigation import SECTIONS
from apps.figures.department_map import render_department_map
from apps.figures.figure import Figure
from apps.methods.measurement import Standing
from apps.methods.stages import NextStep, Progress, next_step, progress
from apps.methods.stages import Standing as StageStanding
from apps.tenant.decisions.lines.opportunity import OpportunityLine
from apps.tenant.decisions.models import Decision
from apps.tenant.decisions.selectors import ranked_opportunities
from apps.tenant.flows.selectors import list_flows, map_of
from apps.tenant.history.models import Activity
from apps.tenant.history.selectors import latest_activities
from apps.tenant.overview import steps
from apps.tenant.overview.selectors import counts, key_figures, running_integrations
from apps.tenant.registry.models import Integration
from apps.tenant.roadmap.models import Initiative, State
from apps.tenant.roadmap.selectors import ApprovedValue
from apps.tenant.roi.selectors import Headline

TOP, LATEST = 5, 6
MAX_SEGMENTS = 12


@dataclass(frozen=True)
class StageCell:
    no: int
    name: str
    url: str
    count: str
    note: str
    is_done: bool
    is_now: bool
    segs: list[str]


@dataclass(frozen=True)
class Step:
    title: str
    reason: str
    url: str
    verb: str
    second_url: str = ""
    second_verb: str = ""


@dataclass(frozen=True)
class TopLine:
    """An opportunity with how far it is: the state of its initiative, else of its decision."""

    line: OpportunityLine
    state: str
    tone: str


@dataclass(frozen=True)
class OverviewPage:
    stages: list[StageCell]
    standing: Standing
    approved: ApprovedValue | None
    payback: Headline | None
    step: Step | None
    map: Figure | None
    opportunities: list[TopLine]
    integrations: list[Integration]
    activities: list[Activity]
    has_hand_offs: bool

    @property
    def approved_number(self) -> str:
        return str(self.approved.version) if self.approved else ""

    @property
    def first_steps(self) -> list[Link]:
        return [Link("Record a hand-off", reverse("flows")), Link("Import a list", reverse("imports"))]


def overview_page(request: Request) -> OverviewPage:
    found, lines = counts(), list_flows(request.client)
    stages = progress(found)
    figures, step = key_figures(request.client, lines), next_step(found)
    return OverviewPage(
        stages=[_cell(stage, number, step) for number, stage in enumerate(stages, 1)],
        standing=figures.standing,
        approved=figures.approved,
        payback=figures.payback,
        step=_step(request, step, is_fresh=not found.opportunities) if step else None,
        map=render_department_map(map_of(lines, is_whole=True)) if found.hand_offs else None,
        opportunities=_top(ranked_opportunities(request.client)[:TOP]),
        integrations=running_integrations(),
        activities=latest_activities(limit=LATEST),
        has_hand_offs=bool(found.hand_offs),
    )


def _step(request: Request, step: NextStep, *, is_fresh: bool) -> Step:
    """While nothing is decided on yet, everything up to there can be done in one sitting."""
    made = Step(step.title, step.reason, steps.address_of(step), steps.verb_of(step))
    if not is_fresh or not allowed(request, Right.WORK_EDIT):
        return made
    return replace(made, second_url=reverse("audits"), second_verb="Do the 90-minute audit")


def _top(lines: Sequence[OpportunityLine]) -> list[TopLine]:
    initiatives = dict(
        Initiative.objects.filter(opportunity__in=[line.id for line in lines]).values_list("opportunity", "state")
    )
    return [_top_line(line, initiatives.get(line.id, "")) for line in lines]


def _top_line(line: OpportunityLine, state: str) -> TopLine:
    if state:
        return TopLine(line, State(state).label, "good" if state == State.LIVE else "busy")
    decided = line.opportunity.decision != Decision.OPEN
    return TopLine(line, line.opportunity.get_decision_display(), "busy" if decided else "none")


def _cell(stage: Progress, number: int, step: NextStep | None) -> StageCell:
    section = next(section for section in SECTIONS if section.key == str(stage.stage))
    return StageCell(
        no=number,
        name=section.name,
        url=reverse(section.url),
        count=f"{stage.done} of {stage.total}" if stage.total else "",
        note=stage.note,
        is_done=stage.standing == StageStanding.DONE,
        is_now=step is not None and step.stage == stage.stage,
        segs=_segments(stage),
    )


def _segments(stage: Progress) -> list[str]:
    """At most a dozen marks: done, under way, waiting for a person, open."""
    shown = min(stage.total, MAX_SEGMENTS) or 1
    done, under_way = (round(part * shown / (stage.total or 1)) for part in (stage.done, stage.under_way))
    waiting = min(stage.waiting, shown - done)
    marks = ["d"] * done + ["w"] * waiting + ["p"] * max(0, min(under_way, shown - done - waiting))
    return marks + [""] * (shown - len(marks))

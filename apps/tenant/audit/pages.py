"""What the templates of a sitting may use."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.core.paginator import Page, Paginator
from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.http import Request
from apps.methods.business_case import PILOT_DAYS
from apps.methods.pilot import Appraisal, whole_days
from apps.methods.sitting import SITTING_MINUTES, STEPS, Standing
from apps.methods.sitting import Step as Place
from apps.shared.catalog.selectors import products
from apps.tenant.audit.forms import HandOffForm, MinutesForm, RoomForm, ScoreForm, ToolsForm
from apps.tenant.audit.models import AuditSitting, AuditTool, Step
from apps.tenant.audit.selectors import Line, Result, known_hand_offs, list_sittings, open_sitting, spent, standing_of
from apps.tenant.audit.services import draft_of
from apps.tenant.flows.lines import FlowLine
from apps.tenant.inventory.models import Application, DataObject, Department
from apps.tenant.reports.pages import Job, job_of

ROWS_PER_PAGE = 50
MOST_NAMES = 400
URLS = {step: f"audit-{step.value.replace('_', '-')}" for step in STEPS}


@dataclass(frozen=True)
class StepLink:
    no: int
    key: str
    label: str
    url: str
    minutes: int
    is_done: bool
    is_now: bool


@dataclass(frozen=True, kw_only=True)
class StepPage:
    """One step. seconds: spent so far, from which the script counts on. back: "" at the first one.

    key: of this sight of it, by which a form that was sent tells its own script's late messages.
    """

    sitting: AuditSitting
    step: Step
    links: list[StepLink]
    standing: Standing
    seconds: int
    planned: int
    back: str
    more: Any = None
    forms: Sequence[Any] = field(default_factory=list)
    problems: Sequence[str] = field(default_factory=list)
    rest: dict[str, Any] = field(default_factory=dict)
    key: str = field(default_factory=lambda: uuid4().hex)

    @property
    def number(self) -> int:
        return STEPS.index(Place(self.step)) + 1

    @property
    def whole(self) -> int:
        return int(SITTING_MINUTES)

    @property
    def wrong_fields(self) -> list[tuple[Any, Any, str]]:
        """Each wrong field with its errors and, where several forms stand on the page, whose it is."""
        found = []
        for form in self.forms:
            line = getattr(form, "line", None)
            whose = f"{line.flow.source} → {line.flow.target}, " if line else ""
            found += [(form[name], errors, whose) for name, errors in form.errors.items() if name in form.fields]
        return found

    @property
    def all_problems(self) -> list[str]:
        return [*self.problems, *(error for form in self.forms for error in form.non_field_errors())]


def step_page(of: AuditSitting, step: Step, **more: Any) -> StepPage:
    at = STEPS.index(Place(step))
    reached = STEPS.index(Place(of.step))
    links = [
        StepLink(
            no=no,
            key=one.value,
            label=str(Step(one.value).label),
            url=reverse(URLS[one], args=[of.pk]),
            minutes=of.planned[one.value],
            is_done=no <= reached and no - 1 != at,
            is_now=no - 1 == at,
        )
        for no, one in enumerate(STEPS, 1)
    ]
    return StepPage(
        sitting=of,
        step=step,
        links=links,
        standing=standing_of(of, Place(step)),
        seconds=int(spent(of).total_seconds()),
        planned=of.planned[step.value],
        back=links[at - 1].url if at else "",
        **more,
    )


def url_of(of: AuditSitting, step: str) -> str:
    return reverse(URLS[Place(step)], args=[of.pk])


def step_after(step: Step, by: int = 1) -> Step:
    """The next step, or with -1 the one before; the ends stay."""
    at = STEPS.index(Place(step)) + by
    return Step(STEPS[min(max(at, 0), len(STEPS) - 1)].value)


def room_form(request: Request, of: AuditSitting, data: Any = None) -> RoomForm:
    people = sorted(person.name for person in of.people.all())
    may_set = allowed(request, Right.CLIENT_LEAD)
    return RoomForm(data, client=request.client, people=people, may_set=may_set)


@dataclass(frozen=True, kw_only=True)
class ToolsMore:
    named: list[AuditTool]
    others: list[Application]
    other_count: int
    catalogue: list[str]
    departments: list[str]


def tools_page(request: Request, of: AuditSitting, form: ToolsForm | None = None, **more: Any) -> StepPage:
    named = list(of.named_tools.filter(application__deleted_at=None).select_related("application"))
    others = Application.objects.in_use().exclude(pk__in=[tool.application_id for tool in named])
    count = others.count()
    known = ToolsMore(
        named=named,
        others=list(others[:40]),
        other_count=count,
        catalogue=list(products(request.firm).order_by("name").values_list("name", flat=True)[:MOST_NAMES]),
        departments=list(Department.objects.values_list("name", flat=True)),
    )
    form = form or ToolsForm(initial=draft_of(of, Step.TOOLS, by=request.user))
    return step_page(of, Step.TOOLS, more=known, forms=[form], **more)


@dataclass(frozen=True, kw_only=True)
class HandOffsMore:
    """known: hand-offs that were recorded before, for the taking."""

    lines: list[Line]
    known: list[FlowLine]
    tools: list[str]
    objects: list[str]
    room: int


def hand_offs_page(request: Request, of: AuditSitting, result: Result, form: Any = None, **more: Any) -> StepPage:
    names = of.named_tools.filter(application__deleted_at=None).values_list("application__name", flat=True)
    tools = list(names) or list(Application.objects.in_use().values_list("name", flat=True)[:MOST_NAMES])
    known = HandOffsMore(
        lines=result.lines,
        known=known_hand_offs(request.client, of),
        tools=tools,
        objects=list(DataObject.objects.values_list("name", flat=True)[:MOST_NAMES]),
        room=max(0, 5 - len(result.lines)),
    )
    form = form or HandOffForm(initial=draft_of(of, Step.HAND_OFFS, by=request.user))
    return step_page(of, Step.HAND_OFFS, more=known, forms=[form], **more)


Entry = MinutesForm | ScoreForm


def entries_page(of: AuditSitting, step: Step, forms: Sequence[Entry], result: Result, **more: Any) -> StepPage:
    """The steps that ask several things of each hand-off. more: the Result, for the sums."""
    return step_page(of, step, forms=forms, more=result, **more)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """result: with the pilot, the nearest and the rest; order: shortest payback first."""

    result: Result
    order: list[Line]
    limit: int = PILOT_DAYS

    @property
    def first(self) -> Line | None:
        return self.result.pilot or self.result.nearest

    @property
    def rows(self) -> list[tuple[Line, str, str]]:
        """Line, payback in words, and how it stands."""
        return [(line, days_words(line.appraisal), self._tone(line)) for line in self.order]

    @property
    def words(self) -> tuple[str, str, str]:
        """Of the first one: expected, at best, at worst."""
        found = self.first.appraisal if self.first else None
        if found is None:
            return "–", "–", "–"
        return days_words(found), _of(found.high), _of(found.low)

    def _tone(self, line: Line) -> str:
        if line.appraisal is None:
            return ""
        return "good" if line.appraisal.is_pilot else "warn"


def verdict_of(result: Result) -> Verdict:
    ranked = [result.line_of(appraisal) for appraisal in result.choice.ranked]
    untimed = [line for line in result.lines if line.appraisal is None]
    return Verdict(result=result, order=[*(line for line in ranked if line), *untimed])


def days_words(appraisal: Appraisal | None) -> str:
    """ "46 days", "never", "not timed"."""
    return "not timed" if appraisal is None else _of(appraisal.expected)


def _of(outcome: Any) -> str:
    days = outcome.payback.days
    if days is None or outcome.figures.net_per_month <= 0:
        return "never"
    shown = whole_days(days)
    return f"{shown:,} {'day' if shown == 1 else 'days'}"


@dataclass(frozen=True)
class AuditsPage:
    """The sittings, newest first, each with where it can be gone on with or read."""

    page: Page[AuditSitting]
    under_way: AuditSitting | None
    may_edit: bool
    whole: int = int(SITTING_MINUTES)


def audits_page(request: Request) -> AuditsPage:
    page = Paginator(list_sittings(), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    return AuditsPage(page, open_sitting(), allowed(request, Right.WORK_EDIT))


@dataclass(frozen=True, kw_only=True)
class AuditPage:
    """A finished sitting. job: the making of its PDF, None where the report is gone."""

    sitting: AuditSitting
    verdict: Verdict
    minutes: int
    people: list[str]
    job: Job | None


def audit_page(request: Request, of: AuditSitting, result: Result) -> AuditPage:
    return AuditPage(
        sitting=of,
        verdict=verdict_of(result),
        minutes=int(spent(of).total_seconds()) // 60,
        people=sorted(person.name for person in of.people.all()),
        job=job_of(request, of.report) if of.report else None,
    )

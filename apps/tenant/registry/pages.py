"""What the templates of the registry may use."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.display import manner_of
from apps.core.http import Request
from apps.core.listing import Chip, Column, Link, chip
from apps.figures.figure import Figure
from apps.methods.checklist import POINT_NOTES, POINT_WORDS, CheckPoint
from apps.methods.health import Metric
from apps.tenant.contracts.selectors import ContractLine, contracts_for
from apps.tenant.history.models import Activity
from apps.tenant.history.selectors import activities_of
from apps.tenant.inventory.models import Person
from apps.tenant.registry.facts import MOVES, Key, facts_of, keys_of
from apps.tenant.registry.figures import day_words, volume_bars, volume_figure
from apps.tenant.registry.forms import (
    GoLiveForm,
    IntegrationFilter,
    IntegrationFilterForm,
    IntegrationForm,
    ProblemForm,
    ResolveForm,
)
from apps.tenant.registry.lines import IntegrationLine
from apps.tenant.registry.models import ChecklistItem, Incident, Integration, IntegrationStatus
from apps.tenant.registry.selectors import (
    Unregistered,
    integration_line,
    list_incidents,
    not_registered_yet,
    open_incidents,
    registry_lines,
)
from apps.tenant.registry.words import CAUSES, STATUS_TONES, duration, health_of, needs_attention, took

COLUMNS = [
    Column("Integration", "name", sticky=True),
    Column("Status", "status"),
    Column("Health", "health"),
    Column("If it breaks, call"),
    Column("Last run", "last"),
    Column("Records a day", unit="4 weeks"),
    Column("Errors", "errors", unit="7 days", num=True),
    Column("Age on arrival", "age"),
    Column("Checklist", "checklist", unit="of 8"),
]
_WORST = {"bad": 0, "warn": 1, "busy": 2, "good": 3, "": 4}
SORTS: dict[str, Callable[[IntegrationLine], Any]] = {
    "name": lambda line: line.name.casefold(),
    "status": lambda line: list(IntegrationStatus).index(line.status),
    "health": lambda line: _WORST[health_of(line)[1]],
    "last": lambda line: line.last.at.timestamp() if line.last else 0,
    "errors": lambda line: line.observed.recent(Metric.ERRORS) or Decimal(-1),
    "age": lambda line: line.age.total_seconds() if line.age else -1,
    "checklist": lambda line: len(line.ticks),
}


@dataclass(frozen=True)
class IntegrationRow:
    """An entry as words, shapes and small bars."""

    line: IntegrationLine
    bars: Figure | None

    @property
    def status(self) -> tuple[str, str]:
        return str(self.line.status.label), STATUS_TONES[self.line.status]

    @property
    def health(self) -> tuple[str, str]:
        return health_of(self.line)

    @property
    def errors(self) -> Decimal | None:
        return self.line.observed.recent(Metric.ERRORS)

    @property
    def age(self) -> str:
        return duration(self.line.age)

    @property
    def route(self) -> str:
        return ", ".join(self.line.connects.systems)


@dataclass(frozen=True)
class IntegrationsPage:
    rows: list[IntegrationRow]
    wanted: IntegrationFilter
    chips: list[Chip]
    views: list[Link]
    columns: list[Column]
    kept: list[tuple[str, str]]
    incidents: list[Incident]
    waiting: list[Unregistered]
    has_entries: bool
    may_edit: bool

    @property
    def sort(self) -> str:
        return f"-{self.wanted.sort}" if self.wanted.descending else self.wanted.sort


def integrations_page(request: Request) -> IntegrationsPage:
    wanted = IntegrationFilterForm(request.GET).wanted(SORTS)
    lines = registry_lines(request.client)
    found = sorted((line for line in lines if _matches(line, wanted)), key=SORTS[wanted.sort])
    if wanted.descending:
        found.reverse()
    return IntegrationsPage(
        rows=[IntegrationRow(line, volume_bars(request.client, line)) for line in found],
        wanted=wanted,
        chips=_chips(request, lines),
        views=views_of("integrations"),
        columns=COLUMNS,
        kept=[(name, request.GET[name]) for name in ("status", "only", "sort") if name in request.GET],
        incidents=open_incidents(),
        waiting=not_registered_yet(),
        has_entries=bool(lines),
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def _matches(line: IntegrationLine, wanted: IntegrationFilter) -> bool:
    query = wanted.query.casefold()
    names = (line.name, line.integration.platform, *line.connects.systems)
    return (
        (not query or any(query in name.casefold() for name in names))
        and (not wanted.status or line.status == wanted.status)
        and (not wanted.only or needs_attention(line))
    )


def _chips(request: Request, lines: list[IntegrationLine]) -> list[Chip]:
    counts = {status: sum(line.status == status for line in lines) for status in IntegrationStatus}
    attention = sum(needs_attention(line) for line in lines)
    return [
        chip(request, "only", "attention", "Needs attention", count=attention),
        *(chip(request, "status", s.value, str(s.label), count=n) for s, n in counts.items() if n),
    ]


def views_of(current: str) -> list[Link]:
    kinds = [("Registry", "integrations"), ("Incidents", "incidents")]
    return [Link(label, reverse(name), name == current) for label, name in kinds]


@dataclass(frozen=True)
class CheckRow:
    """A point of the checklist. item: who did it and when; None while it is open."""

    point: CheckPoint
    item: ChecklistItem | None

    @property
    def words(self) -> str:
        words = POINT_WORDS[self.point]
        return words[0].upper() + words[1:]

    @property
    def hint(self) -> str:
        return POINT_NOTES.get(self.point, "")


@dataclass(frozen=True)
class IncidentStep:
    """A line of an incident's course. when: in words by the client's clock; at: the moment itself."""

    tone: str
    at: datetime
    when: str
    title: str
    words: str


@dataclass(frozen=True)
class IncidentRow:
    incident: Incident

    def steps(self, zone: tzinfo) -> list[IncidentStep]:
        """What happened, in order; the day is named once."""
        own = self.incident
        effect = f"{own.effect}. " if own.effect else ""
        found = [
            ("bad", own.opened_at, "Opened", f"{effect}{own.summary}"),
            ("", own.acknowledged_at, "Acknowledged", str(own.acknowledged_by or "")),
            ("good", own.resolved_at, "Resolved", own.resolution),
        ]
        first = own.opened_at.astimezone(zone).date()
        steps = []
        for no, (tone, at, title, words) in enumerate(found):
            if at is not None:
                there = at.astimezone(zone)
                day = "" if no and there.date() == first else f"{day_words(there.date())}, "
                steps.append(IncidentStep(tone, at, f"{day}{there:%H:%M}", title, words))
        return steps

    @property
    def cause(self) -> str:
        return CAUSES.get(self.incident.cause, self.incident.cause)

    @property
    def took(self) -> str:
        return took(self.incident)

    @property
    def state(self) -> tuple[str, str]:
        if self.incident.resolved_at:
            return f"Resolved in {self.took}", "good"
        return ("Acknowledged", "warn") if self.incident.acknowledged_at else ("Open", "bad")


@dataclass(frozen=True)
class IncidentsPage:
    rows: list[IncidentRow]
    views: list[Link]


def incidents_page() -> IncidentsPage:
    return IncidentsPage([IncidentRow(incident) for incident in list_incidents()[:200]], views_of("incidents"))


@dataclass(frozen=True)
class LivePage:
    """The gate. may_override: whether this person is a lead."""

    line: IntegrationLine
    form: GoLiveForm
    may_override: bool


def live_page(request: Request, integration: Integration, data: Any = None) -> LivePage:
    line = integration_line(request.client, integration.pk)
    return LivePage(line, GoLiveForm(data), allowed(request, Right.CLIENT_LEAD))


@dataclass(frozen=True)
class EditPage:
    line: IntegrationLine
    form: IntegrationForm
    people: list[str]


def edit_page(request: Request, integration: Integration, form: IntegrationForm | None = None) -> EditPage:
    line = integration_line(request.client, integration.pk)
    names = list(Person.objects.values_list("name", flat=True))
    return EditPage(line, form or IntegrationForm(instance=line.integration), names)


@dataclass(frozen=True)
class IntegrationPage:
    row: IntegrationRow
    figure: Figure | None
    keys: list[Key]
    facts: list[tuple[str, str]]
    contracts: list[ContractLine]
    checks: list[CheckRow]
    incidents: list[IncidentRow]
    course: list[IncidentStep]
    moves: list[tuple[str, str]]
    problem: ProblemForm
    resolve: ResolveForm
    history: list[Activity]
    may_edit: bool

    @property
    def line(self) -> IntegrationLine:
        return self.row.line

    @property
    def entry(self) -> Integration:
        return self.line.integration

    @property
    def steps(self) -> list[str]:
        return [step.strip() for step in self.entry.runbook_steps.splitlines() if step.strip()]

    @property
    def alarm(self) -> IncidentRow | None:
        """The incident that replaces the calm band on top."""
        return next((row for row in self.incidents if row.incident.resolved_at is None), None)

    @property
    def latest(self) -> IncidentRow | None:
        return self.incidents[0] if self.incidents else None


def integration_page(
    request: Request,
    integration: Integration,
    *,
    problem: ProblemForm | None = None,
    resolve: ResolveForm | None = None,
) -> IntegrationPage:
    line = integration_line(request.client, integration.pk)
    zone = ZoneInfo(request.client.time_zone)
    manner = manner_of(request.client)
    return IntegrationPage(
        row=IntegrationRow(line, None),
        figure=volume_figure(request.client, line),
        keys=keys_of(line, manner),
        facts=facts_of(line, manner),
        contracts=list(contracts_for(line.connects.object_ids).values()),
        checks=[CheckRow(point, line.ticks.get(point)) for point in CheckPoint],
        incidents=[IncidentRow(incident) for incident in line.incidents],
        course=IncidentRow(line.incidents[0]).steps(zone) if line.incidents else [],
        moves=[(status.value, verb) for status, verb in MOVES[line.status]],
        problem=problem or ProblemForm(),
        resolve=resolve or ResolveForm(),
        history=activities_of("integration", integration.pk, limit=8),
        may_edit=allowed(request, Right.WORK_EDIT),
    )

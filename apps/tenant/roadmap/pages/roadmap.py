"""The roadmap as it stands: figure, board and table of the same initiatives."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.clock import today_of
from apps.core.display import Manner, day, manner_of
from apps.core.figure_style import style_of
from apps.core.http import Request, whole_number
from apps.core.listing import Chip, Column, Link, chip
from apps.figures.figure import Figure, Table
from apps.figures.gantt import Zoom
from apps.figures.gantt_scale import MANY
from apps.figures.numerals import listed
from apps.methods import claims
from apps.methods.capacity import LIMIT
from apps.methods.critical_path import Slack
from apps.methods.workings import Workings
from apps.shared.clients.models import Client
from apps.tenant.roadmap import selectors
from apps.tenant.roadmap.forms import InitiativeRowForm, LimitReasonForm
from apps.tenant.roadmap.lines import InitiativeLine
from apps.tenant.roadmap.models import Initiative, LimitReason, State, VersionStatus
from apps.tenant.roadmap.pages.versions import VersionCard, draft_card, is_unpublished, version_links
from apps.tenant.roadmap.selectors import AtLimit, Capacity, Choice, OverLimit, Slip
from apps.tenant.roadmap.selectors.figures import NO_PHASE, slip_words
from apps.tenant.roadmap.snapshot import Snapshot

# More weeks than this get too narrow for their numbers side by side with names.
FITTING_WEEKS = 36
# Warnings of one kind that are told one by one.
MOST_STRIPS = 3
# Names below the timeline; the table has all.
MOST_NAMES = 6
NO_TABLE = Table(head=(), rows=())
VIEWS = {
    "figure": ("Timeline", ""),
    "board": ("Board", ""),
    "table": ("Table", "icon-table"),
}
COLUMNS = [
    Column("Initiative", sticky=True),
    Column("Phase"),
    Column("State"),
    Column("Build starts"),
    Column("Live on"),
    Column("Owner"),
    Column("Effort", unit="days", num=True),
    Column("Waits for"),
    Column("Slack", unit="days", num=True, title="How much later it may be live without moving the end of the roadmap"),
    Column("Slip", unit="days", num=True, title="Live later than in the version approved last; earlier is negative"),
    Column("By hand", unit="h/week", num=True),
    Column("Claimed", unit="h/week", num=True, title="Hand-off hours × the share expected to go"),
    Column("Value", unit="a year", num=True),
]


@dataclass(frozen=True)
class InitiativeRow:
    """One line of the table. `form` is there only while the line is edited."""

    line: InitiativeLine
    waits_for: list[str]
    slack: Slack | None = None
    slip: Slip | None = None
    dates: str = ""
    form: InitiativeRowForm | None = None

    @property
    def form_id(self) -> str:
        return f"edit-{self.line.id}"

    @property
    def slip_words(self) -> str:
        return slip_words(self.slip)


@dataclass(frozen=True)
class Few:
    """Rows that are named in a sentence."""

    rows: list[InitiativeRow]

    @property
    def named(self) -> list[InitiativeRow]:
        return self.rows[:MOST_NAMES]

    @property
    def more(self) -> int:
        return len(self.rows) - len(self.named)


@dataclass(frozen=True, kw_only=True)
class BoardColumn:
    """A phase of the board. id: 0 for what has no phase."""

    id: int
    name: str
    dates: str
    rows: list[InitiativeRow]


@dataclass(frozen=True, kw_only=True)
class Ask:
    """The question that an effort above the limit asks, as soon as it is above it."""

    title: str
    text: str
    form: LimitReasonForm


@dataclass(frozen=True, kw_only=True)
class RoadmapPage:
    """view: "figure", "board" or "table"; only that one of the three is made. shown: the address's query."""

    view: str
    shown: str
    lines: list[InitiativeLine]
    rows: list[InitiativeRow]
    figure: Figure | None
    is_wide: bool
    columns_of_board: list[BoardColumn]
    zooms: list[Link]
    phase_chips: list[Chip]
    card: VersionCard | None
    versions: list[Link]
    views: list[Link]
    capacity: Capacity
    at_limit: list[AtLimit]
    reasons: Sequence[LimitReason]
    reason_form: LimitReasonForm
    ask: Ask | None
    choices: list[Choice]
    next_number: int
    is_draft: bool
    may_edit: bool
    has_phases: bool
    hand_off_hours: Decimal
    claimed: Decimal
    value: Decimal
    workings: Workings
    limit: int = LIMIT
    columns: tuple[Column, ...] = tuple(COLUMNS)

    @property
    def over(self) -> Sequence[OverLimit]:
        """The first periods above the limit, those without a reason before the others."""
        return sorted(self.capacity.over, key=lambda one: one.reason is not None)[:MOST_STRIPS]

    @property
    def more_over(self) -> int:
        return len(self.capacity.over) - len(self.over)

    @property
    def early(self) -> Sequence[Any]:
        return self.capacity.early[:MOST_STRIPS]

    @property
    def more_early(self) -> int:
        return len(self.capacity.early) - len(self.early)

    @property
    def critical(self) -> Few:
        return Few([row for row in self.rows if row.slack and row.slack.is_critical])

    @property
    def slipped(self) -> Few:
        return Few([row for row in self.rows if row.slip and row.slip.live])

    @property
    def decided(self) -> int:
        """How many of the choices were decided on."""
        return sum(one.is_decided for one in self.choices)

    @property
    def first_steps(self) -> list[Link]:
        return [
            Link("Start from a template", reverse("roadmap-phases")),
            Link("Add initiative", reverse("initiative-add")),
        ]


def roadmap_page(request: Request, client: Client, *, reason_form: LimitReasonForm | None = None) -> RoadmapPage:
    lines = selectors.list_initiatives(client)
    draft = selectors.current_snapshot(client, lines)
    versions = selectors.list_versions()
    capacity = selectors.capacity_of(draft)
    approved = next((one for one in versions if one.status == VersionStatus.APPROVED), None)
    before = selectors.snapshot_of(approved) if approved else None
    latest = versions[0] if versions else None
    is_draft = is_unpublished(draft, latest)
    view = request.GET.get("view", "") if request.GET.get("view") in VIEWS else "figure"
    zoom = _zoom(request, draft)
    committed = [line for line in lines if line.is_committed]
    total = claims.total_of([(line.name, line.value) for line in committed])
    manner = manner_of(client)
    rows = rows_of(lines, draft, before, manner)
    figure = None
    if view == "figure" and lines:
        figure = selectors.gantt_figure(
            client,
            snapshot=draft,
            before=before,
            style=style_of(client),
            before_name=f"version {approved.number}" if approved else "",
            zoom=zoom,
            only=_only(request),
        )
        # Hundreds of rows are in the table view; a second table of them would take longer than the figure.
        figure = replace(figure, table=NO_TABLE) if len(lines) > MANY else figure
    return RoadmapPage(
        view=view,
        shown=request.GET.urlencode(),
        lines=lines,
        rows=rows,
        figure=figure,
        is_wide=zoom is Zoom.WEEKS and draft.weeks > FITTING_WEEKS,
        columns_of_board=_board(rows, manner) if view == "board" else [],
        zooms=[Link(one.value.capitalize(), _with(request, zoom=one.value), one is zoom) for one in Zoom],
        phase_chips=_phase_chips(request, rows, manner),
        card=draft_card(client, draft, versions, is_draft=is_draft),
        versions=version_links(versions, is_draft=is_draft),
        views=[Link(name, _with(request, view=key), key == view, icon=icon) for key, (name, icon) in VIEWS.items()],
        capacity=capacity,
        at_limit=selectors.at_limit_of(draft, capacity, today_of(client)),
        reasons=selectors.limit_reasons() if capacity.over else (),
        reason_form=reason_form or LimitReasonForm(initial={"shown": request.GET.urlencode()}),
        ask=_ask(request, client, capacity),
        choices=selectors.not_yet_planned(client),
        next_number=latest.number + 1 if latest else 1,
        is_draft=is_draft,
        may_edit=allowed(request, Right.WORK_EDIT),
        has_phases=bool(draft.phases),
        hand_off_hours=sum((line.hand_off_hours for line in committed), Decimal(0)),
        claimed=total.hours_per_week.expected,
        value=total.per_year.expected,
        workings=total.workings,
    )


def rows_of(
    lines: Sequence[InitiativeLine], draft: Snapshot, before: Snapshot | None, manner: Manner
) -> list[InitiativeRow]:
    """before: the version approved last, which slips are measured against."""
    names, slack = {line.id: line.name for line in lines}, selectors.slack_by_id(draft)
    bars = {bar.id: bar for bar in draft.bars}
    return [
        InitiativeRow(
            line=line,
            waits_for=[names[pk] for pk in line.depends_on if pk in names],
            slack=slack.get(line.id),
            slip=selectors.slip_of(bars[line.id], before) if line.id in bars else None,
            dates=_dates(line.initiative.start, line.initiative.end, manner),
        )
        for line in lines
    ]


def row_page(client: Client, initiative: Initiative, form: InitiativeRowForm | None = None) -> InitiativeRow:
    lines, approved = selectors.list_initiatives(client, with_dropped=True), selectors.approved_version()
    draft = selectors.current_snapshot(client, [line for line in lines if line.initiative.state != State.DROPPED])
    rows = rows_of(lines, draft, selectors.snapshot_of(approved) if approved else None, manner_of(client))
    return replace(next(row for row in rows if row.line.id == initiative.pk), form=form)


def _zoom(request: Request, draft: Snapshot) -> Zoom:
    """As asked for; otherwise weeks where they fit, months where they don't."""
    asked = request.GET.get("zoom", "")
    if asked in set(Zoom):
        return Zoom(asked)
    return Zoom.WEEKS if draft.weeks <= FITTING_WEEKS else Zoom.MONTHS


def _only(request: Request) -> int | None:
    return whole_number(request.GET.get("phase", ""))


def _with(request: Request, **changed: str) -> str:
    kept = {name: request.GET[name] for name in ("view", "zoom", "phase") if name in request.GET}
    return f"?{urlencode(kept | changed)}"


def _phase_chips(request: Request, rows: Sequence[InitiativeRow], manner: Manner) -> list[Chip]:
    """Only where there is too much to see at once."""
    if len(rows) <= MANY:
        return []
    return [
        chip(request, "phase", str(column.id), column.name, count=len(column.rows))
        for column in _board(rows, manner)
        if column.rows
    ]


def _board(rows: Sequence[InitiativeRow], manner: Manner) -> list[BoardColumn]:
    """Every phase in its order, empty ones too, and what has none at the end."""
    held: dict[int, list[InitiativeRow]] = defaultdict(list)
    for row in rows:
        held[row.line.initiative.phase_id or 0].append(row)
    phases = [
        BoardColumn(id=one.pk, name=one.name, dates=_dates(one.start, one.end, manner), rows=held[one.pk])
        for one in selectors.list_phases()
    ]
    return [*phases, BoardColumn(id=0, name=NO_PHASE, dates="", rows=held[0])]


def _dates(start: date | None, end: date | None, manner: Manner) -> str:
    return f"{day(start, manner)} to {day(end, manner)}" if start or end else ""


def _ask(request: Request, client: Client, capacity: Capacity) -> Ask | None:
    """Once, right after the change that went above the limit."""
    if "ask" not in request.GET or not capacity.unexplained or not allowed(request, Right.WORK_EDIT):
        return None
    over, manner = capacity.unexplained[0], manner_of(client)
    first, last = day(over.period.first, manner), day(over.period.last, manner)
    when = f"on {first}" if first == last else f"from {first} to {last}"
    return Ask(
        title=f"Why {over.period.count} at once?",
        text=f"{listed(list(over.names))} run at once {when}; the limit is {LIMIT}. "
        "The reason stays on the roadmap and in the report. Without one the roadmap cannot be published.",
        form=LimitReasonForm(auto_id="ask_%s", initial={"shown": _with(request).lstrip("?")}),
    )

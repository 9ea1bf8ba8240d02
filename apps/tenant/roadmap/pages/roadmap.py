"""The roadmap as it stands: figure, board and table of the same initiatives."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.clock import today_of
from apps.core.figure_style import style_of
from apps.core.http import Request
from apps.core.listing import Column, Link
from apps.figures.figure import Figure
from apps.methods import claims
from apps.methods.capacity import LIMIT
from apps.methods.workings import Workings
from apps.shared.clients.models import Client
from apps.tenant.roadmap import selectors
from apps.tenant.roadmap.forms import InitiativeRowForm, LimitReasonForm
from apps.tenant.roadmap.lines import InitiativeLine
from apps.tenant.roadmap.models import Initiative, LimitReason, VersionStatus
from apps.tenant.roadmap.pages.versions import VersionCard, draft_card, is_unpublished, version_links
from apps.tenant.roadmap.selectors import AtLimit, Capacity, Choice

COLUMNS = [
    Column("Initiative", sticky=True),
    Column("Phase"),
    Column("State"),
    Column("Build starts"),
    Column("Live on"),
    Column("Owner"),
    Column("Effort", unit="days", num=True),
    Column("Weeks", title="Of the engagement"),
    Column("Waits for"),
    Column("By hand", unit="h/week", num=True),
    Column("Claimed", unit="h/week", num=True, title="Hand-off hours × the share expected to go"),
    Column("Value", unit="a year", num=True),
]


@dataclass(frozen=True)
class InitiativeRow:
    """One line of the table. `form` is there only while the line is edited."""

    line: InitiativeLine
    waits_for: list[str]
    form: InitiativeRowForm | None = None

    @property
    def form_id(self) -> str:
        return f"edit-{self.line.id}"


@dataclass(frozen=True, kw_only=True)
class RoadmapPage:
    lines: list[InitiativeLine]
    rows: list[InitiativeRow]
    figure: Figure
    card: VersionCard | None
    versions: list[Link]
    views: list[Link]
    capacity: Capacity
    at_limit: list[AtLimit]
    reasons: Sequence[LimitReason]
    reason_form: LimitReasonForm
    choices: list[Choice]
    next_number: int
    is_draft: bool
    may_edit: bool
    is_table: bool
    has_phases: bool
    hand_off_hours: Decimal
    claimed: Decimal
    value: Decimal
    workings: Workings
    limit: int = LIMIT
    columns: tuple[Column, ...] = tuple(COLUMNS)

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
    latest = versions[0] if versions else None
    is_draft = is_unpublished(draft, latest)
    is_table = request.GET.get("view") == "table"
    committed = [line for line in lines if line.is_committed]
    total = claims.total_of([(line.name, line.value) for line in committed])
    return RoadmapPage(
        lines=lines,
        rows=rows_of(lines),
        figure=selectors.gantt_figure(
            client,
            snapshot=draft,
            before=selectors.snapshot_of(approved) if approved else None,
            style=style_of(client),
        ),
        card=draft_card(client, draft, versions, is_draft=is_draft),
        versions=version_links(versions, is_draft=is_draft),
        views=[Link("Figure", "?", not is_table), Link("Table", "?view=table", is_table, icon="icon-table")],
        capacity=capacity,
        at_limit=selectors.at_limit_of(draft, capacity, today_of(client)),
        reasons=selectors.limit_reasons() if capacity.over else (),
        reason_form=reason_form or LimitReasonForm(),
        choices=selectors.not_yet_planned(client),
        next_number=latest.number + 1 if latest else 1,
        is_draft=is_draft,
        may_edit=allowed(request, Right.WORK_EDIT),
        is_table=is_table,
        has_phases=bool(draft.phases),
        hand_off_hours=sum((line.hand_off_hours for line in committed), Decimal(0)),
        claimed=total.hours_per_week.expected,
        value=total.per_year.expected,
        workings=total.workings,
    )


def rows_of(lines: Sequence[InitiativeLine]) -> list[InitiativeRow]:
    names = {line.id: line.name for line in lines}
    return [InitiativeRow(line, [names[pk] for pk in line.depends_on if pk in names]) for line in lines]


def row_page(client: Client, initiative: Initiative, form: InitiativeRowForm | None = None) -> InitiativeRow:
    lines = selectors.list_initiatives(client, with_dropped=True)
    row = next(row for row in rows_of(lines) if row.line.id == initiative.pk)
    return InitiativeRow(row.line, row.waits_for, form)

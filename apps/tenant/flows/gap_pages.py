"""What is wrong with the flows: by gap, what cannot be said yet, and where the hours and the money are."""

from dataclasses import dataclass, replace
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.figure_style import style_of
from apps.core.http import Request
from apps.core.listing import Link
from apps.figures.figure import Figure, Table
from apps.figures.heat_map import mark_of, render_heat_map
from apps.methods.gap_matrix import Cell, Matrix
from apps.methods.gaps import TYPICAL_EFFECT, Gap
from apps.tenant.flows.gap_forms import MissingForm
from apps.tenant.flows.gap_selectors import KINDS, gap_matrix, heat_map, kind_of, label_of
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.pages import GAP_TONES, FlowRow
from apps.tenant.flows.selectors import UNKNOWN_GAP, Found, list_flows, sum_of

ROWS_PER_GROUP = 25
HOURS, MONEY = "hours", "money"
NO_TABLE = Table(head=(), rows=())


@dataclass(frozen=True)
class GapRow:
    """A flow in its group; `form` asks for what is missing, where somebody may say it."""

    row: FlowRow
    form: MissingForm | None = None
    is_known_now: bool = False

    @property
    def line(self) -> FlowLine:
        return self.row.line


@dataclass(frozen=True)
class GapGroup:
    """The flows of one gap, longest first; `rows` at most a page of them. gap None: cannot be classified yet."""

    gap: Gap | None
    label: str
    tone: str
    effect: str
    rows: list[GapRow]
    count: int
    sums: Found
    url: str

    @property
    def is_unknown(self) -> bool:
        return self.gap is None


@dataclass(frozen=True)
class HeatLink:
    """A cell of the table behind the heat-map. mark: the value of the figure's data attribute."""

    cell: Cell
    mark: str
    url: str


@dataclass(frozen=True)
class GapsPage:
    """figure: without its table, as the table here has links. table: department → cells, None where nothing is."""

    groups: list[GapGroup]
    figure: Figure | None
    kinds: list[str]
    table: list[tuple[str, list[HeatLink | None]]]
    sums: list[HeatLink]
    shows: list[Link]
    is_money: bool
    total: int
    may_edit: bool


def gaps_page(request: Request) -> GapsPage:
    lines = list_flows(request.client)
    found, is_money = gap_matrix(lines), request.GET.get("show") == MONEY
    data = heat_map(found, is_money=is_money)
    kinds = [kind for kind in _kinds(found) if kind != Gap.NONE]
    may_edit = allowed(request, Right.WORK_EDIT)
    return GapsPage(
        groups=[_group(kind, lines, may_edit=may_edit) for kind in KINDS if _value(kind) in found.columns],
        figure=replace(render_heat_map(data, style=style_of(request.client)), table=NO_TABLE) if kinds else None,
        kinds=[label_of(kind) for kind in kinds],
        table=[(row, [_link(found, row, kind) for kind in kinds]) for row in data.rows],
        sums=[HeatLink(found.columns[kind], "", _flows_url(gap=kind)) for kind in kinds],
        shows=[
            Link("Hours a week", f"?show={HOURS}", not is_money),
            Link("Money a year", f"?show={MONEY}", is_money),
        ],
        is_money=is_money,
        total=len(lines),
        may_edit=may_edit,
    )


def gap_row(line: FlowLine, form: MissingForm | None = None) -> GapRow:
    """One line of the list of what cannot be classified, after somebody said what was missing."""
    return GapRow(FlowRow(line), form or (None if line.gap else MissingForm(line)), line.gap is not None)


def _kinds(found: Matrix) -> list[str]:
    return [_value(kind) for kind in KINDS if _value(kind) in found.columns]


def _value(kind: Gap | None) -> str:
    return kind.value if kind else UNKNOWN_GAP


def _link(found: Matrix, row: str, kind: str) -> HeatLink | None:
    cell = found.cells.get((row, kind))
    return HeatLink(cell, mark_of(row, label_of(kind)), _flows_url(gap=kind, begins=row)) if cell else None


def _flows_url(**wanted: str) -> str:
    return f"{reverse('flows')}?{urlencode(wanted)}"


def _group(kind: Gap | None, lines: list[FlowLine], *, may_edit: bool) -> GapGroup:
    value = _value(kind)
    members = sorted((line for line in lines if kind_of(line) == value), key=_longest_first)
    asks = kind is None and may_edit
    return GapGroup(
        gap=kind,
        label=label_of(value),
        tone=GAP_TONES[kind] if kind else "",
        effect=TYPICAL_EFFECT[kind] if kind else "",
        rows=[GapRow(FlowRow(line), MissingForm(line) if asks else None) for line in members[:ROWS_PER_GROUP]],
        count=len(members),
        sums=sum_of(members),
        url=_flows_url(gap=value),
    )


def _longest_first(line: FlowLine) -> Decimal:
    return -(line.hours_per_week or Decimal(0))

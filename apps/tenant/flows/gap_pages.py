"""What is wrong with the flows: by gap, what cannot be said yet, and where the hours are."""

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse

from apps.core.http import Request
from apps.methods.gaps import PRECEDENCE, TYPICAL_EFFECT, Gap
from apps.tenant.flows import models
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.pages import GAP_TONES, FlowRow
from apps.tenant.flows.selectors import UNKNOWN_GAP, Found, list_flows, sum_of

ROWS_PER_GROUP = 50
NO_DEPARTMENT = "No department"
UNKNOWN_LABEL = "Not known yet"
KINDS: tuple[Gap | None, ...] = (*PRECEDENCE, None, Gap.NONE)


@dataclass(frozen=True)
class GapGroup:
    """The flows of one gap, longest first; `rows` at most a page of them. gap None: cannot be classified yet."""

    gap: Gap | None
    label: str
    tone: str
    effect: str
    rows: list[FlowRow]
    count: int
    sums: Found
    url: str

    @property
    def is_unknown(self) -> bool:
        return self.gap is None


@dataclass(frozen=True)
class Cell:
    """Flows of one department and gap: how many, and the hours a week of those that people carry."""

    count: int
    hours: Decimal | None


@dataclass(frozen=True)
class GapsPage:
    groups: list[GapGroup]
    kinds: list[str]
    table: list[tuple[str, list[Cell]]]
    sums: list[Cell]
    total: int


def gaps_page(request: Request) -> GapsPage:
    lines = list_flows(request.client)
    kinds = [kind for kind in KINDS if kind is not Gap.NONE and any(line.gap is kind for line in lines)]
    departments = sorted({_department(line) for line in lines if line.gap in kinds}, key=str.lower)
    return GapsPage(
        groups=[_group(kind, lines) for kind in KINDS if any(line.gap is kind for line in lines)],
        kinds=[_label(kind) for kind in kinds],
        table=[(name, [_cell(lines, kind, name) for kind in kinds]) for name in departments],
        sums=[_cell(lines, kind) for kind in kinds],
        total=len(lines),
    )


def _group(kind: Gap | None, lines: list[FlowLine]) -> GapGroup:
    members = sorted(
        (line for line in lines if line.gap is kind), key=lambda line: -(line.hours_per_week or Decimal(0))
    )
    query = urlencode({"gap": kind.value if kind else UNKNOWN_GAP})
    return GapGroup(
        gap=kind,
        label=_label(kind),
        tone=GAP_TONES[kind] if kind else "",
        effect=TYPICAL_EFFECT[kind] if kind else "",
        rows=[FlowRow(line) for line in members[:ROWS_PER_GROUP]],
        count=len(members),
        sums=sum_of(members),
        url=f"{reverse('flows')}?{query}",
    )


def _label(kind: Gap | None) -> str:
    return str(models.Gap(kind.value).label) if kind else UNKNOWN_LABEL


def _department(line: FlowLine) -> str:
    return line.source_department or NO_DEPARTMENT


def _cell(lines: list[FlowLine], kind: Gap | None, department: str = "") -> Cell:
    members = [line for line in lines if line.gap is kind and department in {"", _department(line)}]
    hours = sum_of(members)
    return Cell(len(members), hours.cost.hours_per_week if hours.hand_offs else None)

"""What the templates of the data flows may use."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.http import Request
from apps.core.listing import Chip, Column, Link, chip
from apps.methods.gaps import TYPICAL_EFFECT, Gap
from apps.methods.priority import Band
from apps.tenant.flows.forms import FlowFilterForm, FlowForm, FlowRowForm, NewFlowForm, OverruleForm
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.models import Flow, Process
from apps.tenant.flows.selectors import (
    AUTOMATED,
    BY_HAND,
    OUTSIDE,
    FlowFilter,
    Found,
    flow_line,
    home_departments,
    list_flows,
    sum_of,
)
from apps.tenant.history.models import Activity
from apps.tenant.history.selectors import activities_of
from apps.tenant.inventory.models import DataObject, Person
from apps.tenant.inventory.selectors import application_names

ROWS_PER_PAGE = 100
GAP_TONES = {Gap.NONE: "good", Gap.NO_INTEGRATION: "bad", Gap.FRAGILE: "bad", Gap.ONE_WAY: "warn", Gap.BATCH: "warn"}
BAND_TONES = {Band.PRIORITY: "accent", Band.SECONDARY: "", Band.LATER: ""}
COLUMNS = [
    Column("Data flow", "flow", sticky=True),
    Column("Object", "object"),
    Column("How", "mechanism"),
    Column("How often, how long", "minutes"),
    Column("Hours", "hours", unit="/week", num=True),
    Column("Cost", unit="/week", num=True),
    Column("Cost", "cost", unit="/month", num=True),
    Column("Cost", unit="/year", num=True),
    Column("Gap", "gap"),
    Column("Priority", "priority", title="Frequency × error cost × time, 1 to 3 each"),
]


@dataclass(frozen=True)
class Names:
    """What can be chosen by typing: known applications, objects and people."""

    applications: list[str]
    objects: list[str]
    people: list[str]

    @classmethod
    def known(cls) -> "Names":
        return cls(
            [name for _, name in application_names()],
            list(DataObject.objects.values_list("name", flat=True)),
            list(Person.objects.values_list("name", flat=True)),
        )


@dataclass(frozen=True)
class FlowRow:
    """One line of the table. `form` is there only while the line is edited."""

    line: FlowLine
    form: FlowRowForm | None = None

    @property
    def gap_tone(self) -> str:
        return GAP_TONES[self.line.gap] if self.line.gap else ""

    @property
    def band_tone(self) -> str:
        return BAND_TONES[self.line.priority.band] if self.line.priority else ""

    @property
    def form_id(self) -> str:
        return f"edit-{self.line.id}"


@dataclass(frozen=True)
class Choices:
    """What the filters offer."""

    processes: list[Process]
    departments: list[str]
    objects: list[DataObject]

    @classmethod
    def known(cls) -> "Choices":
        departments = sorted(set(home_departments().values()), key=str.lower)
        return cls(list(Process.objects.in_use()), departments, list(DataObject.objects.all()))


@dataclass(frozen=True)
class FlowsPage:
    rows: list[FlowRow]
    page: Page[FlowLine]
    wanted: FlowFilter
    filters: FlowFilterForm
    choices: Choices
    chips: list[Chip]
    views: list[Link]
    total: int
    sums: Found
    names: Names
    new: NewFlowForm
    columns: list[Column]
    may_edit: bool

    @property
    def sort(self) -> str:
        return f"-{self.wanted.sort}" if self.wanted.descending else self.wanted.sort

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the filters keep of the address."""
        return [
            (name, self.filters.data[name]) for name in ("only", "sort", "other", "begins") if name in self.filters.data
        ]


def flows_page(request: Request, *, new: NewFlowForm | None = None) -> FlowsPage:
    filters = FlowFilterForm(request.GET)
    wanted = filters.wanted()
    everything = list_flows(request.client)
    lines = list_flows(request.client, wanted) if wanted != FlowFilter() else everything
    page = Paginator(lines, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    return FlowsPage(
        rows=[FlowRow(line) for line in page.object_list],
        page=page,
        wanted=wanted,
        filters=filters,
        choices=Choices.known(),
        chips=kind_chips(request, everything),
        views=views_of(request, "flows"),
        total=len(lines),
        sums=sum_of(lines),
        names=Names.known(),
        new=new or NewFlowForm(),
        columns=COLUMNS,
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def kind_chips(request: Request, lines: list[FlowLine]) -> list[Chip]:
    by_hand = sum(line.is_hand_off for line in lines)
    return [
        chip(request, "only", BY_HAND, "By hand", count=by_hand),
        chip(request, "only", AUTOMATED, "Automated", count=len(lines) - by_hand),
        chip(request, "only", OUTSIDE, "In no process", count=sum(not line.steps for line in lines)),
    ]


def views_of(request: Request, current: str) -> list[Link]:
    """Map and table of the same flows: the filters go along."""
    query = request.GET.copy()
    query.pop("page", None)
    kept = f"?{query.urlencode()}" if query else ""
    kinds = [("Table", "flows", "icon-table"), ("Map", "flow-map", "icon-map-2")]
    return [Link(label, f"{reverse(name)}{kept}", name == current, icon=icon) for label, name, icon in kinds]


@dataclass(frozen=True)
class FlowPage:
    line: FlowLine
    form: FlowForm
    overrule: OverruleForm
    names: Names
    history: list[Activity]
    may_edit: bool

    @property
    def gap_tone(self) -> str:
        return GAP_TONES[self.line.gap] if self.line.gap else ""

    @property
    def band_tone(self) -> str:
        return BAND_TONES[self.line.priority.band] if self.line.priority else ""

    @property
    def score_words(self) -> str:
        """ "3 × 3 × 2 = 18"."""
        score = self.line.priority
        if score is None:
            return ""
        return f"{score.frequency.points} × {score.error_cost.points} × {score.time_cost.points} = {score.score}"

    @property
    def rule_tone(self) -> str:
        return GAP_TONES[self.line.rule.label] if self.line.rule.label else ""

    @property
    def typical_effect(self) -> str:
        return TYPICAL_EFFECT[self.line.gap] if self.line.gap else ""


def flow_page(
    request: Request, flow: Flow, *, form: FlowForm | None = None, overrule: OverruleForm | None = None
) -> FlowPage:
    line = flow_line(request.client, flow.pk)
    suggested = {"gap": line.gap_override or (line.rule.label or ""), "version": line.version}
    return FlowPage(
        line=line,
        form=form or FlowForm(instance=flow),
        overrule=overrule or OverruleForm(initial={**suggested, "reason": line.gap_override_reason}),
        names=Names.known(),
        history=activities_of("data flow", flow.pk),
        may_edit=allowed(request, Right.WORK_EDIT),
    )

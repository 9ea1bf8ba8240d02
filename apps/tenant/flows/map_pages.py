"""The data-flow map on a page: the same figure as in the PDF; every choice stands in the address."""

from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator
from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.figure_style import style_of
from apps.core.http import Request
from apps.core.listing import Chip, Link, chip
from apps.figures.bus_map import BusMap, Placement
from apps.methods.landscape import Difference
from apps.tenant.flows.forms import FlowFilterForm
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.map_figures import Drawn, Scene, drawings
from apps.tenant.flows.map_forms import Asked, MapForm, State
from apps.tenant.flows.map_links import with_query
from apps.tenant.flows.map_models import Grouping
from apps.tenant.flows.map_panel import MapPanel, panel_of
from apps.tenant.flows.map_selectors import (
    between,
    connections,
    count_flows,
    difference_of,
    emphasis_of,
    find_application,
    map_data,
    reach_of,
)
from apps.tenant.flows.pages import Choices, FlowRow, views_of
from apps.tenant.flows.selectors import AUTOMATED, BY_HAND, FlowFilter, Found, list_flows, sum_of

ROWS_PER_PAGE = 100
NARROWING = ("q", "department", "other", "box", "box2", "process", "object", "mechanism", "gap", "only")
KEPT = ("only", "group", "state", "steps", "alone", "table")


@dataclass(frozen=True)
class Touched:
    """What one application touches: how many others, by which flows, and the ways to see more or less of it."""

    id: int
    name: str
    others: int
    flows: int
    sums: Found
    steps: list[Link]
    alone: Chip
    clear: str


@dataclass(frozen=True)
class MapTable:
    """The alternative to the picture, fetched when it is asked for."""

    rows: list[tuple[FlowRow, str]]
    page: Page[FlowLine]


@dataclass(frozen=True)
class MapPage:
    """drawn: one picture or two (is_beside: next to each other); unknown: typed as an application, and none."""

    drawn: list[Drawn]
    is_beside: bool
    placement: Placement
    asked: Asked
    wanted: FlowFilter
    filters: FlowFilterForm
    choices: Choices
    chips: list[Chip]
    views: list[Link]
    states: list[Link]
    groups: list[Link]
    touched: Touched | None
    unknown: str
    panel: MapPanel | None
    table: MapTable | None
    difference: Difference | None
    only_between: str
    downloads: list[Link]
    table_url: str
    place_url: str
    everything_url: str
    total: int
    is_empty: bool
    is_far: bool
    may_edit: bool

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the filters keep of the address."""
        return [(name, self.filters.data[name]) for name in KEPT if name in self.filters.data]

    @property
    def is_placed(self) -> bool:
        """Whether somebody put things where they stand."""
        return self.may_edit and (self.placement.has_boxes or bool(self.placement.chips))

    @property
    def may_move(self) -> bool:
        return self.may_edit and not self.is_far and self.asked.state != State.COMPARE

    @property
    def is_wide(self) -> bool:
        """Whether the picture keeps its size and is moved within its frame, as it would get too small to read."""
        return self.is_far and self.asked.grouping == Grouping.CAPABILITY


@dataclass(frozen=True)
class Shown:
    """The flows and the map that an address asks for. whole: all of the map, for moves on a part of it."""

    asked: Asked
    filters: FlowFilterForm
    wanted: FlowFilter
    scene: Scene
    application: tuple[int, str] | None


def shown_by(request: Request) -> Shown:
    """Reads the flows once; what follows is drawn from them."""
    filters, asked = FlowFilterForm(request.GET), MapForm(request.GET).asked()
    wanted = replace(filters.wanted(), sort="hours", descending=True)
    lines = list_flows(request.client, wanted)
    data = map_data(lines, asked.grouping, is_whole=not wanted.is_filtered)
    if asked.box:
        lines = between(lines, data, asked.box, asked.other_box)
        data = _with_flows(data, lines)
    scene = Scene(data, lines, connections())
    application = find_application(asked.touches) if asked.touches else None
    if application and any(one.id == application[0] for one in data.applications):
        scene = _touching(scene, application[0], asked)
    return Shown(asked, filters, wanted, scene, application)


def _touching(scene: Scene, application: int, asked: Asked) -> Scene:
    """Everything else faded, or left out where that was asked for or too much would stay."""
    reach = reach_of(scene.data, application, asked.steps)
    if not (asked.only_touched or scene.is_far):
        return replace(scene, emphasis=emphasis_of(reach))
    lines = [line for line in scene.lines if line.id in reach.flows]
    return replace(scene, lines=lines, data=_with_flows(scene.data, lines, keep=application))


def _with_flows(data: BusMap, lines: list[FlowLine], keep: int | None = None) -> BusMap:
    """Only these flows and what they touch."""
    ids = {line.id for line in lines}
    ends = {end for line in lines for end in (line.source_id, line.target_id)} | {keep}
    return replace(
        data,
        applications=tuple(one for one in data.applications if one.id in ends),
        flows=tuple(flow for flow in data.flows if flow.id in ids),
    )


def map_page(request: Request) -> MapPage:
    shown = shown_by(request)
    asked, scene, counts = shown.asked, shown.scene, count_flows()
    kinds = [(BY_HAND, "By hand", counts.by_hand), (AUTOMATED, "Automated", counts.total - counts.by_hand)]
    query = with_query(request, flow=None, table=None)
    return MapPage(
        drawn=drawings(scene, asked.state, style_of(request.client)),
        is_beside=asked.state == State.COMPARE and scene.fits_beside,
        placement=scene.data.placement,
        asked=asked,
        wanted=shown.wanted,
        filters=shown.filters,
        choices=Choices.known(),
        chips=[chip(request, "only", value, label, count=count) for value, label, count in kinds],
        views=views_of(request, "flow-map"),
        states=[Link(one.label, with_query(request, state=one.value), one == asked.state) for one in State],
        groups=[
            Link(one.label, with_query(request, group=one.value, box=None, box2=None), one == asked.grouping)
            for one in Grouping
        ],
        touched=_touched(request, shown) if shown.application else None,
        unknown=asked.touches if asked.touches and not shown.application else "",
        panel=panel_of(request, scene.lines, asked.flow, scene.connections),
        table=_table(request, scene.lines) if asked.has_table else None,
        difference=difference_of(scene.lines, scene.connected(asked.state)) if asked.state else None,
        only_between=_only_between(shown),
        downloads=[Link("SVG", f"{reverse('flow-map-svg')}{query}"), Link("PNG", f"{reverse('flow-map-png')}{query}")],
        table_url=with_query(request, table=None if asked.has_table else 1),
        place_url=f"{reverse('flow-map-place')}{query}",
        everything_url=with_query(request, **dict.fromkeys(NARROWING)),
        total=len(scene.lines),
        is_empty=not counts.total,
        is_far=scene.is_far,
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def panel_page(request: Request) -> MapPanel | None:
    """The record alone, without drawing the map around it."""
    shown = shown_by(request)
    return panel_of(request, shown.scene.lines, shown.asked.flow, shown.scene.connections)


def _touched(request: Request, shown: Shown) -> Touched | None:
    if shown.application is None:
        return None
    pk, name = shown.application
    asked, scene = shown.asked, shown.scene
    reach = reach_of(scene.data, pk, asked.steps)
    words = {1: "One step", 2: "Two steps"}
    alone = None if asked.only_touched else 1
    return Touched(
        id=pk,
        name=name,
        others=len(reach.applications) - 1,
        flows=len(reach.flows),
        sums=sum_of(line for line in scene.lines if line.id in reach.flows),
        steps=[Link(label, with_query(request, steps=step), step == asked.steps) for step, label in words.items()],
        alone=Chip("Only these", with_query(request, alone=alone), is_on=asked.only_touched),
        clear=with_query(request, touches=None, steps=None, alone=None),
    )


def _table(request: Request, lines: list[FlowLine]) -> MapTable:
    page = Paginator(lines, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    return MapTable([(FlowRow(line), with_query(request, flow=line.id)) for line in page.object_list], page)


def _only_between(shown: Shown) -> str:
    """The boxes that the map is narrowed to, in words."""
    asked, wanted = shown.asked, shown.wanted
    first, second = (asked.box, asked.other_box) if asked.box else (wanted.department, wanted.other_department)
    return f"Only between {first} and {second}" if second else f"Only what touches {first}" if first else ""

"""The data-flow map on a page: the same figure as in the PDF, with a link behind every mark."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.figure_style import style_of
from apps.core.http import Request
from apps.core.listing import Chip, Link
from apps.figures.bus_lanes import lanes_of
from apps.figures.bus_map import BusMap, render_bus_map
from apps.figures.figure import Figure, Table
from apps.tenant.flows.forms import FlowFilterForm
from apps.tenant.flows.pages import Choices, FlowRow, kind_chips, views_of
from apps.tenant.flows.selectors import FlowFilter, landscape, list_flows, map_of

NO_TABLE = Table(head=(), rows=())


@dataclass(frozen=True)
class Marked:
    """Where a mark of the figure leads. key: the value of its data attribute."""

    key: str
    label: str
    url: str


@dataclass(frozen=True)
class MapPage:
    """figure: without its table, as the rows here are the table, with links."""

    figure: Figure
    rows: list[FlowRow]
    applications: list[Marked]
    lanes: list[Marked]
    departments: list[Marked]
    wanted: FlowFilter
    filters: FlowFilterForm
    choices: Choices
    chips: list[Chip]
    views: list[Link]
    download: str
    is_empty: bool
    may_edit: bool

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the filters keep of the address."""
        return [(name, self.filters.data[name]) for name in ("only", "other") if name in self.filters.data]


def map_page(request: Request) -> MapPage:
    filters = FlowFilterForm(request.GET)
    wanted = replace(filters.wanted(), sort="hours", descending=True)
    everything = list_flows(request.client)
    lines = list_flows(request.client, wanted)
    data = map_of(lines, is_whole=not wanted.is_filtered)
    figure = render_bus_map(data, style=style_of(request.client))
    query = request.GET.urlencode()
    return MapPage(
        figure=replace(figure, table=NO_TABLE),
        rows=[FlowRow(line) for line in lines],
        applications=[_application(chip.id, chip.name) for chip in data.applications],
        lanes=[_lane(lane.first, lane.second) for lane in lanes_of(data)[0]],
        departments=[_department(name) for name in sorted({chip.department for chip in data.applications} - {""})],
        wanted=wanted,
        filters=filters,
        choices=Choices.known(),
        chips=kind_chips(request, everything),
        views=views_of(request, "flow-map"),
        download=f"{reverse('flow-map-svg')}?{query}" if query else reverse("flow-map-svg"),
        is_empty=not everything,
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def map_svg(request: Request) -> str:
    """The picture alone, with the address's filters, in literal colours that any program can show."""
    data: BusMap = landscape(request.client, FlowFilterForm(request.GET).wanted())
    return render_bus_map(data, style=style_of(request.client)).svg


def _application(pk: int, name: str) -> Marked:
    return Marked(str(pk), name, reverse("application", args=[pk]))


def _lane(first: str, second: str) -> Marked:
    query = urlencode({"department": first, "other": second})
    return Marked(f"{first}|{second}", f"{first} and {second}", f"{reverse('flow-map')}?{query}")


def _department(name: str) -> Marked:
    return Marked(name, name, f"{reverse('flow-map')}?{urlencode({'department': name})}")

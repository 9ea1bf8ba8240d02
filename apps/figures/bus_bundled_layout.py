"""Places boxes, chips and lanes for the map above about forty applications."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from apps.figures.bus_arrange import Rows, arrange_departments, arrange_members, placed_members, placed_rows
from apps.figures.bus_lanes import Lane, lanes_of
from apps.figures.bus_metrics import Metrics, bundled_metrics_for
from apps.figures.bus_ports import place_ports
from apps.figures.bus_tracks import route
from apps.figures.bus_types import Berth, Box, BusMap, Channel, Chip, Link, Lot, MapFlow, Wire
from apps.figures.bus_words import NO_DEPARTMENT, departments_of
from apps.figures.figure import Style
from apps.figures.text import text_width

_FEW_CHIPS = 10
_MOST_WIDENED = 5
_NAMES_WHOLE = 0.85  # share of the names that are not cut short
_WIDEST = 1.2


@dataclass(frozen=True, kw_only=True)
class BundledLayout:
    """Everything at its place; `wires` follows the order of `lanes`."""

    lots: tuple[Lot, ...]
    chips: tuple[Chip, ...]
    lanes: tuple[Lane, ...]
    wires: tuple[Wire, ...]
    inside: dict[str, list[MapFlow]]
    height: float
    width: float

    def showing(self, data: BusMap) -> "BundledLayout":
        """The same places with another state of the same flows."""
        flows = {flow.id: flow for flow in data.flows}
        lanes = tuple(replace(lane, flows=tuple(flows[one.id] for one in lane.flows)) for lane in self.lanes)
        inside = {name: [flows[one.id] for one in inner] for name, inner in self.inside.items()}
        return replace(self, lanes=lanes, inside=inside)


def layout_bundled(data: BusMap, width: float, style: Style) -> BundledLayout:
    """Boxes, chips and lanes; the same for the same data."""
    metrics = bundled_metrics_for(is_compact=style.is_compact(width))
    members: dict[str, list[int]] = defaultdict(list)
    for application in data.applications:
        members[application.department or NO_DEPARTMENT].append(application.id)
    lanes, inside = lanes_of(data)
    ties = {(lane.first, lane.second): float(len(lane.flows) + 2 * lane.manual) for lane in lanes}
    rows = placed_rows(arrange_departments(dict.fromkeys(members, 1.0), ties), data.placement)
    homes = departments_of(data)
    within = [(f.source, f.target, 1.0) for f in data.flows if homes[f.source] == homes[f.target]]
    order = placed_members(arrange_members(members, rows, within), data.placement)
    width = max(width, _two_columns(rows, members, data, metrics))
    boxes, tallest = _boxes(rows, {name: len(ids) for name, ids in order.items()}, width, metrics)
    channel = Channel(
        top=metrics.margin + tallest[0],
        left=2,
        right=width - 2,
        label_height=metrics.label_height,
        pitch=metrics.track,
        margin=metrics.label_height,
        least=0,
    )
    upper = set(rows[0])
    wires = place_ports([_link(lane, boxes, upper, metrics, channel.top) for lane in lanes])
    depth = route(wires, channel) if wires or rows[1] else 0
    lower_top = channel.top + depth
    placed = {
        name: box if name in upper else Box(box.x, lower_top, box.width, box.height) for name, box in boxes.items()
    }
    wires_down = [_moved(wire, lower_top) for wire in wires]
    named = {application.id: application for application in data.applications}
    chips = [
        Chip(named[one], box, name in upper, 0, (box.right, box.right))
        for name, ids in order.items()
        for one, box in zip(ids, _chip_boxes(placed[name], len(ids), metrics), strict=True)
    ]
    lots = tuple(Lot(name, placed[name], is_upper=True, members=tuple(order[name])) for row in rows for name in row)
    return BundledLayout(
        lots=lots,
        chips=tuple(chips),
        lanes=tuple(lanes),
        wires=tuple(wires_down),
        inside=inside,
        height=lower_top + tallest[1] + metrics.margin,
        width=width,
    )


def _two_columns(rows: Rows, members: Mapping[str, Sequence[int]], data: BusMap, metrics: Metrics) -> float:
    """The drawing's width at which boxes of many chips hold two columns, so that nobody scrolls past one long one.

    0 where boxes are small, or where so many stand in a row that the text would get too small.
    """
    most = max(len(row) for row in rows)
    if max((len(ids) for ids in members.values()), default=0) <= _FEW_CHIPS or most > _MOST_WIDENED:
        return 0
    names = sorted(text_width(one.name, metrics.name_size, 500) for one in data.applications)
    most_names = names[int(len(names) * _NAMES_WHOLE)] + 2 * metrics.inset + 2 * metrics.badge
    chip = min(max(most_names, metrics.chip_min), metrics.chip_min * _WIDEST)
    wide = 2 * (chip + metrics.gutter) + 2 * metrics.pad - metrics.inset + 1
    return most * (wide + metrics.lot_gap) - metrics.lot_gap + 2 * metrics.margin


def _boxes(
    rows: Rows, counts: dict[str, int], width: float, metrics: Metrics
) -> tuple[dict[str, Box], tuple[float, float]]:
    """Boxes of equal width, the upper row standing on the channel, and the height of each row."""
    wide = (width - 2 * metrics.margin + metrics.lot_gap) / max(len(row) for row in rows) - metrics.lot_gap
    heights = {name: _lot_height(count, wide, metrics) for name, count in counts.items()}
    upper, lower = (max((heights[name] for name in row), default=0.0) for row in rows)
    boxes = {}
    for index, row in enumerate(rows):
        for at, name in enumerate(row):
            x = metrics.margin + at * (wide + metrics.lot_gap)
            y = metrics.margin + (upper - heights[name] if index == 0 else 0)
            boxes[name] = Box(x, y, wide, heights[name])
    return boxes, (upper, lower)


def _lot_height(count: int, width: float, metrics: Metrics) -> float:
    levels = ceil(count / _columns(width, metrics))
    return metrics.title_height + levels * (metrics.chip_height + metrics.chip_gap) - metrics.chip_gap + metrics.pad


def _columns(width: float, metrics: Metrics) -> int:
    """How many columns of chips a box holds; each column has a gutter at its right for the lines inside."""
    return max(int((width - 2 * metrics.pad + metrics.inset) / (metrics.chip_min + metrics.gutter)), 1)


def _chip_boxes(lot: Box, count: int, metrics: Metrics) -> list[Box]:
    """Chips fill the columns from the left."""
    columns = min(_columns(lot.width, metrics), count)
    levels = ceil(count / columns)
    step = (lot.width - 2 * metrics.pad + metrics.inset) / columns
    return [
        Box(
            lot.x + metrics.pad + at // levels * step,
            lot.y + metrics.title_height + at % levels * (metrics.chip_height + metrics.chip_gap),
            step - metrics.gutter,
            metrics.chip_height,
        )
        for at in range(count)
    ]


def _link(lane: Lane, boxes: dict[str, Box], upper: set[str], metrics: Metrics, top: float) -> Link:
    def berth(name: str) -> Berth:
        box = boxes[name]
        return Berth(box.x + metrics.pad, box.right - metrics.pad, name in upper, top if name in upper else 0)

    thickness = min(metrics.line + metrics.hour * len(lane.flows), metrics.thickest)
    label = text_width(lane.label, metrics.label_size, 600) + metrics.label_height
    weight = len(lane.flows) + 2.0 * lane.manual
    return Link(f"{lane.first}|{lane.second}", berth(lane.first), berth(lane.second), weight, thickness, label)


def _moved(wire: Wire, lower_top: float) -> Wire:
    """The wire with its lower ends at the lower row's edge, known only once the channel is."""

    def moved(berth: Berth) -> Berth:
        return berth if berth.is_upper else Berth(berth.low, berth.high, berth.is_upper, lower_top)

    link = wire.link
    routed = Link(link.key, moved(link.start), moved(link.end), link.weight, link.thickness, link.label_width)
    return Wire(routed, wire.x1, wire.x2, wire.track, wire.y, wire.label)

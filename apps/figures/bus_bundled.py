"""The map above about forty applications: chips in department boxes, lanes between departments."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from math import ceil

from apps.figures.bus_arrange import arrange_departments, arrange_members
from apps.figures.bus_draw import draw_chip, draw_label, draw_line, draw_lot, wire_points
from apps.figures.bus_lanes import Lane, lanes_of
from apps.figures.bus_metrics import Metrics, bundled_metrics_for
from apps.figures.bus_ports import place_ports
from apps.figures.bus_single import flow_data, hand_offs_of, hubs_of
from apps.figures.bus_tracks import route
from apps.figures.bus_types import Berth, Box, BusMap, Channel, Chip, Link, Lot, MapFlow, Wire
from apps.figures.bus_words import NO_DEPARTMENT, departments_of, map_words
from apps.figures.figure import Style
from apps.figures.legend import Entry, draw_legend
from apps.figures.numerals import plural
from apps.figures.svg import Svg
from apps.figures.text import text_width


@dataclass(frozen=True, kw_only=True)
class BundledLayout:
    """Everything at its place; `wires` follows the order of `lanes`."""

    lots: tuple[Lot, ...]
    chips: tuple[Chip, ...]
    lanes: tuple[Lane, ...]
    wires: tuple[Wire, ...]
    inside: dict[str, list[MapFlow]]
    height: float


def layout_bundled(data: BusMap, width: float) -> BundledLayout:
    """Boxes, chips and lanes; the same for the same data."""
    metrics = bundled_metrics_for(width)
    members: dict[str, list[int]] = defaultdict(list)
    for application in data.applications:
        members[application.department or NO_DEPARTMENT].append(application.id)
    lanes, inside = lanes_of(data)
    ties = {(lane.first, lane.second): float(len(lane.flows) + 2 * lane.manual) for lane in lanes}
    rows = arrange_departments(dict.fromkeys(members, 1.0), ties)
    homes = departments_of(data)
    within = [(f.source, f.target, 1.0) for f in data.flows if homes[f.source] == homes[f.target]]
    order = arrange_members(members, rows, within)
    lot_width = (width - 2 * metrics.margin + metrics.lot_gap) / max(len(row) for row in rows) - metrics.lot_gap
    tallest = [max((_lot_height(len(order[name]), lot_width, metrics) for name in row), default=0) for row in rows]
    boxes: dict[str, Box] = {}
    for index, row in enumerate(rows):
        for at, name in enumerate(row):
            high = _lot_height(len(order[name]), lot_width, metrics)
            x = metrics.margin + at * (lot_width + metrics.lot_gap)
            boxes[name] = Box(x, metrics.margin + (tallest[0] - high if index == 0 else 0), lot_width, high)
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
    depth = route(wires, channel) if rows[1] else 0
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
    )


def draw_bundled(data: BusMap, width: int, style: Style) -> tuple[str, str]:
    """The SVG and its words."""
    metrics = bundled_metrics_for(width)
    layout = layout_bundled(data, width)
    numerals = style.numerals
    svg = Svg(style)
    counts = {lot.name: plural(len(lot.members), "application") for lot in layout.lots}
    for lot in layout.lots:
        note = (
            counts[lot.name]
            if text_width(lot.name + counts[lot.name], metrics.title_size, 600) < lot.box.width * 0.85
            else ""
        )
        draw_lot(svg, lot, metrics, note=note)
    for lane, wire in reversed(list(zip(layout.lanes, layout.wires, strict=True))):
        with svg.group("lane", data=_lane_data(lane)):
            draw_line(svg, wire_points(wire), _tone(lane), wire.link.thickness)
    boxes = {chip.application.id: chip.box for chip in layout.chips}
    lots = {lot.name: lot.box for lot in layout.lots}
    for name, flows in sorted(layout.inside.items()):
        for flow in sorted(flows, key=lambda f: (f.is_manual, f.id)):
            _draw_inner(svg, flow, boxes, lots[name], metrics)
    hubs, hand_offs = hubs_of(data), hand_offs_of(data)
    for chip in layout.chips:
        one = chip.application.id
        draw_chip(svg, chip, metrics, is_hub=one in hubs, hand_offs=hand_offs[one], badge_inside=True)
    for lane, wire in zip(layout.lanes, layout.wires, strict=True):
        with svg.button("lane-hit", lane.words(numerals), data=_lane_data(lane)):
            for x, berth in wire.ends:
                svg.circle(x, berth.edge, 2 + wire.link.thickness / 3, cls=f"f-{_tone(lane)}")
            if wire.label:
                draw_label(svg, wire.label, lane.label, _tone(lane), metrics.label_size)
    view_height = layout.height + draw_legend(
        svg,
        _legend(layout, bool(hubs)),
        left=metrics.margin,
        top=layout.height,
        width=width - 2 * metrics.margin,
        size=metrics.legend_size,
    )
    words = map_words(data, numerals)
    if any(flow.is_manual for flow in data.flows):
        worst = next((lane for lane in layout.lanes if lane.manual), None)
        words += f" Most between two departments: {worst.words(numerals)}." if worst else ""
    return svg.render((width, view_height + 2), width=width, words=words), words


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


def _draw_inner(svg: Svg, flow: MapFlow, boxes: dict[int, Box], lot: Box, metrics: Metrics) -> None:
    """A thin curve in the gutters between two chips of one department."""
    left, right = sorted((boxes[flow.source], boxes[flow.target]), key=lambda box: (box.x, box.y))
    y1, y2 = left.y + left.height / 2, right.y + right.height / 2
    if left.x == right.x:
        reach = min(metrics.gutter * (0.35 + abs(y2 - y1) / lot.height), metrics.gutter * 0.85) * 1.33
        d = f"M{left.right:.1f} {y1:.1f}C{left.right + reach:.1f} {y1:.1f} {left.right + reach:.1f} {y2:.1f} {left.right:.1f} {y2:.1f}"
    else:
        bend = min(metrics.gutter * 1.2, (right.x - left.right) * 0.8)
        d = f"M{left.right:.1f} {y1:.1f}C{left.right + bend:.1f} {y1:.1f} {right.x - bend:.1f} {y2:.1f} {right.x:.1f} {y2:.1f}"
    with svg.group("flow", data=flow_data(flow)):
        if flow.is_manual:
            svg.path(d, cls="s-bad", stroke_width=metrics.line * 1.1, stroke_dasharray="3 2")
        else:
            svg.path(d, cls="s-warn" if flow.gap else "s-slate", stroke_width=metrics.line * 0.7)


def _tone(lane: Lane) -> str:
    return "bad" if lane.manual else "slate"


def _lane_data(lane: Lane) -> dict[str, object]:
    flows = " ".join(str(flow.id) for flow in lane.flows)
    return {"lane": f"{lane.first}|{lane.second}", "flows": flows}


def _legend(layout: BundledLayout, has_hubs: bool) -> list[Entry]:  # noqa: FBT001
    shown: Counter[str] = Counter(_tone(lane) for lane in layout.lanes)
    inner = [flow for flows in layout.inside.values() for flow in flows]
    by_hand = any(flow.is_manual for flow in inner)
    entries = [
        (shown["bad"], Entry("line", "s-bad", "some by hand; width and first number count all flows", 3.5)),
        (shown["slate"], Entry("line", "s-slate", "all automated", 2.5)),
        (by_hand, Entry("dash", "s-bad", "by hand, inside a department", 1.4)),
        (any(not f.is_manual for f in inner), Entry("line", "s-slate", "automated, inside a department", 1)),
        (by_hand or shown["bad"], Entry("disc", "f-bad-fill", "number of hand-offs")),
        (has_hubs, Entry("box", "f-accent", "hub")),
        (any(c.application.is_shadow for c in layout.chips), Entry("dashed-box", "f-surface s-slate", "shadow IT")),
    ]
    return [entry for wanted, entry in entries if wanted]

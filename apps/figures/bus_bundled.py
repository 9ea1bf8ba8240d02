"""The map above about forty applications: chips in department boxes, lanes between departments."""

from collections import Counter

from apps.figures.bus_bundled_layout import BundledLayout, layout_bundled
from apps.figures.bus_draw import ChipLook, draw_chip, draw_label, draw_line, draw_lot, flow_tone, wire_points
from apps.figures.bus_lanes import Lane
from apps.figures.bus_metrics import Metrics, bundled_metrics_for
from apps.figures.bus_single import flow_data, hand_offs_of, hubs_of
from apps.figures.bus_types import EVERYTHING, Box, BusMap, Emphasis, FlowKind, MapFlow
from apps.figures.bus_words import map_words
from apps.figures.figure import Style
from apps.figures.legend import Entry, draw_legend
from apps.figures.numerals import Numerals, plural
from apps.figures.svg import Svg, number
from apps.figures.text import text_width


def draw_bundled(
    data: BusMap, width: int, style: Style, base: BusMap, emphasis: Emphasis = EVERYTHING
) -> tuple[str, str]:
    """The SVG and its words. base: the same flows as they were laid out, so that two states can be compared."""
    metrics = bundled_metrics_for(is_compact=style.is_compact(width))
    layout = layout_bundled(base, width, style)
    if data is not base:
        layout = layout.showing(data)
    svg = Svg(style)
    _draw_lots(svg, layout, metrics)
    for lane, wire in reversed(list(zip(layout.lanes, layout.wires, strict=True))):
        with svg.group("lane", data=_lane_data(lane), is_faded=emphasis.fades_all(lane.flows)):
            draw_line(svg, wire_points(wire), _tone(lane), wire.link.thickness)
    _draw_inside(svg, layout, metrics, emphasis)
    hubs, hand_offs = hubs_of(data), hand_offs_of(data)
    for chip in layout.chips:
        one = chip.application.id
        look = ChipLook(
            is_hub=one in hubs,
            hand_offs=hand_offs[one],
            badge_inside=True,
            is_faded=emphasis.fades_application(one),
        )
        draw_chip(svg, chip, metrics, look)
    _draw_lane_labels(svg, layout, metrics, style.numerals, emphasis)
    view_height = layout.height + draw_legend(
        svg,
        _legend(layout, bool(hubs)),
        left=metrics.margin,
        top=layout.height,
        width=layout.width - 2 * metrics.margin,
        size=metrics.legend_size,
    )
    worst = next((lane for lane in layout.lanes if lane.manual), None)
    words = map_words(data, style.numerals)
    words += f" Most between two departments: {worst.words(style.numerals)}." if worst else ""
    return svg.render((layout.width, view_height + 2), width=width, words=words), words


def _draw_lots(svg: Svg, layout: BundledLayout, metrics: Metrics) -> None:
    for lot in layout.lots:
        count = plural(len(lot.members), "application")
        is_short = text_width(lot.name + count, metrics.title_size, 600) < lot.box.width * 0.85
        draw_lot(svg, lot, metrics, note=count if is_short else "")


def _draw_inside(svg: Svg, layout: BundledLayout, metrics: Metrics, emphasis: Emphasis) -> None:
    boxes = {chip.application.id: chip.box for chip in layout.chips}
    lots = {lot.name: lot.box for lot in layout.lots}
    for name, flows in sorted(layout.inside.items()):
        for flow in sorted(flows, key=lambda f: (f.is_manual, f.id)):
            with svg.group("flow", data=flow_data(flow), is_faded=emphasis.fades_flow(flow.id)):
                _draw_inner(svg, flow, boxes, lots[name], metrics)


def _draw_lane_labels(
    svg: Svg, layout: BundledLayout, metrics: Metrics, numerals: Numerals, emphasis: Emphasis
) -> None:
    for lane, wire in zip(layout.lanes, layout.wires, strict=True):
        is_faded = emphasis.fades_all(lane.flows)
        with svg.button("lane-hit", lane.words(numerals), data=_lane_data(lane), is_faded=is_faded):
            for x, berth in wire.ends:
                svg.circle(x, berth.edge, 2 + wire.link.thickness / 3, cls=f"f-{_tone(lane)}")
            if wire.label:
                draw_label(svg, wire.label, lane.label, _tone(lane), metrics.label_size)


def _draw_inner(svg: Svg, flow: MapFlow, boxes: dict[int, Box], lot: Box, metrics: Metrics) -> None:
    """A thin curve in the gutters between two chips of one department."""
    left, right = sorted((boxes[flow.source], boxes[flow.target]), key=lambda box: (box.x, box.y))
    y1, y2 = left.y + left.height / 2, right.y + right.height / 2
    if left.x == right.x:
        reach = min(metrics.gutter * (0.35 + abs(y2 - y1) / lot.height), metrics.gutter * 0.85) * 1.33
        end, bends = left.right, (left.right + reach, left.right + reach)
    else:
        bend = min(metrics.gutter * 1.2, (right.x - left.right) * 0.8)
        end, bends = right.x, (left.right + bend, right.x - bend)
    control = f"{number(bends[0])} {number(y1)} {number(bends[1])} {number(y2)}"
    d = f"M{number(left.right)} {number(y1)}C{control} {number(end)} {number(y2)}"
    if flow.is_manual:
        svg.path(d, cls="s-bad", stroke_width=metrics.line * 1.1, stroke_dasharray="3 2")
    else:
        svg.path(d, cls=f"s-{flow_tone(flow)}", stroke_width=metrics.line * 0.7)


def _tone(lane: Lane) -> str:
    if lane.manual:
        return "bad"
    return "good" if any(flow.kind is FlowKind.CONNECTED for flow in lane.flows) else "slate"


def _lane_data(lane: Lane) -> dict[str, object]:
    flows = " ".join(str(flow.id) for flow in lane.flows)
    return {"lane": f"{lane.first}|{lane.second}", "flows": flows}


def _legend(layout: BundledLayout, has_hubs: bool) -> list[Entry]:  # noqa: FBT001
    shown: Counter[str] = Counter(_tone(lane) for lane in layout.lanes)
    inner = [flow for flows in layout.inside.values() for flow in flows]
    by_hand = any(flow.is_manual for flow in inner)
    entries = [
        (shown["bad"], Entry("line", "s-bad", "some by hand; width and first number count all flows", 3.5)),
        (shown["good"], Entry("line", "s-good", "some now connected, none by hand", 2.5)),
        (shown["slate"], Entry("line", "s-slate", "all automated", 2.5)),
        (by_hand, Entry("dash", "s-bad", "by hand, inside a department", 1.4)),
        (any(not f.is_manual for f in inner), Entry("line", "s-slate", "automated, inside a department", 1)),
        (by_hand or shown["bad"], Entry("disc", "f-bad-fill", "number of hand-offs")),
        (has_hubs, Entry("box", "f-accent", "hub")),
        (any(c.application.is_shadow for c in layout.chips), Entry("dashed-box", "f-surface s-slate", "shadow IT")),
    ]
    return [entry for wanted, entry in entries if wanted]

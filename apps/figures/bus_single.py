"""The map of single flows, for up to about forty applications: every line runs from chip to chip."""

from collections import Counter
from dataclasses import dataclass, replace

from apps.figures.bus_draw import (
    FRAGILE_DASH,
    ChipLook,
    arrow_size,
    draw_arrow,
    draw_chip,
    draw_label,
    draw_line,
    draw_lot,
    flow_tone,
    rounded,
    shortened,
    wire_points,
)
from apps.figures.bus_metrics import PRINT, Metrics, metrics_for
from apps.figures.bus_ports import place_ports
from apps.figures.bus_single_layout import Plan, place_chips, plan_single, row_height
from apps.figures.bus_tracks import route
from apps.figures.bus_types import (
    EVERYTHING,
    Berth,
    Box,
    BusMap,
    Channel,
    Chip,
    Emphasis,
    FlowKind,
    Link,
    Lot,
    MapFlow,
    Wire,
)
from apps.figures.bus_words import by_hours, departments_of, flow_words, map_words
from apps.figures.figure import Style
from apps.figures.legend import Entry, draw_legend
from apps.figures.numerals import Numerals
from apps.figures.svg import Svg
from apps.figures.text import text_width

MANY_HAND_OFFS = 25
HUB_FLOWS = 4
HUB_SHARE = 1.6


@dataclass(frozen=True, kw_only=True)
class SingleLayout:
    """Everything at its place. `wires` are keyed by flow id; `view` is the drawing's size without its legend."""

    lots: tuple[Lot, ...]
    chips: tuple[Chip, ...]
    wires: dict[int, Wire]
    view: tuple[float, float]


def hubs_of(data: BusMap) -> set[int]:
    """Applications that many lines meet in: at least four, and clearly more than usual."""
    degree = Counter(one for flow in data.flows for one in (flow.source, flow.target))
    usual = sum(degree.values()) / max(len(data.applications), 1)
    return {one for one, flows in degree.items() if flows >= max(HUB_FLOWS, HUB_SHARE * usual)}


def hand_offs_of(data: BusMap) -> Counter[int]:
    """How many hand-offs touch each application."""
    return Counter(one for flow in data.flows if flow.is_manual for one in {flow.source, flow.target})


def layout_single(data: BusMap, width: float, style: Style) -> SingleLayout:
    """Chips, lines and labels; the same for the same data."""
    metrics = metrics_for(is_compact=style.is_compact(width))
    plan = plan_single(data, metrics, width)
    homes = departments_of(data)
    inner = [f for f in data.flows if homes[f.source] == homes[f.target] and plan.levels == 1]
    across = [f for f in data.flows if f not in inner]
    deep = frozenset(homes[flow.source] for flow in inner)
    labels = {f.id: _label_width(flow_label(f, data, metrics, style.numerals), f, metrics) for f in data.flows}
    router = _Router(data, metrics, plan, labels)
    upper_back = router.back(inner, 0)
    top = metrics.margin
    upper_lots, upper_chips = place_chips(plan, data, metrics, 0, top=top, back=upper_back, deep=deep)
    lower_lots, lower_chips = place_chips(plan, data, metrics, 1, top=0, back=router.back(inner, 1), deep=deep)
    channel_top = top + row_height(plan, metrics, upper_back)
    if not lower_chips and not across:
        wires = router.inner_wires(inner, upper_chips, top + metrics.title_height)
        return SingleLayout(
            lots=tuple(upper_lots),
            chips=tuple(upper_chips),
            wires=wires,
            view=(plan.width, channel_top + metrics.margin),
        )
    height = router.across_wires(across, [*upper_chips, *lower_chips], channel_top)[1]
    lower_top = channel_top + height
    lower_lots = [replace(lot, box=_down(lot.box, lower_top)) for lot in lower_lots]
    lower_chips = [replace(chip, box=_down(chip.box, lower_top)) for chip in lower_chips]
    wires = router.across_wires(across, [*upper_chips, *lower_chips], channel_top)[0]
    wires |= router.inner_wires(inner, upper_chips, top + metrics.title_height)
    if lower_chips:
        wires |= router.inner_wires(inner, lower_chips, lower_chips[0].box.bottom)
    bottom = max((lot.box.bottom for lot in lower_lots), default=lower_top)
    return SingleLayout(
        lots=(*upper_lots, *lower_lots),
        chips=(*upper_chips, *lower_chips),
        wires=wires,
        view=(plan.width, bottom + metrics.margin),
    )


class _Router:
    """Turns flows into routed wires for chips at their places."""

    def __init__(self, data: BusMap, metrics: Metrics, plan: Plan, labels: dict[int, float]) -> None:
        self._data = data
        self._metrics = metrics
        self._plan = plan
        self._labels = labels

    def across_wires(self, flows: list[MapFlow], chips: list[Chip], top: float) -> tuple[dict[int, Wire], float]:
        """Wires through the channel below `top`, and the channel's height."""
        return self._wires(flows, _FrontBerths(chips, self._metrics, hand_offs_of(self._data)), self._channel(top))

    def inner_wires(self, flows: list[MapFlow], chips: list[Chip], top: float) -> dict[int, Wire]:
        """Wires behind the chips of one row, in the room that starts at `top`."""
        known = {chip.application.id for chip in chips}
        own = [flow for flow in flows if flow.source in known]
        return self._wires(own, _BackBerths(chips, self._metrics), self._channel(top, least=0))[0] if own else {}

    def back(self, flows: list[MapFlow], row: int) -> float:
        """Room that the lines inside departments of one row need behind the chips."""
        chips = place_chips(self._plan, self._data, self._metrics, row, top=0, back=0)[1]
        known = {chip.application.id for chip in chips}
        own = [flow for flow in flows if flow.source in known]
        return self._wires(own, _BackBerths(chips, self._metrics), self._channel(0, least=0))[1] if own else 0

    def _wires(
        self, flows: list[MapFlow], berths: "_FrontBerths | _BackBerths", channel: Channel
    ) -> tuple[dict[int, Wire], float]:
        links = [self._link(flow, berths) for flow in flows]
        wires = place_ports(links)
        height = route(wires, channel)
        return {flow.id: wire for flow, wire in zip(flows, wires, strict=True)}, height

    def _link(self, flow: MapFlow, berths: "_FrontBerths | _BackBerths") -> Link:
        hours = float(flow.hours_per_week)
        return Link(
            str(flow.id),
            berths.of(flow.source),
            berths.of(flow.target),
            1 + hours,
            flow_thickness(flow, self._metrics),
            self._labels[flow.id],
        )

    def _channel(self, top: float, least: float | None = None) -> Channel:
        metrics = self._metrics
        return Channel(
            top=top,
            left=2,
            right=self._plan.width - 2,
            label_height=metrics.label_height,
            pitch=metrics.track,
            margin=metrics.label_height * 0.95,
            least=metrics.label_height * 6 if least is None else least,
        )


class _FrontBerths:
    """Berths on the side of the channel, or in the gutter for chips that stand behind others."""

    def __init__(self, chips: list[Chip], metrics: Metrics, hand_offs: Counter[int]) -> None:
        self._chips = {chip.application.id: chip for chip in chips}
        self._metrics = metrics
        self._hand_offs = hand_offs
        self._used: Counter[int] = Counter()

    def of(self, one: int) -> Berth:
        """The next berth of an application."""
        chip, metrics = self._chips[one], self._metrics
        if chip.level:
            self._used[one] += 1
            share = (self._used[one] * 0.618) % 1
            edge = chip.box.y + chip.box.height * (0.2 + 0.6 * share)
            return Berth(*chip.gutter, chip.is_upper, edge, chip.box.right)
        # The badge sits at the upper right corner, which is the channel's side for the lower row only.
        badge = metrics.badge * 1.6 if self._hand_offs[one] and not chip.is_upper else 0
        inset = metrics.inset * 0.8
        edge = chip.box.bottom if chip.is_upper else chip.box.y
        return Berth(chip.box.x + inset, chip.box.right - inset - badge, chip.is_upper, edge)


class _BackBerths:
    """Berths on the side away from the channel."""

    def __init__(self, chips: list[Chip], metrics: Metrics) -> None:
        self._chips = {chip.application.id: chip for chip in chips}
        self._metrics = metrics

    def of(self, one: int) -> Berth:
        """The berth of an application."""
        chip, metrics = self._chips[one], self._metrics
        right = chip.box.right - metrics.inset - (metrics.badge * 1.6 if chip.is_upper else 0)
        edge = chip.box.y if chip.is_upper else chip.box.bottom
        return Berth(chip.box.x + metrics.inset, right, not chip.is_upper, edge)


def flow_thickness(flow: MapFlow, metrics: Metrics) -> float:
    """A hand-off is the thicker the more hours it takes."""
    if not flow.is_manual:
        return metrics.line
    return min(metrics.line * 0.9 + metrics.hour * float(flow.hours_per_week), metrics.thickest)


def flow_label(flow: MapFlow, data: BusMap, metrics: Metrics, numerals: Numerals) -> str:
    """What stands on the line: object and hours, or hours alone where room is short, or the gap's name."""
    if not flow.is_manual and not flow.hours_per_week:
        return flow.gap or (flow.object if flow.kind is FlowKind.CONNECTED else "")
    hours = f"{numerals.hours(flow.hours_per_week)} h"
    crowded = metrics is PRINT or sum(f.is_manual for f in data.flows) > MANY_HAND_OFFS
    return hours if crowded else f"{flow.object} {hours}"


def _label_width(text: str, flow: MapFlow, metrics: Metrics) -> float:
    if not text:
        return 0
    disc = metrics.label_height * 0.75 if flow.mark and metrics is PRINT else 0
    return text_width(text, metrics.label_size, 600) + metrics.label_height * 0.95 + disc


def draw_single(
    data: BusMap, width: int, style: Style, base: BusMap, emphasis: Emphasis = EVERYTHING
) -> tuple[str, str]:
    """The SVG and its words. base: the same flows as they were laid out, so that two states can be compared."""
    metrics = metrics_for(is_compact=style.is_compact(width))
    layout = layout_single(base, width, style)
    names = {application.id: application.name for application in data.applications}
    svg = Svg(style)
    for lot in layout.lots:
        draw_lot(svg, lot, metrics)
    ordered = by_hours(data.flows)
    for flow in reversed(ordered):
        with svg.group("flow", data=flow_data(flow), is_faded=emphasis.fades_flow(flow.id)):
            _draw_flow(svg, flow, layout.wires[flow.id], metrics)
    hubs, hand_offs = hubs_of(data), hand_offs_of(data)
    for chip in layout.chips:
        one = chip.application.id
        look = ChipLook(is_hub=one in hubs, hand_offs=hand_offs[one], is_faded=emphasis.fades_application(one))
        draw_chip(svg, chip, metrics, look)
    for flow in ordered:
        wire = layout.wires[flow.id]
        words, is_faded = flow_words(flow, names, style.numerals), emphasis.fades_flow(flow.id)
        with svg.button("flow-hit", words, data=flow_data(flow), is_faded=is_faded):
            svg.path(
                rounded(wire_points(wire), 8),
                cls="s-surface",
                stroke_width=max(12.0, wire.link.thickness),
                stroke_opacity=0,
            )
            if wire.label and (text := flow_label(flow, data, metrics, style.numerals)):
                _draw_flow_label(svg, flow, wire.label, text, metrics)
    high = layout.view[1] + draw_legend(
        svg,
        _legend(data, metrics, bool(hubs)),
        left=metrics.margin,
        top=layout.view[1],
        width=layout.view[0] - 2 * metrics.margin,
        size=metrics.small_size + 0.3,
    )
    words = map_words(data, style.numerals)
    return svg.render((layout.view[0], high + 2), width=width, words=words), words


def _draw_flow(svg: Svg, flow: MapFlow, wire: Wire, metrics: Metrics) -> None:
    tone, thickness = flow_tone(flow), flow_thickness(flow, metrics)
    points = wire_points(wire)
    length = arrow_size(thickness)[0]
    drawn = shortened(points, length * 0.7)
    if flow.is_two_way:
        drawn = shortened(drawn[::-1], length * 0.7)[::-1]
    draw_line(svg, drawn, tone, thickness, stroke_dasharray=FRAGILE_DASH if flow.gap and not flow.is_manual else None)
    draw_arrow(svg, points[-2], points[-1], tone, thickness)
    if flow.is_two_way:
        draw_arrow(svg, points[1], points[0], tone, thickness)


def _draw_flow_label(svg: Svg, flow: MapFlow, box: Box, text: str, metrics: Metrics) -> None:
    tone, size = flow_tone(flow), metrics.label_size
    if not (flow.mark and metrics is PRINT):
        draw_label(svg, box, text, tone, size)
        return
    radius = box.height / 2
    svg.rect(box.x, box.y, box.width, box.height, cls=f"f-surface s-{tone}", rx=radius, stroke_width=size / 9)
    svg.circle(box.x + radius, box.y + radius, radius - 1.2, cls="f-bad-fill" if tone == "bad" else f"f-{tone}-ink")
    number = size * (0.86 if len(flow.mark) < 2 else 0.72)
    svg.text(
        box.x + radius,
        box.y + radius + number * 0.36,
        flow.mark,
        cls="f-onaccent",
        size=number,
        weight=700,
        anchor="middle",
    )
    middle = (box.x + radius * 2 + box.right - radius * 0.3) / 2
    svg.text(middle, box.y + radius + size * 0.36, text, cls=f"f-{tone}-ink", size=size, weight=600, anchor="middle")


def _legend(data: BusMap, metrics: Metrics, hubs: bool) -> list[Entry]:  # noqa: FBT001
    kinds = {flow.kind for flow in data.flows}
    gaps = any(flow.gap for flow in data.flows if flow.kind is FlowKind.AUTOMATED)
    manual = FlowKind.MANUAL in kinds
    entries = [
        (manual, Entry("line", "s-bad", "by hand, width is hours a week", metrics.line * 2.2)),
        (FlowKind.CONNECTED in kinds, Entry("line", "s-good", "now connected", metrics.line)),
        (FlowKind.AUTOMATED in kinds, Entry("line", "s-slate", "automated", metrics.line)),
        (gaps, Entry("dash", "s-warn", "automated, with a gap", metrics.line)),
        (manual, Entry("disc", "f-bad-fill", "number of hand-offs")),
        (hubs, Entry("box", "f-accent", "hub")),
        (any(a.is_shadow for a in data.applications), Entry("dashed-box", "f-surface s-slate", "shadow IT")),
    ]
    return [entry for wanted, entry in entries if wanted]


def flow_data(flow: MapFlow) -> dict[str, object]:
    """The data attributes that lead from a line to its flow."""
    return {"flow": flow.id, "source": flow.source, "target": flow.target, "kind": flow.kind.value}


def _down(box: Box, by: float) -> Box:
    return replace(box, y=box.y + by)

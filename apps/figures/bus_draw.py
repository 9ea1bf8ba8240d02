"""Draws the map's parts: lots, chips, lines with their halo and arrows, and labels on plates."""

from dataclasses import dataclass

from apps.figures.bus_metrics import Metrics
from apps.figures.bus_types import Berth, Box, Chip, FlowKind, Lot, MapFlow, Point, Wire
from apps.figures.numerals import plural
from apps.figures.svg import Svg, number
from apps.figures.text import fit_text, text_width, wrap_text

FRAGILE_DASH = "4 3"


def draw_lot(svg: Svg, lot: Lot, metrics: Metrics, *, note: str = "") -> None:
    """A department's box with its name on the side away from the channel."""
    box = lot.box
    members = f"{lot.name}, {plural(len(lot.members), 'application')}"
    with svg.button("lot", members, data={"department": lot.name}):
        svg.rect(box.x, box.y, box.width, box.height, cls="f-sunken s-line", rx=metrics.pad, stroke_width=1)
        inset = metrics.pad + 2
        y = box.y + metrics.title_height * 0.66 if lot.is_upper else box.bottom - metrics.title_height * 0.38
        name = fit_text(lot.name, metrics.title_size, box.width - 2 * inset, 600)
        svg.text(box.x + inset, y, name, cls="f-ink", size=metrics.title_size, weight=600)
        if note:
            svg.text(box.right - inset, y, note, cls="f-mut", size=metrics.small_size, anchor="end")


@dataclass(frozen=True, kw_only=True)
class ChipLook:
    """badge_inside: the number of hand-offs stands in the chip, not at its corner."""

    is_hub: bool
    hand_offs: int
    badge_inside: bool = False
    is_faded: bool = False


def draw_chip(svg: Svg, chip: Chip, metrics: Metrics, look: ChipLook) -> None:
    """An application; its red badge, at the corner or inside, counts the hand-offs that touch it."""
    box, application = chip.box, chip.application
    is_hub, hand_offs, badge_inside = look.is_hub, look.hand_offs, look.badge_inside
    facts = [application.name, application.function, "shadow IT" if application.is_shadow else ""]
    label = ", ".join(filter(None, [*facts, plural(hand_offs, "hand-off") if hand_offs else ""]))
    with svg.button("chip", label, data={"application": application.id}, is_faded=look.is_faded):
        dash = "4 3" if application.is_shadow else None
        paint = (
            "f-accent s-accent" if is_hub else ("f-surface s-slate" if application.is_shadow else "f-surface s-strong")
        )
        radius = min(8, metrics.chip_height / 5)
        svg.rect(box.x, box.y, box.width, box.height, cls=paint, rx=radius, stroke_width=1, stroke_dasharray=dash)
        _chip_text(
            svg, chip, metrics, is_hub=is_hub, badge=(metrics.badge * (2 if badge_inside else 0.7)) if hand_offs else 0
        )
        if hand_offs:
            corner = (box.right - metrics.badge * 0.35, box.y + metrics.badge * 0.35)
            inside = (box.right - metrics.badge - 2, box.y + box.height / 2)
            draw_badge(
                svg, inside if badge_inside else corner, hand_offs, metrics.badge * (0.85 if badge_inside else 1)
            )


def _chip_text(svg: Svg, chip: Chip, metrics: Metrics, *, is_hub: bool, badge: float) -> None:
    box, application = chip.box, chip.application
    room = box.width - 2 * metrics.inset + 2
    tall = metrics.chip_height > metrics.name_size * 2.2
    strong, faint = ("f-onaccent", "f-onaccent") if is_hub else ("f-ink", "f-mut")
    lines = wrap_text(application.name, metrics.name_size, room - badge, 600, lines=2 if tall else 1)
    second = application.function
    if application.is_shadow:
        second = f"{second} · shadow IT" if second else "shadow IT"
        if text_width(second, metrics.small_size) > room:
            second = application.function
    if len(lines) == 1 and second and tall:
        y = box.y + box.height / 2 - metrics.small_size * 0.24
        svg.text(box.x + metrics.inset, y, lines[0], cls=strong, size=metrics.name_size, weight=600)
        small = fit_text(second, metrics.small_size, room)
        svg.text(box.x + metrics.inset, y + metrics.small_size * 1.32, small, cls=faint, size=metrics.small_size)
        return
    step = metrics.name_size * 1.2
    y = box.y + box.height / 2 + metrics.name_size * 0.36 - (len(lines) - 1) * step / 2
    for line in lines:
        svg.text(box.x + metrics.inset, y, line, cls=strong, size=metrics.name_size, weight=600 if tall else 500)
        y += step


def draw_badge(svg: Svg, centre: Point, count: int, radius: float) -> None:
    """A white number in a red disc."""
    svg.circle(*centre, radius, cls="f-bad-fill s-canvas", stroke_width=radius / 4)
    size = radius * (1.25 if count < 10 else 1.05)
    svg.text(centre[0], centre[1] + size * 0.36, count, cls="f-onaccent", size=size, weight=700, anchor="middle")


def draw_label(svg: Svg, box: Box, text: str, tone: str, size: float) -> None:
    """A plate with a coloured rim on a line, so that what lies behind never touches the text."""
    radius = box.height / 2
    svg.rect(box.x, box.y, box.width, box.height, cls=f"f-surface s-{tone}", rx=radius, stroke_width=size / 9)
    ink = "f-ink2" if tone == "slate" else f"f-{tone}-ink"
    y = box.y + radius + size * 0.36
    svg.text(box.centre, y, text, cls=ink, size=size, weight=600, anchor="middle")


def flow_tone(flow: MapFlow) -> str:
    """Colour word of a flow: red by hand, amber with a gap, teal newly connected, grey otherwise."""
    if flow.kind is FlowKind.MANUAL:
        return "bad"
    if flow.kind is FlowKind.CONNECTED:
        return "good"
    return "warn" if flow.gap else "slate"


def draw_line(
    svg: Svg, points: list[Point], tone: str, thickness: float, *, ground: str = "canvas", **attributes: object
) -> None:
    """A line with a halo in the ground's colour, so that crossings read as bridges."""
    path = rounded(points, 9 if thickness > 3 else 7)
    svg.path(path, cls=f"s-{ground}", stroke_width=thickness + 3.5)
    svg.path(path, cls=f"s-{tone}", stroke_width=thickness, **attributes)


def draw_arrow(svg: Svg, before: Point, tip: Point, tone: str, thickness: float) -> None:
    """An arrow head whose tip touches the mark."""
    length, half = arrow_size(thickness)
    dx, dy = _direction(before, tip)
    base = (tip[0] - dx * length, tip[1] - dy * length)
    corners = [(base[0] - dy * half, base[1] + dx * half), (base[0] + dy * half, base[1] - dx * half), tip]
    svg.path("M" + "L".join(_at(corner) for corner in corners) + "z", cls=f"f-{tone}")


def arrow_size(thickness: float) -> tuple[float, float]:
    """Length and half width of an arrow head."""
    half = max(thickness * 0.5 + 2.4, 3.4)
    return half * 1.5, half


def wire_points(wire: Wire) -> list[Point]:
    """The corners of a routed wire from start to end."""
    (x1, start), (x2, end) = wire.ends
    if wire.is_straight:
        return [*_stub(start, x1), *reversed(_stub(end, x2))]
    return [*_stub(start, x1), (x1, wire.y), (x2, wire.y), *reversed(_stub(end, x2))]


def shortened(points: list[Point], by: float) -> list[Point]:
    """The same line, ending `by` earlier, so that a thick line does not stick out of its arrow."""
    before, tip = points[-2], points[-1]
    dx, dy = _direction(before, tip)
    return [*points[:-1], (tip[0] - dx * by, tip[1] - dy * by)]


def rounded(points: list[Point], radius: float) -> str:
    """Path data with round corners, never rounder than half of the shorter leg."""
    parts = [f"M{_at(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        r = min(radius, _length(before, corner) / 2, _length(corner, after) / 2)
        into, out = _direction(before, corner), _direction(corner, after)
        start = (corner[0] - into[0] * r, corner[1] - into[1] * r)
        stop = (corner[0] + out[0] * r, corner[1] + out[1] * r)
        parts.append(f"L{_at(start)}Q{_at(corner)} {_at(stop)}")
    return "".join([*parts, f"L{_at(points[-1])}"])


def _stub(berth: Berth, x: float) -> list[Point]:
    return [(x, berth.edge)] if berth.stub_x is None else [(berth.stub_x, berth.edge), (x, berth.edge)]


def _length(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _direction(a: Point, b: Point) -> Point:
    length = _length(a, b) or 1
    return (b[0] - a[0]) / length, (b[1] - a[1]) / length


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"

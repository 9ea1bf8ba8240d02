"""The data-flow map in small: departments only, with the hand-off hours between them."""

from collections import Counter
from dataclasses import dataclass, replace

from apps.figures.bus_arrange import arrange_departments, placed_rows
from apps.figures.bus_draw import draw_label, draw_line, wire_points
from apps.figures.bus_lanes import Lane, lanes_of
from apps.figures.bus_ports import place_ports
from apps.figures.bus_tracks import route
from apps.figures.bus_types import Berth, Box, BusMap, Channel, Link, Wire
from apps.figures.bus_words import departments_of, heaviest_pair, hours_between, manual_hours
from apps.figures.figure import DEFAULT_STYLE, Figure, Style, Table
from apps.figures.legend import Entry, draw_legend
from apps.figures.numerals import Numerals, plural
from apps.figures.svg import Svg, empty_figure
from apps.figures.text import fit_text, text_width

_MARGIN = 14.0
_GAP = 26.0
_HEIGHT = 48.0
_SIZE = 11.5
_LABEL = 20.0
_FEW_LANES = 12  # above this only lanes that nobody carries show their automated flows
_HOURS_OF_THICKEST = 7.0


@dataclass(frozen=True)
class _Strand:
    """One line of the figure: the hand-offs, or the automated flows, of a lane."""

    lane: Lane
    is_manual: bool

    @property
    def has_gap(self) -> bool:
        return not self.is_manual and any(flow.gap for flow in self.lane.flows if not flow.is_manual)

    @property
    def tone(self) -> str:
        return "bad" if self.is_manual else "warn" if self.has_gap else "slate"


def render_department_map(data: BusMap, *, width: int = 640, style: Style = DEFAULT_STYLE) -> Figure:
    """Departments, the hours carried between them, and the hours carried inside each."""
    if not data.applications:
        return empty_figure("No applications yet", width, style)
    numerals = style.numerals
    boxes, wires, height = _layout(data, width, numerals)
    inside = {source: hours for (source, target), hours in hours_between(data).items() if source == target}
    svg = Svg(style)
    for strand, wire in sorted(wires, key=lambda pair: (pair[0].is_manual, pair[0].lane.hours)):
        with svg.group("lane", data={"lane": f"{strand.lane.first}|{strand.lane.second}"}):
            dash = "4 3" if strand.has_gap else None
            draw_line(svg, wire_points(wire), strand.tone, wire.link.thickness, ground="surface", stroke_dasharray=dash)
    counts = Counter(departments_of(data).values())
    for name, box in boxes.items():
        note = f"{numerals.hours(inside[name])} h inside" if inside.get(name) else ""
        _draw_department(svg, name, box, plural(counts[name], "application"), note)
    for strand, wire in wires:
        if wire.label:
            with svg.button("lane-hit", strand.lane.words(numerals), data={"lane": wire.link.key}):
                draw_label(svg, wire.label, _label(strand, numerals), "bad", _SIZE)
    kinds = {(strand.is_manual, strand.has_gap) for strand, _ in wires}
    entries = [
        ((True, False), Entry("line", "s-bad", "by hand, width is hours", 4)),
        ((False, False), Entry("line", "s-slate", "automated", 1.5)),
        ((False, True), Entry("dash", "s-warn", "automated, with a gap", 1.5)),
    ]
    shown = [entry for kind, entry in entries if kind in kinds]
    high = (
        height + draw_legend(svg, shown, left=_MARGIN, top=height, width=width - 2 * _MARGIN, size=12)
        if shown
        else height
    )
    title, words, table = _title(data, numerals), _words(data, numerals), _table(data, numerals)
    return Figure(svg=svg.render((width, high), width=width, words=words), title=title, words=words, table=table)


def _layout(data: BusMap, width: int, numerals: Numerals) -> tuple[dict[str, Box], list[tuple[_Strand, Wire]], float]:
    counts = Counter(departments_of(data).values())
    lanes, _ = lanes_of(data)
    ties = {(lane.first, lane.second): 0.5 + float(lane.hours) for lane in lanes}
    degree = Counter(name for lane in lanes for name in (lane.first, lane.second))
    inside = {source for source, target in hours_between(data) if source == target}
    sizes = {name: max(112.0, 32.0 * degree[name], 205.0 * (name in inside)) for name in counts}
    rows = placed_rows(arrange_departments(sizes, ties), data.placement)
    upper = set(rows[0])
    boxes: dict[str, Box] = {}
    for row in rows:
        room = width - 2 * _MARGIN - _GAP * (len(row) - 1)
        share = room / (sum(sizes[name] for name in row) or 1)
        x = _MARGIN
        for name in row:
            boxes[name] = Box(x, 8, sizes[name] * share, _HEIGHT)
            x += sizes[name] * share + _GAP
    strands = [_Strand(lane, is_manual=True) for lane in lanes if lane.manual]
    is_crowded = len(lanes) > _FEW_LANES
    strands += [
        _Strand(lane, is_manual=False)
        for lane in lanes
        if lane.manual < len(lane.flows) and not (is_crowded and lane.manual)
    ]
    most = max((float(lane.hours) for lane in lanes), default=0)
    top = 8 + _HEIGHT
    wires = place_ports([_link(strand, boxes, upper, max(most, _HOURS_OF_THICKEST), numerals) for strand in strands])
    channel = Channel(
        top=top, left=2, right=width - 2, label_height=_LABEL, pitch=26, margin=_LABEL, least=110 if rows[1] else 0
    )
    bottom = top + route(wires, channel) if wires or rows[1] else top
    boxes = {name: box if name in upper else replace(box, y=bottom) for name, box in boxes.items()}
    for wire in wires:
        wire.link = replace(wire.link, start=_at(wire.link.start, bottom), end=_at(wire.link.end, bottom))
    height = bottom + (_HEIGHT if rows[1] else 0) + 12
    return boxes, list(zip(strands, wires, strict=True)), height


def _at(berth: Berth, bottom: float) -> Berth:
    return berth if berth.is_upper else replace(berth, edge=bottom)


def _link(strand: _Strand, boxes: dict[str, Box], upper: set[str], most: float, numerals: Numerals) -> Link:
    top = 8 + _HEIGHT

    def berth(name: str) -> Berth:
        return Berth(boxes[name].x + 12, boxes[name].right - 12, name in upper, top if name in upper else 0)

    lane = strand.lane
    hours = float(lane.hours) if strand.is_manual else 0
    thickness = 1.6 + 7 * hours / most if strand.is_manual else 1.5
    label = text_width(_label(strand, numerals), _SIZE, 600) + 18 if strand.is_manual else 0
    return Link(f"{lane.first}|{lane.second}", berth(lane.first), berth(lane.second), 0.5 + hours, thickness, label)


def _label(strand: _Strand, numerals: Numerals) -> str:
    return f"{numerals.hours(strand.lane.hours)} h"


def _draw_department(svg: Svg, name: str, box: Box, count: str, note: str) -> None:
    with svg.group("lot", data={"department": name}):
        svg.rect(box.x, box.y, box.width, box.height, cls="f-sunken s-line", rx=8, stroke_width=1)
        pill = text_width(note, 11, 600) + 16 if note else 0
        beside = bool(note) and box.width >= pill + 108
        room = box.width - 26 - (pill + 6 if beside else 0)
        svg.text(box.x + 13, box.y + 21, fit_text(name, 13, room, 600), cls="f-ink", size=13, weight=600)
        both = f"{count} · {note}"
        below = count if beside or not note else both if text_width(both, 11.5) <= room else note
        svg.text(box.x + 13, box.y + 37, fit_text(below, 11.5, room), cls="f-mut", size=11.5)
        if beside:
            x = box.right - pill - 10
            svg.rect(x, box.y + 13, pill, 22, cls="f-surface s-bad", rx=11, stroke_width=1.2, stroke_dasharray="4 3")
            svg.text(x + pill / 2, box.y + 28, note, cls="f-bad-ink", size=11, weight=600, anchor="middle")


def _title(data: BusMap, numerals: Numerals) -> str:
    worst = heaviest_pair(data)
    if worst is None:
        return f"Nothing is carried by hand between {plural(len(set(departments_of(data).values())), 'department')}"
    source, target, hours = worst
    way = f"Work inside {source}" if source == target else f"{source} to {target}"
    return f"{way} costs the most: {numerals.hours(hours)} of {numerals.hours(manual_hours(data))} h a week"


def _words(data: BusMap, numerals: Numerals) -> str:
    ranked = sorted(hours_between(data).items(), key=lambda item: (-item[1], item[0]))
    parts = [
        f"inside {source} {numerals.hours(hours)}"
        if source == target
        else f"{source} to {target} {numerals.hours(hours)}"
        for (source, target), hours in ranked
    ]
    return f"Hand-off hours a week between departments: {', '.join(parts) if parts else 'none'}."


def _table(data: BusMap, numerals: Numerals) -> Table:
    homes = departments_of(data)
    hours = hours_between(data)
    pairs = Counter((homes[flow.source], homes[flow.target]) for flow in data.flows)
    manual = Counter((homes[flow.source], homes[flow.target]) for flow in data.flows if flow.is_manual)
    ranked = sorted(pairs, key=lambda pair: (-hours.get(pair, 0), pair))
    rows = tuple(
        (a, b, str(pairs[a, b]), str(manual[a, b]), numerals.number(hours[a, b], 2) if manual[a, b] else "–")
        for a, b in ranked
    )
    return Table(head=("From", "To", "Flows", "By hand", "h/week"), rows=rows, numeric=frozenset({2, 3, 4}))

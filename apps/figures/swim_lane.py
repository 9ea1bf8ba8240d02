"""Swim lanes: one process from left to right, who holds the work at each step and where people carry the data.

Lanes are departments or applications; a box is an application that the work passes, an arrow a data flow. Hand-offs are
red, dashed and say "by hand"; where the trace breaks, a dotted line says so. A long trace goes on in a band below.
"""

from typing import Any

from apps.figures.bus_types import Box
from apps.figures.figure import DEFAULT_STYLE, Figure, Style, Table
from apps.figures.numerals import Numerals, plural
from apps.figures.svg import Svg, empty_figure
from apps.figures.swim_lane_layout import Arrow, Band, LaneStep, Sizes, SwimLane, bands_of
from apps.figures.text import fit_text, text_width, wrap_text

__all__ = ["LaneStep", "SwimLane", "render_swim_lane"]


def render_swim_lane(
    data: SwimLane, *, width: int = 1080, most_height: float | None = None, style: Style = DEFAULT_STYLE
) -> Figure:
    """The trace in bands under each other; each step carries `data-flow`.

    most_height: bands that would go beyond it are counted and not drawn, but the first; words and table have them all.
    """
    if not data.steps:
        return empty_figure(f"{data.name} has no steps yet", width, style)
    sizes = Sizes.on_paper() if style.for_print else Sizes.of(width, is_compact=style.is_compact(width))
    svg, top, drawn = Svg(style), 1.0, 0
    for band in bands_of(data, sizes, width):
        if drawn and most_height is not None and top + len(band.lanes) * sizes.lane > most_height:
            break
        top = _draw_band(svg, band, sizes, top, style.numerals) + sizes.text
        drawn += sum(arrow.step is not None for arrow in band.arrows)
    if drawn < len(data.steps):
        top += sizes.text
        svg.text(9, top, f"and {plural(len(data.steps) - drawn, 'more step')}", cls="f-ink2", size=sizes.text)
        top += sizes.text
    words = f"{finding(data, style.numerals)}. " + " ".join(f"{sentence(s, style.numerals)}." for s in data.steps)
    return Figure(
        svg=svg.render((width, top), width=width, words=words),
        title=finding(data, style.numerals),
        words=words,
        table=_table(data, style.numerals),
    )


def finding(data: SwimLane, numerals: Numerals) -> str:
    """ "Order to delivery: 3 of 4 steps by hand, 5.5 h a week"."""
    by_hand = sum(step.is_manual for step in data.steps)
    if not by_hand:
        return f"{data.name}: no step is carried by hand"
    said = f"{data.name}: {by_hand} of {plural(len(data.steps), 'step')} by hand"
    return said if data.hours is None else f"{said}, {numerals.hours(data.hours)} h a week"


def sentence(step: LaneStep, numerals: Numerals) -> str:
    """One step as it is read out."""
    minutes = f", {numerals.plain(step.minutes)} minutes each time" if step.minutes is not None else ""
    hand = "by hand" if step.is_manual else step.how.lower()
    lost = ", does not begin where the step before it ended" if step.is_break else ""
    return f"Step {step.number}: {step.object} from {step.source} to {step.target}, {hand}{minutes}{lost}"


def _draw_band(svg: Svg, band: Band, sizes: Sizes, top: float, numerals: Numerals) -> float:
    for at, lane in enumerate(band.lanes):
        y = top + at * sizes.lane
        svg.rect(1, y, band.width - 2, sizes.lane, cls="f-sunken s-line" if at % 2 == 0 else "f-surface s-line")
        label = wrap_text(lane, sizes.text, sizes.label - 12, 600, lines=sizes.lines)
        _name(svg, label, 9, y + sizes.lane / 2, sizes, cls="f-ink2", weight=600)
    for arrow in band.arrows:
        _draw_arrow(svg, arrow, sizes, top, numerals)
    for stop in band.stops:
        box = Box(stop.box.x, stop.box.y + top, stop.box.width, stop.box.height)
        svg.rect(box.x, box.y, box.width, box.height, cls="f-surface s-strong", rx=5, stroke_width=1)
        name = wrap_text(stop.name, sizes.text, box.width - 8, 500, lines=sizes.lines)
        _name(svg, name, box.centre, box.y + box.height / 2, sizes, cls="f-ink", anchor="middle", weight=500)
    return top + len(band.lanes) * sizes.lane


def _name(svg: Svg, lines: list[str], x: float, middle: float, sizes: Sizes, **looks: Any) -> None:
    """One line or two, their middle at that height."""
    for at, line in enumerate(lines):
        y = middle + sizes.text * (0.35 + 1.2 * (at - (len(lines) - 1) / 2))
        svg.text(x, y, line, size=sizes.text, **looks)


def _draw_arrow(svg: Svg, arrow: Arrow, sizes: Sizes, top: float, numerals: Numerals) -> None:
    y1, y2, middle = arrow.y1 + top, arrow.y2 + top, (arrow.x1 + arrow.x2) / 2
    track = f"M{arrow.x1:.1f} {y1:.1f}H{middle:.1f}V{y2:.1f}H{arrow.x2 - 5:.1f}"
    step = arrow.step
    if step is None:
        svg.path(track, cls="s-slate", stroke_width=1.25, stroke_dasharray="1 4")
        _words(svg, _fitted(["trace", "breaks"], sizes), middle, (y1 + y2) / 2, sizes, cls="f-mut")
        return
    colour = "bad" if step.is_manual else "slate"
    lines = _fitted(_said(step, numerals), sizes)
    # What is read out begins with what is seen, so that people who speak to their computer can name it.
    with svg.button("step", f"{' '.join(lines)}: {sentence(step, numerals)}", data={"flow": step.flow}):
        svg.path(
            track,
            cls=f"s-{colour}",
            stroke_width=2 if step.is_manual else 1.5,
            stroke_dasharray="6 3" if step.is_manual else None,
        )
        head = f"M{arrow.x2 - 7:.1f} {y2 - 4:.1f}L{arrow.x2:.1f} {y2:.1f}L{arrow.x2 - 7:.1f} {y2 + 4:.1f}z"
        svg.path(head, cls=f"f-{colour}")
        _words(svg, lines, middle, (y1 + y2) / 2, sizes, cls="f-bad-ink" if step.is_manual else "f-ink2")


def _said(step: LaneStep, numerals: Numerals) -> list[str]:
    """The words on an arrow."""
    how = "by hand" if step.is_manual else step.how.lower()
    minutes = [f"{numerals.plain(step.minutes)} min"] if step.minutes is not None and step.is_manual else []
    return [f"{step.number}. {step.object}", *minutes, how]


def _fitted(lines: list[str], sizes: Sizes) -> list[str]:
    room = sizes.gap - 14
    return [fit_text(line, sizes.small, room, 600 if at == 0 else 400) for at, line in enumerate(lines)]


def _words(svg: Svg, shown: list[str], x: float, y: float, sizes: Sizes, *, cls: str) -> None:
    """Lines of text centred on the arrow, on a ground of their own so that it does not run through them."""
    wide = max(text_width(line, sizes.small, 600) for line in shown) + 4
    tall = len(shown) * sizes.small * 1.2
    svg.rect(x - wide / 2, y - tall / 2, wide, tall, cls="f-surface", rx=2)
    for at, line in enumerate(shown):
        baseline = y - tall / 2 + sizes.small * (1.2 * at + 0.95)
        svg.text(x, baseline, line, cls=cls, size=sizes.small, anchor="middle", weight=600 if at == 0 else 400)


def _table(data: SwimLane, numerals: Numerals) -> Table:
    head = ("Step", "From", "To", "Object", "How", "Minutes each time", "Hours a week")
    rows = tuple(
        (
            str(step.number),
            f"{step.source} ({step.source_lane})" if step.source_lane != step.source else step.source,
            f"{step.target} ({step.target_lane})" if step.target_lane != step.target else step.target,
            step.object,
            "By hand" if step.is_manual else step.how,
            "–" if step.minutes is None else numerals.plain(step.minutes),
            "–" if step.hours is None else numerals.number(step.hours, 2),
        )
        for step in data.steps
    )
    return Table(head=head, rows=rows, numeric=frozenset({0, 5, 6}))

"""One row, or more, of what the marks of a figure mean."""

from dataclasses import dataclass
from typing import Literal

from apps.figures.svg import Svg
from apps.figures.text import text_width

Shape = Literal[
    "line",
    "dash",
    "dots",
    "box",
    "outline",
    "dashed-box",
    "disc",
    "diamond",
    "open-diamond",
    "bars",
    "tick",
    "thin",
]
_MARK = {"disc": 14.0, "diamond": 12.0, "open-diamond": 12.0, "bars": 16.0, "tick": 8.0}


@dataclass(frozen=True)
class Entry:
    """A mark's shape, its classes, and its meaning. `thickness` is that of a line."""

    shape: Shape
    cls: str
    label: str
    thickness: float = 1.75


def draw_legend(svg: Svg, entries: list[Entry], *, left: float, top: float, width: float, size: float) -> float:
    """Draws the entries from `left`, wrapping at `width`; returns the height used."""
    scale = size / 11.5
    x, y = left, top
    for entry in entries:
        mark = _MARK.get(entry.shape, 22.0) * scale
        needed = mark + 6 * scale + text_width(entry.label, size)
        if x > left and x + needed > left + width:
            x, y = left, y + size * 1.7
        _draw_mark(svg, entry, x, y + size * 0.75, mark, scale)
        svg.text(x + mark + 6 * scale, y + size * 1.1, entry.label, cls="f-ink2", size=size)
        x += needed + 16 * scale
    return y + size * 1.7 - top


def _draw_mark(svg: Svg, entry: Entry, x: float, y: float, width: float, scale: float) -> None:
    half = 6 * scale
    if entry.shape in ("line", "dash", "dots"):
        dash = {"dash": "4 3", "dots": "2 3"}.get(entry.shape)
        svg.line(x, y, x + width, y, cls=entry.cls, stroke_width=entry.thickness, stroke_dasharray=dash)
    elif entry.shape in ("box", "outline", "dashed-box"):
        dash = "4 3" if entry.shape == "dashed-box" else None
        stroke = 1 if entry.shape != "box" else None
        svg.rect(
            x + 0.5,
            y - half,
            width - 1,
            half * 2,
            cls=entry.cls,
            rx=3 * scale,
            stroke_width=stroke,
            stroke_dasharray=dash,
        )
    elif entry.shape == "thin":
        svg.rect(x, y - 2 * scale, width, 4 * scale, cls=entry.cls, rx=2 * scale)
    elif entry.shape == "disc":
        svg.circle(x + width / 2, y, half, cls=entry.cls)
    elif entry.shape == "tick":
        svg.line(
            x + width / 2, y - half, x + width / 2, y + half, cls=entry.cls, stroke_width=1.5, stroke_dasharray="3 2"
        )
    elif entry.shape == "bars":
        svg.line(x, y, x + width, y, cls=entry.cls, stroke_width=1.5)
        svg.path(
            f"M{x} {y - half / 1.5}V{y + half / 1.5}M{x + width} {y - half / 1.5}V{y + half / 1.5}",
            cls=entry.cls,
            stroke_width=1.5,
        )
    else:
        draw_diamond(svg, x + width / 2, y, half, entry.cls)


def draw_diamond(svg: Svg, x: float, y: float, half: float, cls: str) -> None:
    """A square on its corner."""
    svg.path(
        f"M{x:.2f} {y - half:.2f}l{half:.2f} {half:.2f}l{-half:.2f} {half:.2f}l{-half:.2f} {-half:.2f}z",
        cls=cls,
        stroke_width=1.5,
    )

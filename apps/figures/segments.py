"""One total split into its parts, as a strip: found hours by where they stand today."""

from dataclasses import dataclass
from decimal import Decimal

from apps.figures.figure import DEFAULT_STYLE, Figure, Style, Table
from apps.figures.numerals import Numerals
from apps.figures.svg import Svg, empty_figure
from apps.figures.text import text_width

_INK = {"good": "f-ongood", "accent": "f-onaccent", "bad-fill": "f-onaccent"}


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A part; `tone` is a mark's class without its `f-`."""

    label: str
    value: Decimal
    tone: str


@dataclass(frozen=True, kw_only=True)
class Segments:
    """Parts from left to right; negative ones are an error."""

    parts: tuple[Segment, ...]
    unit: str
    name: str = "Hours found"

    def __post_init__(self) -> None:
        if any(part.value < 0 for part in self.parts):
            raise ValueError("A part of a total cannot be negative")


def render_segments(data: Segments, *, width: int = 1104, style: Style = DEFAULT_STYLE) -> Figure:
    """The strip with each figure inside its part, and the words below, wrapping."""
    total = sum((part.value for part in data.parts), Decimal(0))
    if not total:
        return empty_figure("Nothing to split yet", width, style)
    numerals = style.numerals
    size, high = (8.0, 18.0) if style.is_compact(width) else (12.5, 28.0)
    shown = [part for part in data.parts if part.value]
    svg = Svg(style)
    x = 0.0
    for part in shown:
        wide = float(part.value / total) * (width - 2 * (len(shown) - 1))
        svg.rect(x, 0, wide, high, cls=f"f-{part.tone}", rx=min(3, wide / 2))
        text = numerals.hours(part.value)
        if text_width(text, size, 600) + 8 <= wide:
            cls = _INK.get(part.tone, "f-ink")
            svg.text(x + wide / 2, high / 2 + size * 0.36, text, cls=cls, size=size, weight=600, anchor="middle")
        x += wide + 2
    bottom = _draw_key(svg, shown, numerals, width, high + size * 0.9, size)
    words = _words(data, total, numerals)
    return Figure(
        svg=svg.render((width, bottom), width=width, words=words),
        title=f"{shown[0].label.capitalize()}: {numerals.hours(shown[0].value)} of {numerals.hours(total)} {data.unit}",
        words=words,
        table=_table(data, total, numerals),
    )


def _draw_key(svg: Svg, parts: list[Segment], numerals: Numerals, width: float, top: float, size: float) -> float:
    x, y = 0.0, top
    for part in parts:
        text = f"{part.label} {numerals.hours(part.value)}"
        needed = size * 1.5 + text_width(text, size)
        if x and x + needed > width:
            x, y = 0.0, y + size * 1.6
        svg.rect(x, y, size * 0.9, size * 0.9, cls=f"f-{part.tone}", rx=2)
        svg.text(x + size * 1.35, y + size * 0.82, text, cls="f-ink2", size=size)
        x += needed + size * 1.4
    return y + size * 1.5


def _words(data: Segments, total: Decimal, numerals: Numerals) -> str:
    parts = ", ".join(f"{part.label} {numerals.hours(part.value)}" for part in data.parts)
    return f"{data.name}, {numerals.hours(total)} {data.unit}: {parts}."


def _table(data: Segments, total: Decimal, numerals: Numerals) -> Table:
    rows = tuple(
        (part.label, numerals.number(part.value, 2), f"{numerals.number(part.value / total * 100, 1)} %")
        for part in data.parts
    )
    return Table(
        head=("Part", data.unit, "Share"),
        rows=(*rows, ("Total", numerals.number(total, 2), "100 %")),
        numeric=frozenset({1, 2}),
    )

"""How often a result comes out how: a bar for each range of it, with the ends of the middle eight in ten."""

from dataclasses import dataclass
from decimal import Decimal

from apps.figures.axis import ticks_between
from apps.figures.figure import DEFAULT_STYLE, Figure, Style, Table
from apps.figures.numerals import Numerals
from apps.figures.svg import Svg, empty_figure
from apps.figures.text import text_width


@dataclass(frozen=True, kw_only=True)
class Range:
    """How many draws ended from `low` up to `high`."""

    low: Decimal
    high: Decimal
    count: int


@dataclass(frozen=True, kw_only=True)
class Histogram:
    """marks: value and its word, in rising order ("1 in 10 below"). result: what is counted, in money."""

    ranges: tuple[Range, ...]
    marks: tuple[tuple[Decimal, str], ...]
    draws: int
    title: str
    result: str = "net"


@dataclass(frozen=True)
class _Plot:
    left: float
    scale: float
    first: float
    top: float
    bottom: float
    most: int

    def x(self, value: Decimal) -> float:
        return self.left + (float(value) - self.first) * self.scale

    def y(self, count: int) -> float:
        return self.bottom - count / self.most * (self.bottom - self.top)


def render_histogram(data: Histogram, *, width: int = 1104, height: int = 250, style: Style = DEFAULT_STYLE) -> Figure:
    """Bars below zero are of another colour; each mark is a line with its word and value."""
    if len(data.ranges) < 2:
        return empty_figure("No input has a range yet, so every draw comes out the same", width, style)
    size, numerals = 8.0 if style.is_compact(width) else 12.0, style.numerals
    first, last = data.ranges[0].low, data.ranges[-1].high
    top, bottom = size * (1.3 + 1.35 * len(data.marks)), height - size * 2
    room = width - size * 8
    most = max(one.count for one in data.ranges)
    plot = _Plot(size * 4, room / float(last - first), float(first), top, bottom, most)
    svg = Svg(style)
    for one in data.ranges:
        if one.count:
            left, right = plot.x(one.low), plot.x(one.high)
            cls = "f-bad" if one.high <= 0 else "f-good"
            svg.rect(left + 0.5, plot.y(one.count), right - left - 1, bottom - plot.y(one.count), cls=cls, rx=1.5)
    svg.line(plot.left, bottom, plot.x(last), bottom, cls="s-strong", stroke_width=1)
    _draw_axis(svg, (first, last), plot, numerals, size)
    _draw_marks(svg, data, plot, numerals, size)
    words = _words(data, numerals)
    picture = svg.render((width, height), width=width, words=words)
    return Figure(svg=picture, title=data.title, words=words, table=_table(data, numerals))


def _draw_axis(svg: Svg, ends: tuple[Decimal, Decimal], plot: _Plot, numerals: Numerals, size: float) -> None:
    first, last = ends
    reached = -1e9
    for mark in ticks_between(first, last):
        label = numerals.money(mark)
        x, half = plot.x(mark), text_width(label, size * 0.95) / 2
        if x - half > reached:
            svg.line(x, plot.bottom, x, plot.bottom + size * 0.35, cls="s-strong", stroke_width=1)
            svg.text(x, plot.bottom + size * 1.5, label, cls="f-mut", size=size * 0.95, anchor="middle")
            reached = x + half + size


def _draw_marks(svg: Svg, data: Histogram, plot: _Plot, numerals: Numerals, size: float) -> None:
    for at, (value, word) in enumerate(data.marks):
        x, y = plot.x(value), size * (1.1 + 1.35 * at)
        label = f"{word} {numerals.money(value)}"
        wide = text_width(label, size, 600)
        is_right = x + wide + size > plot.left * 2 + plot.x(data.ranges[-1].high) - plot.left
        svg.line(x, y + size * 0.25, x, plot.bottom, cls="s-ink", stroke_width=size / 12, stroke_dasharray="3 2")
        svg.text(
            x - size * 0.3 if is_right else x + size * 0.3,
            y,
            label,
            cls="f-ink",
            size=size,
            weight=600,
            anchor="end" if is_right else "start",
        )


def _words(data: Histogram, numerals: Numerals) -> str:
    marks = ", ".join(f"{word} {numerals.money(value)}" for value, word in data.marks)
    ends = f"{numerals.money(data.ranges[0].low)} to {numerals.money(data.ranges[-1].high)}"
    return f"{data.result.capitalize()} of {data.draws:,} draws, {ends}: {marks}."


def _table(data: Histogram, numerals: Numerals) -> Table:
    rows = tuple(
        (
            f"{numerals.money(one.low)} to {numerals.money(one.high)}",
            numerals.number(Decimal(one.count)),
            f"{numerals.number(Decimal(one.count) * 100 / data.draws, 1)} %",
        )
        for one in data.ranges
    )
    return Table(head=(data.result.capitalize(), "Draws", "Share"), rows=rows, numeric=frozenset({1, 2}))

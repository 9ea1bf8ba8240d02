"""What matters most: the result with each input at its low and at its high value, the widest on top."""

from dataclasses import dataclass
from decimal import Decimal

from apps.figures.axis import ticks_between
from apps.figures.figure import DEFAULT_STYLE, Figure, Style, Table
from apps.figures.legend import Entry, draw_legend
from apps.figures.numerals import Numerals, plural
from apps.figures.svg import Svg, empty_figure
from apps.figures.text import fit_text, text_width

MOST = 10
NOTHING_UNCERTAIN = "No input has a range yet, so nothing can come out differently"


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One input: its name, and the result at both of its ends, in money."""

    name: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, kw_only=True)
class Tornado:
    """bars: the widest first; expected: the result with everything as expected; result: what it is called."""

    bars: tuple[Bar, ...]
    expected: Decimal
    result: str = "net"


@dataclass(frozen=True)
class _Plot:
    left: float
    right: float
    first: float
    scale: float
    size: float

    def x(self, value: Decimal) -> float:
        return self.left + (float(value) - self.first) * self.scale


def render_tornado(data: Tornado, *, width: int = 1104, style: Style = DEFAULT_STYLE) -> Figure:
    """The widest ten; the axis is that of the result, its line stands at what is expected."""
    if not data.bars:
        return empty_figure(NOTHING_UNCERTAIN, width, style)
    size, numerals = 8.0 if style.is_compact(width) else 12.0, style.numerals
    shown = data.bars[:MOST]
    plot = _plot(data, shown, width, size, numerals)
    step = size * 2.3
    bottom = size * 1.6 + step * len(shown)
    svg = Svg(style)
    _draw_axis(svg, data, shown, plot, bottom, numerals)
    for at, bar in enumerate(shown):
        _draw_bar(svg, data, bar, plot, size * 1.6 + at * step, numerals)
    entries = [Entry("box", "f-slate", "input at its low"), Entry("box", "f-good", "input at its high")]
    draw_legend(svg, entries, left=2, top=bottom + size * 2.2, width=width - 4, size=size)
    words = _words(data, shown, numerals)
    picture = svg.render((width, bottom + size * 4.2), width=width, words=words)
    return Figure(svg=picture, title=_title(data, numerals), words=words, table=_table(data, numerals))


def _plot(data: Tornado, shown: tuple[Bar, ...], width: int, size: float, numerals: Numerals) -> _Plot:
    ends = [end for bar in shown for end in (bar.low, bar.high)]
    least, most = min(*ends, data.expected), max(*ends, data.expected)
    labels = min(max(text_width(bar.name, size) for bar in shown) + size, width * 0.36)
    figure = max(text_width(numerals.money(end), size) for end in ends) + size * 0.8
    left, right = labels + figure, width - figure
    span = float(most - least) or 1.0
    return _Plot(left, right, float(least), (right - left) / span, size)


def _draw_axis(svg: Svg, data: Tornado, shown: tuple[Bar, ...], plot: _Plot, bottom: float, numerals: Numerals) -> None:
    size, middle = plot.size, plot.x(data.expected)
    ends = [end for bar in shown for end in (bar.low, bar.high)]
    last = -1e9
    for mark in ticks_between(min(*ends, data.expected), max(*ends, data.expected)):
        x, label = plot.x(mark), numerals.money(mark)
        half = text_width(label, size * 0.95) / 2
        if x - half > last:
            svg.line(x, size, x, bottom, cls="s-line", stroke_width=1)
            svg.text(x, bottom + size * 1.3, label, cls="f-mut", size=size * 0.95, anchor="middle")
            last = x + half + size * 0.8
    svg.line(middle, size * 0.9, middle, bottom, cls="s-ink", stroke_width=size / 10)
    label = f"expected {numerals.money(data.expected)}"
    half = text_width(label, size, 600) / 2
    x = min(max(middle, half + 2), plot.right + plot.size * 5 - half)
    svg.text(x, size * 0.75, label, cls="f-ink", size=size, weight=600, anchor="middle")


def _draw_bar(svg: Svg, data: Tornado, bar: Bar, plot: _Plot, y: float, numerals: Numerals) -> None:
    size, thick = plot.size, plot.size * 1.4
    middle, base = plot.x(data.expected), y + thick / 2 + size * 0.36
    room = plot.left - size * 0.8 - max(text_width(numerals.money(end), size) for end in (bar.low, bar.high))
    svg.text(0, base, fit_text(bar.name, size, max(room, size * 4)), cls="f-ink2", size=size)
    for end, cls in ((bar.low, "f-slate"), (bar.high, "f-good")):
        x = plot.x(end)
        if end != data.expected:
            svg.rect(min(x, middle), y, max(abs(x - middle), 1), thick, cls=cls, rx=min(3, thick / 4))
    least, most = sorted((bar.low, bar.high))
    gap = size * 0.4
    if least != data.expected:
        svg.text(plot.x(least) - gap, base, numerals.money(least), cls="f-mut", size=size, anchor="end")
    if most != data.expected:
        svg.text(plot.x(most) + gap, base, numerals.money(most), cls="f-mut", size=size)


def _title(data: Tornado, numerals: Numerals) -> str:
    first = data.bars[0]
    least, most = sorted((first.low, first.high))
    return f"{first.name} matters most: {numerals.money(least)} to {numerals.money(most)}"


def _words(data: Tornado, shown: tuple[Bar, ...], numerals: Numerals) -> str:
    parts = [
        f"{bar.name}: {numerals.money(bar.low)} at its low, {numerals.money(bar.high)} at its high" for bar in shown
    ]
    more = f" {plural(len(data.bars) - len(shown), 'smaller one')} not drawn." if len(data.bars) > len(shown) else ""
    return f"{data.result.capitalize()} is {numerals.money(data.expected)} as expected. {'; '.join(parts)}.{more}"


def _table(data: Tornado, numerals: Numerals) -> Table:
    rows = tuple(
        (bar.name, numerals.money(bar.low), numerals.money(bar.high), numerals.money(abs(bar.high - bar.low)))
        for bar in data.bars
    )
    return Table(head=("Input", "At its low", "At its high", "Between them"), rows=rows, numeric=frozenset({1, 2, 3}))

"""A measure before and after, each a mean with its 95 % interval; several measures stand side by side."""

from dataclasses import dataclass
from decimal import Decimal

from apps.figures.axis import ticks
from apps.figures.figure import DEFAULT_STYLE, Figure, Style, Table
from apps.figures.numerals import Numerals
from apps.figures.svg import Svg, empty_figure, number
from apps.figures.text import fit_text, text_width


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A mean with its interval; `basis` says what it rests on, such as "n = 24" or "9 of 120"."""

    mean: Decimal
    low: Decimal
    high: Decimal
    basis: str


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One measure; `is_conclusive` is False when the samples cannot carry the difference."""

    name: str
    unit: str
    before: Sample
    after: Sample | None
    is_conclusive: bool = True


@dataclass(frozen=True, kw_only=True)
class BeforeAfter:
    """Measures in the order shown; the first gives the finding."""

    comparisons: tuple[Comparison, ...]


def render_before_after(data: BeforeAfter, *, width: int = 560, style: Style = DEFAULT_STYLE) -> Figure:
    """One panel per measure."""
    if not data.comparisons:
        return empty_figure("Nothing is measured yet", width, style)
    size = 7.6 if style.for_print else 11.5
    gap = size * 3
    panel = (width - gap * (len(data.comparisons) - 1)) / len(data.comparisons)
    svg = Svg(style)
    for at, comparison in enumerate(data.comparisons):
        _draw_panel(svg, comparison, at * (panel + gap) + 2, panel - 8, size, style.numerals)
    words = " ".join(_sentence(comparison, style.numerals) for comparison in data.comparisons)
    return Figure(
        svg=svg.render((width, size * 13.6), width=width, words=words),
        title=_title(data.comparisons[0], style.numerals),
        words=words,
        table=_table(data, style.numerals),
    )


def _draw_panel(svg: Svg, data: Comparison, left: float, width: float, size: float, numerals: Numerals) -> None:
    marks = ticks([s.high for s in _samples(data)], 4)
    scale = (width - size * 0.8) / float(marks[-1])
    unit = text_width(data.unit, size)
    svg.text(left, size * 1.1, fit_text(data.name, size, width - unit - 8, 600), cls="f-ink", size=size, weight=600)
    svg.text(left + width, size * 1.1, data.unit, cls="f-mut", size=size, anchor="end")
    top, bottom = size * 2.1, size * 11.4
    for mark in marks:
        x = left + float(mark) * scale
        svg.line(x, top, x, bottom, cls="s-strong" if mark == 0 else "s-line", stroke_width=1)
        anchor = "start" if mark == 0 else "middle"
        svg.text(x, bottom + size * 1.3, numerals.plain(mark), cls="f-mut", size=size, anchor=anchor)
    rows = (("Before", data.before, "f-slate-soft", "f-ink2"), ("After", data.after, "f-good", "f-good-ink"))
    for at, (word, sample, paint, ink) in enumerate(rows):
        y = top + size * 0.5 + at * size * 4.6
        if sample is None:
            svg.rect(
                left + 0.5,
                y,
                size * 2.4,
                size * 1.9,
                cls="f-surface s-slate",
                rx=3,
                stroke_width=1,
                stroke_dasharray="3 2",
            )
            svg.text(left, y + size * 3.1, f"{word}: not measured yet", cls="f-mut", size=size)
            continue
        svg.rect(left, y, max(float(sample.mean) * scale, 1), size * 1.9, cls=paint, rx=2)
        _draw_interval(svg, left + float(sample.low) * scale, left + float(sample.high) * scale, y + size * 0.95, size)
        _draw_caption(svg, word, sample, (left, y + size * 3.1, width), size, ink, numerals)


def _draw_interval(svg: Svg, x1: float, x2: float, y: float, size: float) -> None:
    half = size * 0.32
    d = f"M{number(x1)} {number(y)}H{number(x2)}M{number(x1)} {number(y - half)}v{number(half * 2)}"
    svg.path(f"{d}M{number(x2)} {number(y - half)}v{number(half * 2)}", cls="s-ink", stroke_width=size / 8)


def _draw_caption(  # noqa: PLR0913
    svg: Svg, word: str, sample: Sample, at: tuple[float, float, float], size: float, ink: str, numerals: Numerals
) -> None:
    """The mean in bold and its interval, on a plate so that grid lines stay behind."""
    left, y, width = at
    strong = f"{word}: {numerals.number(sample.mean, 1)}"
    span = f"({numerals.number(sample.low, 1)} to {numerals.number(sample.high, 1)}, {sample.basis})"
    start = left + text_width(strong, size, 600) + size * 0.5
    room = left + width + 6 - start
    shown = (
        span
        if text_width(span, size) <= room
        else f"({numerals.number(sample.low, 1)} to {numerals.number(sample.high, 1)})"
    )
    end = start + text_width(shown, size)
    svg.rect(left + 1, y - size, end - left + 2, size * 1.35, cls="f-surface")
    svg.text(left, y, strong, cls=ink, size=size, weight=600)
    svg.text(start, y, fit_text(shown, size, room), cls=ink, size=size)


def _samples(data: Comparison) -> list[Sample]:
    return [sample for sample in (data.before, data.after) if sample]


def _title(data: Comparison, numerals: Numerals) -> str:
    if data.after is None:
        return f"{data.name}: measured before, not yet after"
    if not data.is_conclusive:
        return f"{data.name}: the samples cannot tell before from after"
    before, after = data.before.mean, data.after.mean
    values = f"{numerals.number(after, 1)} {data.unit}, not {numerals.number(before, 1)}"
    if not before:
        return f"{data.name}: {values}"
    change = (after - before) / before * 100
    return f"{data.name}: {values}, {numerals.number(abs(change), 1)} % {'less' if change < 0 else 'more'}"


def _sentence(data: Comparison, numerals: Numerals) -> str:
    parts = [
        f"{word} {numerals.number(s.mean, 1)} ({numerals.number(s.low, 1)} to {numerals.number(s.high, 1)}, {s.basis})"
        for word, s in (("before", data.before), ("after", data.after))
        if s
    ]
    ending = "" if data.after is None or data.is_conclusive else ", inconclusive"
    return f"{data.name} in {data.unit}: {', '.join(parts)}{ending}."


def _table(data: BeforeAfter, numerals: Numerals) -> Table:
    rows = tuple(
        (
            c.name,
            c.unit,
            word,
            numerals.number(s.mean, 2),
            numerals.number(s.low, 2),
            numerals.number(s.high, 2),
            s.basis,
        )
        for c in data.comparisons
        for word, s in (("Before", c.before), ("After", c.after))
        if s
    )
    head = ("Measure", "Unit", "When", "Mean", "95 % from", "95 % to", "Based on")
    return Table(head=head, rows=rows, numeric=frozenset({3, 4, 5}))

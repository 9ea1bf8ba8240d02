"""Stacked bars: what each part contributes to a whole, row by row; what is missing is dashed, never 0."""

from dataclasses import dataclass
from decimal import Decimal

from apps.figures.figure import DEFAULT_STYLE, Figure, Style, Table
from apps.figures.numerals import Numerals
from apps.figures.svg import Svg, empty_figure
from apps.figures.text import fit_text, text_width

TONES = ("f-accent", "f-slate", "f-good", "f-accent-line", "f-slate-soft")
WHOLE = Decimal(100)


@dataclass(frozen=True, kw_only=True)
class Row:
    """A bar; its parts stand in the same order in every row."""

    id: int
    label: str
    parts: tuple["Part", ...]

    @property
    def low(self) -> Decimal:
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def high(self) -> Decimal:
        return self.low + sum((part.open for part in self.parts), Decimal(0))


@dataclass(frozen=True)
class Part:
    """`open`: what it could still add while its input is missing."""

    name: str
    value: Decimal
    open: Decimal = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Stacked:
    """Rows on a scale from 0 to 100, in the order given."""

    rows: tuple[Row, ...]
    unit: str


def render_stacked(data: Stacked, *, width: int = 620, style: Style = DEFAULT_STYLE) -> Figure:
    """The bars with a legend of their parts above; each carries `data-opportunity`."""
    if not data.rows:
        return empty_figure("Nothing to compare yet", width, style)
    numerals, size = style.numerals, 8.0 if style.for_print else 12.0
    svg = Svg(style)
    top = _draw_legend(svg, data.rows[0].parts, width, size)
    left = min(max(text_width(row.label, size, 600) for row in data.rows) + size, width * 0.34)
    totals = [_range(row, numerals) for row in data.rows]
    right = max(text_width(text, size, 600) for text in totals) + size
    scale = (width - left - right) / float(WHOLE)
    thick, step = size * 1.2, size * 2.2
    for at, (row, total) in enumerate(zip(data.rows, totals, strict=True)):
        y = top + at * step
        words = f"{row.label}: {_sentence(row, numerals)}"
        with svg.button("bar", words, data={"opportunity": row.id}):
            label = fit_text(row.label, size, left - size * 0.8, 600)
            svg.text(left - size * 0.7, y + thick * 0.78, label, cls="f-ink", size=size, weight=600, anchor="end")
            _draw_parts(svg, row, left, y, thick, scale)
            svg.text(width - 1, y + thick * 0.78, total, cls="f-ink", size=size, weight=600, anchor="end")
    bottom = top + len(data.rows) * step
    for mark in (0, 25, 50, 75, 100):
        x = left + mark * scale
        svg.text(x, bottom + size * 0.5, str(mark), cls="f-mut", size=size * 0.95, anchor="middle")
    words = " ".join(f"{row.label}: {_sentence(row, numerals)}." for row in data.rows)
    return Figure(
        svg=svg.render((width, bottom + size), width=width, words=words),
        title=_title(data, numerals),
        words=words,
        table=_table(data, numerals),
    )


def _draw_parts(svg: Svg, row: Row, left: float, y: float, thick: float, scale: float) -> None:
    """Known parts first, then the missing ones dashed, so that the known total can be read off."""
    x = left
    for tone, part in zip(TONES, row.parts, strict=False):
        wide = float(part.value) * scale
        if wide > 0:
            svg.rect(x, y, wide, thick, cls=f"{tone} s-surface", stroke_width=1)
        x += wide
    for part in row.parts:
        wide = float(part.open) * scale
        if wide > 0:
            svg.rect(x + 0.5, y + 0.5, wide - 1, thick - 1, cls="f-surface s-warn", stroke_dasharray="3 2")
        x += wide


def _draw_legend(svg: Svg, parts: tuple[Part, ...], width: float, size: float) -> float:
    """Swatches with their words, wrapped; the y where the bars begin."""
    x, y, swatch = 0.0, 0.0, size * 0.8
    entries = [*zip((part.name for part in parts), TONES, strict=False), ("Missing, up to", "")]
    for name, tone in entries:
        wide = swatch + size * 0.5 + text_width(name, size) + size * 1.4
        if x + wide > width and x:
            x, y = 0.0, y + size * 1.6
        if tone:
            svg.rect(x, y + size * 0.2, swatch, swatch, cls=tone, rx=2)
        else:
            svg.rect(
                x + 0.5, y + size * 0.2 + 0.5, swatch - 1, swatch - 1, cls="f-surface s-warn", stroke_dasharray="3 2"
            )
        svg.text(x + swatch + size * 0.5, y + size, name, cls="f-ink2", size=size)
        x += wide
    return y + size * 2.6


def _range(row: Row, numerals: Numerals) -> str:
    low, high = numerals.number(row.low, 1), numerals.number(row.high, 1)
    return low if low == high else f"{low} to {high}"


def _sentence(row: Row, numerals: Numerals) -> str:
    parts = [f"{part.name.lower()} {_part(part, numerals)}" for part in row.parts]
    return f"{_range(row, numerals)}, of which {', '.join(parts)}"


def _part(part: Part, numerals: Numerals) -> str:
    low = numerals.number(part.value, 1)
    return f"{low} to {numerals.number(part.value + part.open, 1)}" if part.open else low


def _title(data: Stacked, numerals: Numerals) -> str:
    first = max(data.rows, key=lambda row: (row.low + row.high, -row.id))
    largest = max(first.parts, key=lambda part: part.value)
    most = f"{numerals.number(largest.value, 1)} of its {_range(first, numerals)}"
    return f"{first.label} comes first: {largest.name.lower()} gives {most}"


def _table(data: Stacked, numerals: Numerals) -> Table:
    names = [part.name for part in data.rows[0].parts]
    rows = tuple(
        (row.label, *(_part(part, numerals) for part in row.parts), _range(row, numerals)) for row in data.rows
    )
    return Table(head=("Opportunity", *names, "Total"), rows=rows, numeric=frozenset(range(1, len(names) + 2)))

"""Horizontal bars, ranked; with a second value each, such as claimed beside measured."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from apps.figures.axis import ticks
from apps.figures.figure import DEFAULT_STYLE, Figure, Style, Table
from apps.figures.numerals import Numerals
from apps.figures.svg import Svg, empty_figure
from apps.figures.text import fit_text, text_width


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A row: `value` or None when it is missing, `compared` as a pale bar above it, `note` after the figure."""

    id: int
    label: str
    value: Decimal | None
    compared: Decimal | None = None
    note: str = ""
    tone: str = "accent"


@dataclass(frozen=True, kw_only=True)
class Bars:
    """Rows in one unit; `value_name` and `compared_name` are the words beside the figures."""

    rows: tuple[Bar, ...]
    unit: str
    value_name: str = ""
    compared_name: str = ""
    places: int = 1
    is_ranked: bool = True


@dataclass(frozen=True)
class _Place:
    """Where a bar is drawn: from value to x, its top, its thickness, the size of its text."""

    x: Callable[[Decimal], float]
    y: float
    thick: float
    size: float


def render_bars(data: Bars, *, width: int = 540, style: Style = DEFAULT_STYLE) -> Figure:
    """The bars, longest first when ranked; each carries `data-bar`."""
    if not data.rows:
        return empty_figure("Nothing to compare yet", width, style)
    numerals = style.numerals
    rows = _ranked(data)
    size = 8.0 if style.for_print else 12.0
    pair = any(row.compared is not None for row in rows)
    thick = size * (1.05 if pair else 1.3)
    step = thick * (2.25 if pair else 1) + size * 1.15
    left = min(max(text_width(row.label, size, 600) for row in rows) + size, width * 0.4)
    texts = max((text_width(t, size, 600) for row in rows for t in _texts(row, data, numerals)), default=0)
    texts = max(texts, text_width(data.unit, size) + size)
    marks = ticks([v for row in rows for v in (row.value, row.compared) if v is not None], 4)
    room = width - left - min(texts + size * 1.2, width * 0.4)
    low, scale = float(marks[0]), room / float(marks[-1] - marks[0])
    svg = Svg(style)
    bottom = size * 0.5 + len(rows) * step

    def x(value: Decimal) -> float:
        return left + (float(value) - low) * scale

    for mark in marks:
        svg.line(x(mark), 2, x(mark), bottom, cls="s-strong" if mark == 0 else "s-line", stroke_width=1)
        svg.text(x(mark), bottom + size * 1.3, numerals.plain(mark), cls="f-mut", size=size * 0.95, anchor="middle")
    svg.text(x(marks[-1]) + size * 1.2, bottom + size * 1.3, data.unit, cls="f-mut", size=size * 0.95)
    for at, row in enumerate(rows):
        y = size * 0.5 + at * step + size * 0.5
        middle = y + (step - size * 1.15) / 2
        with svg.group("bar", data={"bar": row.id}):
            label = fit_text(row.label, size, left - size * 0.8, 600)
            svg.text(left - size * 0.7, middle + size * 0.36, label, cls="f-ink", size=size, weight=600, anchor="end")
            if row.compared is not None:
                _draw_bar(svg, (x(Decimal(0)), x(row.compared), y), thick, "f-slate-soft")
                text = _figure(row.compared, data.compared_name, data, numerals)
                _draw_text(svg, max(x(row.compared), left), y + thick / 2, text, "f-mut", size * 0.95, 400)
            _draw_value(svg, row, data, numerals, _Place(x, y + (thick * 1.25 if pair else 0), thick, size))
    words = _words(rows, data, numerals)
    return Figure(
        svg=svg.render((width, bottom + size * 2), width=width, words=words),
        title=_title(rows, data, numerals),
        words=words,
        table=_table(rows, data, numerals),
    )


def _ranked(data: Bars) -> list[Bar]:
    if not data.is_ranked:
        return list(data.rows)
    return sorted(data.rows, key=lambda row: (row.value is None, -(row.value or 0), row.id))


def _figure(value: Decimal, name: str, data: Bars, numerals: Numerals) -> str:
    return f"{numerals.number(value, data.places)} {name}".strip()


def _texts(row: Bar, data: Bars, numerals: Numerals) -> list[str]:
    texts = [] if row.compared is None else [_figure(row.compared, data.compared_name, data, numerals)]
    return [*texts, _value_text(row, data, numerals)]


def _value_text(row: Bar, data: Bars, numerals: Numerals) -> str:
    if row.value is None:
        return row.note or "not known yet"
    figure = _figure(row.value, data.value_name, data, numerals)
    return f"{figure}, {row.note}" if row.note else figure


def _draw_bar(svg: Svg, span: tuple[float, float, float], thick: float, cls: str) -> None:
    start, end = sorted(span[:2])
    svg.rect(start, span[2], max(end - start, 1), thick, cls=cls, rx=min(3, thick / 4))


def _draw_value(svg: Svg, row: Bar, data: Bars, numerals: Numerals, place: _Place) -> None:
    """The bar with its figure, or a dashed stub where the value is missing."""
    zero, middle = place.x(Decimal(0)), place.y + place.thick / 2
    text = _value_text(row, data, numerals)
    if row.value is None:
        stub = place.size * 2.4
        svg.rect(
            zero + 0.5,
            place.y,
            stub,
            place.thick,
            cls="f-surface s-slate",
            rx=2,
            stroke_width=1,
            stroke_dasharray="3 2",
        )
        _draw_text(svg, zero + stub, middle, text, "f-mut", place.size * 0.95, 400)
        return
    _draw_bar(svg, (zero, place.x(row.value), place.y), place.thick, f"f-{row.tone}")
    cls = "f-ink" if row.tone == "slate" else f"f-{row.tone}-ink"
    _draw_text(svg, max(place.x(row.value), zero), middle, text, cls, place.size, 600)


def _draw_text(svg: Svg, x: float, middle: float, text: str, cls: str, size: float, weight: int) -> None:  # noqa: PLR0913
    svg.text(x + size * 0.5, middle + size * 0.36, text, cls=cls, size=size, weight=weight)


def _title(rows: list[Bar], data: Bars, numerals: Numerals) -> str:
    known = [row for row in rows if row.value is not None]
    if not known:
        return "Nothing is known yet"
    both = [(row.value, row.compared) for row in known if row.value is not None and row.compared is not None]
    if both:
        return _compared_title(sum((v - c for v, c in both), Decimal(0)), data, numerals)
    first = max(known, key=lambda row: row.value or 0)
    total = sum((row.value or Decimal(0) for row in known), Decimal(0))
    most = numerals.number(first.value or Decimal(0), data.places)
    return f"{first.label} comes first: {most} of {numerals.number(total, data.places)} {data.unit}"


def _compared_title(difference: Decimal, data: Bars, numerals: Numerals) -> str:
    name = (data.value_name or "value").capitalize()
    if not difference:
        return f"{name} equals {data.compared_name}"
    way = "above" if difference > 0 else "below"
    return f"{name} is {numerals.number(abs(difference), data.places)} {data.unit} {way} {data.compared_name}"


def _words(rows: list[Bar], data: Bars, numerals: Numerals) -> str:
    parts = [f"{row.label}: {', '.join(reversed(_texts(row, data, numerals)))}" for row in rows]
    return f"In {data.unit}. {'; '.join(parts)}."


def _table(rows: list[Bar], data: Bars, numerals: Numerals) -> Table:
    pair = any(row.compared is not None for row in rows)

    def cell(value: Decimal | None) -> str:
        return "–" if value is None else numerals.number(value, data.places + 1)

    head = (
        "",
        (data.value_name or data.unit).capitalize(),
        *([data.compared_name.capitalize()] if pair else []),
        "Note",
    )
    body = tuple((row.label, cell(row.value), *([cell(row.compared)] if pair else []), row.note or "–") for row in rows)
    return Table(head=head, rows=body, numeric=frozenset(range(1, 3 if pair else 2)))

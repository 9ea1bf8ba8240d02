"""A heat-map: rows × columns, each cell a number on a ground that is the darker the larger it is.

The number says it, the ground only helps; the largest cell has a frame besides. Cells carry `data-mark`, their row and
column, and so lead to what they count.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from apps.figures.figure import DEFAULT_STYLE, Figure, Style, Table
from apps.figures.numerals import Numerals
from apps.figures.svg import Svg, empty_figure
from apps.figures.text import fit_text, text_width, wrap_text

_SHADES = (0.1, 0.2, 0.3, 0.42, 0.55)


@dataclass(frozen=True, kw_only=True)
class HeatCell:
    """What stands where row and column meet. value None: counted, but not measured. count: of how many."""

    value: Decimal | None
    count: int


@dataclass(frozen=True, kw_only=True)
class HeatMap:
    """cells: by row and column, empty ones left out. is_money: values are money, hours otherwise. per: "a week".

    beside: the same cells in another unit, said after the first in each of them.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], HeatCell]
    is_money: bool
    per: str
    row_name: str = "Department"
    beside: "HeatMap | None" = None

    def shown(self, value: Decimal | None, numerals: Numerals) -> str:
        """ "9.8 h", "$1,606"; a dash for what is not measured."""
        if value is None:
            return "–"
        return numerals.money(value) if self.is_money else f"{numerals.hours(value)} h"

    def shown_at(self, key: tuple[str, str], numerals: Numerals) -> str:
        """ "9.8 h", or "9.8 h · $19,266" with another unit beside it; one dash for what is not measured."""
        cell = self.cells[key]
        first = self.shown(cell.value, numerals)
        if self.beside is None or cell.value is None:
            return first
        return f"{first} · {self.beside.shown_at(key, numerals)}"

    def said_at(self, key: tuple[str, str], numerals: Numerals) -> str:
        """ "9.8 h a week", "9.8 h a week, $19,266 a year", "not measured"."""
        cell = self.cells[key]
        if cell.value is None:
            return "not measured"
        first = f"{self.shown(cell.value, numerals)} {self.per}"
        return f"{first}, {self.beside.said_at(key, numerals)}" if self.beside else first

    def sum_of(self, row: str) -> Decimal:
        """What is measured in a row."""
        return sum((cell.value or Decimal(0) for (name, _), cell in self.cells.items() if name == row), Decimal(0))

    def largest(self, most: int) -> "HeatMap":
        """The rows that hold most, in the order they have; all of them where there are no more than `most`."""
        kept = set(sorted(self.rows, key=lambda row: (-self.sum_of(row), row))[:most])
        return replace(
            self,
            rows=tuple(row for row in self.rows if row in kept),
            cells={key: cell for key, cell in self.cells.items() if key[0] in kept},
        )


def render_heat_map(data: HeatMap, *, width: int = 1080, style: Style = DEFAULT_STYLE) -> Figure:
    """A cell for each pair; the totals belong to the table."""
    if not data.cells:
        return empty_figure("Nothing to weigh yet", width, style)
    is_compact = style.is_compact(width)
    size, tall = (7.4, 20.0) if is_compact else (12.0, 40.0)
    label, head = (width * 0.2, 20.0) if is_compact else (170.0, 34.0)
    wide = (width - label - 2) / len(data.columns)
    svg = Svg(style)
    for at, column in enumerate(data.columns):
        lines = wrap_text(column, size, wide - 6, 600)
        for line, text in enumerate(lines):
            y = head - size * (0.6 + 1.15 * (len(lines) - 1 - line))
            svg.text(label + (at + 0.5) * wide, y, text, cls="f-ink2", size=size, anchor="middle", weight=600)
    largest = _largest(data)
    for down, row in enumerate(data.rows):
        y = head + down * tall
        svg.text(2, y + tall / 2 + size * 0.35, fit_text(row, size, label - 10), cls="f-ink2", size=size)
        for at, column in enumerate(data.columns):
            _draw_cell(svg, data, (row, column), (label + at * wide, y, wide, tall), largest, size, style.numerals)
    words = f"{finding(data, style.numerals)}. " + " ".join(_sentences(data, style.numerals))
    return Figure(
        svg=svg.render((width, head + len(data.rows) * tall + 2), width=width, words=words),
        title=finding(data, style.numerals),
        words=words,
        table=_table(data, style.numerals),
    )


def finding(data: HeatMap, numerals: Numerals) -> str:
    """ "Largest gap: Sales, no integration, 9.8 h a week"."""
    largest = _largest(data)
    measured = [key for key, cell in data.cells.items() if cell.value == largest and largest]
    if not measured:
        return "None of the gaps has been measured yet"
    row, column = measured[0]
    return f"Largest gap: {row}, {column.lower()}, {data.said_at((row, column), numerals)}"


def mark_of(row: str, column: str) -> str:
    """The value of a cell's data attribute."""
    return f"{row}|{column}"


def _largest(data: HeatMap) -> Decimal:
    return max((cell.value for cell in data.cells.values() if cell.value is not None), default=Decimal(0))


def _draw_cell(  # noqa: PLR0913
    svg: Svg,
    data: HeatMap,
    key: tuple[str, str],
    place: tuple[float, float, float, float],
    largest: Decimal,
    size: float,
    numerals: Numerals,
) -> None:
    x, y, wide, tall = place
    cell = data.cells.get(key)
    if cell is None:
        svg.rect(x + 1, y + 1, wide - 2, tall - 2, cls="f-sunken", rx=3)
        return
    with svg.button("cell", _sentence(data, key, cell, numerals), data={"mark": mark_of(*key)}):
        svg.rect(x + 1, y + 1, wide - 2, tall - 2, cls="f-surface", rx=3)
        is_largest = largest > 0 and cell.value == largest
        svg.rect(
            x + 1,
            y + 1,
            wide - 2,
            tall - 2,
            cls="f-bad s-bad-ink" if is_largest else "f-bad",
            rx=3,
            fill_opacity=_shade(cell.value, largest),
            stroke_width=2 if is_largest else None,
        )
        both = data.shown_at(key, numerals)
        said = (f"{both}  ({cell.count})", both)
        text = next((one for one in said if text_width(one, size, 600) < wide - 6), data.shown(cell.value, numerals))
        middle = y + tall / 2 + size * 0.35
        svg.text(x + wide / 2, middle, text, cls="f-ink", size=size, anchor="middle", weight=600)


def _shade(value: Decimal | None, largest: Decimal) -> float:
    """One of five depths; equal numbers get equal depths."""
    if not value or not largest:
        return 0.04
    return _SHADES[min(int(value / largest * len(_SHADES)), len(_SHADES) - 1)]


def _sentences(data: HeatMap, numerals: Numerals) -> list[str]:
    order = [(row, column) for row in data.rows for column in data.columns if (row, column) in data.cells]
    return [f"{_sentence(data, key, data.cells[key], numerals)}." for key in order]


def _sentence(data: HeatMap, key: tuple[str, str], cell: HeatCell, numerals: Numerals) -> str:
    flows = f"{cell.count} data flow{'' if cell.count == 1 else 's'}"
    return f"{key[0]}, {key[1].lower()}: {data.said_at(key, numerals)}, {flows}"


def _table(data: HeatMap, numerals: Numerals) -> Table:
    rows = tuple((row, *(_entry(data, (row, column), numerals) for column in data.columns)) for row in data.rows)
    numeric = frozenset(range(1, len(data.columns) + 1))
    return Table(head=(data.row_name, *data.columns), rows=rows, numeric=numeric)


def _entry(data: HeatMap, key: tuple[str, str], numerals: Numerals) -> str:
    return f"{data.shown_at(key, numerals)} ({data.cells[key].count})" if key in data.cells else ""

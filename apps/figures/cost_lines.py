"""What several platforms cost over the number of runs: a line each, the client's own volume marked."""

from dataclasses import dataclass
from decimal import Decimal

from apps.figures.axis import ticks
from apps.figures.bus_types import Box
from apps.figures.figure import DEFAULT_STYLE, Figure, Style, Table
from apps.figures.numerals import Numerals
from apps.figures.svg import Svg, empty_figure, number
from apps.figures.text import fit_text, text_width

LINES = ("s-accent", "s-good", "s-bad", "s-warn", "s-slate")
DASHES = (None, "7 3", "2 3", "10 3 2 3", "4 4")
NAME_ROOM = 132.0


@dataclass(frozen=True, kw_only=True)
class CostLine:
    """points: (runs a month, cost a month) in order; a step is two points of the same runs. Ends where no plan can."""

    name: str
    points: tuple[tuple[Decimal, Decimal], ...]


@dataclass(frozen=True, kw_only=True)
class CostLines:
    """At most five lines. here: the client's own runs a month; currency: of all prices, as three letters."""

    lines: tuple[CostLine, ...]
    title: str
    currency: str
    here: Decimal | None = None


@dataclass(frozen=True)
class _Plot:
    box: Box
    most: Decimal
    top: Decimal

    def at(self, runs: Decimal, cost: Decimal) -> tuple[float, float]:
        x = self.box.x + float(runs / self.most) * self.box.width
        return x, self.box.bottom - float(cost / self.top) * self.box.height


def render_cost_lines(data: CostLines, *, width: int = 1104, height: int = 300, style: Style = DEFAULT_STYLE) -> Figure:
    """Lines with their names at the right end, pushed apart where they would touch."""
    lines = [line for line in data.lines if line.points][: len(LINES)]
    if not lines:
        return empty_figure("No prices to compare yet", width, style)
    size = 8.0 if style.is_compact(width) else 11.5
    marks = ticks([cost for line in lines for _, cost in line.points], 4)
    steps = ticks([runs for line in lines for runs, _ in line.points], 5)
    left = max(text_width(style.numerals.plain(mark), size) for mark in marks) + size * 1.4
    right = min(NAME_ROOM, max(text_width(line.name, size, 600) for line in lines)) + size * 3
    box = Box(left, size * 3.8, width - left - right, height - size * 7.4)
    plot = _Plot(box, steps[-1], marks[-1])
    svg = Svg(style)
    _draw_axes(svg, plot, (marks, steps), data.currency, style.numerals, size)
    _draw_here(svg, plot, data.here, style.numerals, size)
    for at, line in enumerate(lines):
        path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in (plot.at(*point) for point in line.points))
        svg.path(path, cls=LINES[at], stroke_width=size / 5, stroke_dasharray=DASHES[at], stroke_linejoin="round")
    _draw_names(svg, plot, lines, size)
    words = _words(data, lines, style.numerals)
    picture = svg.render((width, height), width=width, words=words)
    return Figure(svg=picture, title=data.title, words=words, table=_table(data, lines, style.numerals))


def _draw_axes(
    svg: Svg,
    plot: _Plot,
    marks: tuple[list[Decimal], list[Decimal]],
    currency: str,
    numerals: Numerals,
    size: float,
) -> None:
    box, (costs, runs) = plot.box, marks
    for mark in costs:
        y = plot.at(Decimal(0), mark)[1]
        svg.line(box.x, y, box.right, y, cls="s-slate" if not mark else "s-line", stroke_width=size / 11)
        svg.text(box.x - size * 0.6, y + size * 0.36, numerals.plain(mark), cls="f-mut", size=size, anchor="end")
    for mark in runs:
        x = plot.at(mark, Decimal(0))[0]
        svg.text(x, box.bottom + size * 1.7, numerals.plain(mark), cls="f-mut", size=size, anchor="middle")
    svg.text(0, size * 1.1, f"{currency} a month", cls="f-mut", size=size)
    svg.text(box.x + box.width / 2, box.bottom + size * 3.2, "runs a month", cls="f-mut", size=size, anchor="middle")


def _draw_here(svg: Svg, plot: _Plot, here: Decimal | None, numerals: Numerals, size: float) -> None:
    if here is None or here > plot.most:
        return
    x = plot.at(here, Decimal(0))[0]
    label = f"this client: {numerals.number(here)}"
    wide = text_width(label, size, 600)
    svg.line(x, plot.box.y - size * 0.5, x, plot.box.bottom, cls="s-ink", stroke_width=1, stroke_dasharray="3 3")
    at = min(max(x - wide / 2, plot.box.x), plot.box.right - wide)
    svg.text(at, plot.box.y - size * 0.9, label, cls="f-ink", size=size, weight=600)


def _draw_names(svg: Svg, plot: _Plot, lines: list[CostLine], size: float) -> None:
    """From top to bottom beside the ends; what does not fit above the axis is pushed up again."""
    ends = sorted((plot.at(*line.points[-1])[1], at) for at, line in enumerate(lines))
    places: list[float] = []
    for y, _ in ends:
        places.append(max(y, places[-1] + size * 1.4) if places else y)
    for at in range(len(places) - 1, -1, -1):
        lowest = plot.box.bottom if at == len(places) - 1 else places[at + 1] - size * 1.4
        places[at] = min(places[at], lowest)
    for place, (_, at) in zip(places, ends, strict=True):
        x = plot.box.right + size * 0.6
        svg.line(x, place, x + size, place, cls=LINES[at], stroke_width=size / 5)
        name = fit_text(lines[at].name, size, NAME_ROOM - size, 600)
        svg.text(x + size * 1.3, place + size * 0.36, name, cls="f-ink", size=size, weight=600)


def _words(data: CostLines, lines: list[CostLine], numerals: Numerals) -> str:
    ends = [
        f"{line.name} from {numerals.plain(line.points[0][1])} to {numerals.plain(line.points[-1][1])} at "
        f"{numerals.number(line.points[-1][0])} runs"
        for line in lines
    ]
    here = f" This client runs {numerals.number(data.here)} a month." if data.here is not None else ""
    return f"{data.currency} a month: {'; '.join(ends)}.{here}"


def _table(data: CostLines, lines: list[CostLine], numerals: Numerals) -> Table:
    """One row for each volume at which any line bends, dashes where a line has ended."""
    volumes = sorted({runs for line in lines for runs, _ in line.points})
    rows = tuple(
        (numerals.number(runs), *(_cell(value_at(line, runs), numerals) for line in lines)) for runs in volumes
    )
    head = ("Runs a month", *(f"{line.name}, {data.currency}" for line in lines))
    return Table(head=head, rows=rows, numeric=frozenset(range(len(head))))


def _cell(cost: Decimal | None, numerals: Numerals) -> str:
    return "–" if cost is None else numerals.number(cost, 2)


def value_at(line: CostLine, runs: Decimal) -> Decimal | None:
    """The cost at a volume, straight between two points; the lower end of a step; None beyond the line."""
    before = [point for point in line.points if point[0] <= runs]
    if not before or runs > line.points[-1][0]:
        return None
    exact = next((cost for at, cost in line.points if at == runs), None)
    if exact is not None:
        return exact
    (first, low), (last, high) = before[-1], line.points[len(before)]
    return low + (high - low) * (runs - first) / (last - first)

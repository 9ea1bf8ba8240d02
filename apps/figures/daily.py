"""A value a day against what is usual for its weekday: bars, each with its band; days outside stand out."""

from dataclasses import dataclass
from decimal import Decimal

from apps.figures.axis import ticks
from apps.figures.figure import DEFAULT_STYLE, Figure, Style, Table
from apps.figures.numerals import Numerals, listed, plural
from apps.figures.svg import Svg, empty_figure
from apps.figures.text import text_width


@dataclass(frozen=True, kw_only=True)
class DailyBar:
    """A day: `value` None where nothing is known; `usual` with `low` and `high` is its band, None while learning.

    mark: words below the bar, for the first day of a week; note: a second line in the label of a day outside.
    """

    label: str
    value: Decimal | None
    usual: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    is_outside: bool = False
    mark: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Daily:
    """Days from old to new; `name` says what is counted."""

    days: tuple[DailyBar, ...]
    name: str = "Records a day"


TOP, BOTTOM, RIGHT = 48.0, 24.0, 8.0
GAP = 8.0  # between a mark of the axis and its line
HEIGHT = 220.0


@dataclass(frozen=True)
class _Scale:
    """From a value to y, from a day to x. left: room of the axis; step: of one day."""

    left: float
    base: float
    unit: float
    step: float

    def y(self, value: Decimal) -> float:
        return self.base - float(value) * self.unit

    def x(self, at: int) -> float:
        return self.left + at * self.step


def render_daily(data: Daily, *, width: int = 724, height: float = HEIGHT, style: Style = DEFAULT_STYLE) -> Figure:
    """The bars from a common zero, each day's band behind it, the latest day outside with its label."""
    known = [day for day in data.days if day.value is not None]
    if not known:
        return empty_figure(f"{data.name}: nothing yet", width, style)
    svg, numerals = Svg(style), style.numerals
    marks = ticks([value for day in data.days for value in (day.value, day.high) if value is not None], 3)
    base = height - BOTTOM
    left = GAP + 2 + max(text_width(numerals.plain(mark), 11.5) for mark in marks)
    scale = _Scale(left, base, (base - TOP) / float(marks[-1]), (width - left - RIGHT) / len(data.days))
    for mark in marks:
        svg.line(left, scale.y(mark), width - RIGHT, scale.y(mark), cls="s-strong" if not mark else "s-line")
        svg.text(left - GAP, scale.y(mark) + 4, numerals.plain(mark), cls="f-mut", size=11.5, anchor="end")
    for at, day in enumerate(data.days):
        _draw_day(svg, at, day, scale)
    outside = [at for at, day in enumerate(data.days) if day.is_outside]
    if outside:
        _draw_label(svg, outside[-1], data.days[outside[-1]], scale, width, numerals)
    words = _words(data, known, numerals)
    return Figure(
        svg=svg.render((width, height), width=width, words=words),
        title=_title(data, known),
        words=words,
        table=_table(data, numerals),
    )


def _draw_day(svg: Svg, at: int, day: DailyBar, scale: _Scale) -> None:
    x, step = scale.x(at), scale.step
    if day.usual is not None and day.low is not None and day.high is not None:
        svg.rect(x + 2, scale.y(day.high), step - 4, scale.y(day.low) - scale.y(day.high), cls="f-slate-soft", rx=2)
    if day.value is not None:
        top = min(scale.y(day.value), scale.base - 1)
        cls = "f-bad" if day.is_outside else "f-accent"
        svg.rect(x + step * 0.25, top, step * 0.5, scale.base - top, cls=cls, rx=2)
    if day.usual is not None:
        svg.line(x + 2, scale.y(day.usual), x + step - 2, scale.y(day.usual), cls="s-ink", stroke_width=1.5)
    if day.mark:
        svg.text(x + step / 2, scale.base + 18, day.mark, cls="f-mut", size=11.5, anchor="middle")


def _draw_label(svg: Svg, at: int, day: DailyBar, scale: _Scale, width: int, numerals: Numerals) -> None:
    middle = scale.x(at) + scale.step / 2
    usual = f", not {numerals.plain(day.usual)}" if day.usual is not None else ""
    lines = [f"{day.label}: {numerals.plain(day.value or Decimal(0))}{usual}", *([day.note] if day.note else [])]
    wide = max(text_width(line, 12, 600) for line in lines) + 20
    left = min(max(middle - 12, scale.left), width - RIGHT - wide)
    high = 6 + 15 * len(lines)
    svg.line(middle, scale.y(day.value or Decimal(0)) - 4, middle, high + 1, cls="s-bad", stroke_dasharray="3 2")
    svg.rect(left, 1, wide, high, cls="f-surface s-bad", rx=6)
    for no, line in enumerate(lines):
        svg.text(left + 10, 15 + no * 15, line, cls="f-bad-ink", size=12, weight=400 if no else 600)


def _title(data: Daily, known: list[DailyBar]) -> str:
    outside = [day.label for day in data.days if day.is_outside]
    if not outside:
        judged = sum(day.usual is not None for day in known)
        return (
            f"All {judged} days are inside their bands" if judged > 1 else f"{data.name}: still learning what is usual"
        )
    return f"{plural(len(outside), 'day')} of {len(known)} fell outside: {listed(outside)}"


def _words(data: Daily, known: list[DailyBar], numerals: Numerals) -> str:
    values = [day.value for day in known if day.value is not None]
    span = f"{numerals.plain(min(values))} to {numerals.plain(max(values))}, last {numerals.plain(values[-1])}"
    zero = Decimal(0)
    outside = [
        f"{day.label} with {numerals.plain(day.value or zero)} instead of {numerals.plain(day.usual or zero)}"
        for day in data.days
        if day.is_outside
    ]
    return f"{data.name}, {plural(len(known), 'day')}: {span}{'; outside: ' if outside else ''}{', '.join(outside)}."


def _table(data: Daily, numerals: Numerals) -> Table:
    def cell(value: Decimal | None) -> str:
        return "–" if value is None else numerals.plain(value)

    rows = tuple(
        (day.label, cell(day.value), cell(day.usual), "outside" if day.is_outside else "")
        for day in data.days
        if day.value is not None
    )
    return Table(head=("Day", data.name, "Usual", "Band"), rows=rows, numeric=frozenset({1, 2}))

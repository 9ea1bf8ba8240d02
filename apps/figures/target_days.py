"""A count a day against its target: bars, and a line where the target is. Days below (or above a ceiling) stand out."""

from dataclasses import dataclass
from decimal import Decimal

from apps.figures.axis import ticks
from apps.figures.figure import DEFAULT_STYLE, Figure, Style, Table
from apps.figures.numerals import plural
from apps.figures.svg import Svg, empty_figure

HEIGHT = 180.0
LEFT, RIGHT, TOP, BOTTOM = 34.0, 8.0, 26.0, 24.0
MOST_LABELS = 8


@dataclass(frozen=True, kw_only=True)
class TargetDays:
    """days: label and count, from old to new. is_ceiling: the target is the most a day, otherwise the least."""

    name: str
    days: tuple[tuple[str, int], ...]
    target: int | None
    is_ceiling: bool = False

    def is_missed(self, count: int) -> bool:
        if self.target is None:
            return False
        return count > self.target if self.is_ceiling else count < self.target


def render_target_days(data: TargetDays, *, width: int = 540, style: Style = DEFAULT_STYLE) -> Figure:
    """Bars from a common zero; those that miss the target say their count, so that colour is not all they have."""
    if not data.days:
        return empty_figure(f"{data.name}: nothing counted yet", width, style)
    svg = Svg(style)
    highest = max([*(count for _, count in data.days), data.target or 0, 1])
    marks = ticks([Decimal(highest)], 3)
    base = HEIGHT - BOTTOM
    unit = (base - TOP) / float(marks[-1])
    step = (width - LEFT - RIGHT) / len(data.days)
    for mark in marks:
        y = base - float(mark) * unit
        svg.line(LEFT, y, width - RIGHT, y, cls="s-strong" if not mark else "s-line")
        svg.text(LEFT - 8, y + 4, style.numerals.plain(mark), cls="f-mut", size=11.5, anchor="end")
    every = max(-(-len(data.days) // MOST_LABELS), 1)
    for at, (label, count) in enumerate(data.days):
        left, tall = LEFT + at * step + step * 0.15, max(count * unit, 1.0)
        svg.rect(left, base - tall, step * 0.7, tall, cls="f-bad" if data.is_missed(count) else "f-slate")
        if data.is_missed(count):
            svg.text(left + step * 0.35, base - tall - 4, str(count), cls="f-bad-ink", size=11.5, anchor="middle")
        if at % every == 0:
            svg.text(left, base + 16, label, cls="f-mut", size=11.5)
    if data.target is not None:
        y = base - data.target * unit
        svg.line(LEFT, y, width - RIGHT, y, cls="s-ink", stroke_dasharray="5 3")
        words = f"target: {'at most' if data.is_ceiling else 'at least'} {data.target}"
        svg.text(width - RIGHT, 12, words, cls="f-ink2", size=11.5, anchor="end", weight=600)
    title = finding(data)
    return Figure(
        svg=svg.render((width, HEIGHT), width=width, words=title), title=title, words=title, table=_table(data)
    )


def finding(data: TargetDays) -> str:
    """ "Logins: 8 of 10 days on target"."""
    if data.target is None:
        return f"{data.name}: counted on {plural(len(data.days), 'day')}, no target yet"
    good = sum(not data.is_missed(count) for _, count in data.days)
    return f"{data.name}: {good} of {plural(len(data.days), 'day')} on target"


def _table(data: TargetDays) -> Table:
    words = "At most" if data.is_ceiling else "At least"
    target = "–" if data.target is None else str(data.target)
    rows = tuple((label, str(count), target) for label, count in data.days)
    return Table(head=("Day", data.name, words), rows=rows, numeric=frozenset({1, 2}))

"""The roadmap: phases, bars, milestones, dependencies, today, and how much is in flight each week.

The same function draws the page's figure and the printed column; below 700 units it uses print sizes and leaves out
owners and second lines.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from apps.figures.figure import DEFAULT_STYLE, Figure, Style
from apps.figures.gantt_types import BarState, Gantt, GanttPhase, GanttRow, Milestone, Stretch
from apps.figures.gantt_words import gantt_table, gantt_title, gantt_words
from apps.figures.legend import Entry, draw_diamond, draw_legend
from apps.figures.svg import Svg, empty_figure, number
from apps.figures.text import fit_text, text_width

__all__ = ["BarState", "Gantt", "GanttPhase", "GanttRow", "Milestone", "Stretch", "render_gantt"]

_PAINT = {
    BarState.LIVE: ("f-good", "f-onaccent"),
    BarState.DONE: ("f-accent", "f-onaccent"),
    BarState.APPROVED: ("f-accent-line", "f-accent-ink"),
    BarState.NEW: ("f-accent-line s-accent", "f-accent-ink"),
    BarState.PARALLEL: ("f-accent-soft", "f-accent-ink"),
    BarState.CANDIDATE: ("f-surface s-slate", "f-ink2"),
}


# x, baseline, word, colour, weight
_Words = list[tuple[float, float, str, str, int | None]]


@dataclass(frozen=True, kw_only=True)
class _Scale:
    """Sizes and the way from a day to an x."""

    left: float
    right: float
    start: date
    weeks: int
    size: float
    small: float
    row: float
    phase: float
    bar: float
    head: float
    is_compact: bool

    @property
    def week(self) -> float:
        return (self.right - self.left) / self.weeks

    @property
    def end(self) -> date:
        return self.start + timedelta(weeks=self.weeks)

    def x(self, day: date) -> float:
        """The x of a day's beginning, kept inside the plot."""
        days = (day - self.start).days
        return min(max(self.left + days / 7 * self.week, self.left), self.right)

    def covers(self, day: date) -> bool:
        return self.start <= day < self.end


def render_gantt(data: Gantt, *, width: int = 1142, style: Style = DEFAULT_STYLE) -> Figure:
    """The roadmap over `data.weeks` weeks; bars carry `data-initiative`."""
    rows = [row for phase in data.phases for row in phase.rows]
    if not rows:
        return empty_figure("Nothing is planned yet", width, style)
    scale = _scale(data, width, style.is_compact(width))
    svg = Svg(style)
    places, bottom = _places(data, scale)
    _draw_grid(svg, scale, bottom)
    _draw_head(svg, data, scale)
    y = scale.head
    for phase in data.phases:
        _draw_phase(svg, phase, scale, y)
        y += scale.phase + len(phase.rows) * scale.row
    for row in rows:
        _draw_name(svg, row, scale, places[row.id])
    _draw_dependencies(svg, rows, scale, places)
    if data.today and scale.covers(data.today):
        _draw_today(svg, data.today, scale, bottom)
    for row in rows:
        _draw_row(svg, row, scale, places[row.id])
    if data.in_flight:
        bottom = _draw_in_flight(svg, data, scale, bottom)
    bottom += (
        draw_legend(svg, _legend(rows), left=2, top=bottom + scale.size * 0.9, width=width - 4, size=scale.small + 0.4)
        + scale.size
    )
    words = gantt_words(data)
    return Figure(
        svg=svg.render((width, bottom), width=width, words=words),
        title=gantt_title(data),
        words=words,
        table=gantt_table(data),
    )


def _scale(data: Gantt, width: int, compact: bool) -> _Scale:  # noqa: FBT001
    names = max(text_width(row.name, 7.2 if compact else 13, 600) for phase in data.phases for row in phase.rows)
    left = min(max(names + 20, 96), 150) if compact else min(max(names + 62, 214), 300)
    return _Scale(
        left=left,
        right=width - 3,
        start=data.start,
        weeks=data.weeks,
        size=7.2 if compact else 13,
        small=6.4 if compact else 11.5,
        row=19 if compact else 44,
        phase=15 if compact else 32,
        bar=10 if compact else 24,
        head=26 if compact else 52,
        is_compact=compact,
    )


def _places(data: Gantt, scale: _Scale) -> tuple[dict[int, float], float]:
    """Each row's top, and the bottom of the last one."""
    places: dict[int, float] = {}
    y = scale.head
    for phase in data.phases:
        y += scale.phase
        for row in phase.rows:
            places[row.id] = y
            y += scale.row
    return places, y


def _draw_grid(svg: Svg, scale: _Scale, bottom: float) -> None:
    for week in range(scale.weeks + 1):
        x = scale.left + week * scale.week
        svg.line(x, scale.head - scale.size * 1.5, x, bottom, cls="s-line", stroke_width=0.5 if scale.is_compact else 1)


def _draw_head(svg: Svg, data: Gantt, scale: _Scale) -> None:
    """Months and weeks; a name that would not fit is shortened, then left out."""
    for first, last in _months(scale):
        x = scale.x(first)
        room = scale.x(last) - x - 5
        is_yearly = first == scale.start or first.month == 1
        dated = (f"{first:%B} {first.year}", f"{first:%b} {first.year}") if is_yearly else ()
        name = next((n for n in (*dated, f"{first:%B}", f"{first:%b}") if text_width(n, scale.size, 600) <= room), "")
        svg.line(x, 2, x, scale.head - scale.size * 1.9, cls="s-strong", stroke_width=1)
        svg.text(x + 5, scale.size * 1.15, name, cls="f-ink", size=scale.size, weight=600)
    y = scale.head - scale.size * 0.65
    svg.text(8, y, "week", cls="f-mut", size=scale.small)
    now = (data.today - data.start).days // 7 + 1 if data.today and scale.covers(data.today) else 0
    step = 1 if scale.week > scale.small * 1.6 else 4
    for week in range(1, scale.weeks + 1):
        x = scale.left + (week - 0.5) * scale.week
        is_now = week == now
        if is_now:
            half = min(scale.small * 0.95, scale.week / 2 + 2)
            svg.rect(x - half, y - scale.small * 1.02, 2 * half, scale.small * 1.42, cls="f-ink", rx=scale.small * 0.71)
        if is_now or ((week - 1) % step == 0 and abs(week - now) > (step > 1)):
            svg.text(
                x,
                y,
                week,
                cls="f-surface" if is_now else "f-mut",
                size=scale.small,
                anchor="middle",
                weight=600 if is_now else 400,
            )


def _months(scale: _Scale) -> list[tuple[date, date]]:
    """First shown day and end of each month in the plot."""
    months = []
    day = scale.start
    while day < scale.end:
        following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        months.append((day, min(following, scale.end)))
        day = following
    return months


def _draw_phase(svg: Svg, phase: GanttPhase, scale: _Scale, y: float) -> None:
    svg.rect(0, y, scale.right, scale.phase, cls="f-sunken")
    middle = y + scale.phase / 2
    baseline = middle + scale.size * 0.36
    room = scale.left - 16
    name = fit_text(phase.name, scale.size, room, 600)
    svg.text(8, baseline, name, cls="f-ink", size=scale.size, weight=600)
    after = text_width(name, scale.size, 600) + scale.size
    if text_width(phase.note, scale.small) <= room - after:
        svg.text(8 + after, baseline, phase.note, cls="f-mut", size=scale.small)
    if phase.start and phase.end and phase.start < scale.end and phase.end > scale.start:
        x1, x2 = scale.x(phase.start), scale.x(phase.end)
        high = scale.size * 0.42
        svg.rect(x1, middle - high / 2, x2 - x1, high, cls="f-slate", rx=high / 2)


def _draw_name(svg: Svg, row: GanttRow, scale: _Scale, y: float) -> None:
    owner = bool(row.owner) and not scale.is_compact
    indent = 12 if scale.is_compact else 20
    room = scale.left - indent - 5 - (31 if owner else 0)
    middle = y + scale.row / 2
    if scale.is_compact or not row.note:
        svg.text(
            indent,
            middle + scale.size * 0.36,
            fit_text(row.name, scale.size, room, 600),
            cls="f-ink",
            size=scale.size,
            weight=500,
        )
    else:
        svg.text(
            indent, middle - 2, fit_text(row.name, scale.size, room, 600), cls="f-ink", size=scale.size, weight=500
        )
        cls = "f-warn-ink" if row.is_attention else "f-mut"
        svg.text(indent, middle + 13, fit_text(row.note, scale.small, room), cls=cls, size=scale.small)
    if owner:
        x = scale.left - 20
        svg.circle(x, middle, 11, cls="f-slate-soft")
        svg.text(x, middle + 3.4, row.owner[:2], cls="f-ink2", size=9.5, weight=600, anchor="middle")
    svg.line(0, y + scale.row, scale.right, y + scale.row, cls="s-line", stroke_width=0.5 if scale.is_compact else 1)


def _draw_row(svg: Svg, row: GanttRow, scale: _Scale, y: float) -> None:
    middle = y + scale.row / 2
    label = ", ".join(filter(None, [row.name, row.note]))
    # Written after the button: its name is the initiative's, not the words that happen to fit on the bar.
    words: _Words = []
    with svg.button("bar", label, data={"initiative": row.id}):
        shown = [s for s in row.stretches if s.start < scale.end and s.end > scale.start and s.start < s.end]
        for stretch in shown:
            words += _draw_stretch(svg, stretch, scale, middle)
        if row.was_live and scale.covers(row.was_live):
            x = scale.x(row.was_live)
            svg.line(
                x,
                middle - scale.bar / 2 - 2,
                x,
                middle + scale.bar / 2 + 2,
                cls="s-ink",
                stroke_width=1.5 if not scale.is_compact else 1,
                stroke_dasharray="3 2",
            )
        edge = max((scale.x(s.end) for s in shown), default=0)
        words += _draw_milestones(svg, row, scale, middle, edge)
        if not shown and not row.milestones:
            words.append((scale.left + 6, middle + scale.small * 0.36, "not scheduled", "f-mut", None))
    with svg.group("bar-words"):
        for x, baseline, word, cls, weight in words:
            svg.text(x, baseline, word, cls=cls, size=scale.small, weight=weight)


def _draw_stretch(svg: Svg, stretch: Stretch, scale: _Scale, middle: float) -> _Words:
    """The box; its word, where it fits."""
    paint, ink = _PAINT[stretch.state]
    x1, x2 = scale.x(stretch.start), scale.x(stretch.end)
    stroked = stretch.state in (BarState.NEW, BarState.CANDIDATE)
    svg.rect(
        x1 + 0.5,
        middle - scale.bar / 2,
        max(x2 - x1 - 1, 1),
        scale.bar,
        cls=paint,
        rx=2.5 if scale.is_compact else 4,
        stroke_width=1 if stroked else None,
        stroke_dasharray="4 3" if stretch.state is BarState.CANDIDATE else None,
    )
    room = x2 - x1 - scale.small
    if not stretch.label or text_width(stretch.label, scale.small, 600) > room:
        return []
    # White on the live colour would be too faint.
    cls = "f-ongood" if stretch.state is BarState.LIVE else ink
    return [(x1 + scale.small * 0.6, middle + scale.small * 0.36, stretch.label, cls, 600)]


def _draw_milestones(svg: Svg, row: GanttRow, scale: _Scale, middle: float, edge: float) -> _Words:
    """Diamonds; the last one on a row of bars has its label beside it, others below where neighbours leave room."""
    half = scale.bar * (0.34 if scale.is_compact else 0.27)
    shown = sorted((m for m in row.milestones if scale.covers(m.on)), key=lambda m: m.on)
    words: _Words = []
    taken = 0.0
    for milestone in shown:
        x = scale.x(milestone.on)
        has_bars = bool(row.stretches)
        y = middle if has_bars else middle - scale.row * 0.14
        draw_diamond(svg, x, y, half, "f-good s-good" if milestone.is_done else "f-surface s-accent")
        wide = text_width(milestone.label, scale.small)
        if has_bars:
            start = max(x + half, edge) + 5
            if start + wide > scale.right:
                start = min(x, edge) - half - 5 - wide
            is_free = start >= edge or start + wide <= min(scale.x(s.start) for s in row.stretches)
            if milestone is shown[-1] and is_free:
                words.append((start, middle + scale.small * 0.36, milestone.label, "f-ink2", None))
            continue
        start = min(max(x - wide / 2, scale.left, taken), scale.right - wide)
        if start >= taken and start - (x - wide / 2) <= wide / 2:
            words.append((start, y + half + scale.small * 1.15, milestone.label, "f-ink2", None))
            taken = start + wide + 6
    return words


def _draw_dependencies(svg: Svg, rows: list[GanttRow], scale: _Scale, places: dict[int, float]) -> None:
    """Elbows from the end of what comes first down, or up, to the start of what waits for it."""
    by_id = {row.id: row for row in rows}
    for row in rows:
        for before in filter(None, (by_id.get(one) for one in row.after)):
            if not row.stretches or not before.stretches:
                continue
            _draw_elbow(svg, scale, places, before, row)


def _draw_elbow(svg: Svg, scale: _Scale, places: dict[int, float], before: GanttRow, row: GanttRow) -> None:
    start, end = (scale.x(min(s.start for s in r.stretches)) for r in (before, row))
    # Whoever waits may start once it is live; the parallel run goes on beside them.
    worked = [s.end for s in before.stretches if s.state is not BarState.PARALLEL] or [s.end for s in before.stretches]
    finish = scale.x(max(worked))
    x = max(min(finish - 6, end - scale.week * 0.7), start + 3)
    is_down = places[row.id] > places[before.id]
    y1 = places[before.id] + scale.row / 2 + scale.bar / 2 * (1 if is_down else -1)
    y2 = places[row.id] + scale.row / 2
    tip, r = end - 1, min(5.0, scale.row / 4)
    tone = "slate" if finish <= end + 1 else "bad"
    turn = y2 - r if is_down else y2 + r
    if x + r > tip - 4:
        x = tip - r - 4
    bend = f"V{number(turn)}Q{number(x)} {number(y2)} {number(x + r)} {number(y2)}"
    svg.path(
        f"M{number(x)} {number(y1)}{bend}H{number(tip - 4)}",
        cls=f"s-{tone}",
        stroke_width=0.8 if scale.is_compact else 1.4,
    )
    half = 2.2 if scale.is_compact else 3.5
    svg.path(
        f"M{number(tip - half * 1.6)} {number(y2 - half)}v{number(half * 2)}L{number(tip)} {number(y2)}z",
        cls=f"f-{tone}",
    )


def _draw_today(svg: Svg, today: date, scale: _Scale, bottom: float) -> None:
    x = scale.x(today)
    svg.line(x, scale.head - scale.size * 0.2, x, bottom, cls="s-ink", stroke_width=0.9 if scale.is_compact else 1.5)


def _draw_in_flight(svg: Svg, data: Gantt, scale: _Scale, top: float) -> float:
    """One cell a week; at the limit amber, above it red."""
    high = scale.bar + 4
    y = top + scale.size * 0.5
    baseline = y + high / 2 + scale.size * 0.36
    svg.text(8, baseline, "In flight", cls="f-ink", size=scale.size, weight=600)
    svg.text(
        8 + text_width("In flight", scale.size, 600) + scale.size,
        baseline,
        fit_text(
            f"limit {data.limit}" if scale.is_compact else f"at once, limit {data.limit}", scale.small, scale.left - 70
        ),
        cls="f-mut",
        size=scale.small,
    )
    for week, running in enumerate(data.in_flight[: scale.weeks]):
        x = scale.left + week * scale.week
        if running > data.limit:
            paint, ink = "f-bad-soft s-bad", "f-bad-ink"
        elif running == data.limit:
            paint, ink = "f-warn-soft s-warn", "f-warn-ink"
        else:
            paint, ink = ("f-accent-soft", "f-accent-ink") if running else ("f-sunken", "f-mut")
        stroke = 1 if running >= data.limit else None
        svg.rect(x + 1, y, scale.week - 2, high, cls=paint, rx=3, stroke_width=stroke)
        svg.text(
            x + scale.week / 2,
            y + high / 2 + scale.small * 0.36,
            running,
            cls=ink,
            size=scale.small,
            weight=600 if running else 400,
            anchor="middle",
        )
    return y + high


def _legend(rows: list[GanttRow]) -> list[Entry]:
    states = {stretch.state for row in rows for stretch in row.stretches}
    shapes = {BarState.NEW: "outline", BarState.CANDIDATE: "dashed-box"}
    entries = [Entry(shapes.get(s, "box"), _PAINT[s][0], s.value) for s in BarState if s in states]  # type: ignore[arg-type]
    if any(row.was_live for row in rows):
        entries.append(Entry("tick", "s-ink", "go-live in the version before"))
    marks = [m for row in rows for m in row.milestones]
    if any(m.is_done for m in marks):
        entries.append(Entry("diamond", "f-good s-good", "done"))
    if any(not m.is_done for m in marks):
        entries.append(Entry("open-diamond", "f-surface s-accent", "planned"))
    return entries

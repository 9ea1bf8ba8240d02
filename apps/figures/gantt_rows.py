"""The roadmap's rows: names, bars, the dates approved before, milestones and what waits for what."""

from datetime import date

from apps.figures.gantt_scale import Scale
from apps.figures.gantt_types import BarState, GanttRow, Stretch
from apps.figures.legend import draw_diamond
from apps.figures.svg import Svg, number
from apps.figures.text import fit_text, text_width

PAINT = {
    BarState.LIVE: ("f-good", "f-onaccent"),
    BarState.DONE: ("f-accent", "f-onaccent"),
    BarState.APPROVED: ("f-accent-line", "f-accent-ink"),
    BarState.NEW: ("f-accent-line s-accent", "f-accent-ink"),
    BarState.PARALLEL: ("f-accent-soft", "f-accent-ink"),
    BarState.CANDIDATE: ("f-surface s-slate", "f-ink2"),
}


# x, baseline, word, colour, weight
_Words = list[tuple[float, float, str, str, int | None]]


def draw_name(svg: Svg, row: GanttRow, scale: Scale, y: float) -> None:
    owner = bool(row.owner) and not scale.is_compact
    is_single = scale.is_compact or scale.is_dense or not row.note
    indent = 12 if scale.is_compact else 20
    room = scale.left - indent - 5 - (31 if owner else 0)
    middle = y + scale.row / 2
    if is_single:
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
        svg.circle(x, middle, 10 if scale.is_dense else 11, cls="f-slate-soft")
        svg.text(x, middle + 3.4, row.owner[:2], cls="f-ink2", size=9.5, weight=600, anchor="middle")
    svg.line(0, y + scale.row, scale.right, y + scale.row, cls="s-line", stroke_width=0.5 if scale.is_compact else 1)


def draw_row(svg: Svg, row: GanttRow, scale: Scale, y: float) -> None:
    middle = y + scale.row / 2
    label = ", ".join(filter(None, [row.name, _dates(row), row.note, "critical path" if row.is_critical else ""]))
    label += "".join(f"; {one.label} {one.on.day} {one.on:%b}" for one in row.milestones if one.label and row.stretches)
    # Written after the button: its name is the initiative's, not the words that happen to fit on the bar.
    words: _Words = []
    with svg.button("bar", label, data={"initiative": row.id}):
        shown = [s for s in row.stretches if s.start < scale.end and s.end > scale.start and s.start < s.end]
        for stretch in shown:
            words += _draw_stretch(svg, stretch, scale, middle)
        if shown and row.is_critical:
            _draw_critical(svg, shown, scale, middle)
        if row.was_start and row.was_live:
            _draw_baseline(svg, row.was_start, row.was_live, scale, middle)
        elif row.was_live and scale.covers(row.was_live):
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
        if not row.stretches and not row.milestones and not row.was_live:
            words.append((scale.left + 6, middle + scale.small * 0.36, "not scheduled", "f-mut", None))
    with svg.group("bar-words"):
        for x, baseline, word, cls, weight in words:
            svg.text(x, baseline, word, cls=cls, size=scale.small, weight=weight)


def _dates(row: GanttRow) -> str:
    """From its first day to the day it is live, for who does not see the bar."""
    worked = [s for s in row.stretches if s.state is not BarState.PARALLEL]
    if not worked:
        return ""
    first, last = min(s.start for s in worked), max(s.end for s in worked)
    return f"{first.day} {first:%b %Y} to {last.day} {last:%b %Y}"


def _draw_critical(svg: Svg, shown: list[Stretch], scale: Scale, middle: float) -> None:
    """An outline around what has to be kept for the end to be kept; the parallel run beside it is not part of it."""
    worked = [s for s in shown if s.state is not BarState.PARALLEL] or shown
    x1, x2 = scale.x(min(s.start for s in worked)), scale.x(max(s.end for s in worked))
    high = scale.bar + (2 if scale.is_compact else 4)
    width = 0.9 if scale.is_compact else 1.6
    svg.rect(x1 - 1, middle - high / 2, x2 - x1 + 2, high, cls="s-ink", rx=high / 5, stroke_width=width)


def _draw_baseline(svg: Svg, start: date, live: date, scale: Scale, middle: float) -> None:
    """A thin bar below: the days that were approved."""
    if start >= scale.end or live < scale.start:
        return
    high = 2 if scale.is_compact else 4
    top = middle + scale.bar / 2 + (1.2 if scale.is_compact else 3)
    svg.rect(scale.x(start), top, max(scale.x(live) - scale.x(start), 2), high, cls="f-slate", rx=high / 2)


def _draw_stretch(svg: Svg, stretch: Stretch, scale: Scale, middle: float) -> _Words:
    """The box; its word, where it fits."""
    paint, ink = PAINT[stretch.state]
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


def _draw_milestones(svg: Svg, row: GanttRow, scale: Scale, middle: float, edge: float) -> _Words:
    """Diamonds; the last one on a row of bars has its label beside it, others below where neighbours leave room."""
    half = scale.bar * (0.34 if scale.is_compact else 0.27)
    shown = sorted((m for m in row.milestones if scale.covers(m.on)), key=lambda m: m.on)
    words: _Words = []
    taken = 0.0
    for milestone in shown:
        x = scale.x(milestone.on)
        has_bars = bool(row.stretches)
        y = middle if has_bars else middle - scale.row * 0.14
        done = "f-good s-surface" if has_bars else "f-good s-good"
        paint = done if milestone.is_done else "f-surface s-accent"
        draw_diamond(svg, x, y, half, paint)
        wide = text_width(milestone.label, scale.small)
        if has_bars:
            start = max(x + half, edge) + 5
            if start + wide > scale.right:
                start = min(x, edge) - half - 5 - wide
            is_free = start >= edge or start + wide <= min(scale.x(s.start) for s in row.stretches)
            # In the middle of its bar it keeps to itself: words far from their mark would be read at the wrong day.
            is_last = milestone is shown[-1] and x + half >= edge
            if is_last and is_free:
                words.append((start, middle + scale.small * 0.36, milestone.label, "f-ink2", None))
            continue
        start = min(max(x - wide / 2, scale.left, taken), scale.right - wide)
        if start >= taken and start - (x - wide / 2) <= wide / 2:
            words.append((start, y + half + scale.small * 1.15, milestone.label, "f-ink2", None))
            taken = start + wide + 6
    return words


def draw_dependencies(svg: Svg, rows: list[GanttRow], scale: Scale, places: dict[int, float]) -> None:
    """Elbows from the end of what comes first down, or up, to the start of what waits for it."""
    by_id = {row.id: row for row in rows}
    for row in rows:
        for before in filter(None, (by_id.get(one) for one in row.after)):
            if not row.stretches or not before.stretches:
                continue
            _draw_elbow(svg, scale, places, before, row)


def _draw_elbow(svg: Svg, scale: Scale, places: dict[int, float], before: GanttRow, row: GanttRow) -> None:
    start, end = (scale.x(min(s.start for s in r.stretches)) for r in (before, row))
    # Whoever waits may start once it is live; the parallel run goes on beside them.
    worked = [s.end for s in before.stretches if s.state is not BarState.PARALLEL] or [s.end for s in before.stretches]
    finish = scale.x(max(worked))
    is_critical = before.is_critical and row.is_critical
    x = max(min(finish - 6, end - scale.week * 0.7), start + 3)
    is_down = places[row.id] > places[before.id]
    y1 = places[before.id] + scale.row / 2 + scale.bar / 2 * (1 if is_down else -1)
    y2 = places[row.id] + scale.row / 2
    tip, r = end - 1, min(5.0, scale.row / 4)
    tone = "bad" if finish > end + 1 else "ink" if is_critical else "slate"
    thick = (0.8 if scale.is_compact else 1.4) + (0.6 if is_critical else 0)
    turn = y2 - r if is_down else y2 + r
    if x + r > tip - 4:
        x = tip - r - 4
    bend = f"V{number(turn)}Q{number(x)} {number(y2)} {number(x + r)} {number(y2)}"
    svg.path(
        f"M{number(x)} {number(y1)}{bend}H{number(tip - 4)}",
        cls=f"s-{tone}",
        stroke_width=thick,
    )
    half = 2.2 if scale.is_compact else 3.5
    svg.path(
        f"M{number(tip - half * 1.6)} {number(y2 - half)}v{number(half * 2)}L{number(tip)} {number(y2)}z",
        cls=f"f-{tone}",
    )

"""Below the roadmap: how much is in flight, and what the marks mean."""

from datetime import timedelta

from apps.figures.gantt_rows import PAINT
from apps.figures.gantt_scale import Scale, Unit
from apps.figures.gantt_types import BarState, Gantt, GanttRow
from apps.figures.legend import Entry
from apps.figures.svg import Svg
from apps.figures.text import fit_text, text_width

DAY = timedelta(days=1)


def draw_in_flight(svg: Svg, data: Gantt, scale: Scale, top: float) -> float:
    """One cell a week, month or quarter; at the limit amber, above it red."""
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
    for (first, last), running in _cells(data, scale):
        _draw_cell(svg, data, scale, running, (scale.x(first), scale.x(last), y, high))
    return y + high


def _cells(data: Gantt, scale: Scale) -> list[tuple[Unit, int]]:
    """The most that runs at once in each week, month or quarter that is known."""
    known = len(data.in_flight)
    cells = []
    for first, last in scale.units():
        weeks = range((first - data.start).days // 7, (last - data.start - DAY).days // 7 + 1)
        running = [data.in_flight[week] for week in weeks if week < known]
        if running:
            cells.append(((first, last), max(running)))
    return cells


def _draw_cell(svg: Svg, data: Gantt, scale: Scale, running: int, box: tuple[float, float, float, float]) -> None:
    left, right, top, high = box
    if running > data.limit:
        paint, ink = "f-bad-soft s-bad", "f-bad-ink"
    elif running == data.limit:
        paint, ink = "f-warn-soft s-warn", "f-warn-ink"
    else:
        paint, ink = ("f-accent-soft", "f-accent-ink") if running else ("f-sunken", "f-mut")
    stroke = 1 if running >= data.limit else None
    svg.rect(left + 1, top, right - left - 2, high, cls=paint, rx=3, stroke_width=stroke)
    baseline = top + high / 2 + scale.small * 0.36
    weight = 600 if running else 400
    svg.text((left + right) / 2, baseline, running, cls=ink, size=scale.small, weight=weight, anchor="middle")


def legend_of(data: Gantt, rows: list[GanttRow]) -> list[Entry]:
    states = {stretch.state for row in rows for stretch in row.stretches}
    shapes = {BarState.NEW: "outline", BarState.CANDIDATE: "dashed-box"}
    entries = [Entry(shapes.get(s, "box"), PAINT[s][0], s.value) for s in BarState if s in states]  # type: ignore[arg-type]
    if any(row.is_critical for row in rows):
        entries.append(Entry("outline", "s-ink", "critical path: a delay moves the end"))
    if any(row.was_start for row in rows):
        entries.append(Entry("thin", "f-slate", f"as in {data.baseline or 'the version before'}"))
    if any(row.was_live and not row.was_start for row in rows):
        entries.append(Entry("tick", "s-ink", "go-live in the version before"))
    marks = [m for row in rows for m in row.milestones]
    if any(m.is_done for m in marks):
        entries.append(Entry("diamond", "f-good s-good", "done"))
    if any(not m.is_done for m in marks):
        entries.append(Entry("open-diamond", "f-surface s-accent", "planned"))
    return entries

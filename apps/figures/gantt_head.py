"""The roadmap's calendar: grid, months and weeks, phases, today."""

from datetime import date
from typing import Protocol

from apps.figures.gantt_scale import Scale, Unit
from apps.figures.gantt_types import Gantt, GanttPhase, Zoom
from apps.figures.svg import Svg
from apps.figures.text import fit_text, text_width


class UpperNames(Protocol):
    def __call__(self, first: date, *, is_first: bool) -> tuple[str, ...]: ...


def draw_grid(svg: Svg, scale: Scale, bottom: float) -> None:
    thin = 0.5 if scale.is_compact else 1
    edges = [first for first, _ in scale.units()]
    for x in [*(scale.x(day) for day in edges), scale.right]:
        svg.line(x, scale.head - scale.size * 1.5, x, bottom, cls="s-line", stroke_width=thin)


def draw_head(svg: Svg, data: Gantt, scale: Scale) -> None:
    """Months above weeks, or years above months or quarters; a name that would not fit is shortened, then left out."""
    if scale.zoom is Zoom.WEEKS:
        _draw_upper(svg, scale, scale.months(), _month_names)
        _draw_weeks(svg, data, scale)
        return
    _draw_upper(svg, scale, scale.years(), _year_names)
    names = _quarter_names if scale.zoom is Zoom.QUARTERS else _short_months
    now = data.today if data.today and scale.covers(data.today) else None
    for first, last in scale.units():
        x, width = scale.x(first), scale.x(last) - scale.x(first)
        name = next((one for one in names(first) if text_width(one, scale.small) <= width - 4), "")
        is_now = now is not None and first <= now < last
        y = scale.head - scale.size * 0.65
        cls, weight = ("f-ink", 600) if is_now else ("f-mut", 400)
        svg.text(x + width / 2, y, name, cls=cls, size=scale.small, anchor="middle", weight=weight)


def draw_phase(svg: Svg, phase: GanttPhase, scale: Scale, y: float) -> None:
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


def draw_today(svg: Svg, today: date, scale: Scale, bottom: float) -> None:
    x = scale.x(today)
    svg.line(x, scale.head - scale.size * 0.2, x, bottom, cls="s-ink", stroke_width=0.9 if scale.is_compact else 1.5)


def _draw_upper(svg: Svg, scale: Scale, units: list[Unit], names: UpperNames) -> None:
    for first, last in units:
        x = scale.x(first)
        room = scale.x(last) - x - 5
        shown = names(first, is_first=first == scale.start)
        name = next((one for one in shown if text_width(one, scale.size, 600) <= room), "")
        svg.line(x, 2, x, scale.head - scale.size * 1.9, cls="s-strong", stroke_width=1)
        svg.text(x + 5, scale.size * 1.15, name, cls="f-ink", size=scale.size, weight=600)


def _draw_weeks(svg: Svg, data: Gantt, scale: Scale) -> None:
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
            cls, weight = ("f-surface", 600) if is_now else ("f-mut", 400)
            svg.text(x, y, week, cls=cls, size=scale.small, anchor="middle", weight=weight)


def _month_names(first: date, *, is_first: bool) -> tuple[str, ...]:
    is_yearly = is_first or first.month == 1
    dated = (f"{first:%B} {first.year}", f"{first:%b} {first.year}") if is_yearly else ()
    return (*dated, f"{first:%B}", f"{first:%b}")


def _year_names(first: date, *, is_first: bool) -> tuple[str, ...]:
    return (str(first.year),)


def _short_months(first: date) -> tuple[str, ...]:
    return (f"{first:%B}", f"{first:%b}", f"{first:%b}"[0])


def _quarter_names(first: date) -> tuple[str, ...]:
    quarter = (first.month - 1) // 3 + 1
    return (f"Q{quarter}", str(quarter))

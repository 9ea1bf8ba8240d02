"""The roadmap: phases, bars, milestones, dependencies, today, and how much is in flight.

The same function draws the page's figure and the printed column; below 700 units it uses print sizes and leaves out
owners and second lines.
"""

from apps.figures.figure import DEFAULT_STYLE, Figure, Style
from apps.figures.gantt_foot import draw_in_flight, legend_of
from apps.figures.gantt_head import draw_grid, draw_head, draw_phase, draw_today
from apps.figures.gantt_rows import draw_dependencies, draw_name, draw_row
from apps.figures.gantt_scale import Scale, scale_of
from apps.figures.gantt_types import BarState, Gantt, GanttPhase, GanttRow, Milestone, Stretch, Zoom
from apps.figures.gantt_words import gantt_table, gantt_title, gantt_words
from apps.figures.legend import draw_legend
from apps.figures.svg import Svg, empty_figure

__all__ = ["BarState", "Gantt", "GanttPhase", "GanttRow", "Milestone", "Stretch", "Zoom", "render_gantt"]


def render_gantt(data: Gantt, *, width: int = 1142, style: Style = DEFAULT_STYLE) -> Figure:
    """The roadmap over `data.weeks` weeks; bars carry `data-initiative`.

    The plot carries what a script needs to drag: its first day, the x of it, and the width of a week.
    """
    rows = [row for phase in data.phases for row in phase.rows]
    if not rows:
        return empty_figure("Nothing is planned yet", width, style)
    scale = scale_of(data, width, is_compact=style.is_compact(width))
    svg = Svg(style)
    places, bottom = _places(data, scale)
    with svg.group("plot", data={"from": data.start, "x": round(scale.left, 2), "week": round(scale.week, 3)}):
        draw_grid(svg, scale, bottom)
    draw_head(svg, data, scale)
    y = scale.head
    for phase in data.phases:
        draw_phase(svg, phase, scale, y)
        y += scale.phase + len(phase.rows) * scale.row
    for row in rows:
        draw_name(svg, row, scale, places[row.id])
    draw_dependencies(svg, rows, scale, places)
    if data.today and scale.covers(data.today):
        draw_today(svg, data.today, scale, bottom)
    for row in rows:
        draw_row(svg, row, scale, places[row.id])
    if data.in_flight:
        bottom = draw_in_flight(svg, data, scale, bottom)
    top = bottom + scale.size * 0.9
    bottom += draw_legend(svg, legend_of(data, rows), left=2, top=top, width=width - 4, size=scale.small + 0.4)
    words = gantt_words(data)
    full = round(scale.width)
    return Figure(
        svg=svg.render((full, bottom + scale.size), width=full, words=words),
        title=gantt_title(data),
        words=words,
        table=gantt_table(data),
    )


def _places(data: Gantt, scale: Scale) -> tuple[dict[int, float], float]:
    """Each row's top, and the bottom of the last one."""
    places: dict[int, float] = {}
    y = scale.head
    for phase in data.phases:
        y += scale.phase
        for row in phase.rows:
            places[row.id] = y
            y += scale.row
    return places, y

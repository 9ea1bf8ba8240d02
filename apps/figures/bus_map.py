"""The data-flow map, drawn like a bus plan: departments in two rows, lines through the channel between them.

Up to about forty applications every flow is its own line from chip to chip; above, flows between departments are
bundled into lanes that say how many they hold and how many of them are done by hand.
"""

from apps.figures.bus_bundled import draw_bundled
from apps.figures.bus_single import draw_single
from apps.figures.bus_types import EVERYTHING, BusMap, Emphasis, FlowKind, MapApplication, MapFlow, Placement
from apps.figures.bus_words import map_table, map_title
from apps.figures.figure import DEFAULT_STYLE, Figure, Style
from apps.figures.svg import empty_figure

__all__ = ["BusMap", "Emphasis", "FlowKind", "MapApplication", "MapFlow", "Placement", "is_single", "render_bus_map"]

MOST_SINGLE_APPLICATIONS = 40
MOST_SINGLE_FLOWS = 80


def is_single(data: BusMap) -> bool:
    """Whether each flow gets a line of its own."""
    return len(data.applications) <= MOST_SINGLE_APPLICATIONS and len(data.flows) <= MOST_SINGLE_FLOWS


def render_bus_map(
    data: BusMap,
    *,
    width: int = 1100,
    style: Style = DEFAULT_STYLE,
    base: BusMap | None = None,
    emphasis: Emphasis = EVERYTHING,
) -> Figure:
    """The map in `width` units (500 for a printed column), with a row per flow behind it.

    base: the state that everything is laid out by, where `data` is another state of the same flows; both then stand
    at the same places. emphasis: what does not stand out is faded.
    """
    title = map_title(data, style.numerals)
    if not data.applications:
        return empty_figure("No applications yet", width, style)
    draw = draw_single if is_single(data) else draw_bundled
    svg, words = draw(data, width, style, base or data, emphasis)
    return Figure(svg=svg, title=title, words=words, table=map_table(data, style.numerals))

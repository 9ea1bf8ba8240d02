"""The data-flow map, drawn like a bus plan: departments in two rows, lines through the channel between them.

Up to about forty applications every flow is its own line from chip to chip; above, flows between departments are
bundled into lanes that say how many they hold and how many of them are done by hand.
"""

from apps.figures.bus_single import draw_single
from apps.figures.bus_types import BusMap, FlowKind, MapApplication, MapFlow
from apps.figures.bus_words import map_table, map_title
from apps.figures.figure import DEFAULT_STYLE, Figure, Style

__all__ = ["BusMap", "FlowKind", "MapApplication", "MapFlow", "render_bus_map"]

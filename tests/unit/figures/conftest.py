"""Every figure once, so that the rules that hold for all of them are tested on all of them."""

import pytest
from chart_samples import (
    demo_bars,
    demo_before_after,
    demo_cash_flow,
    demo_heat_map,
    demo_histogram,
    demo_quadrant,
    demo_segments,
    demo_sparkline,
    demo_stacked,
    demo_swim_lane,
    demo_tornado,
    ranked_bars,
)
from map_samples import demo_map, landscape
from roadmap_sample import demo_gantt

from apps.figures.bars import render_bars
from apps.figures.before_after import render_before_after
from apps.figures.bus_map import render_bus_map
from apps.figures.cash_flow import render_cash_flow
from apps.figures.department_map import render_department_map
from apps.figures.gantt import render_gantt
from apps.figures.heat_map import render_heat_map
from apps.figures.histogram import render_histogram
from apps.figures.quadrant import render_quadrant
from apps.figures.segments import render_segments
from apps.figures.sparkline import render_sparkline
from apps.figures.stacked import render_stacked
from apps.figures.swim_lane import render_swim_lane
from apps.figures.tornado import render_tornado

FIGURES = {
    "map": lambda style: render_bus_map(demo_map(), style=style),
    "map in print": lambda style: render_bus_map(demo_map(), width=500, style=style),
    "large map": lambda style: render_bus_map(landscape(150, 400), style=style),
    "large map in print": lambda style: render_bus_map(landscape(150, 400), width=500, style=style),
    "department map": lambda style: render_department_map(demo_map(), style=style),
    "quadrant": lambda style: render_quadrant(demo_quadrant(), style=style),
    "roadmap": lambda style: render_gantt(demo_gantt(), style=style),
    "roadmap in print": lambda style: render_gantt(demo_gantt(), width=500, style=style),
    "cash flow": lambda style: render_cash_flow(demo_cash_flow(), style=style),
    "cash flow in print": lambda style: render_cash_flow(demo_cash_flow(), width=500, height=182, style=style),
    "claimed and measured": lambda style: render_bars(demo_bars(), style=style),
    "ranked bars": lambda style: render_bars(ranked_bars(), style=style),
    "before and after": lambda style: render_before_after(demo_before_after(), style=style),
    "sparkline": lambda style: render_sparkline(demo_sparkline(), style=style),
    "swim lanes": lambda style: render_swim_lane(demo_swim_lane(), style=style),
    "swim lanes in print": lambda style: render_swim_lane(demo_swim_lane(times=5), width=500, style=style),
    "heat-map": lambda style: render_heat_map(demo_heat_map(), style=style),
    "heat-map in print": lambda style: render_heat_map(demo_heat_map(is_money=True), width=500, style=style),
    "stacked contributions": lambda style: render_stacked(demo_stacked(), style=style),
    "stacked contributions in print": lambda style: render_stacked(demo_stacked(), width=500, style=style),
    "tornado": lambda style: render_tornado(demo_tornado(), style=style),
    "tornado in print": lambda style: render_tornado(demo_tornado(bars=14), width=245, style=style),
    "histogram": lambda style: render_histogram(demo_histogram(), style=style),
    "histogram in print": lambda style: render_histogram(demo_histogram(), width=245, height=120, style=style),
    "segments": lambda style: render_segments(demo_segments(), style=style),
}


@pytest.fixture(params=FIGURES)
def draw(request):
    """A function from style to figure."""
    return FIGURES[request.param]

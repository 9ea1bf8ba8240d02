"""Swim lanes and the heat-map: what the title says, what stands in the picture, what is left to the table."""

import re

from chart_samples import demo_heat_map, demo_swim_lane

from apps.figures.heat_map import HeatMap, render_heat_map
from apps.figures.swim_lane import SwimLane, render_swim_lane
from apps.figures.swim_lane_layout import Sizes, bands_of


def texts(figure):
    return re.findall(r"<text[^>]*>([^<]*)</text>", figure.svg)


def test_the_title_states_the_finding():
    assert render_swim_lane(demo_swim_lane()).title == "Order to delivery: 3 of 4 steps by hand, 5.5 h a week"
    assert render_heat_map(demo_heat_map()).title == "Largest gap: Sales, no integration, 9.8 h a week"


def test_hand_offs_are_dashed_and_say_so():
    figure = render_swim_lane(demo_swim_lane())
    assert texts(figure).count("by hand") == 3
    assert figure.svg.count('stroke-dasharray="6 3"') == 3
    assert {"18 min", "15 min", "3 min"} <= set(texts(figure))


def test_a_break_is_said():
    assert texts(render_swim_lane(demo_swim_lane())).count("breaks") == 1
    assert "does not begin where the step before it ended" in render_swim_lane(demo_swim_lane()).words


def test_a_long_trace_goes_on_in_bands_that_lose_no_step():
    data = demo_swim_lane(times=5)
    for width in (390, 500, 1080):
        bands = bands_of(data, Sizes.of(width, is_compact=width < 700), width)
        drawn = [arrow.step.number for band in bands for arrow in band.arrows if arrow.step]
        assert drawn == list(range(1, 21))
        for band in bands:
            assert all(stop.box.right <= width for stop in band.stops)
            assert all(stop.lane in band.lanes for stop in band.stops)


def test_a_process_without_steps():
    figure = render_swim_lane(SwimLane(name="Refunds", steps=(), hours=0))
    assert figure.title == "Refunds has no steps yet"


def test_each_cell_has_its_number_and_the_largest_a_frame():
    figure = render_heat_map(demo_heat_map())
    assert {"9.8 h  (5)", "–  (1)", "4.4 h  (3)"} <= set(texts(figure))
    assert figure.svg.count("s-bad-ink") == 1
    assert figure.svg.count("data-mark") == 4


def test_money_is_written_as_money():
    assert "$10  (5)" in texts(render_heat_map(demo_heat_map(is_money=True)))


def test_nothing_measured_yet():
    data = demo_heat_map()
    unmeasured = {key: cell for key, cell in data.cells.items() if cell.value is None}
    empty = HeatMap(rows=data.rows, columns=data.columns, cells=unmeasured, is_money=False, per="a week")
    assert render_heat_map(empty).title == "None of the gaps has been measured yet"
    nothing = HeatMap(rows=(), columns=(), cells={}, is_money=False, per="a week")
    assert render_heat_map(nothing).title == "Nothing to weigh yet"

"""Swim lanes and the heat-map: what the title says, what stands in the picture, what is left to the table."""

import re
from dataclasses import replace

from chart_samples import demo_heat_map, demo_swim_lane

from apps.figures.figure import Style
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


def with_money():
    return replace(demo_heat_map(), beside=demo_heat_map(is_money=True))


def test_money_may_stand_beside_the_hours():
    figure = render_heat_map(with_money())
    assert {"9.8 h · $10  (5)", "–  (1)"} <= set(texts(figure))
    assert figure.title == "Largest gap: Sales, no integration, 9.8 h a week, $10 a year"
    assert "Operations, no integration: 4.4 h a week, $4 a year, 3 data flows" in figure.words
    assert figure.table.rows[0][1] == "4.4 h · $4 (3)"
    narrow = render_heat_map(with_money(), width=200)
    assert "9.8 h · $10" in texts(narrow)
    assert "9.8 h" in texts(render_heat_map(with_money(), width=160))


def test_of_many_rows_those_that_hold_most_are_kept_in_their_order():
    data = with_money()
    assert data.largest(2).rows == ("Operations", "Sales")
    assert data.largest(9) == data
    assert data.largest(1).rows == ("Sales",)
    assert {row for row, _ in data.largest(1).cells} == {"Sales"}


def test_on_paper_names_take_two_lines_and_four_boxes_stand_beside_each_other():
    figure = render_swim_lane(demo_swim_lane(), width=499, style=Style(for_print=True))
    assert {"Inventory", "sheet"} <= set(texts(figure))
    band = bands_of(demo_swim_lane(), Sizes.on_paper(), 499)[0]
    assert len(band.stops) == 4
    assert band.stops[-1].box.right <= 499


def test_a_trace_that_is_too_long_for_its_place_counts_what_is_not_drawn():
    data = demo_swim_lane(times=5)
    figure = render_swim_lane(data, width=499, most_height=200, style=Style(for_print=True))
    drawn = figure.svg.count('class="step"')
    assert 0 < drawn < 20
    assert f"and {20 - drawn} more steps" in texts(figure)
    assert "Step 20:" in figure.words
    assert len(figure.table.rows) == 20
    tiny = render_swim_lane(data, width=499, most_height=1, style=Style(for_print=True))
    assert tiny.svg.count('class="step"') > 0

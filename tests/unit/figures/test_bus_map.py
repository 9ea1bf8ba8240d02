"""The map's layout keeps its promises for the demo client and for landscapes of any size."""

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from map_samples import demo_map, landscape

from apps.figures.bus_bundled_layout import layout_bundled
from apps.figures.bus_draw import wire_points
from apps.figures.bus_lanes import lanes_of
from apps.figures.bus_map import BusMap, FlowKind, MapFlow, render_bus_map
from apps.figures.bus_metrics import SCREEN
from apps.figures.bus_single import hand_offs_of, hubs_of, layout_single
from apps.figures.bus_single_layout import plan_single
from apps.figures.bus_tracks import crossings, reach_of
from apps.figures.bus_types import Berth, Link, Wire
from apps.figures.department_map import render_department_map
from apps.figures.figure import DEFAULT_STYLE, Style

WIDTHS = (1100, 500)
sizes = st.tuples(st.integers(1, 30), st.integers(0, 45), st.integers(1, 8), st.integers(0, 10_000))


def apart(boxes, gap=0.0):
    return not any(first.overlaps(second, gap) for first, second in combinations(boxes, 2))


def segments(wire):
    """Vertical parts of a wire as (x, top, bottom)."""
    points = wire_points(wire)
    pairs = pairwise(points)
    return [(a[0], min(a[1], b[1]), max(a[1], b[1])) for a, b in pairs if a[0] == b[0]]


def verticals_apart(wires):
    """Whether no two wires share a vertical stretch."""
    parts = [(at, *part) for at, wire in enumerate(wires) for part in segments(wire)]
    return not any(
        a[0] != b[0] and abs(a[1] - b[1]) < 0.1 and min(a[3], b[3]) - max(a[2], b[2]) > 0.5
        for a, b in combinations(parts, 2)
    )


def check_wires(wires):
    assert verticals_apart(wires)
    assert apart([wire.label for wire in wires if wire.label])
    assert all(wire.label is not None for wire in wires if wire.link.label_width)


@settings(max_examples=40, deadline=None)
@given(size=sizes, width=st.sampled_from(WIDTHS))
def test_single_flows_keep_clear_of_each_other(size, width):
    applications, flows, departments, seed = size
    data = landscape(applications, flows, departments=departments, seed=seed)
    layout = layout_single(data, width, DEFAULT_STYLE)
    assert set(layout.wires) == {flow.id for flow in data.flows}
    assert {chip.application.id for chip in layout.chips} == {a.id for a in data.applications}
    assert apart([lot.box for lot in layout.lots])
    assert apart([chip.box for chip in layout.chips])
    homes = {lot.name: lot.box for lot in layout.lots}
    for chip in layout.chips:
        lot = homes[chip.application.department]
        assert lot.x <= chip.box.x
        assert chip.box.right <= lot.right
        assert lot.y <= chip.box.y
        assert chip.box.bottom <= lot.bottom
    check_wires(list(layout.wires.values()))
    for wire in layout.wires.values():
        assert all(0 <= x <= layout.view[0] and 0 <= y <= layout.view[1] for x, y in wire_points(wire))


@settings(max_examples=15, deadline=None)
@given(size=st.tuples(st.integers(41, 160), st.integers(0, 300), st.integers(1, 12), st.integers(0, 10_000)))
def test_lanes_keep_clear_of_each_other(size):
    applications, flows, departments, seed = size
    data = landscape(applications, flows, departments=departments, seed=seed)
    layout = layout_bundled(data, 1100, DEFAULT_STYLE)
    assert apart([lot.box for lot in layout.lots])
    assert apart([chip.box for chip in layout.chips])
    check_wires(layout.wires)
    bundled = sum(len(lane.flows) for lane in layout.lanes) + sum(len(inner) for inner in layout.inside.values())
    assert bundled == flows


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("data", [demo_map(), landscape(12, 20, seed=2), landscape(38, 60, seed=4)])
def test_ends_of_lines_meet_their_chips(data, width):
    layout = layout_single(data, width, DEFAULT_STYLE)
    boxes = {chip.application.id: chip.box for chip in layout.chips}
    for flow in data.flows:
        points = wire_points(layout.wires[flow.id])
        for (x, y), box in ((points[0], boxes[flow.source]), (points[-1], boxes[flow.target])):
            assert box.x <= x <= box.right
            assert box.y <= y <= box.bottom


def test_chips_stack_when_a_row_gets_too_wide_and_their_lines_still_arrive():
    data = landscape(38, 60, seed=4)
    layout = layout_single(data, 1100, DEFAULT_STYLE)
    behind = [chip for chip in layout.chips if chip.level]
    assert behind
    boxes = {chip.application.id: chip.box for chip in behind}
    for flow in data.flows:
        points = wire_points(layout.wires[flow.id])
        if flow.target in boxes:
            box, (x, y) = boxes[flow.target], points[-1]
            assert x == box.right
            assert box.y < y < box.bottom


def test_the_finding_and_the_table_say_what_the_demo_says():
    figure = render_bus_map(demo_map())
    assert figure.title == "People carry data between tools for 15.2 h a week, 6.8 of them from Sales to Finance"
    assert "12 applications in 7 departments: 15 flows, of which 9 hand-offs taking 15.2 hours a week" in figure.words
    assert figure.table.rows[0] == ("HubSpot", "QuickBooks Online", "Invoice", "by hand", "no integration", "4.00")
    assert len(figure.table.rows) == 15
    assert [row[3] for row in figure.table.rows].count("by hand") == 9


def test_every_flow_and_application_can_be_chosen_hand_offs_by_hours():
    svg = render_bus_map(demo_map()).svg
    chosen = [int(one) for one in re.findall(r'class="flow-hit"[^>]* data-flow="(\d+)"', svg)]
    assert chosen[:9] == [2, 1, 3, 4, 6, 7, 5, 9, 8]
    assert sorted(chosen) == list(range(1, 16))
    assert len(set(re.findall(r'data-application="(\d+)"', svg))) == 12


def test_hubs_and_badges_of_the_demo():
    names = {a.id: a.name for a in demo_map().applications}
    assert {names[one] for one in hubs_of(demo_map())} == {"HubSpot", "Shopify", "QuickBooks Online"}
    badges = Counter({names[one]: count for one, count in hand_offs_of(demo_map()).items()})
    assert badges["HubSpot"] == badges["QuickBooks Online"] == 3
    assert badges["Gusto"] == 1
    assert badges["Slack"] == 0


def test_more_hours_make_a_thicker_line():
    wires = layout_single(demo_map(), 1100, DEFAULT_STYLE).wires
    assert wires[2].link.thickness > wires[1].link.thickness > wires[8].link.thickness > wires[10].link.thickness


def test_above_forty_applications_lanes_say_how_many_are_manual():
    data = landscape(41, 60)
    svg = render_bus_map(data).svg
    lanes = lanes_of(data)[0]
    assert svg.count('class="lane-hit"') == len(lanes)
    assert f">{lanes[0].label}<" in svg
    assert "flow-hit" not in svg
    assert "lane-hit" not in render_bus_map(landscape(40, 60)).svg


def test_lanes_join_both_directions():
    data = demo_map()
    back = MapFlow(id=99, source=2, target=1, object="Payment", kind=FlowKind.AUTOMATED)
    lane = next(
        one
        for one in lanes_of(replace(data, flows=(*data.flows, back)))[0]
        if (one.first, one.second) == ("Finance", "Sales")
    )
    assert lane.label == "4 · 3 manual"
    assert lane.hours == Decimal("6.75")


def test_names_are_text_not_markup():
    data = demo_map()
    evil = '<script>alert("1")</script> & "co"'
    renamed = tuple(replace(a, name=evil, department=f"{evil}{a.department}", function=evil) for a in data.applications)
    flows = tuple(replace(f, object=evil, gap=f.gap and evil) for f in data.flows)
    for figure in (
        render_bus_map(BusMap(applications=renamed, flows=flows)),
        render_department_map(BusMap(applications=renamed, flows=flows)),
    ):
        assert "<script" not in figure.svg
        assert "&lt;script&gt;" in figure.svg


def test_a_flow_to_nowhere_is_refused():
    flow = MapFlow(id=7, source=1, target=999, object="Order", kind=FlowKind.MANUAL)
    with pytest.raises(ValueError, match="7"):
        replace(demo_map(), flows=(flow,))


def test_empty_and_lonely_maps_are_drawn():
    assert "No applications yet" in render_bus_map(BusMap(applications=(), flows=())).svg
    alone = BusMap(applications=demo_map().applications[:1], flows=())
    assert "HubSpot" in render_bus_map(alone).svg
    assert render_bus_map(alone).title == "Nothing is carried by hand between 1 application"


def test_department_map_says_who_costs_most():
    figure = render_department_map(demo_map())
    assert figure.title == "Sales to Finance costs the most: 6.8 of 15.2 h a week"
    assert figure.table.rows[0] == ("Sales", "Finance", "3", "3", "6.75")
    assert ">1.3 h inside<" in figure.svg


def test_the_order_of_the_input_does_not_matter():
    data = demo_map()
    turned = BusMap(applications=data.applications[::-1], flows=data.flows)
    assert plan_single(data, *_sizes()).rows == plan_single(turned, *_sizes()).rows


def test_crossings_of_two_bent_lines():
    def wire(x1, x2, *, upper1, upper2):
        return reach_of(Wire(Link("", Berth(0, 9, upper1, 0), Berth(0, 9, upper2, 0), 1, 1), x1, x2))

    nested, outer = wire(3, 4, upper1=True, upper2=True), wire(1, 6, upper1=True, upper2=True)
    assert crossings(nested, outer) == 0
    assert crossings(outer, nested) == 2


def test_a_large_map_is_quick(record_property):
    data = landscape(150, 400)
    start = perf_counter()
    svg = render_bus_map(data, style=Style()).svg
    record_property("milliseconds for 150 applications and 400 flows", round((perf_counter() - start) * 1000))
    assert svg.count("data-application=") == 150


def _sizes():
    return SCREEN, 1100

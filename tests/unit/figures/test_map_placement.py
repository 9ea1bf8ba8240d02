"""Things moved on the map: they stay inside their boxes, clear of each other, and where they were put."""

import re
from dataclasses import replace
from functools import partial
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from map_samples import demo_map, landscape
from test_bus_map import verticals_apart

from apps.figures.bus_bundled_layout import layout_bundled
from apps.figures.bus_map import BusMap, Emphasis, FlowKind, Placement, is_single, render_bus_map
from apps.figures.bus_placement import (
    Step,
    drop_box,
    drop_chip,
    merged,
    placement_of,
    places_of,
    step_box,
    step_chip,
)
from apps.figures.bus_single import layout_single
from apps.figures.department_map import render_department_map
from apps.figures.figure import DEFAULT_STYLE

sizes = st.tuples(st.integers(1, 60), st.integers(0, 70), st.integers(1, 9), st.integers(0, 10_000))


def layout_of(data):
    if is_single(data):
        layout = layout_single(data, 1100, DEFAULT_STYLE)
        return layout.lots, layout.chips, list(layout.wires.values())
    layout = layout_bundled(data, 1100, DEFAULT_STYLE)
    return layout.lots, layout.chips, list(layout.wires)


def inside(box, home):
    return home.x <= box.x and box.right <= home.right and home.y <= box.y and box.bottom <= home.bottom


def check(data):
    lots, chips, wires = layout_of(data)
    homes = {one: lot.box for lot in lots for one in lot.members}
    assert homes.keys() == {one.id for one in data.applications}
    assert all(inside(chip.box, homes[chip.application.id]) for chip in chips)
    for boxes in ([lot.box for lot in lots], [chip.box for chip in chips], [w.label for w in wires if w.label]):
        assert not any(a.overlaps(b) for a, b in combinations(boxes, 2))
    assert verticals_apart(wires)


@settings(max_examples=12, deadline=None)
@given(size=sizes, rng=st.randoms(use_true_random=False))
def test_whatever_is_moved_everything_keeps_its_room(size, rng):
    applications, flows, departments, seed = size
    data = landscape(applications, flows, departments=departments, seed=seed)
    for _ in range(3):
        places = places_of(data, 1100)
        point = (rng.uniform(-50, 1200), rng.uniform(-50, 900))
        chip, box, step = rng.choice(list(places.chips)), rng.choice(places.lots).name, rng.choice(list(Step))
        moves = [
            partial(drop_chip, places, chip, point),
            partial(drop_box, places, box, point),
            partial(step_chip, places, chip, step),
            partial(step_box, places, box, step),
        ]
        moved = rng.choice(moves)()
        assert sorted(moved.chips) == sorted(one.id for one in data.applications)
        assert sorted((*moved.upper, *moved.lower)) == sorted(lot.name for lot in places.lots)
        data = replace(data, placement=moved)
        check(data)


@settings(max_examples=12, deadline=None)
@given(size=sizes)
def test_a_kept_placement_draws_the_same_picture(size):
    applications, flows, departments, seed = size
    data = landscape(applications, flows, departments=departments, seed=seed)
    kept = replace(data, placement=placement_of(places_of(data, 1100)))
    assert [lot.box for lot in layout_of(kept)[0]] == [lot.box for lot in layout_of(data)[0]]
    assert render_bus_map(kept).svg == render_bus_map(data).svg


@settings(max_examples=12, deadline=None)
@given(size=sizes, rng=st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(size, rng):
    applications, flows, departments, seed = size
    data = landscape(applications, flows, departments=departments, seed=seed)
    chips, lines = list(data.applications), list(data.flows)
    rng.shuffle(chips)
    rng.shuffle(lines)
    assert render_bus_map(BusMap(applications=tuple(chips), flows=tuple(lines))).svg == render_bus_map(data).svg


def test_large_maps_keep_their_room_when_something_is_moved():
    data = landscape(150, 400)
    places = places_of(data, 1100)
    moved = replace(data, placement=drop_chip(places, 7, (0.0, 2000.0)))
    check(moved)
    again = places_of(moved, 1100)
    check(replace(data, placement=step_chip(again, 7, Step.UP)))


def test_a_chip_changes_places_with_its_neighbour():
    data = demo_map()
    places = places_of(data, 1100)
    sales = places.lot("Sales")
    first, second = sales.members[:2]
    moved = replace(data, placement=step_chip(places, first, Step.RIGHT))
    assert places_of(moved, 1100).lot("Sales").members[:2] == (second, first)
    target = places.chips[sales.members[-1]].box
    dropped = replace(data, placement=drop_chip(places, first, (target.right - 2, target.y + 5)))
    assert places_of(dropped, 1100).lot("Sales").members[-1] == first


def test_a_chip_dragged_out_of_its_box_takes_the_box_along():
    data = demo_map()
    places = places_of(data, 1100)
    below = places.lot(places.lower[-1]).box
    one = places.lot("Sales").members[0]
    moved = drop_chip(places, one, (below.right, below.bottom + 100))
    assert moved.lower[-1] == "Sales"
    assert "Sales" not in moved.upper
    check(replace(data, placement=moved))


def test_all_boxes_may_stand_in_one_row():
    for data in (demo_map(), landscape(60, 120)):
        names = tuple(lot.name for lot in places_of(data, 1100).lots)
        for placement in (Placement(upper=names), Placement(lower=names)):
            check(replace(data, placement=placement))


def test_what_is_not_there_any_more_is_left_out_and_what_is_new_is_placed():
    data = demo_map()
    placement = Placement(upper=("Gone", "Finance", "Finance"), lower=("Sales", "Finance"), chips=(999, 5, 1, 5))
    places = places_of(replace(data, placement=placement), 1100)
    assert places.upper[0] == "Finance"
    assert places.lower[0] == "Sales"
    assert places.lot("Sales").members[:2] == (5, 1)
    check(replace(data, placement=placement))


def test_a_move_on_a_part_keeps_the_rest_where_it_was():
    whole = Placement(upper=("A", "B", "C"), lower=("D", "E"), chips=(1, 2, 3, 4, 5))
    part = Placement(upper=("C", "A"), lower=("E",), chips=(4, 2))
    assert merged(whole, part) == Placement(upper=("C", "B", "A"), lower=("D", "E"), chips=(1, 4, 3, 2, 5))
    across = Placement(upper=("A",), lower=("E", "C"), chips=())
    assert merged(whole, across) == Placement(upper=("A", "B"), lower=("D", "E", "C"), chips=(1, 2, 3, 4, 5))


@pytest.mark.parametrize("data", [demo_map(), landscape(60, 120)])
def test_another_state_stands_at_the_same_places(data):
    connected = tuple(
        replace(flow, kind=FlowKind.CONNECTED, gap="", hours_per_week=flow.hours_per_week * 0)
        if flow.is_manual
        else flow
        for flow in data.flows
    )
    later = render_bus_map(replace(data, flows=connected), base=data).svg
    assert places_in(later) == places_in(render_bus_map(data).svg)
    assert "s-good" in later


def places_in(svg):
    chips = r'data-application="(\d+)"><title>[^<]*</title><rect class="[^"]*" x="([^"]+)" y="([^"]+)"'
    found = re.findall(chips, svg)
    assert found
    return found


def test_what_does_not_stand_out_is_faded_to_a_quarter():
    emphasis = Emphasis(applications=frozenset({1, 2}), flows=frozenset({2}))
    svg = render_bus_map(demo_map(), emphasis=emphasis).svg
    assert svg.count('class="chip"') == 12
    assert svg.count('opacity="0.25"') == 10 + 2 * 14
    large = landscape(60, 120)
    near = Emphasis(applications=frozenset({0}), flows=frozenset({large.flows[0].id}))
    assert 'opacity="0.25"' in render_bus_map(large, emphasis=near).svg


def test_the_small_map_stands_as_the_large_one_was_placed():
    data = replace(demo_map(), placement=Placement(upper=("Finance",), lower=("Sales",)))
    assert render_department_map(data).svg != render_department_map(demo_map()).svg


def test_many_boxes_are_arranged_without_trying_every_order():
    data = landscape(120, 300, departments=12)
    many = tuple(replace(one, department=f"Capability {one.id % 40}") for one in data.applications)
    check(replace(data, applications=many, kind="capability"))

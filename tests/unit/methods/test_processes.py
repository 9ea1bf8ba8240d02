"""What a process takes: each flow once, passes where something happens again, nothing unknown taken as nought."""

from decimal import Decimal as D  # noqa: N817

import pytest

from apps.methods.handoffs import Cadence, HandOff, Per, cost_of
from apps.methods.processes import Step, breaks, coverage, totals


def hand_off(flow, source="A", target="B", **facts):
    cadence = Cadence(D(20), Per.WEEK)
    cost = cost_of(HandOff(D(12), cadence, D(1), D(38)))
    return Step(flow, source, target, is_hand_off=True, cost=cost, cadence=cadence, **facts)


def test_a_flow_that_passes_twice_counts_its_hours_once_and_its_hand_offs_twice():
    found = totals([hand_off(1), Step(2, "B", "A", is_hand_off=False), hand_off(1)])
    assert (found.steps, found.hand_offs, found.cost.hours_per_week) == (3, 2, D(4))


def test_money_goes_with_the_hours():
    found = totals([hand_off(1), hand_off(2)])
    assert (found.cost.cost_per_week, found.cost.hours_per_year) == (D(304), D(416))


def test_waiting_adds_up_along_the_way_and_says_where_it_is_unknown():
    found = totals([hand_off(1, latency_hours=D(24)), hand_off(2), hand_off(1, latency_hours=D(24))])
    assert (found.latency_hours, found.latency_unknown) == (D(48), 1)


def test_wrong_entries_to_be_expected():
    found = totals([hand_off(1, error_rate=D("7.5")), hand_off(2)])
    assert (found.errors_per_year, found.errors_unknown) == (D(78), 1)
    with pytest.raises(ValueError, match="Error rate"):
        totals([hand_off(1, error_rate=D(101))])


def test_an_automated_step_takes_no_hours():
    found = totals([Step(1, "A", "B", is_hand_off=False)])
    assert (found.cost.hours_per_week, found.untimed, found.errors_unknown) == (0, 0, 0)


def test_nothing_at_all():
    found = totals([])
    assert (found.steps, found.cost.cost_per_year, breaks([])) == (0, 0, ())


def test_a_trace_breaks_where_a_step_begins_elsewhere():
    steps = [hand_off(1, "A", "B"), hand_off(2, "B", "C"), hand_off(3, "A", "C"), hand_off(4, "C", "A")]
    assert breaks(steps) == (2,)


def test_coverage_of_the_top_twenty():
    found = coverage([4, 0, 2], outside=5)
    assert (found.traced, found.missing, found.unnamed, found.outside) == (2, 1, 17, 5)
    assert coverage([1] * 25, outside=0).unnamed == 0

"""What an application touches, and what connecting some flows changes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.methods.landscape import CONSOLIDATION_SHARE, INTEGRATION_SHARE, Hop, difference, reach_of

HOPS = [Hop(1, "a", "b"), Hop(2, "c", "b"), Hop(3, "c", "d"), Hop(4, "x", "y")]
hops = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30).map(
    lambda ends: [Hop(at, a, b) for at, (a, b) in enumerate(ends)]
)


def test_one_and_two_steps_either_way():
    assert reach_of(HOPS, "a", steps=1).flows == {1: 1}
    two = reach_of(HOPS, "a", steps=2)
    assert two.flows == {1: 1, 2: 2}
    assert two.applications == {"a": 0, "b": 1, "c": 2}


def test_an_application_without_flows_touches_only_itself():
    assert reach_of(HOPS, "z", steps=2).applications == {"z": 0}
    with pytest.raises(ValueError, match="one step"):
        reach_of(HOPS, "a", steps=0)


@given(hops, st.integers(0, 9))
def test_more_steps_never_reach_less(found, start):
    one, two = reach_of(found, start, steps=1), reach_of(found, start, steps=2)
    assert one.flows.items() <= two.flows.items()
    assert one.applications.items() <= two.applications.items()
    assert all({hop.source, hop.target} <= two.applications.keys() for hop in found if hop.key in two.flows)


def test_the_demo_roadmap():
    hours = {1: "3", 2: "4", 3: "2", 4: "1.5", 5: "0.875", 6: "1.25", 7: "1.25", 8: "0.5833333333", 9: "0.75"}
    found = difference(
        {key: Decimal(value) for key, value in hours.items()},
        {
            1: INTEGRATION_SHARE,
            2: INTEGRATION_SHARE,
            7: INTEGRATION_SHARE,
            8: INTEGRATION_SHARE,
            9: CONSOLIDATION_SHARE,
        },
    )
    assert (found.hand_offs_before, found.hand_offs_after, found.connected) == (9, 4, 5)
    assert round(found.hours_after.expected, 4) == Decimal("7.8333")
    assert found.workings.value == found.hours_after.expected


@given(
    st.dictionaries(st.integers(0, 20), st.decimals(0, 50, places=2), max_size=15),
    st.sets(st.integers(0, 20), max_size=10),
)
def test_what_is_left_is_never_negative_nor_more_than_before(hours, connected):
    found = difference(hours, dict.fromkeys(connected, INTEGRATION_SHARE))
    assert 0 <= found.hours_after.low <= found.hours_after.high <= found.hours_before == sum(hours.values(), Decimal(0))
    assert found.connected == len(hours.keys() & connected)


def test_impossible_hours_are_refused():
    with pytest.raises(ValueError, match="Hours"):
        difference({1: Decimal(-1)}, {})

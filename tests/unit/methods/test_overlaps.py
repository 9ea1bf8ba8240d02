from itertools import combinations

import pytest

from apps.methods.consolidation import OVERLAP_FROM, overlap
from apps.methods.overlaps import groups, seats
from tests.unit.methods.demo import d


def test_groups_are_what_comparing_every_pair_finds():
    ten = [f"job {n}" for n in range(10)]
    tools = {1: ten, 2: [*ten[:7], "a", "b", "c"], 3: [*ten[:6], "d", "e", "f", "g"], 4: ["job 1", "job 2"], 5: []}
    pairs = [
        (a, b)
        for a, b in combinations(tools, 2)
        if (overlap({"a": tools[a], "b": tools[b]}).value or 0) >= OVERLAP_FROM
    ]
    assert pairs == [(1, 2), (1, 4), (2, 4), (3, 4)]
    assert groups(tools) == [(1, 2, 3, 4)]


def test_settled_pairs_connect_nothing():
    tools = {key: ["boards", "tasks"] for key in (1, 2, 3)}
    assert groups(tools) == [(1, 2, 3)]
    assert groups(tools, settled=[(1, 2)]) == [(1, 2, 3)]  # still through 3
    assert groups(tools, settled=[(1, 2), (3, 1)]) == [(2, 3)]
    assert groups(tools, settled=combinations(tools, 2)) == []


def test_a_new_application_brings_a_settled_one_back():
    tools = {1: ["boards"], 2: ["boards"]}
    assert groups(tools, settled=[(1, 2)]) == []
    assert groups(tools | {3: ["boards"]}, settled=[(1, 2)]) == [(1, 2, 3)]


def test_nothing_known_is_no_overlap():
    assert groups({1: [], 2: []}) == []
    assert groups({}) == []


@pytest.mark.parametrize(
    ("licences", "users", "cost", "spare", "money"),
    [
        (10, 6, d(1200), 4, d(480)),
        (6, 10, d(1200), 0, d(0)),
        (0, 0, d(1200), 0, None),
        (5, 1, None, 4, None),
    ],
)
def test_licences_against_users(licences, users, cost, spare, money):
    found = seats(licences, users, cost)
    assert (found.spare, found.money_per_year) == (spare, money)


def test_seats_need_both_counts():
    assert seats(None, 3, d(10)) is None
    assert seats(3, None, d(10)) is None
    with pytest.raises(ValueError, match="Yearly cost"):
        seats(3, 1, d(-10))

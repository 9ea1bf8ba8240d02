"""Slack where it is known by heart, circles, leap days and the change of the clock."""

from datetime import date

import pytest

from apps.methods.capacity import Span
from apps.methods.critical_path import in_order, slack_of
from apps.methods.placing import Place, Wanted, place


def test_two_ways_to_the_end_and_the_longer_one_is_critical():
    """A textbook network: a then b then d takes 30 days, a then c then d has 10 to spare."""
    spans = [
        Span("a", date(2027, 1, 1), date(2027, 1, 11)),
        Span("b", date(2027, 1, 11), date(2027, 1, 26)),
        Span("c", date(2027, 1, 11), date(2027, 1, 16)),
        Span("d", date(2027, 1, 26), date(2027, 1, 31)),
    ]
    found = slack_of(spans, {"b": ["a"], "c": ["a"], "d": ["b", "c"]})
    assert {key: one.days for key, one in found.items()} == {"a": 0, "b": 0, "c": 10, "d": 0}
    assert [key for key, one in found.items() if one.is_critical] == ["a", "b", "d"]
    assert found["c"].latest == date(2027, 1, 26)


def test_a_circle_is_named():
    spans = [Span("a", date(2027, 1, 1), date(2027, 1, 2)), Span("b", date(2027, 1, 1), date(2027, 1, 2))]
    for act in (slack_of, in_order):
        with pytest.raises(ValueError, match="a → b → a"):
            act(spans, {"a": ["b"], "b": ["a"]})


def test_what_waits_for_something_unknown_waits_for_nothing():
    span = Span("a", date(2027, 1, 1), date(2027, 1, 2))
    assert slack_of([span], {"a": ["gone"], "gone": ["a"]})["a"].days == 0
    assert slack_of([], {}) == {}


def test_what_is_live_stays_where_it_is():
    spans = [Span("a", date(2027, 1, 1), date(2027, 3, 1)), Span("b", date(2027, 1, 4), date(2027, 2, 1))]
    assert in_order(spans, {"b": ["a"]}, fixed={"b"})["b"].start == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("start", "live"),
    [
        (date(2028, 2, 21), date(2028, 3, 6)),  # over the leap day
        (date(2027, 3, 8), date(2027, 3, 22)),  # the clock goes forward in Portland on the 14th
        (date(2026, 10, 26), date(2026, 11, 9)),  # and back on the 1st
    ],
)
def test_lengths_are_calendar_days(start, live):
    first = Span("first", date(start.year, 1, 1), live)
    moved = in_order([first, Span("second", start, live)], {"second": ["first"]})["second"]
    assert (moved.start, (moved.live - moved.start).days) == (live, 14)


def test_the_best_go_first_and_the_last_phase_takes_the_rest():
    phases = [Place("Quick wins", date(2026, 9, 7), 3, 1), Place("Core", date(2026, 10, 5)), Place("Reports", room=0)]
    wanted = [Wanted("a", 4, 1), Wanted("b", 9, 2), Wanted("c", 4, 1), Wanted("d", 4, 1), Wanted("e", 4, 1)]
    found = {one.key: one for one in place(wanted, phases, today=date(2026, 9, 10))}
    assert {key: one.place for key, one in found.items()} == {
        **dict.fromkeys("acd", "Quick wins"),
        **dict.fromkeys("be", "Core"),
    }
    assert found["a"].start == date(2026, 9, 14), "the Monday after today"
    with pytest.raises(ValueError, match="at least a week"):
        Wanted("x", 0)
    with pytest.raises(ValueError, match="At least one"):
        place(wanted, phases, today=date(2026, 9, 10), limit=0)

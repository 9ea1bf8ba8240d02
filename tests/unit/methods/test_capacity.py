from datetime import date, timedelta

import pytest

from apps.methods.capacity import (
    Span,
    TooEarly,
    at_least,
    check_order,
    find_cycle,
    in_flight,
    over_limit,
    per_week,
    too_early,
)
from apps.methods.engagement import first_day_of
from tests.unit.methods.demo import START, TODAY

SPANS = [
    Span("deal", date(2026, 9, 14), date(2026, 10, 1)),
    Span("zoho", date(2026, 10, 26), date(2026, 12, 9)),
    Span("stock", date(2026, 11, 2), date(2027, 1, 4)),
    Span("lead", date(2026, 11, 30), date(2026, 12, 18)),
]
AS_DRAWN = [0, 1, 1, 1, 0, 0, 0, 1, 2, 2, 2, 2, 3, 3, 2, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]


def test_in_flight_per_week_as_drawn():
    weeks = per_week(SPANS, start=START, weeks=26)
    assert [week.count for week in weeks] == AS_DRAWN
    assert [week.number for week in weeks if week.at_limit] == [13, 14]
    assert not any(week.over_limit for week in weeks)


def test_two_today():
    assert in_flight(SPANS, TODAY) == ("stock", "zoho")


def test_three_from_30_november_to_9_december():
    (period,) = at_least(SPANS, 3)
    assert (period.first, period.last, period.count) == (date(2026, 11, 30), date(2026, 12, 9), 3)
    assert over_limit(SPANS) == ()


def test_a_fourth_at_once_is_over_the_limit():
    fourth = Span("orders", date(2026, 12, 7), date(2026, 12, 21))
    (period,) = over_limit([*SPANS, fourth])
    assert (period.first, period.last) == (date(2026, 12, 7), date(2026, 12, 9))
    assert period.keys == ("lead", "orders", "stock", "zoho")
    assert [week.number for week in per_week([*SPANS, fourth], start=START, weeks=26) if week.over_limit] == [14]


def test_the_day_of_going_live_counts_the_next_does_not():
    span = Span("a", START, START + timedelta(days=1))
    assert in_flight([span], span.live) == ("a",)
    assert in_flight([span], span.live + timedelta(days=1)) == ()


def test_live_before_the_build_is_refused():
    with pytest.raises(ValueError, match="live before its build"):
        Span("a", TODAY, START)


def test_weeks_of_the_engagement():
    assert first_day_of(START, 18) == date(2027, 1, 4)


def test_a_circle_is_named():
    with pytest.raises(ValueError, match="a → b → c → a"):
        check_order({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]})
    assert find_cycle({"d": ["a"], "a": ["a"]}) == ("a", "a")


def test_no_circle_in_a_diamond():
    assert find_cycle({"d": ["b", "c"], "b": ["a"], "c": ["a"]}) == ()
    assert find_cycle({}) == ()


def test_a_very_long_chain_is_no_problem():
    chain = {f"{place:05}": [f"{place + 1:05}"] for place in range(20000)}
    assert find_cycle(chain) == ()


def test_starting_before_what_it_needs_is_live():
    found = too_early(SPANS, {"lead": ["stock", "deal"], "zoho": ["gone"]})
    assert found == (TooEarly("lead", "stock", date(2026, 11, 30), date(2027, 1, 4)),)


def test_starting_on_the_live_day_is_early_enough():
    assert too_early([Span("a", START, TODAY), Span("b", TODAY, TODAY)], {"b": ["a"]}) == ()

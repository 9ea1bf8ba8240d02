"""Months add up to what was won back so far; upkeep is over only above its limit."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from apps.methods.progress import Gain, months
from apps.methods.upkeep import EXPECTED, judge
from apps.methods.won_back import so_far

days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
hours = st.decimals(0, 50, places=2)


@given(days, st.integers(0, 700), hours, hours)
def test_the_months_add_up_to_so_far(live, passed, rate, errors):
    today = live + timedelta(days=passed)
    made = months([Gain(rate, errors, live)], [live], [live], start=live, today=today)
    assert sum(one.hours for one in made) == so_far(rate, live, today)
    assert sum(one.errors_avoided for one in made) == so_far(errors, live, today)
    assert all(one.hours >= 0 for one in made)
    assert [one.live for one in made] == [1] * len(made)
    assert sum(one.incidents for one in made) == 1


@given(days, days)
def test_nothing_counts_before_it_begins(start, today):
    made = months([], [], [], start=start, today=today)
    assert bool(made) == (start.replace(day=1) <= today)
    assert all(one.hours == 0 and one.live == 0 for one in made)


@given(st.lists(hours, max_size=14), st.none() | hours)
def test_over_is_what_lies_above_the_limit(booked, planned):
    rows = {date(2026 + at // 12, at % 12 + 1, 1): value for at, value in enumerate(booked)}
    found = judge(rows, planned=planned)
    assert found.limit >= EXPECTED[1]
    assert all(month.over == max(Decimal(0), month.hours - found.limit) for month in found.months)
    assert found.is_over == (bool(booked) and sum(booked) / len(booked) > found.limit)
    assert (found.last_over is None) == all(value <= found.limit for value in booked)

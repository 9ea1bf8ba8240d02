"""Months to plan in, at the edges of years, leap days and blackouts."""

from datetime import date
from decimal import Decimal

import pytest

from apps.methods.scheduling_months import (
    days_in,
    first_month,
    left_of,
    month_day,
    months_between,
    months_left,
    months_of,
    open_shares,
)

DECEMBER = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("today", "first"),
    [(date(2026, 12, 31), date(2027, 1, 1)), (date(2028, 2, 29), date(2028, 3, 1)), (DECEMBER, DECEMBER)],
)
def test_month_one_is_a_whole_month(today, first):
    assert first_month(today) == first


def test_months_count_over_the_years():
    assert [month_day(DECEMBER, n) for n in (1, 2, 14)] == [DECEMBER, date(2027, 1, 1), date(2028, 1, 1)]


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (DECEMBER, DECEMBER, 1),
        (DECEMBER, date(2026, 12, 31), 1),
        (DECEMBER, date(2027, 1, 1), 2),
        (date(2028, 2, 1), date(2028, 3, 1), 1),
    ],
)
def test_a_planned_length_in_months(start, end, months):
    assert months_between(start, end) == months


def test_an_effort_without_days_takes_at_least_a_month():
    assert [months_of(Decimal(days)) for days in (0, 21, 22, 43, 44)] == [1, 1, 2, 2, 3]


def test_what_goes_live_on_the_first_takes_nothing_of_that_month():
    assert months_left(DECEMBER, DECEMBER) == 0
    assert months_left(DECEMBER, date(2026, 12, 2)) == 1
    assert months_left(DECEMBER, date(2027, 1, 4)) == 2
    assert months_left(DECEMBER, date(2026, 10, 1)) == 0


def test_work_that_lies_ahead_is_shared_by_days():
    assert left_of(Decimal(10), date(2026, 11, 21), date(2026, 12, 11), DECEMBER) == 5
    assert left_of(Decimal(10), date(2027, 1, 1), date(2027, 2, 1), DECEMBER) == 10
    assert left_of(Decimal(10), date(2026, 10, 1), date(2026, 11, 1), DECEMBER) == 0
    assert left_of(Decimal(10), date(2026, 10, 1), date(2026, 10, 1), DECEMBER) == 0


def test_a_weekend_in_a_blackout_costs_no_working_day():
    assert open_shares(DECEMBER, 1, [(date(2026, 12, 5), date(2026, 12, 6))]) == (1,)


def test_blackouts_that_overlap_count_once():
    twice = [(date(2026, 12, 1), date(2026, 12, 31)), (date(2026, 12, 20), date(2026, 12, 27))]
    assert open_shares(DECEMBER, 2, twice) == (0, 1)


def test_dates_stay_within_the_months():
    assert days_in(DECEMBER, 3, 1, None) == (date(2027, 2, 1), date(2027, 2, 28))
    assert days_in(DECEMBER, 1, 1, 17) == (DECEMBER, date(2026, 12, 18))
    assert days_in(DECEMBER, 1, 1, 90) == (DECEMBER, date(2026, 12, 31))

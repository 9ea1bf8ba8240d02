"""Phases to start from, champions and look-backs, hours won back so far, sums of claims."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from apps.methods.claims import Claim, total_of, value_of
from apps.methods.phases import TEMPLATES, days_of
from apps.methods.support import champions_short, look_back
from apps.methods.won_back import so_far

START = date(2026, 9, 7)


@pytest.mark.parametrize(
    ("key", "weeks"),
    [
        ("G", [(1, 4), (5, 17), (14, 26)]),
        ("N", [(1, 1), (2, 4), (5, 8)]),
        ("R", [(1, 13), (5, 17), (10, 22), (14, 26), (18, 35), (23, 43)]),
    ],
)
def test_templates_have_the_weeks_of_their_sources(key, weeks):
    assert [(phase.first_week, phase.last_week) for phase in TEMPLATES[key].phases] == weeks


def test_phases_begin_and_end_with_whole_weeks():
    for template in TEMPLATES.values():
        for phase in template.phases:
            first, last = days_of(phase, START)
            assert first.weekday() == START.weekday()
            assert (last - first + timedelta(days=1)).days % 7 == 0
            assert first <= last


def test_a_department_without_any_champion_is_not_short_yet():
    assert champions_short({"Operations": 2, "Finance": 1, "People": 0, "Sales": 3}) == {"Finance": 1}
    assert look_back(date(2026, 12, 9)) == date(2027, 1, 8)


@pytest.mark.parametrize(("day", "hours"), [(-3, "0"), (0, "0"), (6, "0"), (7, "3.5"), (48, "21"), (49, "24.5")])
def test_only_whole_weeks_count_as_won_back(day, hours):
    live = date(2026, 10, 1)
    assert so_far(Decimal("3.5"), live, live + timedelta(days=day)) == Decimal(hours)


def test_the_sum_of_claims_is_that_of_all_at_once():
    claims = [Claim("a", Decimal(4)), Claim("b", Decimal("4.25"))]
    apart = [(claim.key, value_of([claim], Decimal(38))) for claim in claims]
    together = value_of(claims, Decimal(38))
    assert total_of(apart).per_year == together.per_year
    assert total_of(apart).hours_per_week == together.hours_per_week
    assert total_of([]).per_year.expected == 0


def test_two_of_one_name_are_two():
    value = value_of([Claim("a", Decimal(4))], Decimal(38))
    both = total_of([("Invoices", value), ("Invoices", value)])
    assert both.hours_per_week.expected == 6
    assert both.per_year.expected == 2 * value.per_year.expected

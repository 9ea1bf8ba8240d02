"""The line that the cash flow's figure draws, and what becomes of a saving that is negative."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from apps.methods.business_case import case_for, figures, gains, lines
from apps.methods.cash_flow import cumulative, curve, days_to_months
from apps.methods.finance import Kind
from apps.methods.ranges import Case, Range
from tests.unit.methods.demo import ALL_FOUR, DEAL, START, ZOHO, d

MADE_OF = [line for one in ALL_FOUR for line in lines(one, Case.EXPECTED)]


def test_the_curve_begins_at_nothing_and_ends_at_the_net():
    points = curve(MADE_OF, start=START, until=Decimal(24))
    assert points[0] == (0, 0)
    assert points[-1][0] == 24
    assert abs(points[-1][1] - case_for(ALL_FOUR, Case.EXPECTED, start=START).net) < d("1e-18")


def test_the_curve_agrees_with_the_day_by_day_sum():
    day = date(2026, 11, 19)
    until = days_to_months((day - START).days)
    assert abs(curve(MADE_OF, start=START, until=until)[-1][1] - cumulative(MADE_OF, day)) < d("1e-18")


def test_months_only_rise_and_a_step_is_two_points():
    months = [month for month, _ in curve(MADE_OF, start=START, until=Decimal(24))]
    assert months == sorted(months)
    assert len(months) > len(set(months))


def test_nothing_at_all_is_a_flat_line():
    assert curve([], start=START, until=Decimal(3)) == ((0, 0), (3, 0))


def test_gains_add_up_to_the_benefit():
    for one in ALL_FOUR:
        made = gains(one, Case.EXPECTED)
        assert made.hours + made.errors + made.other == figures(one, Case.EXPECTED).benefit_per_month
    assert gains(ZOHO, Case.LOW).other == 45


@pytest.mark.parametrize("hours", ["-0.5", "-3"])
def test_hours_added_are_a_cost(hours):
    worse = replace(DEAL, hours_saved_per_week=Range.exactly(d(hours)))
    result = figures(worse, Case.EXPECTED)
    assert result.benefit_per_month == 0
    assert round(result.running_per_month, 6) == round(106 - d(hours) * 38 * 52 / 12, 6)
    assert [line.label for line in lines(worse, Case.EXPECTED) if "added" in line.label] == [
        "Deal to invoice: hours added"
    ]
    assert all(line.kind is Kind.COST for line in lines(worse, Case.EXPECTED))
    assert case_for([worse], Case.EXPECTED, start=START).net < case_for([DEAL], Case.EXPECTED, start=START).net


def test_the_terms_of_the_low_case_are_the_clients():
    own = replace(ZOHO, low_cost_factor=d("1.5"), low_upkeep_hours=d(9))
    assert figures(own, Case.LOW).once == 1080
    assert figures(own, Case.LOW).running_per_month == 0
    assert figures(own, Case.EXPECTED).once == 720

"""The demo client's return, to the dollar."""

from dataclasses import replace
from datetime import date

import pytest

from apps.methods.business_case import (
    BusinessCase,
    business_case,
    case_for,
    figures,
    is_pilot,
    lines,
    net_to_date,
    payback,
)
from apps.methods.cash_flow import NEVER, cumulative
from apps.methods.ranges import Case
from apps.methods.rounding import money, months, percent
from tests.unit.methods.demo import ALL_FOUR, DEAL, DEAL_PLANNED, LEAD, START, STOCK, TODAY, ZOHO, d

LIVE_FOR_REAL = date(2026, 10, 1)


@pytest.fixture(scope="module")
def all_four() -> BusinessCase:
    return business_case(ALL_FOUR, start=START)


def test_deal_to_invoice_once_and_monthly():
    result = figures(DEAL, Case.EXPECTED)
    assert result.once == 714
    assert result.running_per_month == 106


def test_deal_to_invoice_paid_back_in_46_days():
    result = payback(DEAL, live=LIVE_FOR_REAL)
    assert round(result.months, 2) == d("1.52")
    assert round(result.days) == 46
    assert result.on == date(2026, 11, 16)
    assert is_pilot(result)


def test_deal_to_invoice_as_planned():
    assert round(payback(DEAL_PLANNED).months, 2) == d("1.84")


def test_deal_to_invoice_net_on_19_november():
    assert money(net_to_date(DEAL, TODAY, live=LIVE_FOR_REAL)) == 46


def test_lead_sync_never_pays_back_in_hours():
    monthly = figures(LEAD, Case.EXPECTED)
    assert (money(monthly.benefit_per_month), monthly.running_per_month) == (72, 76)
    result = payback(LEAD)
    assert (result.months, result.on, result.word) == (None, None, NEVER)
    assert not is_pilot(result)
    assert case_for([LEAD], Case.EXPECTED, start=START).payback.word == NEVER


@pytest.mark.parametrize(
    ("case", "benefit", "cost", "net", "roi", "after"),
    [
        (Case.LOW, 25064, 13578, 11485, "84.6", "8.9"),
        (Case.EXPECTED, 29006, 11882, 17123, "144.1", "6.6"),
        (Case.HIGH, 32948, 11882, 21065, "177.3", "6.0"),
    ],
)
def test_all_four_over_24_months(all_four, case, benefit, cost, net, roi, after):
    result = all_four.of(case)
    assert (money(result.benefit), money(result.cost), money(result.net)) == (benefit, cost, net)
    assert percent(result.roi_percent) == d(roi)
    assert months(result.payback.months) == d(after)


def test_real_dates_count_from_the_first_days_of_their_weeks(all_four):
    real = [
        replace(DEAL, build_start=date(2026, 9, 16), live=LIVE_FOR_REAL),
        replace(STOCK, build_start=date(2026, 11, 8), live=date(2027, 1, 10)),
        replace(ZOHO, live=date(2026, 12, 9)),
        replace(LEAD, live=date(2026, 12, 18)),
    ]
    assert business_case(real, start=START) == all_four


def test_all_four_pay_back_at_the_end_of_march(all_four):
    assert all_four.expected.payback.on == date(2027, 3, 27)
    assert not all_four.expected.payback.falls_again


def test_the_rows_end_at_the_net(all_four):
    rows = all_four.expected.rows
    assert len(rows) == 25
    assert rows[0].cumulative == 0
    assert abs(rows[-1].cumulative - all_four.expected.net) < d("1e-20")
    assert rows[-1].until == date(2028, 9, 4)


def test_low_case_rules():
    low = {line.label: line for line in lines(LEAD, Case.LOW)}
    assert low["Lead sync: build"].once == 300
    assert low["Lead sync: training"].once == d("47.5")
    assert low["Lead sync: upkeep"].per_month == 3 * 38
    assert figures(STOCK, Case.LOW).running_per_month == 60 + 3 * 38
    assert figures(DEAL, Case.LOW).once == figures(DEAL, Case.EXPECTED).once
    assert figures(ZOHO, Case.LOW).running_per_month == 0


def test_errors_avoided_count_as_benefit():
    more = replace(DEAL, errors_avoided_per_month=DEAL.hours_saved_per_week)
    difference = figures(more, Case.EXPECTED).benefit_per_month - figures(DEAL, Case.EXPECTED).benefit_per_month
    assert difference == d("3.50")


def test_cumulative_on_a_day_follows_the_first_days_of_the_weeks():
    made_of = [line for one in ALL_FOUR for line in lines(one, Case.EXPECTED)]
    assert cumulative(made_of, START) == 0
    assert cumulative(made_of, date(2026, 9, 13)) == 0
    assert cumulative(made_of, date(2026, 9, 14)) == -714
    assert cumulative(made_of, date(2026, 9, 28)) == -714
    a_week = d("3.5") * 38 - d(106) * 12 / 52
    assert abs(cumulative(made_of, date(2026, 10, 5)) - (a_week - 714)) < d("1e-20")
    assert money(cumulative(made_of, TODAY)) == -3256


def test_a_discount_lowers_the_net(all_four):
    discounted = case_for(ALL_FOUR, Case.EXPECTED, start=START, discount_rate=d("0.10"))
    assert discounted.net == all_four.expected.net
    assert discounted.npv < discounted.net
    assert all_four.expected.npv == all_four.expected.net
    assert discounted.irr_percent > 100


def test_an_initiative_before_the_start_is_refused():
    with pytest.raises(ValueError, match="Deal to invoice: build needs a day on or after"):
        case_for([DEAL], Case.EXPECTED, start=date(2026, 10, 1))

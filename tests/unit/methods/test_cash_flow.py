from datetime import date, timedelta

import pytest

from apps.methods.cash_flow import NEVER, NOTHING_SPENT, Kind, Line, cash_flow, months_to_days, simple_payback
from tests.unit.methods.demo import d

DAY = date(2026, 1, 1)


def cost(once=0, per_month=0, after=0):
    return line(Kind.COST, once, per_month, after)


def gain(once=0, per_month=0, after=0):
    return line(Kind.BENEFIT, once, per_month, after)


def line(kind, once, per_month, after):
    day = DAY + timedelta(days=after)
    return Line(kind.value, kind, d(once), day, d(per_month), day)


def run(*lines, months=12, **more):
    return cash_flow(lines, start=DAY, horizon_months=months, **more)


def test_a_month_is_52_twelfths_of_a_week():
    assert months_to_days(d(12)) == 364
    assert months_to_days(d(3)) == 91


def test_payback_is_interpolated_within_a_month():
    assert run(cost(150), gain(per_month=100)).payback.months == d("1.5")


def test_payback_counts_from_the_start_also_when_the_money_is_spent_later():
    result = run(cost(100, after=91), gain(per_month=100, after=91)).payback
    assert result.months == 4


def test_benefits_before_the_first_cost_are_not_payback():
    result = run(gain(per_month=100), cost(600, after=91)).payback
    assert result.months == 6


def test_never_within_the_horizon():
    result = run(cost(1300), gain(per_month=100)).payback
    assert (result.months, result.word) == (None, NEVER)


def test_exactly_at_the_end_of_the_horizon_is_within():
    assert run(cost(1200), gain(per_month=100)).payback.months == 12


def test_a_running_cost_above_the_benefit_never_pays_back():
    assert run(cost(per_month=100), gain(per_month=90)).payback.word == NEVER


def test_nothing_spent():
    result = run(gain(per_month=100))
    assert (result.payback.months, result.payback.word) == (0, NOTHING_SPENT)
    assert result.roi_percent is None


def test_no_lines_at_all():
    result = run()
    assert (result.net, result.roi_percent, result.irr_percent) == (0, None, None)


def test_a_single_payment_can_pay_back_at_once():
    assert run(cost(100), gain(100, after=182)).payback.months == 6


def test_falling_below_zero_again_is_said():
    result = run(cost(100), gain(per_month=100), cost(500, after=91)).payback
    assert result.months == 1
    assert result.falls_again
    assert not run(cost(100), gain(per_month=100), cost(150, after=91)).payback.falls_again


def test_after_the_horizon_nothing_counts():
    assert run(cost(100), cost(999, after=400), gain(per_month=100)).cost == 100


def test_npv_discounts_from_the_end_of_each_month():
    result = run(cost(100), gain(per_month=100), months=2, discount_rate=d("0.10"))
    by_hand = -100 + 100 / 1.1 ** (1 / 12) + 100 / 1.1 ** (2 / 12)
    assert float(result.npv) == pytest.approx(by_hand, abs=1e-9)


def test_irr_is_per_year():
    result = run(cost(100), gain(per_month=10))
    monthly = (float(result.irr_percent) / 100 + 1) ** (1 / 12) - 1
    assert sum(10 / (1 + monthly) ** month for month in range(1, 13)) == pytest.approx(100, abs=1e-6)


@pytest.mark.parametrize("months", [0, -3])
def test_a_horizon_below_a_month_is_refused(months):
    with pytest.raises(ValueError, match="at least one month"):
        run(months=months)


def test_negative_amounts_and_missing_days_are_refused():
    with pytest.raises(ValueError, match="0 or more"):
        run(cost(-1))
    with pytest.raises(ValueError, match="needs a day"):
        cash_flow([Line("fee", Kind.COST, once=d(1))], start=DAY, horizon_months=1)


def test_simple_payback():
    assert simple_payback(d(600), d(100), live=DAY).on == DAY + timedelta(days=182)
    assert simple_payback(d(600), d(0), live=DAY).word == NEVER
    assert simple_payback(d(0), d(-5), live=DAY).word == NOTHING_SPENT


def test_a_gain_too_small_for_the_calendar_never_pays_back():
    found = simple_payback(d(100_000), d("0.01"), live=DAY)
    assert (found.months, found.on, found.word) == (None, None, NEVER)
    assert simple_payback(d(600), d("1e-30"), live=DAY).word == NEVER

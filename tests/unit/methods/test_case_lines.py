"""Costs and benefits by line, in the monthly cash flow."""

from datetime import date

import numpy_financial
import pytest

from apps.methods.business_case import business_case, case_for
from apps.methods.case_lines import by_month, present_value, spans_of, years_of
from apps.methods.finance import NO_CHANGE_OF_SIGN, Kind, YearlyLine
from apps.methods.ranges import Case
from tests.unit.methods.demo import ALL_FOUR, START, d

DAY = date(2026, 1, 5)
COSTS = YearlyLine("costs", Kind.COST, d(53150), (d(666715), d(636772), d(647783)))
GAINS = YearlyLine("benefits", Kind.BENEFIT, d(0), (d(1606511), d(3061331), d(4229760)))


def run(*lines, case=Case.EXPECTED, months=36, rate="0.10"):
    return case_for([], case, start=DAY, horizon_months=months, discount_rate=d(rate), own_lines=lines)


def test_a_published_table_to_the_dollar():
    flow = run(COSTS, GAINS)
    assert (round(flow.pv_cost), round(flow.pv_benefit), round(flow.npv)) == (1672201, 7168371, 5496170)
    assert round(flow.roi_percent, 1) == d("328.7")
    nets = [-53150, 1606511 - 666715, 3061331 - 636772, 4229760 - 647783]
    assert float(flow.irr_percent) == pytest.approx(numpy_financial.irr(nets) * 100, rel=1e-6)
    assert float(flow.payback.months) == pytest.approx(53150 / (1606511 - 666715) * 12, rel=1e-12)
    assert [round(row.net) for row in years_of(flow)] == nets


def test_what_comes_after_the_horizon_does_not_count():
    flow = run(COSTS, GAINS, months=18, rate="0")
    assert flow.cost == 53150 + 666715 + d(636772) / 2
    assert [due.month for due in flow.dues if due.net] == [0, 12, 18]


def test_lines_join_what_follows_from_the_initiatives():
    alone = business_case(ALL_FOUR, start=START).expected
    both = business_case(
        ALL_FOUR, start=START, own_lines=[YearlyLine("x", Kind.BENEFIT, d(0), (d(1200), d(1200)))]
    ).expected
    assert both.benefit - alone.benefit == 2400
    assert both.payback.months < alone.payback.months


def test_a_ramp_rises_evenly():
    line = YearlyLine("x", Kind.BENEFIT, d(0), (d(1200), d(1200)), ramp_months=4)
    assert [float(amount) for amount in by_month(line, Case.EXPECTED, horizon_months=6)] == [
        0, 12.5, 37.5, 62.5, 87.5, 100, 100,
    ]  # fmt: skip
    assert run(line, months=24, rate="0").benefit == 2400 - 200


def test_risk_and_cases_move_a_line():
    line = YearlyLine("x", Kind.COST, d(100), (d(1200),), d(25), d(10), d(20))
    assert [float(run(line, case=case, rate="0").cost) for case in Case] == [1950, 1560, 1404]
    assert present_value(line, Case.EXPECTED, horizon_months=12, discount_rate=d("0.2")) == 120 + 1200


def test_many_lines_cost_no_more_than_one():
    lines = [YearlyLine(str(at), Kind.COST, d(at), (d(12), d(24))) for at in range(200)]
    assert len(spans_of(lines, Case.EXPECTED, horizon_months=36)) == 3


def test_why_there_is_no_rate_or_more_than_one():
    assert run(GAINS).irr_words == NO_CHANGE_OF_SIGN
    assert (run(GAINS).irr_percent, run(GAINS).roi_percent) == (None, None)
    assert run(COSTS, GAINS).irr_words == ""
    swinging = run(
        YearlyLine("out", Kind.COST, d(1000), (d(0), d(1320))), YearlyLine("in", Kind.BENEFIT, d(0), (d(2300),))
    )
    assert swinging.irr_words == "several rates fit: 10.0 % and 20.0 %; the one nearest to zero is shown"
    assert float(swinging.irr_percent) == pytest.approx(10, abs=1e-6)


def test_huge_and_zero_amounts():
    huge = d("999999999999.99")
    flow = run(YearlyLine("c", Kind.COST, huge, (huge,) * 10), YearlyLine("b", Kind.BENEFIT, d(0), (d(0),)), months=120)
    assert round(flow.roi_percent) == -100
    assert flow.payback.months is None

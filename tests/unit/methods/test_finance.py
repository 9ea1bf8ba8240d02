import pytest

from apps.methods.finance import Kind, YearlyLine, internal_rate, net_present_value, roi_percent, yearly_table
from apps.methods.ranges import Case
from tests.unit.methods.demo import d

COSTS = YearlyLine("costs", Kind.COST, d(53150), (d(666715), d(636772), d(647783)))
GAINS = YearlyLine("benefits", Kind.BENEFIT, d(0), (d(1606511), d(3061331), d(4229760)))


def test_a_published_table_of_total_economic_impact():
    table = yearly_table([COSTS, GAINS], d("0.10"))
    assert round(table.pv_costs) == 1672201
    assert round(table.pv_benefits) == 7168371
    assert round(table.npv) == 5496170
    assert round(table.roi_percent, 1) == d("328.7")
    assert round(table.payback_months, 2) == d("0.68")


@pytest.mark.parametrize(
    ("amounts", "rate"),
    [
        # Published examples of the usual spreadsheet and array-library functions.
        ("-100 39 59 55 20", 0.2809484211599611),
        ("-100 0 0 74", -0.0954958342512),
        ("-100 100 0 -7", -0.0833),
        ("-100 100 0 7", 0.0620584760),
        ("-5 10.5 1 -8 1", 0.0886),
        ("-70000 12000 15000 18000 21000 26000", 0.0866309480),
    ],
)
def test_internal_rate_against_published_values(amounts, rate):
    found = internal_rate([d(amount) for amount in amounts.split()])
    assert float(found) == pytest.approx(rate, abs=5e-5)


@pytest.mark.parametrize("amounts", ["1 2 3", "-1 -2", "0 0", ""])
def test_without_a_change_of_sign_there_is_no_rate(amounts):
    assert internal_rate([d(amount) for amount in amounts.split()]) is None


def test_long_series_do_not_overflow():
    rate = internal_rate([d(-1000), *[d(10)] * 600])
    assert float(rate) == pytest.approx(0.009975, abs=1e-5)


def test_net_present_value():
    assert round(net_present_value([d(-40000), d(5000), d(8000), d(12000), d(30000)], d("0.08")), 2) == d("3065.22")
    with pytest.raises(ValueError, match="above −100 %"):
        net_present_value([d(1)], d(-1))


def test_risk_lowers_benefits_and_raises_costs():
    cost = YearlyLine("c", Kind.COST, d(100), risk_percent=d(10))
    gain = YearlyLine("b", Kind.BENEFIT, d(0), (d(1000),), risk_percent=d(20))
    table = yearly_table([cost, gain], d(0))
    assert (table.pv_costs, table.pv_benefits) == (110, 800)


def test_low_and_high_move_both_sides():
    cost = YearlyLine("c", Kind.COST, d(100), low_percent=d(25), high_percent=d(10))
    gain = YearlyLine("b", Kind.BENEFIT, d(0), (d(1000),), low_percent=d(20), high_percent=d(10))
    low, high = (yearly_table([cost, gain], d(0), case=case) for case in (Case.LOW, Case.HIGH))
    assert (low.pv_costs, low.pv_benefits) == (125, 800)
    assert (high.pv_costs, high.pv_benefits) == (90, 1100)


def test_a_table_without_costs_or_without_payback():
    free = yearly_table([YearlyLine("b", Kind.BENEFIT, d(0), (d(10),))], d(0))
    assert (free.roi_percent, free.payback_months, free.irr_percent) == (None, 0, None)
    lost = yearly_table([YearlyLine("c", Kind.COST, d(10), (d(1),))], d(0))
    assert (lost.roi_percent, lost.payback_months) == (-100, None)
    assert yearly_table([], d(0)).npv == 0


def test_roi():
    assert roi_percent(d(340), d(100)) == 240
    assert roi_percent(d(340), d(0)) is None

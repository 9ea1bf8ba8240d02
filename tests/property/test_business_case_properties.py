"""The business case by line: sums, order, cases, and what never gets better when it costs more."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from apps.methods.business_case import case_for
from apps.methods.case_lines import by_month, years_of
from apps.methods.drivers import drivers_of
from apps.methods.finance import Kind, YearlyLine, yearly_table
from apps.methods.monte_carlo import simulate
from apps.methods.ranges import Case
from apps.methods.tornado import tornado
from tests.property.strategies import START, decimals

DUST = Decimal("1e-9")
names = st.text("abcdef", min_size=1, max_size=3)
lines = st.builds(
    YearlyLine,
    names,
    st.sampled_from(Kind),
    decimals(0, 5000),
    st.lists(decimals(0, 5000), max_size=4).map(tuple),
    decimals(0, 90),
    decimals(0, 90),
    decimals(0, 60),
    st.integers(0, 30),
)
some = st.lists(lines, max_size=5)
rates = decimals(0, 1, 3)


def run(own, case=Case.EXPECTED, months=36, rate=Decimal(0)):
    return case_for([], case, start=START, horizon_months=months, discount_rate=rate, own_lines=own)


@given(some, rates, st.sampled_from(Case))
def test_month_by_month_and_year_by_year_give_the_same_present_values(own, rate, case):
    own = [YearlyLine(**{**_fields(one), "yearly": one.yearly[:3]}) for one in own]
    flow, table = run(own, case, rate=rate), yearly_table(own, rate, case=case)
    assert abs(flow.pv_cost - table.pv_costs) < DUST
    assert abs(flow.pv_benefit - table.pv_benefits) < DUST


def _fields(line):
    return {name: getattr(line, name) for name in YearlyLine.__dataclass_fields__}


@given(some, rates, st.integers(1, 60), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_digits(own, rate, months, chance):
    assert run(chance.sample(own, len(own)), months=months, rate=rate) == run(own, months=months, rate=rate)


@given(some, st.integers(1, 60))
def test_rows_and_years_add_up(own, months):
    flow = run(own, months=months)
    assert abs(sum((year.net for year in years_of(flow)), Decimal(0)) - flow.net) < DUST
    total = sum((sum(by_month(one, Case.EXPECTED, horizon_months=months)) for one in own), Decimal(0))
    assert abs(flow.cost + flow.benefit - total) < DUST


@given(some, rates)
def test_the_sign_of_roi_is_the_sign_of_the_net_present_value(own, rate):
    flow = run(own, rate=rate)
    if flow.roi_percent is not None and abs(flow.npv) > DUST:
        assert (flow.roi_percent > 0) == (flow.npv > 0)


@given(some, decimals(1, 5000))
def test_a_higher_first_cost_never_brings_payback_forward(own, more):
    spent = [YearlyLine("first", Kind.COST, amount) for amount in (Decimal(1000), 1000 + more)]
    cheap, dear = (run([*own, one]).payback.months for one in spent)
    assert dear is None or (cheap is not None and dear >= cheap - DUST)


@given(some, rates)
def test_low_expected_and_high_rise(own, rate):
    low, expected, high = (run(own, case, rate=rate).npv for case in Case)
    assert low <= expected + DUST
    assert expected <= high + DUST


@given(lines, st.integers(1, 30))
def test_a_ramp_never_adds(line, months):
    slow = YearlyLine(**{**_fields(line), "ramp_months": line.ramp_months + months})
    assert run([slow]).benefit <= run([line]).benefit + DUST


@given(some, rates)
def test_all_ends_of_the_tornado_together_are_the_low_and_high_case(own, rate):
    keyed = {f"line-{at}": one for at, one in enumerate(own)}
    made = drivers_of([], keyed, start=START, horizon_months=36, discount_rate=rate)
    bars = tornado(made)
    for end, case in (("low", Case.LOW), ("high", Case.HIGH)):
        together = made.present + sum((getattr(bar, end) - made.present for bar in bars), Decimal(0))
        assert abs(together - run(own, case, rate=rate).npv) < DUST


@settings(max_examples=15, deadline=None)
@given(some)
def test_a_draw_stays_between_the_low_and_the_high_case(own):
    keyed = {f"line-{at}": one for at, one in enumerate(own)}
    terms = {"start": START, "horizon_months": 36, "discount_rate": Decimal(0)}
    found = simulate(drivers_of([], keyed, **terms))
    low, high = (run(own, case).npv for case in (Case.LOW, Case.HIGH))
    assert low - 1 <= found.npv.low <= found.npv.middle <= found.npv.high <= high + 1
    assert simulate(drivers_of([], dict(reversed(keyed.items())), **terms)) == found

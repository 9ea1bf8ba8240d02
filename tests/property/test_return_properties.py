"""Cash flow, business case, yearly tables, measurement, intervals."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from apps.methods.business_case import Initiative, business_case, payback
from apps.methods.cash_flow import Kind, Line, cash_flow, cumulative
from apps.methods.finance import YearlyLine, internal_rate, net_present_value, yearly_table
from apps.methods.handoffs import Cadence, Per
from apps.methods.intervals import mean_difference, t_interval, wilson
from apps.methods.measurement import Better, Verdict, compare_means, compare_shares, standing, won_back
from apps.methods.ranges import Case, Range
from tests.property.strategies import START, decimals, shares

DUST = Decimal("1e-12")
later = st.integers(0, 500)


def make_line(kind, once, per_month, paid, begun):
    return Line(kind.value, kind, once, START + timedelta(days=paid), per_month, START + timedelta(days=begun))


cost_lines = st.builds(make_line, st.just(Kind.COST), decimals(0, 5000), decimals(0, 300), later, later)
gain_lines = st.builds(make_line, st.just(Kind.BENEFIT), decimals(0, 5000), decimals(0, 900), later, later)
some_lines = st.lists(cost_lines | gain_lines, max_size=6)


def run(lines, months=24, **more):
    return cash_flow(lines, start=START, horizon_months=months, **more)


@st.composite
def initiatives(draw, key="one"):
    build = draw(st.integers(0, 200))
    live = build + draw(st.integers(0, 100))
    return Initiative(
        key,
        key,
        START + timedelta(days=build),
        START + timedelta(days=live),
        draw(decimals(1, 200)),
        draw(decimals(1, 5000)),
        draw(decimals(0, 500)),
        draw(decimals(0, 200)),
        draw(decimals(0, 5)),
        draw(shares).times(draw(decimals(0, 20))),
        draw(decimals(0, 100)),
    )


# Most cash flows have no payback or no rate: nothing is wrong with drawing them.
MOSTLY_WITHOUT = settings(suppress_health_check=[HealthCheck.filter_too_much])


def counted(most):
    """How many of how many."""
    return st.integers(1, most).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(some_lines, st.integers(1, 36), st.randoms(use_true_random=False))
def test_a_cash_flow_adds_up_in_any_order(lines, months, chance):
    result = run(lines, months)
    assert abs(result.rows[-1].cumulative - result.net) <= DUST
    assert abs(sum((row.net for row in result.rows), Decimal(0)) - result.net) <= DUST
    assert run(chance.sample(lines, len(lines)), months) == result


@given(some_lines)
def test_the_sign_of_roi_is_the_sign_of_the_net(lines):
    result = run(lines)
    assert (result.roi_percent is None) == (result.cost == 0)
    if result.roi_percent is not None:
        assert (result.roi_percent > 0) == (result.net > 0)
        assert (result.roi_percent < 0) == (result.net < 0)


@MOSTLY_WITHOUT
@given(some_lines)
def test_at_payback_the_level_is_zero_or_has_just_jumped(lines):
    found = run(lines).payback
    assume(found.months)
    day = START + timedelta(days=int(found.days) + 1)
    once = sum((line.once for line in lines if line.kind is Kind.COST), Decimal(0))
    per_day = sum((line.per_month for line in lines), Decimal(0)) * 12 / 364
    assert cumulative(lines, day) >= -once - per_day
    assert 0 < found.months <= 24 + DUST


@given(decimals(1, 5000), decimals(0, 5000), decimals(0, 900), later)
def test_payback_never_gets_earlier_when_it_costs_more(once, more, per_month, begun):
    gain = make_line(Kind.BENEFIT, Decimal(0), per_month, 0, begun)
    cheap, dear = (
        run([make_line(Kind.COST, amount, Decimal(0), 0, 0), gain]).payback.months for amount in (once, once + more)
    )
    if cheap is None:
        assert dear is None
    elif dear is not None:
        assert dear >= cheap


@given(some_lines, decimals(1, 300))
def test_a_running_cost_more_never_brings_payback_forward(lines, more):
    spent = make_line(Kind.COST, Decimal(1000), Decimal(0), 0, 0)
    before = run([spent, *lines]).payback.months
    after = run([spent, *lines, make_line(Kind.COST, Decimal(0), more, 0, 0)]).payback.months
    if before is None:
        assert after is None
    elif after is not None:
        assert after >= before - DUST


@given(some_lines, decimals(0, 1, 3))
def test_discounting_shrinks_both_sides(lines, rate):
    result = run(lines, discount_rate=rate)
    assert result.pv_cost <= result.cost + DUST
    assert result.pv_benefit <= result.benefit + DUST


@given(initiatives("a"), initiatives("b"))
def test_low_is_never_above_expected_is_never_above_high(a, b):
    found = business_case([a, b], start=START)
    assert found.low.net <= found.expected.net <= found.high.net
    assert found.low.cost >= found.expected.cost == found.high.cost
    paid = [found.of(case).payback.months for case in (Case.HIGH, Case.EXPECTED, Case.LOW)]
    for sooner, later_on in ((paid[0], paid[1]), (paid[1], paid[2])):
        assert sooner is not None or later_on is None
        assert sooner is None or later_on is None or sooner <= later_on + DUST


@given(initiatives())
def test_what_is_measured_costs_the_same_in_every_case(one):
    found = business_case([replace(one, is_measured=True)], start=START)
    assert found.low.cost == found.expected.cost == found.high.cost


@given(initiatives(), decimals(0, 1000))
def test_an_initiatives_payback_is_monotone_in_its_cost(one, more):
    cheap, dear = payback(one).days, payback(replace(one, build_once=one.build_once + more)).days
    assert (cheap is None) == (dear is None)
    assert cheap is None or cheap <= dear


amounts = st.lists(decimals(-1000, 1000), min_size=2, max_size=12)


@MOSTLY_WITHOUT
@given(amounts)
def test_an_internal_rate_really_zeroes_the_value(values):
    rate = internal_rate(values)
    assume(rate is not None and Decimal("-0.5") < rate < 5)
    size = sum(abs(value) for value in values) * 2 ** len(values)
    assert abs(net_present_value(values, rate)) <= size * Decimal("1e-12")


@given(st.lists(decimals(0, 1000), min_size=1, max_size=8), decimals(1, 5000))
def test_an_investment_has_a_rate_that_is_positive_only_when_it_earns(gains, spent):
    rate = internal_rate([-spent, *gains])
    assume(rate is not None)
    assert (rate > Decimal("1e-9")) == (sum(gains) > spent) or abs(sum(gains) - spent) < 1


@given(
    st.lists(decimals(0, 1000), max_size=5), st.lists(decimals(0, 1000), max_size=5), decimals(0, 1), decimals(0, 90)
)
def test_risk_never_helps(costs, gains, rate, risk):
    def table(percent):
        lines = [
            YearlyLine("c", Kind.COST, Decimal(10), tuple(costs), risk_percent=percent),
            YearlyLine("b", Kind.BENEFIT, Decimal(0), tuple(gains), risk_percent=percent),
        ]
        return yearly_table(lines, rate)

    assert table(risk).npv <= table(Decimal(0)).npv + DUST


samples = st.lists(decimals(0, 60, 1), min_size=1, max_size=20)


@given(samples, st.randoms(use_true_random=False))
def test_an_interval_holds_its_mean_in_any_order(values, chance):
    found = t_interval(values)
    assert t_interval(chance.sample(values, len(values))) == found
    assert (found.low is None) == (len(values) < 2)
    if found.low is not None:
        assert found.low <= found.value <= found.high
        assert found.low <= t_interval(values, level=Decimal("0.8")).low


@given(counted(200))
def test_wilson_stays_within_zero_and_one_and_mirrors(counts):
    count, n = counts
    found, mirror = wilson(count, n), wilson(n - count, n)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert abs(found.low - (1 - mirror.high)) <= DUST
    more = wilson(count * 4, n * 4)
    assert more.high - more.low < found.high - found.low


@given(samples, samples)
def test_swapping_before_and_after_swaps_the_verdict(before, after):
    """Only between improved and worse: the margin for no change hangs on the value before."""
    there, back = compare_means(before, after).verdict, compare_means(after, before).verdict
    opposite = {Verdict.IMPROVED: Verdict.WORSE, Verdict.WORSE: Verdict.IMPROVED}
    assert opposite.get(there) == (back if back in opposite else None)
    other = compare_means(before, after, better=Better.HIGHER).verdict
    assert other == opposite.get(there, there)


@given(samples, samples)
def test_the_difference_of_means_turns_round(before, after):
    there, back = mean_difference(before, after), mean_difference(after, before)
    assert there.value == -back.value
    assert (there.low is None) == (back.high is None)
    assert there.low is None or abs(there.low + back.high) <= DUST


@given(counted(60), counted(60))
def test_more_observations_are_asked_for_only_when_it_cannot_tell(before, after):
    found = compare_shares(*before, *after)
    if found.verdict is Verdict.CANNOT_TELL:
        assert found.more_needed is None or found.more_needed >= 1
    else:
        assert found.more_needed is None


@given(samples, samples, decimals(1, 100), decimals(0, 100))
def test_found_is_won_back_and_left(before, after, times, rate):
    won = won_back(compare_means(before, after), Cadence(times, Per.WEEK), people=Decimal(1), hourly_rate=rate)
    result = standing(Decimal(100), Decimal(5000), [won])
    assert abs(result.won_back_hours + result.left_hours - 100) <= DUST
    assert won.in_cases.low <= won.in_cases.expected <= won.in_cases.high
    assert abs(won.per_year.value - won.hours_per_week.value * rate * 52) <= DUST


@given(shares, decimals(0, 100))
def test_a_range_keeps_its_order(one, factor):
    found = one.times(factor).plus(Range.exactly(Decimal(1)))
    assert found.low <= found.expected <= found.high

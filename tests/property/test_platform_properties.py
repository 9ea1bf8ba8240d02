"""Overlaps, twelve months of a switch, reconciliations, costs of platforms."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from apps.methods.consolidation import OVERLAP_FROM, overlap
from apps.methods.overlaps import groups
from apps.methods.platform_cost import Counts, Plan, Usage, cheapest, monthly_cost, tier_prices
from apps.methods.platform_fit import Answer, fit
from apps.methods.reconciliation import Tolerance, Verdict, check
from apps.methods.switching import Licence, Switch, spread, twelve_months
from tests.property.strategies import START, decimals

landscapes = st.dictionaries(st.integers(1, 12), st.sets(st.sampled_from("abcdefg"), max_size=5), max_size=10)
pairs = st.sets(st.tuples(st.integers(1, 12), st.integers(1, 12)), max_size=8)
amounts = decimals(0, 500)
plans = st.builds(
    Plan,
    st.sampled_from(["A", "B", "C"]),
    st.sampled_from(["x", "y", "z"]),
    amounts,
    st.just("USD"),
    st.none() | st.integers(0, 400).map(Decimal),
    st.none() | decimals(0, 90),
    st.none(),
    st.sampled_from(Counts),
)


def connected(keys, edges):
    """Groups by joining pairs until nothing changes: slow and plain."""
    found = {key: {key} for key in keys}
    for a, b in edges:
        joined = found[a] | found[b]
        for key in joined:
            found[key] = joined
    return sorted({tuple(sorted(group)) for group in found.values() if len(group) > 1})


@given(landscapes, pairs)
def test_groups_agree_with_comparing_every_pair(tools, settled):
    apart = {frozenset(pair) for pair in settled}
    edges = [
        (a, b)
        for a, b in combinations(sorted(tools), 2)
        if frozenset((a, b)) not in apart
        and (overlap({"a": tools[a], "b": tools[b]}).value or Decimal(0)) >= OVERLAP_FROM
    ]
    assert groups(tools, settled=settled) == connected(tools, edges)


@given(plans, st.integers(0, 900), st.integers(0, 900), st.integers(1, 4))
def test_more_volume_never_costs_less(plan, runs, more, actions):
    first, second = (monthly_cost(plan, Usage(Decimal(one), actions)) for one in (runs, runs + more))
    assert first is not None or second is None
    if first is not None and second is not None:
        assert plan.price <= first <= second


@given(st.lists(plans, max_size=6), st.integers(1, 4))
def test_the_cheapest_is_the_cheapest_at_both_ends_and_between(several, actions):
    legs = cheapest(several, actions=actions)
    assert legs[0].start == 0
    assert legs[-1].end is None
    for leg, following in pairwise(legs):
        assert leg.end == following.start
        assert leg.plan != following.plan
    for leg in legs:
        end = leg.end if leg.end is not None else leg.start + 1000
        for at in (leg.start + (end - leg.start) / 3, (leg.start + end) / 2, end):
            costs = [cost for plan in several if (cost := exact(plan, at, actions)) is not None]
            best = exact(leg.plan, at, actions) if leg.plan else None
            assert best == min(costs, default=None) or (leg.end is not None and at == end and best is not None)


@given(st.lists(plans, min_size=2, max_size=6), st.integers(1, 4))
def test_at_a_break_even_both_sides_cost_the_same_or_one_ends(several, actions):
    legs = cheapest(several, actions=actions)
    for leg, following in pairwise(legs):
        at = leg.end
        before, after = exact(leg.plan, at, actions), following.plan and exact(following.plan, at, actions)
        beyond = exact(leg.plan, at + Fraction(1, 10**6), actions)
        assert before == after or beyond is None


def exact(plan, runs, actions):
    """Straight from the definition, in fractions."""
    each = {Counts.ACTION: actions, Counts.STEP: actions + 1, Counts.RUN: 1, Counts.NOTHING: 0}[plan.counts]
    volume = runs * each
    above = max(volume - Fraction(plan.included), Fraction(0)) if plan.included is not None else Fraction(0)
    if above and plan.overage is None:
        return None
    return Fraction(plan.price) + above * Fraction(plan.overage or 0) / 1000


@given(st.lists(plans, min_size=1, max_size=5), st.integers(1, 4))
def test_a_tier_is_left_exactly_where_every_plan_is_dearer(several, actions):
    for tier in tier_prices(several, actions=actions):
        if tier.from_runs is None:
            continue
        costs = [exact(plan, Fraction(tier.from_runs), actions) for plan in several]
        assert all(cost is None or cost > Fraction(tier.per_month) for cost in costs)
        if tier.from_runs:
            costs = [exact(plan, Fraction(tier.from_runs - 1), actions) for plan in several]
            assert any(cost is not None and cost <= Fraction(tier.per_month) for cost in costs)


@given(st.dictionaries(st.sampled_from("abcde"), st.sampled_from([True, False, None])))
def test_unknown_never_lowers_the_highest_share(answers):
    found = fit("x", {need: Answer(value) for need, value in answers.items()}, {})
    known = fit("x", {need: Answer(value is not False) for need, value in answers.items()}, {})
    assert found.share <= found.highest_share == known.share <= 1
    assert len(found.met) + len(found.not_met) + len(found.unknown) == len(answers)


@given(decimals(-500, 500), decimals(-500, 500), decimals(0, 20), st.booleans())
def test_equal_numbers_agree_and_the_verdict_follows_the_difference(old, new, amount, is_percent):
    tolerance = Tolerance(amount, is_percent=is_percent)
    found = check(old, new, tolerance)
    assert found.difference == new - old
    assert (found.verdict is Verdict.AGREES) == (abs(new - old) <= tolerance.around(old))
    assert check(old, old, tolerance).verdict is Verdict.AGREES


@given(
    st.lists(st.tuples(amounts, st.none() | st.integers(-400, 800), st.none() | st.integers(0, 90)), max_size=3),
    st.integers(0, 60),
    decimals(0, 10),
    amounts,
    amounts,
)
def test_a_switch_adds_up_and_its_range_holds(rows, wait, hours, migration, retraining):
    licences = [
        Licence(str(at), cost, None if days is None else START + timedelta(days=days), notice)
        for at, (cost, days, notice) in enumerate(rows)
    ]
    switch = Switch(START, START + timedelta(days=wait), hours, Decimal(38))
    found = twelve_months(switch, licences, spread(migration), spread(retraining), today=START)
    assert len(found.months) == 12
    saved = sum((month.licences + month.hours - month.costs for month in found.months), Decimal(0))
    assert abs(found.net.expected - saved) < Decimal("0.000001")
    assert found.net.low <= found.net.expected <= found.net.high
    assert all(end.day >= switch.cut_over for end in found.ends)
    assert sum(month.licences for month in found.months) <= sum(one.annual_cost for one in licences) + Decimal("0.01")
    assert isinstance(found.months[0].first, date)

from fractions import Fraction

import pytest

from apps.methods.platform_cost import (
    Counts,
    Plan,
    Tier,
    Usage,
    cheapest,
    cheapest_plan,
    monthly_cost,
    runs_from_signals,
    tier_prices,
    units,
    usual_actions,
    workings_of,
)
from tests.unit.methods.demo import d

TASKS = Plan("Zapier", "750", d("29.99"), included=d(750), overage=d("49.98"), most=d(2250))
MORE = Plan("Zapier", "2,000", d("73.50"), included=d(2000), overage=d("45.94"), most=d(6000))
STEPS = Plan("Make", "Core", d("10.59"), included=d(10000), overage=d("1.059"), counts=Counts.STEP)
RUNS = Plan("n8n", "Starter", d(24), included=d(2500), counts=Counts.RUN)
FLAT = Plan("Workato", "From", d("833.33"), counts=Counts.NOTHING)


@pytest.mark.parametrize(
    ("plan", "runs", "actions", "cost"),
    [
        (TASKS, 0, 1, d("29.99")),
        (TASKS, 750, 1, d("29.99")),
        (TASKS, 1750, 1, d("79.97")),
        (TASKS, 1126, 2, None),  # 2,252 tasks: the vendor stops at 2,250
        (STEPS, 5000, 1, d("10.59")),  # trigger and action: 10,000 operations
        (STEPS, 6000, 1, d("12.708")),
        (RUNS, 2500, 9, d(24)),
        (RUNS, 2501, 1, None),
        (FLAT, 10**6, 5, d("833.33")),
    ],
)
def test_what_a_plan_costs(plan, runs, actions, cost):
    assert monthly_cost(plan, Usage(d(runs), actions)) == cost


def test_the_demo_volume_stays_inside_the_smallest_plan():
    """20 invoices a week, four records each: about 347 tasks a month."""
    usage = Usage(d(20) * 52 / 12, 4)
    assert monthly_cost(TASKS, usage) == d("29.99")
    made = workings_of(TASKS, usage)
    assert made.value == d("29.99")
    assert [one.label for one in made.inputs][:3] == ["runs a month", "counted for each run", "volume a month"]


def test_where_the_next_plan_becomes_cheaper():
    """29.99 + (r − 750) × 0.04998 = 73.50 at r = 750 + 43.51 ÷ 0.04998."""
    legs = cheapest([TASKS, MORE], actions=1)
    assert [leg.plan for leg in legs] == [TASKS, MORE, None]
    assert legs[0].end == 750 + Fraction("43.51") / Fraction("0.04998")
    assert legs[0].last_whole == 1620
    assert monthly_cost(TASKS, Usage(d(1620), 1)) < d("73.50") < monthly_cost(TASKS, Usage(d(1621), 1))
    assert legs[1].end == 6000


def test_ties_and_nothing_that_fits():
    twin = Plan("Zapier", "749", d("29.99"), included=d(9000))
    assert cheapest_plan([TASKS, twin], Usage(d(10), 1)) == twin
    assert cheapest_plan([RUNS], Usage(d(9000), 1)) is None
    assert cheapest([], actions=1)[0].plan is None


def test_currencies_are_not_mixed():
    with pytest.raises(ValueError, match="several currencies"):
        cheapest([TASKS, Plan("n8n", "Pro", d(60), currency="EUR")], actions=1)


def test_tiers_come_in_as_flat_prices():
    found = {(one.tier, one.is_high): one for one in tier_prices([TASKS, MORE], actions=1)}
    assert found[Tier.NO_CODE, False].from_runs == 0
    assert found[Tier.NO_CODE, True].from_runs == 2577  # 73.50 + 0.04594 × (r − 2,000) above 100
    assert found[Tier.PLATFORM, False].from_runs == 6001  # the vendor stops before
    assert found[Tier.CUSTOM, False].once == 10000
    assert round(found[Tier.CUSTOM, False].per_month, 2) == d("416.67")
    assert {one.from_runs for one in tier_prices([FLAT], actions=1) if one.tier is Tier.CUSTOM} == {0, None}


def test_counting():
    assert [units(one, 3) for one in (TASKS, STEPS, RUNS, FLAT)] == [3, 4, 1, 0]
    assert usual_actions(flows=2, two_way=True, complex_logic=True, multi_step_approval=True) == 5
    assert round(runs_from_signals(80), 2) == d("86.67")


@pytest.mark.parametrize("wrong", [{"price": d(-1)}, {"included": d("NaN")}, {"overage": d(-1)}, {"most": d(-1)}])
def test_negative_prices_are_refused(wrong):
    with pytest.raises(ValueError, match="must be 0 or more"):
        Plan(**{"platform": "x", "name": "y", "price": d(1)} | wrong)


def test_negative_volumes_are_refused():
    for wrong in (lambda: Usage(d(-1), 1), lambda: Usage(d(1), 0), lambda: units(TASKS, 0)):
        with pytest.raises(ValueError):  # noqa: PT011 - each has its own words
            wrong()
    with pytest.raises(ValueError, match="Without a flow"):
        usual_actions(flows=0, two_way=False, complex_logic=False, multi_step_approval=False)

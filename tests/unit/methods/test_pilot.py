"""The pilot of a first sitting, and its clock, by examples."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from apps.methods.handoffs import Cadence, HandOff, Per
from apps.methods.pilot import Candidate, Costs, appraise, assumed_costs, choose, what_it_takes, whole_days
from apps.methods.sitting import PLANNED, SITTING_MINUTES, Step, minutes_of, spent, standing

LIVE = date(2026, 11, 21)
FREE = Costs(Decimal(0), Decimal(0), Decimal(0), Decimal(0))


def candidate(key="a", *, minutes=12, times=20, rate=38, costs=FREE):
    hand_off = HandOff(Decimal(minutes), Cadence(Decimal(times), Per.WEEK), Decimal(1), Decimal(rate))
    return Candidate(key, hand_off, costs)


def of(key="a", *, once=0, monthly=0, upkeep=0, **more):
    costs = Costs(Decimal(once), Decimal(0), Decimal(monthly), Decimal(upkeep))
    return appraise(candidate(key, costs=costs, **more), live=LIVE)


def test_the_demos_lead_sync_never_pays_back():
    """35 minutes a week against two hours of upkeep a month."""
    leads = of(minutes=35, times=1, once=278, upkeep=2)
    assert leads.expected.payback.days is None
    assert not leads.is_pilot
    assert what_it_takes(leads).once_at_most is None


def test_sixty_days_are_within_and_a_little_more_is_not():
    # 4 h × 75 % × 38 × 52 ÷ 12 = 494 a month of 364/12 days.
    within = Decimal(494) * 60 * 12 / 364
    assert of(once=within - Decimal("0.01")).is_pilot
    assert not of(once=within + Decimal("0.01")).is_pilot


def test_low_and_high_stand_beside():
    found = of(once=700)
    assert found.high.payback.days < found.expected.payback.days < found.low.payback.days


def test_the_shortest_is_the_pilot_and_ties_go_to_the_larger_gain():
    slow, quick = of("slow", once=900), of("quick", once=300)
    small, large = of("small", once=100, times=10), of("large", once=200, times=20)
    assert choose([slow, quick]).pilot is quick
    assert small.expected.payback.days == large.expected.payback.days
    assert choose([small, large]).pilot is large


def test_nothing_gained_is_no_pilot_even_for_nothing():
    assert not of(minutes=0).is_pilot
    assert choose([of(minutes=0)]).pilot is None


def test_none_names_the_nearest():
    far, near = of("far", once=9000), of("near", once=2000)
    choice = choose([far, near])
    assert (choice.pilot, choice.nearest) == (None, near)
    assert choose([]).nearest is None


def test_a_hundred_years_are_never():
    found = of(minutes=Decimal("0.01"), times=Decimal("0.01"), once=10_000_000)
    assert found.expected.payback.days is None


def test_no_minutes_help_a_rate_of_nothing():
    assert what_it_takes(of(rate=0, once=100)).minutes_at_least is None


@pytest.mark.parametrize("name", ["build_once", "training_once", "subscription_per_month", "upkeep_hours_per_month"])
def test_negative_costs_are_refused(name):
    with pytest.raises(ValueError, match="must be 0 or more"):
        appraise(candidate(costs=replace(FREE, **{name: Decimal(-1)})), live=LIVE)


def test_assumed_costs_rise_with_the_effort():
    found = [assumed_costs(effort, Decimal(38), Decimal(2)) for effort in range(1, 6)]
    once = [one.build_once + one.training_once for one in found]
    assert once == sorted(once)
    assert found[1] == Costs(Decimal(304), Decimal(76), Decimal(50), Decimal(2))
    for effort in (0, 6):
        with pytest.raises(ValueError, match="Effort"):
            assumed_costs(effort, Decimal(38), Decimal(1))


@pytest.mark.parametrize(("days", "shown"), [("46.05", 46), ("59.6", 60), ("60", 60), ("60.01", 61), ("61.5", 62)])
def test_over_sixty_days_never_looks_like_within(days, shown):
    assert whole_days(Decimal(days)) == shown


def test_the_plan_is_ninety_minutes():
    assert sum(PLANNED.values()) == SITTING_MINUTES


def test_pauses_do_not_count():
    start = datetime(2026, 11, 21, 9, tzinfo=UTC)
    worked = spent(start, start + timedelta(minutes=50, seconds=59), timedelta(minutes=8))
    assert minutes_of(worked) == 42
    assert spent(start, start, timedelta(minutes=8)) == timedelta(0)


def test_over_is_only_said():
    late = standing(Decimal(100), Step.FINISH, PLANNED)
    assert (late.left, late.behind) == (-10, 10)
    assert standing(Decimal(3), Step.ROOM, PLANNED).behind == 0
    with pytest.raises(ValueError, match="pilot"):
        standing(Decimal(3), Step.ROOM, {step: 1 for step in Step if step != Step.PILOT})

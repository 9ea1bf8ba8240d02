"""Hours, priority, gaps, readiness, claims, rounding."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from apps.methods import gaps, rounding
from apps.methods.claims import Claim, value_of
from apps.methods.handoffs import cost_of, total
from apps.methods.priority import POSSIBLE_SCORES, ErrorCost, Scored, best_of, score_of
from apps.methods.readiness import Criteria, readiness
from tests.property.strategies import TOLERANCE, cadences, decimals, hand_offs, shares

TODAY = date(2026, 11, 19)
answers = st.sampled_from([True, False, None])
flows = st.builds(
    gaps.FlowFacts,
    st.none() | st.sampled_from(gaps.Mechanism),
    st.none() | st.sampled_from(gaps.Direction),
    st.none() | st.sampled_from(gaps.Direction),
    st.none() | decimals(0, 100),
    st.none() | decimals(0, 100),
    answers,
    answers,
    st.none() | st.dates(TODAY - timedelta(days=200), TODAY + timedelta(days=10)),
)
scored = st.builds(
    Scored, st.text("abcdef", min_size=1, max_size=3), cadences, decimals(0, 120), st.sampled_from(ErrorCost)
)


@given(hand_offs, st.integers(1, 9))
def test_hours_are_linear_in_minutes_people_and_times(hand_off, factor):
    base = cost_of(hand_off)
    cadence = replace(hand_off.cadence, times=hand_off.cadence.times * factor)
    for more in (
        replace(hand_off, minutes=hand_off.minutes * factor),
        replace(hand_off, people=hand_off.people * factor),
        replace(hand_off, cadence=cadence),
    ):
        assert abs(cost_of(more).hours_per_week - base.hours_per_week * factor) <= TOLERANCE


@given(hand_offs)
def test_week_month_and_year_agree(hand_off):
    cost = cost_of(hand_off)
    assert abs(cost.hours_per_week * 52 - cost.hours_per_month * 12) <= TOLERANCE
    assert abs(cost.cost_per_week * 52 - cost.cost_per_year) <= TOLERANCE
    assert abs(cost.hours_per_year * hand_off.hourly_rate - cost.cost_per_year) <= TOLERANCE


@given(st.lists(hand_offs, max_size=6), st.randoms(use_true_random=False))
def test_a_total_does_not_depend_on_order_and_is_the_sum(some, chance):
    costs = [cost_of(one) for one in some]
    mixed = chance.sample(costs, len(costs))
    assert total(mixed) == total(costs)
    assert abs(total(costs).cost_per_year - sum((cost.cost_per_year for cost in costs), Decimal(0))) <= TOLERANCE


@given(scored)
def test_only_ten_scores_occur(flow):
    result = score_of(flow)
    assert result.score in POSSIBLE_SCORES
    assert (result.band == "priority") == (result.score >= 18)
    assert (result.band == "later") == (result.score < 8)


@given(scored, decimals(0, 60))
def test_more_never_scores_lower(flow, more):
    base = score_of(flow).score
    assert score_of(replace(flow, minutes=flow.minutes + more)).score >= base
    often = replace(flow.cadence, times=flow.cadence.times + more)
    assert score_of(replace(flow, cadence=often)).score >= base


@given(st.lists(scored, min_size=1, max_size=6, unique_by=lambda flow: flow.key), st.randoms(use_true_random=False))
def test_the_best_flow_decides_in_any_order(some, chance):
    result = best_of(some)
    assert result.best.score == max(score_of(flow).score for flow in some)
    assert best_of(chance.sample(some, len(some))) == result


@given(flows)
def test_a_label_is_the_first_gap_and_no_label_means_something_is_missing(flow):
    found = gaps.classify(flow, today=TODAY)
    assert found.gaps == tuple(gap for gap in gaps.PRECEDENCE if gap in found.gaps)
    assert {reason.gap for reason in found.reasons} == set(found.gaps)
    if found.label is None:
        assert found.missing
        assert not found.gaps
    elif found.label is gaps.Gap.NONE:
        assert not found.missing
        assert not found.gaps
    else:
        assert found.label is found.gaps[0]


@given(flows)
def test_missing_fields_are_really_missing(flow):
    assert all(getattr(flow, name) is None for name in gaps.classify(flow, today=TODAY).missing)


@given(flows, flows)
def test_knowing_more_never_takes_a_gap_away(flow, other):
    """Filling in unknown fields keeps every gap that was certain, except that a latency may turn out fresh enough."""
    filled = {name: getattr(flow, name) if getattr(flow, name) is not None else getattr(other, name) for name in NAMES}
    before, after = (gaps.classify(facts, today=TODAY) for facts in (flow, gaps.FlowFacts(**filled)))
    assert set(before.gaps) <= set(after.gaps)


NAMES = [
    "mechanism",
    "direction",
    "wanted_direction",
    "latency_hours",
    "wanted_latency_hours",
    "has_owner",
    "is_monitored",
    "last_broke_on",
]


@given(st.tuples(*[answers] * 5))
def test_readiness_depends_on_counts_only_and_unknown_is_not_no(five):
    result = readiness(Criteria(*five))
    assert result.share * 5 == five.count(True)
    assert result.highest_share * 5 == five.count(True) + five.count(None)
    assert len({readiness(Criteria(*order)).share for order in permutations(five)}) == 1


@given(st.lists(st.builds(Claim, st.text("ab", max_size=2), decimals(0, 100), shares), max_size=5), decimals(0, 200))
def test_claims_keep_low_below_high_and_never_exceed_the_hours(claims, rate):
    value = value_of(claims, rate)
    assert value.hours_per_week.low <= value.hours_per_week.expected <= value.hours_per_week.high
    assert value.hours_per_week.high <= sum((claim.hand_off_hours_per_week for claim in claims), Decimal(0))
    assert value == value_of(reversed(claims), rate)


@given(decimals(-10_000, 10_000, 6), st.integers(0, 4))
def test_rounding_moves_by_at_most_half_a_step(value, places):
    step = Decimal(1).scaleb(-places)
    shown = rounding.half_up(value, places)
    assert abs(shown - value) <= step / 2
    assert rounding.half_up(shown, places) == shown
    assert rounding.half_up(-value, places) == -shown

"""Scorecard, robustness, consolidation, tiers, capacity."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from apps.methods.capacity import Span, at_least, check_order, find_cycle, in_flight, over_limit, per_week, too_early
from apps.methods.consolidation import Answers, Recommendation, overlap, recommend
from apps.methods.robustness import flip, top_three
from apps.methods.scorecard import SCALES, Candidate, Criterion, check_weights, score, shortlist
from apps.methods.tiers import Facts, Tier
from apps.methods.tiers import recommend as recommend_tier
from tests.property.strategies import START, TOLERANCE, decimals


def to_weights(cuts):
    edges = [0, *sorted(cuts), 100]
    return {one: Decimal(edges[place + 1] - edges[place]) for place, one in enumerate(Criterion)}


weights = st.lists(st.integers(0, 100), min_size=4, max_size=4).map(to_weights)
known = st.fixed_dictionaries({criterion: decimals(-2, 12) for criterion in Criterion})
inputs = st.fixed_dictionaries({criterion: st.none() | decimals(-2, 12) for criterion in Criterion})
names = st.sampled_from(["a", "b", "c", "d", "e"])
spans = st.builds(
    lambda key, first, days: Span(key, START + timedelta(days=first), START + timedelta(days=first + days)),
    st.uuids().map(str),
    st.integers(0, 120),
    st.integers(0, 60),
)


@given(inputs, weights)
def test_contributions_sum_to_the_total_and_the_range_holds(values, chosen):
    card = score(values, chosen)
    assert sum((row.low for row in card.contributions), Decimal(0)) == card.low
    assert 0 <= card.low <= card.high <= 100
    assert (card.total is None) == any(value is None for value in values.values())
    assert card.high - card.low == sum((chosen[criterion] for criterion in card.missing), Decimal(0))


@given(inputs, known, weights)
def test_any_answer_lies_within_the_range(values, answers, chosen):
    card = score(values, chosen)
    filled = score({name: answers[name] if value is None else value for name, value in values.items()}, chosen)
    assert card.low <= filled.total <= card.high


@given(known, weights, st.sampled_from(Criterion), decimals(0, 5))
def test_a_better_input_never_scores_lower(values, chosen, criterion, more):
    better = values | {criterion: values[criterion] + more}
    assert score(better, chosen).total >= score(values, chosen).total


@given(weights, st.sampled_from(Criterion), st.integers(1, 50))
def test_weights_that_do_not_add_up_are_refused(chosen, criterion, more):
    check_weights(chosen)
    with pytest.raises(ValueError, match=f"add up to {100 + more}"):
        check_weights(chosen | {criterion: chosen[criterion] + more})


@given(known, known, weights)
def test_a_flip_makes_both_level_and_stays_a_weight(first, second, chosen):
    cards = {"a": score(first, chosen), "b": score(second, chosen)}
    found = flip(cards)
    assume(found is not None)
    assert 0 < found.to_weight < 100
    others = 100 - found.from_weight
    level = {
        name: found.to_weight if name is found.criterion else weight * (100 - found.to_weight) / others
        for name, weight in chosen.items()
    }
    totals = [
        sum(level[name] * SCALES[name].score(values[name]) for name in Criterion) / 100 for values in (first, second)
    ]
    assert abs(totals[0] - totals[1]) <= TOLERANCE


@given(known, weights, st.sampled_from(Criterion))
def test_a_candidate_better_in_everything_cannot_be_overtaken(values, chosen, criterion):
    assume(chosen[criterion] > 0)
    worse = dict.fromkeys(Criterion, Decimal(-2))
    best = {name: max(value, Decimal(2)) for name, value in values.items()}
    assert flip({"a": score(best, chosen), "b": score(worse, chosen)}) is None


@settings(max_examples=20)
@given(st.lists(inputs, min_size=1, max_size=5), weights, st.integers(0, 1000))
def test_shares_sum_to_the_places_and_do_not_depend_on_order(several, chosen, seed):
    cards = {f"k{place}": score(values, chosen) for place, values in enumerate(several)}
    found = top_three(cards, seed=seed, draws=30).by_key
    assert abs(sum(found.values()) - min(3, len(cards))) < Decimal("1e-20")
    assert found == top_three(dict(reversed(cards.items())), seed=seed, draws=30).by_key


@given(st.lists(st.tuples(inputs, st.none() | st.integers(1, 5)), max_size=6), weights)
def test_the_shortlist_is_short_and_free_of_order(several, chosen):
    rows = [Candidate(f"k{place}", score(values, chosen), effort) for place, (values, effort) in enumerate(several)]
    found = shortlist(rows)
    assert len(found.picked) <= 3
    assert set(found.picked) <= set(found.considered)
    assert not set(found.picked) & set(found.without_effort)
    assert found == shortlist(reversed(rows))


@given(st.sets(names), st.sets(names))
def test_overlap_is_symmetric_and_a_share(first, second):
    value = overlap({"x": first, "y": second}).value
    assert value == overlap({"x": second, "y": first}).value
    assert (value is None) == (not first or not second)
    if value is not None:
        assert 0 <= value <= 1
        assert (value == 1) == (first <= second or second <= first)


money = st.none() | decimals(0, 1000)


@given(st.none() | decimals(0, 1), money, money, money, st.sampled_from([True, False, None]))
def test_fewer_than_two_yes_is_always_integrate(share, saving, moving, training, third):
    advice = recommend(Answers(share, saving, moving, training, third))
    yes = [question.answer is True for question in (advice.overlap, advice.saving, advice.capability)]
    if sum(yes) < 2:
        assert advice.recommendation is Recommendation.INTEGRATE
        assert not advice.close_call
    assert (advice.recommendation is Recommendation.CONSOLIDATE) == (yes[0] and yes[1])


facts = st.builds(
    Facts,
    st.integers(2, 6),
    st.integers(0, 5),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from([(), ("volume",), ("security", "unique logic")]),
    st.sampled_from(["", "too slow"]),
    st.sampled_from(["", "no connector"]),
)


@given(facts)
def test_a_tier_has_reasons_and_custom_has_both(case):
    advice = recommend_tier(case)
    assert advice.tier_reasons
    assert advice.pattern_reasons
    assert advice.would_change
    assert (advice.tier is Tier.CUSTOM) == bool(case.rules_out and case.tier_1_fails and case.tier_2_fails)


@given(facts)
def test_more_to_do_never_lowers_the_tier(case):
    tier = recommend_tier(case).tier
    for harder in (replace(case, two_way=True), replace(case, systems=case.systems + 1)):
        assert recommend_tier(harder).tier >= tier


@given(st.lists(spans, max_size=7), st.integers(1, 4))
def test_periods_agree_with_counting_days(some, limit):
    crowded = {
        period.first + timedelta(days=day)
        for period in at_least(some, limit)
        for day in range((period.last - period.first).days + 1)
    }
    days = [START + timedelta(days=day) for day in range(190)]
    assert crowded == {day for day in days if len(in_flight(some, day)) >= limit}
    assert over_limit(some, limit=limit) == at_least(list(reversed(some)), limit + 1)


@given(st.lists(spans, max_size=7))
def test_a_week_counts_at_least_each_of_its_days(some):
    for week in per_week(some, start=START, weeks=26):
        seen = {key for day in range(7) for key in in_flight(some, week.first + timedelta(days=day))}
        assert set(week.keys) == seen


graphs = st.dictionaries(names, st.lists(names, max_size=3), max_size=5)


@given(graphs)
def test_a_circle_is_a_real_one_and_without_one_there_is_an_order(graph):
    circle = find_cycle(graph)
    if circle:
        assert circle[0] == circle[-1]
        assert all(after in graph[before] for before, after in pairwise(circle))
        with pytest.raises(ValueError, match="circle"):
            check_order(graph)
        return
    left = {key: set(needs) for key, needs in graph.items()}
    while left:
        free = {key for key, needs in left.items() if not needs & left.keys()}
        assert free, "no circle was found, yet nothing can come first"
        left = {key: needs for key, needs in left.items() if key not in free}


@given(st.lists(spans, min_size=2, max_size=4))
def test_early_starts_are_exactly_those_before_the_live_day(some):
    wanted = {some[0].key: [one.key for one in some[1:]]}
    found = {one.needs for one in too_early(some, wanted)}
    assert found == {one.key for one in some[1:] if some[0].start < one.live}

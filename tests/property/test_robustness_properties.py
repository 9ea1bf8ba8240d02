"""Priority while inputs are missing; the flip on both sides of its threshold; shares in the top three."""

import random
from decimal import Decimal

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from apps.methods.handoffs import Cadence, Per
from apps.methods.priority import POSSIBLE_SCORES, ErrorCost, Partial, Scored, possible, possible_of, score_of
from apps.methods.robustness import WEIGHT_SPREAD, flip, leader, rescaled, top_three
from apps.methods.scorecard import Criterion, score
from tests.property.strategies import decimals

ORDER = st.permutations(list(Criterion))
inputs = st.fixed_dictionaries({criterion: st.none() | st.integers(0, 10).map(Decimal) for criterion in Criterion})
known = st.fixed_dictionaries({criterion: st.integers(0, 10).map(Decimal) for criterion in Criterion})


@st.composite
def weights(draw):
    edges = [0, *sorted(draw(st.lists(st.integers(0, 100), min_size=4, max_size=4))), 100]
    return {one: Decimal(edges[place + 1] - edges[place]) for place, one in enumerate(Criterion)}


cadences = st.builds(Cadence, decimals(0, 50), st.sampled_from(Per))
partials = st.builds(
    Partial,
    cadence=st.none() | cadences,
    minutes=st.none() | decimals(0, 90),
    error_cost=st.none() | st.sampled_from(ErrorCost),
)


@given(partials, cadences, decimals(0, 90), st.sampled_from(ErrorCost))
def test_whatever_is_entered_the_score_lies_in_the_range_that_was_shown(partial, cadence, minutes, cost):
    found = possible(partial)
    entered = score_of(
        Scored(
            "1",
            partial.cadence or cadence,
            minutes if partial.minutes is None else partial.minutes,
            partial.error_cost or cost,
        )
    )
    assert 1 <= found.low <= entered.score <= found.high <= 27
    assert found.low in POSSIBLE_SCORES
    assert found.high in POSSIBLE_SCORES
    assert (found.low == found.high) == (not found.missing)


@given(st.lists(partials, min_size=1, max_size=5))
def test_a_missing_input_only_ever_widens_the_range(flows):
    whole = possible_of(flows)
    for place, flow in enumerate(flows):
        less = [*flows]
        less[place] = Partial(cadence=flow.cadence, minutes=flow.minutes)
        wider = possible_of(less)
        assert wider.low <= whole.low
        assert wider.high >= whole.high


@given(inputs, weights(), st.sampled_from(Criterion))
def test_a_missing_input_widens_the_total_and_never_narrows_it(values, chosen, criterion):
    card, less = score(values, chosen), score(values | {criterion: None}, chosen)
    assert less.low <= card.low <= card.high <= less.high


@given(st.lists(inputs, min_size=2, max_size=6), weights())
def test_beyond_the_flip_the_second_leads_the_first_and_before_it_does_not(several, chosen):
    cards = {f"k{place}": score(values, chosen) for place, values in enumerate(several)}
    found = flip(cards)
    assume(found is not None)
    pair = {key: cards[key] for key in (found.first, found.second)}
    # A hair before the threshold, seen from today's weight, and at the whole percent beyond it.
    way = 1 if found.to_weight >= found.from_weight else -1
    if found.to_weight != found.from_weight:
        before = found.to_weight - way * min(Decimal("0.001"), abs(found.to_weight - found.from_weight))
        assert leader(pair, rescaled(chosen, found.criterion, before)) == found.first
    assert 0 <= found.beyond <= 100
    if found.to_weight != found.from_weight:
        assert leader(pair, rescaled(chosen, found.criterion, Decimal(found.beyond))) == found.second


@given(st.lists(known, min_size=2, max_size=5), weights(), st.data())
def test_no_smaller_change_of_any_weight_flips_them(several, chosen, data):
    cards = {f"k{place}": score(values, chosen) for place, values in enumerate(several)}
    found = flip(cards)
    ranked = sorted(cards, key=lambda key: (-cards[key].middle, key))[:2]
    pair = {key: cards[key] for key in ranked}
    assume(cards[ranked[0]].middle > cards[ranked[1]].middle)
    criterion = data.draw(st.sampled_from([one for one in Criterion if chosen[one] < 100]))
    to_weight = data.draw(st.integers(0, 100).map(Decimal))
    if found is not None:
        assume(abs(to_weight - chosen[criterion]) < abs(found.to_weight - found.from_weight))
    # At exactly 0 or 100 the two may be level, which keeps the first: equal totals go by key.
    assume(0 < to_weight < 100)
    assert leader(pair, rescaled(chosen, criterion, to_weight)) == ranked[0]


@given(weights(), ORDER)
def test_weights_in_another_order_make_the_same_card(chosen, order):
    values = {criterion: Decimal(place) for place, criterion in enumerate(Criterion)}
    assert score(values, {one: chosen[one] for one in order}) == score(values, chosen)


@settings(max_examples=30)
@given(st.lists(inputs, min_size=1, max_size=12), weights(), st.integers(0, 99))
@example([dict.fromkeys(Criterion)] * 5, dict.fromkeys(Criterion, Decimal(20)), 1)
def test_shares_are_shares_of_three_places(several, chosen, seed):
    cards = {f"k{place:02}": score(values, chosen) for place, values in enumerate(several)}
    found = top_three(cards, seed=seed, draws=40)
    assert all(0 <= share <= 1 for share in found.by_key.values())
    assert abs(sum(found.by_key.values()) - min(3, len(cards))) < Decimal("1e-20")
    assert found == top_three(cards, seed=seed, draws=40)
    assert found.draws == 40


@settings(max_examples=30)
@given(st.lists(known, min_size=4, max_size=14), weights(), st.integers(0, 99))
def test_leaving_out_who_can_never_win_changes_no_share(several, chosen, seed):
    """Against the plain way: every candidate drawn every time."""
    cards = {f"k{place:02}": score(values, chosen) for place, values in enumerate(several)}
    chance = random.Random(seed)
    hits = dict.fromkeys(cards, 0)
    for _ in range(40):
        drawn = [float(chosen[one]) * chance.uniform(1 - WEIGHT_SPREAD, 1 + WEIGHT_SPREAD) for one in Criterion]
        totals = {
            key: sum(weight * float(row.score) for weight, row in zip(drawn, card.contributions, strict=True))
            for key, card in cards.items()
        }
        for key in sorted(cards, key=lambda key: (-totals[key], key))[:3]:
            hits[key] += 1
    assert top_three(cards, seed=seed, draws=40).by_key == {key: Decimal(count) / 40 for key, count in hits.items()}

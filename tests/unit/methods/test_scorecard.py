import pytest

from apps.methods.robustness import flip, top_three
from apps.methods.scorecard import (
    DEFAULT_WEIGHTS,
    SCALES,
    Candidate,
    Criterion,
    Quadrant,
    check_weights,
    quadrant,
    score,
    shortlist,
)
from tests.unit.methods.demo import d

C = Criterion
DEAL_INPUTS = {C.TIME_SAVED: d(3), C.ERROR_REDUCTION: d("6.5"), C.REVENUE: d(2), C.RISK_REDUCTION: d(4)}


def card_of(*scores, weights=DEFAULT_WEIGHTS):
    """A card whose five criteria score exactly this (None: missing)."""
    inputs = {}
    for criterion, points in zip(C, scores, strict=True):
        scale = SCALES[criterion]
        if points is not None:
            inputs[criterion] = scale.at_zero + (scale.at_hundred - scale.at_zero) * d(points) / 100
    return score(inputs, weights)


def test_deal_to_invoice_as_drawn():
    card = score(DEAL_INPUTS, DEFAULT_WEIGHTS)
    assert [row.score for row in card.contributions] == [60, 65, 50, 80, None]
    assert [row.low for row in card.contributions] == [18, 13, d("12.5"), 12, 0]
    assert (card.contributions[4].low, card.contributions[4].high) == (0, 10)
    assert (card.total, card.low, card.high) == (None, d("55.5"), d("65.5"))


def test_with_the_survey_the_range_closes():
    card = score(DEAL_INPUTS | {C.USER_EXPERIENCE: d(4)}, DEFAULT_WEIGHTS)
    assert card.total == card.low == card.high == 63


def test_missing_everything_is_the_whole_range():
    card = score({}, DEFAULT_WEIGHTS)
    assert (card.total, card.low, card.high) == (None, 0, 100)
    assert card.missing == tuple(C)


def test_a_measured_zero_is_not_missing():
    assert score(dict.fromkeys(C, d(0)), DEFAULT_WEIGHTS).total == 0


def test_scales_hold_at_their_ends():
    assert SCALES[C.TIME_SAVED].score(d(9)) == 100
    assert SCALES[C.USER_EXPERIENCE].score(d(1)) == 0
    assert SCALES[C.USER_EXPERIENCE].score(d(3)) == 50


@pytest.mark.parametrize(("time", "added"), [(29, "99"), (31, "101"), ("30.5", "100.5"), (0, "70")])
def test_the_error_says_what_the_weights_add_up_to(time, added):
    with pytest.raises(ValueError, match=f"must add up to 100, they add up to {added}\\."):
        check_weights(DEFAULT_WEIGHTS | {C.TIME_SAVED: d(time)})


def test_negative_and_absent_weights_are_refused():
    with pytest.raises(ValueError, match="weight of time saved must be 0 or more"):
        check_weights(DEFAULT_WEIGHTS | {C.TIME_SAVED: d(-10), C.REVENUE: d(65)})
    with pytest.raises(ValueError, match="missing: revenue"):
        check_weights(
            {criterion: weight for criterion, weight in DEFAULT_WEIGHTS.items() if criterion is not C.REVENUE}
        )


def candidate(key, total, effort):
    return Candidate(key, card_of(*[total] * 5), effort)


def test_the_shortlist_prefers_little_change_among_the_best():
    found = shortlist(
        [
            candidate("a", 80, 5),
            candidate("b", 70, 2),
            candidate("c", 65, 4),
            candidate("d", 58, 1),
            candidate("e", 50, 1),
        ]
    )
    assert found.considered == ("a", "b", "c", "d")
    assert found.picked == ("d", "b")


def test_a_third_is_taken_when_it_changes_little():
    assert shortlist([candidate("a", 60, 3), candidate("b", 60, 1), candidate("c", 60, 2)]).picked == ("b", "c", "a")


def test_without_effort_no_place():
    found = shortlist([candidate("a", 80, None), candidate("b", 70, 2)])
    assert (found.picked, found.without_effort) == (("b",), ("a",))
    assert shortlist([]).picked == ()


@pytest.mark.parametrize(
    ("total", "effort", "expected"),
    [
        (50, 3, Quadrant.QUICK_WINS),
        (50, 4, Quadrant.STRATEGIC_BETS),
        ("49.9", 3, Quadrant.FILL_INS),
        ("49.9", 4, Quadrant.LATER),
    ],
)
def test_quadrants(total, effort, expected):
    assert quadrant(d(total), effort) is expected


@pytest.mark.parametrize("effort", [0, 6])
def test_effort_runs_from_one_to_five(effort):
    with pytest.raises(ValueError, match="from 1 to 5"):
        quadrant(d(50), effort)


def rescaled(criterion, to_weight):
    """The default weights with one changed and the others in proportion, unchecked."""
    others = 100 - DEFAULT_WEIGHTS[criterion]
    return {
        name: to_weight if name is criterion else weight * (100 - to_weight) / others
        for name, weight in DEFAULT_WEIGHTS.items()
    }


def total_with(weights, scores):
    return sum(weights[criterion] * points for criterion, points in zip(C, scores, strict=True)) / 100


def test_the_flip_is_exact():
    a, b = (60, 60, 60, 60, 60), (90, 20, 50, 40, 60)
    found = flip({"a": card_of(*a), "b": card_of(*b)})
    assert (found.first, found.second) == ("a", "b")
    level = rescaled(found.criterion, found.to_weight)
    assert abs(total_with(level, a) - total_with(level, b)) < d("1e-20")
    beyond = rescaled(found.criterion, found.to_weight + (1 if found.to_weight > found.from_weight else -1))
    assert total_with(beyond, b) > total_with(beyond, a)


def test_no_weight_flips_a_candidate_that_is_better_in_everything():
    assert flip({"a": card_of(90, 90, 90, 90, 90), "b": card_of(50, 60, 70, 80, 89)}) is None
    assert flip({"a": card_of(1, 1, 1, 1, 1)}) is None
    assert flip({}) is None


def test_equals_flip_without_any_change():
    found = flip({"a": card_of(100, 0, 50, 50, 50), "b": card_of(0, 100, 90, 100, 50)})
    assert found is not None
    level = flip({"a": card_of(60, 45, 50, 50, 50), "b": card_of(50, 60, 50, 50, 50)})
    assert level.from_weight == level.to_weight


def test_shares_in_the_top_three():
    cards = {"a": card_of(*[90] * 5), "b": card_of(*[80] * 5), "c": card_of(*[70] * 5), "d": card_of(*[10] * 5)}
    assert top_three(cards, seed=1, draws=200).by_key == {"a": 1, "b": 1, "c": 1, "d": 0}


def test_a_missing_score_makes_a_place_uncertain():
    cards = {
        "a": card_of(*[90] * 5),
        "b": card_of(*[80] * 5),
        "c": card_of(50, 50, 50, 50, 50),
        "d": card_of(50, 50, 50, 50, None),
    }
    shares = top_three(cards, seed=7).by_key
    assert d("0.4") < shares["d"] < d("0.6")
    assert sum(shares.values()) == 3
    assert shares == top_three(dict(reversed(cards.items())), seed=7).by_key


def test_fewer_than_three_are_always_in():
    assert top_three({"a": card_of(*[0] * 5)}, seed=1, draws=10).by_key == {"a": 1}
    assert top_three({}, seed=1).by_key == {}

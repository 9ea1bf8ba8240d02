"""Weighted scorecard (N, DOMAIN "Weighted scorecard"): five criteria, weights that add to 100, a total from 0 to 100.

Each criterion's measured input is turned into 0 to 100 by a straight line between the two ends of its stated scale
and held at the ends outside. contribution = weight × score ÷ 100, total = sum of contributions. A missing input is
shown as missing: it contributes from 0 to its whole weight, the total becomes a range, never silently 0. N's advice,
"the top 2 to 3 with the least change", as our stated rule: take the candidates no more than 10 points below the third
best (by the middle of the range), order them by change effort, then by total, keep the first two, and a third only
where its effort is at most 3 of 5. Candidates without an effort cannot be shortlisted.

Worked example: deal to invoice, whose users have not been asked yet.

>>> inputs = {Criterion.TIME_SAVED: Decimal(3), Criterion.ERROR_REDUCTION: Decimal("6.5"),
...           Criterion.REVENUE: Decimal(2), Criterion.RISK_REDUCTION: Decimal(4)}
>>> card = score(inputs, DEFAULT_WEIGHTS)
>>> card.total, card.low, card.high, card.missing[0].value
(None, Decimal('55.5'), Decimal('65.5'), 'user_experience')
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from apps.methods.checks import not_negative, within
from apps.methods.workings import Input, Workings

SOURCE = "N scorecard"
HUNDRED = Decimal(100)
NEAR_THIRD = Decimal(10)
LITTLE_CHANGE = 3
HIGH_VALUE = Decimal(50)
# What each step of change effort means; the scale has five steps in N, the words are ours.
EFFORTS = {
    1: "a setting changes, nobody works differently",
    2: "one team learns a step",
    3: "one team works differently",
    4: "several teams work differently",
    5: "the way the company works changes",
}
PLACE_WORDS = {1: "first", 2: "second", 3: "third"}
SHORTLIST_RULE = (
    "within 10 points of the third best, ordered by change effort then total; "
    "two, and a third if its effort is at most 3"
)


class Criterion(StrEnum):
    TIME_SAVED = "time_saved"
    ERROR_REDUCTION = "error_reduction"
    REVENUE = "revenue"
    RISK_REDUCTION = "risk_reduction"
    USER_EXPERIENCE = "user_experience"


class Quadrant(StrEnum):
    QUICK_WINS = "quick_wins"
    STRATEGIC_BETS = "strategic_bets"
    FILL_INS = "fill_ins"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Scale:
    """`at_zero` scores 0, `at_hundred` scores 100 (it may be the smaller number)."""

    at_zero: Decimal
    at_hundred: Decimal
    unit: str

    def score(self, value: Decimal) -> Decimal:
        raw = (value - self.at_zero) * 100 / (self.at_hundred - self.at_zero)
        return min(max(raw, Decimal(0)), HUNDRED)


SCALES: Mapping[Criterion, Scale] = {
    Criterion.TIME_SAVED: Scale(Decimal(0), Decimal(5), "h/week"),
    Criterion.ERROR_REDUCTION: Scale(Decimal(0), Decimal(10), "percentage points"),
    Criterion.REVENUE: Scale(Decimal(0), Decimal(4), "days sooner"),
    Criterion.RISK_REDUCTION: Scale(Decimal(0), Decimal(5), "of 5 risk checks better"),
    Criterion.USER_EXPERIENCE: Scale(Decimal(1), Decimal(5), "survey, 1 to 5"),
}

DEFAULT_WEIGHTS: Mapping[Criterion, Decimal] = {
    Criterion.TIME_SAVED: Decimal(30),
    Criterion.ERROR_REDUCTION: Decimal(20),
    Criterion.REVENUE: Decimal(25),
    Criterion.RISK_REDUCTION: Decimal(15),
    Criterion.USER_EXPERIENCE: Decimal(10),
}


@dataclass(frozen=True, slots=True)
class Contribution:
    """One row of the card. `score` None: input missing, the contribution then runs from 0 to the weight."""

    criterion: Criterion
    weight: Decimal
    value: Decimal | None
    unit: str
    score: Decimal | None
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Scorecard:
    """`total` is None while an input is missing; `low` ≤ `high`, equal when nothing is missing."""

    total: Decimal | None
    low: Decimal
    high: Decimal
    contributions: tuple[Contribution, ...]
    missing: tuple[Criterion, ...]
    workings: Workings

    @property
    def middle(self) -> Decimal:
        """Middle of the range, used for ranking only."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """`change_effort` from 1 (least) to 5, None unknown."""

    key: str
    card: Scorecard
    change_effort: int | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the rule picks a candidate, and the reason in words."""

    key: str
    is_picked: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Shortlist:
    """`verdicts`: every candidate, highest total first; `bar`: the total from which one is near the top three."""

    picked: tuple[str, ...]
    considered: tuple[str, ...]
    without_effort: tuple[str, ...]
    verdicts: tuple[Verdict, ...] = ()
    bar: Decimal = Decimal(0)
    rule: str = SHORTLIST_RULE


def check_weights(weights: Mapping[Criterion, Decimal]) -> None:
    """ValueError unless each criterion has a weight ≥ 0 and they add up to 100, which the error says."""
    absent = [criterion.value for criterion in Criterion if criterion not in weights]
    if absent:
        raise ValueError(f"Every criterion needs a weight; missing: {', '.join(absent)}.")
    for criterion in Criterion:
        not_negative(f"The weight of {criterion.value.replace('_', ' ')}", weights[criterion])
    added = sum((weights[criterion] for criterion in Criterion), Decimal(0))
    if added != HUNDRED:
        raise ValueError(f"The weights must add up to 100, they add up to {added.normalize():f}.")


def score(inputs: Mapping[Criterion, Decimal | None], weights: Mapping[Criterion, Decimal]) -> Scorecard:
    """Score one candidate. ValueError for wrong weights."""
    check_weights(weights)
    rows = tuple(_contribution(criterion, inputs.get(criterion), weights[criterion]) for criterion in Criterion)
    low = sum((row.low for row in rows), Decimal(0))
    high = sum((row.high for row in rows), Decimal(0))
    missing = tuple(row.criterion for row in rows if row.score is None)
    made_of = tuple(Input(f"{row.criterion.value} (weight {row.weight} %)", row.value, row.unit) for row in rows)
    workings = Workings(None if missing else low, "of 100", "sum of weight × score ÷ 100", made_of, SOURCE)
    return Scorecard(None if missing else low, low, high, rows, missing, workings)


def shortlist(candidates: Iterable[Candidate]) -> Shortlist:
    """N's top two to three with the least change required, by the rule in the module's text."""
    ranked = sorted(candidates, key=lambda candidate: (-candidate.card.middle, candidate.key))
    if not ranked:
        return Shortlist((), (), ())
    bar = ranked[min(2, len(ranked) - 1)].card.middle - NEAR_THIRD
    near = [candidate for candidate in ranked if candidate.card.middle >= bar]
    rated = [(candidate.change_effort, candidate) for candidate in near if candidate.change_effort is not None]
    rated.sort(key=lambda pair: (pair[0], -pair[1].card.middle, pair[1].key))
    picked = [one.key for place, (effort, one) in enumerate(rated[:3]) if place < 2 or effort <= LITTLE_CHANGE]
    unrated = tuple(candidate.key for candidate in near if candidate.change_effort is None)
    places = {one.key: place for place, (_, one) in enumerate(rated, 1)}
    verdicts = tuple(
        Verdict(one.key, one.key in picked, _reason(one, places.get(one.key), picked, bar)) for one in ranked
    )
    return Shortlist(tuple(picked), tuple(candidate.key for candidate in near), unrated, verdicts, bar)


def _reason(one: Candidate, place: int | None, picked: Collection[str], bar: Decimal) -> str:
    """Why the shortlist's rule picks a candidate or leaves it out; place: its own among those near the top."""
    total, least = _one_place(one.card.middle), _one_place(bar)
    if one.card.middle < bar:
        return f"total {total} is below {least}, more than 10 points under the third best"
    if place is None:
        return "near the top, but nobody has said how much people have to change"
    if one.key in picked:
        return f"total {total} is near the top three, change effort {one.change_effort} of 5 comes {PLACE_WORDS[place]}"
    if place == len(PLACE_WORDS):
        return f"a third is kept only where its effort is at most 3, and this one's is {one.change_effort}"
    return f"near the top, but three others need less change or score higher (effort {one.change_effort})"


def _one_place(value: Decimal) -> str:
    """Rounded half up, as everywhere on screen."""
    return f"{value.quantize(Decimal('0.1'), ROUND_HALF_UP)}"


def quadrant(total: Decimal, change_effort: int) -> Quadrant:
    """Value against effort: high value from 50 of 100, little change up to 3 of 5 (ours)."""
    within("Change effort", Decimal(change_effort), 1, 5)
    if total >= HIGH_VALUE:
        return Quadrant.QUICK_WINS if change_effort <= LITTLE_CHANGE else Quadrant.STRATEGIC_BETS
    return Quadrant.FILL_INS if change_effort <= LITTLE_CHANGE else Quadrant.LATER


def _contribution(criterion: Criterion, value: Decimal | None, weight: Decimal) -> Contribution:
    scale = SCALES[criterion]
    if value is None:
        return Contribution(criterion, weight, None, scale.unit, None, Decimal(0), weight)
    points = scale.score(value)
    return Contribution(criterion, weight, value, scale.unit, points, weight * points / 100, weight * points / 100)

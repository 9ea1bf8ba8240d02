"""How firmly the scorecard's order stands (DOMAIN "Robustness").

Flip: the smallest change of one weight after which first and second place change, the other weights rescaled in
proportion so that they still add to 100. The total is linear in the weights, so the answer is exact: with weight x
for one criterion the lead of the first is x·d + (100 − x)·r, where d is the difference in that criterion and r the
others' weighted mean difference; it is zero at x = 100·r ÷ (r − d). Share in the top three: of many draws in which
each weight varies by up to a quarter (then rescaled to 100) and each missing score lies anywhere from 0 to 100, the
share in which a candidate is among the first three; the draws come from a seed, so the same question has the same
answer. Draws use floats.

Worked example: with 60 % on time, A leads B; from 50 % on time down they change places.

>>> from apps.methods.scorecard import score
>>> def card(time, errors):
...     inputs = dict.fromkeys(Criterion, Decimal(0))
...     inputs |= {Criterion.TIME_SAVED: Decimal(time), Criterion.ERROR_REDUCTION: Decimal(errors)}
...     return score(inputs, weights)
>>> weights = dict.fromkeys(Criterion, Decimal(0))
>>> weights |= {Criterion.TIME_SAVED: Decimal(60), Criterion.ERROR_REDUCTION: Decimal(40)}
>>> found = flip({"A": card(4, 3), "B": card(3, 5)})
>>> found.criterion.value, found.from_weight, found.to_weight, found.first, found.second
('time_saved', Decimal('60'), Decimal('50'), 'A', 'B')
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from apps.methods.scorecard import HUNDRED, Contribution, Criterion, Scorecard

WEIGHT_SPREAD = 0.25
UNKNOWN_SCORE = Decimal(50)


@dataclass(frozen=True, slots=True)
class Flip:
    """At `to_weight` first and second are level; beyond it the second leads."""

    criterion: Criterion
    from_weight: Decimal
    to_weight: Decimal
    first: str
    second: str
    rule: str = "smallest change of one weight, the others rescaled in proportion to add to 100"


def flip(cards: Mapping[str, Scorecard]) -> Flip | None:
    """The smallest change of one weight that flips first and second; None when no single weight can.

    The cards share their weights; a missing score counts as its middle, 50. Equal totals go by key.
    """
    ranked = sorted(cards, key=lambda key: (-cards[key].middle, key))
    if len(ranked) < 2:
        return None
    first, second = ranked[:2]
    rows = list(zip(cards[first].contributions, cards[second].contributions, strict=True))
    leads = {a.criterion: _points(a) - _points(b) for a, b in rows}
    weights = {a.criterion: a.weight for a, _ in rows}
    found = [
        Flip(criterion, weights[criterion], to_weight, first, second)
        for criterion in Criterion
        if (to_weight := _level_weight(criterion, leads, weights)) is not None
    ]
    return min(found, key=lambda one: abs(one.to_weight - one.from_weight), default=None)


def top_three_shares(cards: Mapping[str, Scorecard], *, seed: int, draws: int = 2000) -> dict[str, Decimal]:
    """Per candidate the share of draws (0 to 1) in which it is among the first three. The cards share their weights."""
    # A repeatable simulation, nothing secret hangs on it.
    chance = random.Random(seed)  # noqa: S311
    keys = sorted(cards)
    hits = dict.fromkeys(keys, 0)
    points = {
        key: [None if row.score is None else float(row.score) for row in cards[key].contributions] for key in keys
    }
    base = [float(row.weight) for row in cards[keys[0]].contributions] if keys else []
    for _ in range(draws):
        weights = [weight * chance.uniform(1 - WEIGHT_SPREAD, 1 + WEIGHT_SPREAD) for weight in base]
        totals = {key: _drawn_total(points[key], weights, chance) for key in keys}
        for key in sorted(keys, key=lambda key: (-totals[key], key))[:3]:
            hits[key] += 1
    return {key: Decimal(hits[key]) / draws for key in keys}


def _drawn_total(points: list[float | None], weights: list[float], chance: random.Random) -> float:
    """Total up to the factor that makes the weights add to 100, which is the same for all candidates."""
    known = [chance.uniform(0, 100) if point is None else point for point in points]
    return sum(weight * point for weight, point in zip(weights, known, strict=True))


def _points(row: Contribution) -> Decimal:
    return UNKNOWN_SCORE if row.score is None else row.score


def _level_weight(
    criterion: Criterion, leads: Mapping[Criterion, Decimal], weights: Mapping[Criterion, Decimal]
) -> Decimal | None:
    """The weight of `criterion` at which first and second are level; None where there is none from 0 to 100.

    At exactly 0 or 100 the two would be level but could not change places, so both ends are left out.
    """
    others = HUNDRED - weights[criterion]
    if others == 0:
        return None
    rest = sum((weights[other] * leads[other] for other in Criterion if other is not criterion), Decimal(0))
    if rest == others * leads[criterion]:
        return None
    level = HUNDRED * rest / (rest - others * leads[criterion])
    return level if 0 < level < HUNDRED else None

"""How firmly the scorecard's order stands (DOMAIN "Robustness").

Flip: the smallest change of one weight after which first and second place change, the other weights rescaled in
proportion so that they still add to 100. The total is linear in the weights, so the answer is exact: with weight x
for one criterion the lead of the first is x·d + (100 − x)·r, where d is the difference in that criterion and r the
others' weighted mean difference; it is zero at x = 100·r ÷ (r − d). Share in the top three: of many draws in which
each weight varies by up to a quarter (then rescaled to 100) and each missing score lies anywhere from 0 to 100, the
share in which a candidate is among the first three; the draws come from a seed, so the same question has the same
answer. Draws use floats. A candidate that three others beat at every weight and missing score that can be drawn has
a share of 0 and is not drawn: that changes no share, and 300 candidates cost little more than their best thirty.

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
>>> found.beyond  # the first whole percent at which B leads
49
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from operator import mul

from apps.methods.scorecard import HUNDRED, Contribution, Criterion, Scorecard

WEIGHT_SPREAD = 0.25
UNKNOWN_SCORE = Decimal(50)
PLACES = 3
DRAWS = 2000
FEWEST_DRAWS = 200
WORK = 80_000  # candidates drawn times draws: about 50 ms
RIVALS = 12
CERTAIN = 1e-6  # far above what floats lose, far below what a score tells apart
_LEAST, _MOST = 1 - WEIGHT_SPREAD, 1 + WEIGHT_SPREAD


@dataclass(frozen=True, slots=True)
class Flip:
    """At `to_weight` first and second are level; beyond it the second leads."""

    criterion: Criterion
    from_weight: Decimal
    to_weight: Decimal
    first: str
    second: str
    rule: str = "smallest change of one weight, the others rescaled in proportion to add to 100"

    @property
    def beyond(self) -> int:
        """The whole percent nearest to today's weight at which the second is ahead."""
        if self.to_weight < self.from_weight:
            return int(self.to_weight.to_integral_value(ROUND_CEILING)) - 1
        return int(self.to_weight.to_integral_value(ROUND_FLOOR)) + 1


@dataclass(frozen=True, slots=True)
class Shares:
    """Per candidate the share of draws (0 to 1) in which it is among the first three; the draws and their seed."""

    by_key: Mapping[str, Decimal]
    draws: int
    seed: int


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


def rescaled(
    weights: Mapping[Criterion, Decimal], criterion: Criterion, to_weight: Decimal
) -> dict[Criterion, Decimal]:
    """The weights with one of them set and the others in proportion, adding to 100.

    ValueError when the others weigh nothing, because then there is no proportion.
    """
    others = HUNDRED - weights[criterion]
    if others == 0:
        raise ValueError("The other weights are 0 and cannot be rescaled in proportion.")
    share = (HUNDRED - to_weight) / others
    return {one: to_weight if one is criterion else weight * share for one, weight in weights.items()}


def leader(cards: Mapping[str, Scorecard], weights: Mapping[Criterion, Decimal]) -> str:
    """Who comes first at other weights; a missing score counts as its middle, equal totals go by key."""

    def total(key: str) -> Decimal:
        rows = cards[key].contributions
        return sum((weights[row.criterion] * _points(row) for row in rows), Decimal(0))

    return min(cards, key=lambda key: (-total(key), key))


def top_three(cards: Mapping[str, Scorecard], *, seed: int, draws: int | None = None) -> Shares:
    """Share of draws in the top three. The cards share their weights.

    draws: by default 2,000, and fewer (200 at least) where very many candidates are close to each other.
    """
    keys = sorted(cards)
    points = {key: _floats(cards[key]) for key in keys}
    base = [float(row.weight) for row in cards[keys[0]].contributions] if keys else []
    drawn = _contenders(points, base)
    times = draws or max(FEWEST_DRAWS, min(DRAWS, WORK // max(len(drawn), 1)))
    hits = _hits([points[key] for key in drawn], base, seed=seed, draws=times)
    found = dict(zip(drawn, hits, strict=True))
    return Shares({key: Decimal(found.get(key, 0)) / times for key in keys}, times, seed)


def _hits(points: list[list[float | None]], base: list[float], *, seed: int, draws: int) -> list[int]:
    """How often each is among the first three. Totals are left unscaled: the factor is the same for all."""
    # A repeatable simulation, nothing secret hangs on it.
    chance = random.Random(seed)  # noqa: S311
    hits, places = [0] * len(points), range(len(points))
    rows = [(row, None not in row) for row in points]
    for _ in range(draws):
        weights = [weight * chance.uniform(_LEAST, _MOST) for weight in base]
        totals = [sum(map(mul, weights, row if all_known else _drawn(row, chance))) for row, all_known in rows]
        for place in sorted(places, key=totals.__getitem__, reverse=True)[:PLACES]:
            hits[place] += 1
    return hits


def _drawn(row: list[float | None], chance: random.Random) -> list[float]:
    return [chance.random() * 100 if point is None else point for point in row]


def _floats(card: Scorecard) -> list[float | None]:
    return [None if row.score is None else float(row.score) for row in card.contributions]


def _contenders(points: Mapping[str, list[float | None]], base: list[float]) -> list[str]:
    """Those that fewer than three others beat in every draw; only the strongest rivals are asked."""
    worst = {key: [0.0 if point is None else point for point in row] for key, row in points.items()}
    best = {key: [100.0 if point is None else point for point in row] for key, row in points.items()}

    def least(key: str) -> float:
        return sum(weight * point for weight, point in zip(base, worst[key], strict=True))

    rivals = sorted(points, key=least, reverse=True)[:RIVALS]
    return [
        key
        for key in points
        if sum(_always_beats(worst[rival], best[key], base) for rival in rivals if rival != key) < PLACES
    ]


def _always_beats(worst: list[float], best: list[float], base: list[float]) -> bool:
    """Whether the lead is positive even at the least favourable weights, rounding errors aside."""
    lead = 0.0
    for weight, low, high in zip(base, worst, best, strict=True):
        ahead = low - high
        lead += weight * ahead * (_LEAST if ahead > 0 else _MOST)
    return lead > CERTAIN


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

"""Priority score (G step 3, DOMAIN "Priority score"): frequency × error cost × time, each 1 to 3.

frequency: at least once a working day (5 a week) 3, at least weekly 2, else 1. Error cost: revenue loss 3, rework 2,
minor 1. Time per occurrence: over 30 min 3, 10 to 30 min inclusive 2, under 10 min 1. From 18 priority, 8 to 17
secondary, below 8 later; only 1 2 3 4 6 8 9 12 18 27 can occur. An opportunity of several flows takes its highest-
scoring flow and shows all. While an input is missing its factor may be anything from 1 to 3, so the score is a range.

Worked example: 20 invoices a week, 12 minutes each, a wrong one loses revenue.

>>> from apps.methods.handoffs import Per
>>> score = score_of(Scored("2", Cadence(Decimal(20), Per.WEEK), Decimal(12), ErrorCost.REVENUE_LOSS))
>>> score.frequency.points, score.error_cost.points, score.time_cost.points, score.score, score.band.value
(3, 3, 2, 18, 'priority')

The same before anybody said what an error costs: 3 × (1 to 3) × 2.

>>> possible(Partial(cadence=Cadence(Decimal(20), Per.WEEK), minutes=Decimal(12)))
ScoreRange(low=6, high=18, missing=('error cost',))
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import prod

from apps.methods.checks import not_negative
from apps.methods.handoffs import DAYS_PER_WEEK, Cadence, occurrences_per_week
from apps.methods.workings import Input, Workings

SOURCE = "G step 3"
RULE = "frequency × error cost × time each, 1 to 3 each"
PRIORITY_FROM = 18
SECONDARY_FROM = 8
LEAST, MOST = 1, 3
POSSIBLE_SCORES = (1, 2, 3, 4, 6, 8, 9, 12, 18, 27)


class ErrorCost(StrEnum):
    REVENUE_LOSS = "revenue_loss"
    REWORK = "rework"
    MINOR = "minor"


class Band(StrEnum):
    PRIORITY = "priority"
    SECONDARY = "secondary"
    LATER = "later"


ERROR_POINTS = {
    ErrorCost.REVENUE_LOSS: (3, "revenue loss"),
    ErrorCost.REWORK: (2, "rework"),
    ErrorCost.MINOR: (1, "minor"),
}


@dataclass(frozen=True, slots=True)
class Scored:
    """A flow to be scored; `key` names it in the answer."""

    key: str
    cadence: Cadence
    minutes: Decimal
    error_cost: ErrorCost
    source: str = ""


@dataclass(frozen=True, slots=True)
class Factor:
    """Points from 1 to 3 and the words for them."""

    points: int
    why: str


@dataclass(frozen=True, slots=True)
class PriorityScore:
    key: str
    frequency: Factor
    error_cost: Factor
    time_cost: Factor
    score: int
    band: Band
    workings: Workings


@dataclass(frozen=True, slots=True)
class OpportunityScore:
    """`best` decides score and band; `flows` are all of them, highest first."""

    best: PriorityScore
    flows: tuple[PriorityScore, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """What is known of a flow so far; None: missing."""

    cadence: Cadence | None = None
    minutes: Decimal | None = None
    error_cost: ErrorCost | None = None


@dataclass(frozen=True, slots=True)
class ScoreRange:
    """The score is from `low` to `high`; missing: the factors that nobody can give points yet."""

    low: int
    high: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Factors:
    """The three factors; None: its input is missing, so it may be anything from 1 to 3."""

    frequency: Factor | None
    error_cost: Factor | None
    time_cost: Factor | None


def factors_of(flow: Partial) -> Factors:
    """The factors that can be given. ValueError for negative minutes or times."""
    return Factors(
        None if flow.cadence is None else _frequency(flow.cadence),
        None if flow.error_cost is None else Factor(*ERROR_POINTS[flow.error_cost]),
        None if flow.minutes is None else _time(flow.minutes),
    )


def possible(flow: Partial) -> ScoreRange:
    """Lowest and highest score that what is known allows. ValueError for negative minutes or times."""
    found = factors_of(flow)
    factors = {"frequency": found.frequency, "error cost": found.error_cost, "time each": found.time_cost}
    low = prod(factor.points if factor else LEAST for factor in factors.values())
    high = prod(factor.points if factor else MOST for factor in factors.values())
    return ScoreRange(low, high, tuple(name for name, factor in factors.items() if factor is None))


def possible_of(flows: Iterable[Partial]) -> ScoreRange | None:
    """Of an opportunity: the highest of its flows counts, so both ends are the highest. None without a flow."""
    ranges = [possible(flow) for flow in flows]
    if not ranges:
        return None
    missing = dict.fromkeys(name for one in ranges for name in one.missing)
    return ScoreRange(max(one.low for one in ranges), max(one.high for one in ranges), tuple(missing))


def band_of(score: int) -> Band:
    if score >= PRIORITY_FROM:
        return Band.PRIORITY
    return Band.SECONDARY if score >= SECONDARY_FROM else Band.LATER


def score_of(flow: Scored) -> PriorityScore:
    """Score one flow. ValueError for negative minutes or times."""
    frequency = _frequency(flow.cadence)
    error = Factor(*ERROR_POINTS[flow.error_cost])
    time = _time(flow.minutes)
    score = frequency.points * error.points * time.points
    inputs = (
        Input("frequency", frequency.points, frequency.why, flow.source),
        Input("error cost", error.points, error.why, flow.source),
        Input("time each", time.points, time.why, flow.source),
    )
    workings = Workings(score, "points", RULE, inputs, SOURCE)
    return PriorityScore(flow.key, frequency, error, time, score, band_of(score), workings)


def best_of(flows: Iterable[Scored]) -> OpportunityScore:
    """Score of an opportunity made of several flows; equal scores go by key. ValueError without a flow."""
    return best_among(score_of(flow) for flow in flows)


def best_among(scores: Iterable[PriorityScore]) -> OpportunityScore:
    """The same from flows that are scored already. ValueError without one."""
    scored = tuple(sorted(scores, key=lambda score: (-score.score, score.key)))
    if not scored:
        raise ValueError("An opportunity needs at least one flow to be scored.")
    return OpportunityScore(scored[0], scored)


def partial_workings(flow: Partial) -> Workings:
    """How a score is made while something is missing: no value, and each factor as far as it is known."""
    found = factors_of(flow)
    factors = {"frequency": found.frequency, "error cost": found.error_cost, "time each": found.time_cost}
    inputs = tuple(
        Input(name, factor.points if factor else None, factor.why if factor else "") for name, factor in factors.items()
    )
    return Workings(None, "points", RULE, inputs, SOURCE)


def _frequency(cadence: Cadence) -> Factor:
    a_week = occurrences_per_week(cadence)
    if a_week >= DAYS_PER_WEEK:
        return Factor(3, "at least once a working day")
    return Factor(2, "at least weekly") if a_week >= 1 else Factor(1, "less than weekly")


def _time(minutes: Decimal) -> Factor:
    not_negative("Minutes", minutes)
    if minutes > 30:
        return Factor(3, "over 30 minutes")
    return Factor(2, "10 to 30 minutes") if minutes >= 10 else Factor(1, "under 10 minutes")

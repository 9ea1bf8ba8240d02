"""The pilot of a first sitting: the connection that pays back soonest, if it does so within 60 days (N, DOMAIN 3).

A candidate is a hand-off with rough costs of connecting it. Benefit a month = hours a week × share removed (75 %, from
60 to 90 %) × rate × 52 ÷ 12; payback = paid once ÷ (benefit − running cost), in days from going live, as in
`business_case`. A candidate is a pilot when its expected payback is at most 60 days and it gains anything at all. Of
several the shortest payback goes first, then the larger net gain, then the key. Where none is, `what_it_takes` says
by how much the nearest one misses, rounded to the strict side so that the sentence holds when it is worked out again.

Worked example: 12 minutes, 20 times a week, at 38 an hour; 714 once, 30 and two hours of upkeep a month.

>>> from apps.methods.handoffs import Cadence, Per
>>> invoices = HandOff(Decimal(12), Cadence(Decimal(20), Per.WEEK), Decimal(1), Decimal(38))
>>> deal = Candidate("deal", invoices, Costs(Decimal(600), Decimal(114), Decimal(30), Decimal(2)))
>>> found = appraise(deal, live=date(2026, 10, 1))
>>> round(found.expected.figures.net_per_month), round(found.expected.payback.days), found.is_pilot
(388, 56, True)
>>> dear = appraise(replace(deal, costs=replace(deal.costs, build_once=Decimal(2400))), live=date(2026, 10, 1))
>>> takes = what_it_takes(dear)
>>> dear.is_pilot, takes.once_at_most, takes.minutes_at_least
(False, Decimal('767'), Decimal('33.5'))
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from apps.methods.business_case import PILOT_DAYS, Figures, Initiative, figures, is_pilot, payback
from apps.methods.cash_flow import NEVER, Payback, days_to_months
from apps.methods.checks import not_negative, within
from apps.methods.claims import INTEGRATION_SHARE
from apps.methods.handoffs import MONTHS_PER_YEAR, WEEKS_PER_YEAR, Cost, HandOff, cost_of, occurrences_per_week
from apps.methods.ranges import Case, Range
from apps.methods.rounding import half_up
from apps.methods.workings import Input, Workings

PILOT_MONTHS = days_to_months(PILOT_DAYS)
MINUTE_STEP = Decimal("0.1")
# What takes longer than ten years is said to be never paid back.
LONGEST_MONTHS = 120
RULE = "paid once ÷ (hours a week × share removed × hourly rate × 52 ÷ 12 − running cost a month)"
SOURCE = "N integration audit; G measuring ROI; DOMAIN Audit mode"
# What connecting costs while nobody has quoted, by how much people have to change (1 to 5): hours of building, hours
# of training for each person, upkeep hours a month. Ours, in the range of what G budgets for small connections.
ASSUMED_BUILD_HOURS = {1: 4, 2: 8, 3: 24, 4: 60, 5: 160}
ASSUMED_TRAINING_HOURS = {1: 0, 2: 1, 3: 3, 4: 6, 5: 16}
ASSUMED_UPKEEP_HOURS = {1: 2, 2: 2, 3: 3, 4: 3, 5: 3}
# G starts no-code tools at 50 a month.
ASSUMED_SUBSCRIPTION = Decimal(50)
ASSUMED_EFFORT = 2


@dataclass(frozen=True, slots=True)
class Costs:
    """What connecting costs: money once and a month in the client's currency, upkeep in hours a month."""

    build_once: Decimal
    training_once: Decimal
    subscription_per_month: Decimal
    upkeep_hours_per_month: Decimal


@dataclass(frozen=True, slots=True)
class Candidate:
    """A hand-off that might be connected; `key` names it in the answer and settles the last tie."""

    key: str
    hand_off: HandOff
    costs: Costs
    share: Range = INTEGRATION_SHARE


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case: what is paid and gained, and when it is paid back, counted from going live."""

    figures: Figures
    payback: Payback


@dataclass(frozen=True, slots=True)
class Appraisal:
    """A candidate with what it costs today and its three cases."""

    candidate: Candidate
    cost: Cost
    low: Outcome
    expected: Outcome
    high: Outcome
    workings: Workings

    @property
    def is_pilot(self) -> bool:
        """N: gains anything, and pays back within 60 days."""
        return self.expected.figures.net_per_month > 0 and is_pilot(self.expected.payback)


@dataclass(frozen=True, slots=True)
class Choice:
    """pilot: None when no candidate pays back within 60 days; nearest: the one that misses by least, then."""

    pilot: Appraisal | None
    nearest: Appraisal | None
    ranked: tuple[Appraisal, ...]


@dataclass(frozen=True, slots=True)
class Takes:
    """Either one alone would make it a pilot. Whole money, tenths of a minute; None: no such value would do."""

    once_at_most: Decimal | None
    minutes_at_least: Decimal | None


def assumed_costs(effort: int, hourly_rate: Decimal, people: Decimal) -> Costs:
    """What connecting costs while nobody has quoted. ValueError for an effort outside 1 to 5.

    >>> assumed_costs(2, Decimal(38), Decimal(1)).build_once
    Decimal('304')
    """
    within("Effort", Decimal(effort), 1, 5)
    not_negative("Hourly rate", hourly_rate)
    return Costs(
        build_once=ASSUMED_BUILD_HOURS[effort] * hourly_rate,
        training_once=ASSUMED_TRAINING_HOURS[effort] * hourly_rate * not_negative("People", people),
        subscription_per_month=ASSUMED_SUBSCRIPTION,
        upkeep_hours_per_month=Decimal(ASSUMED_UPKEEP_HOURS[effort]),
    )


def appraise(candidate: Candidate, *, live: date) -> Appraisal:
    """What a candidate costs today and when it pays back. ValueError for a negative input."""
    for name, value in _costs(candidate.costs):
        not_negative(name, value)
    cost = cost_of(candidate.hand_off)
    initiative = _initiative(candidate, cost, live)
    low, expected, high = (_outcome(initiative, case) for case in (Case.LOW, Case.EXPECTED, Case.HIGH))
    made_of = (
        Input("hand-off hours", cost.hours_per_week, "h/week", candidate.hand_off.source),
        Input("share removed", candidate.share.expected * 100, "percent"),
        Input("hourly rate", candidate.hand_off.hourly_rate, "per hour"),
        *(Input(name.lower(), value) for name, value in _costs(candidate.costs)),
    )
    workings = Workings(expected.payback.days, "days", RULE, made_of, SOURCE)
    return Appraisal(candidate, cost, low, expected, high, workings)


def choose(appraisals: Iterable[Appraisal]) -> Choice:
    """The pilot among the candidates, or the nearest where there is none. Both None without a candidate."""
    ranked = tuple(sorted(appraisals, key=_place))
    pilot = ranked[0] if ranked and ranked[0].is_pilot else None
    return Choice(pilot, None if pilot or not ranked else ranked[0], ranked)


def what_it_takes(appraisal: Appraisal) -> Takes:
    """What would make a candidate a pilot, each alone and all else as it is, in the expected case."""
    return Takes(_once_at_most(appraisal), _minutes_at_least(appraisal))


def whole_days(days: Decimal) -> Decimal:
    """A payback as it is shown: half up, but never so that one over 60 days looks like one within.

    >>> whole_days(Decimal("46.05")), whole_days(Decimal("60.2"))
    (Decimal('46'), Decimal('61'))
    """
    return max(half_up(days, 0), Decimal(PILOT_DAYS + 1)) if days > PILOT_DAYS else half_up(days, 0)


def _costs(costs: Costs) -> Sequence[tuple[str, Decimal]]:
    return (
        ("Build, once", costs.build_once),
        ("Training, once", costs.training_once),
        ("Subscription a month", costs.subscription_per_month),
        ("Upkeep hours a month", costs.upkeep_hours_per_month),
    )


def _initiative(candidate: Candidate, cost: Cost, live: date) -> Initiative:
    costs = candidate.costs
    return Initiative(
        key=candidate.key,
        name=candidate.key,
        build_start=live,
        live=live,
        hourly_rate=candidate.hand_off.hourly_rate,
        build_once=costs.build_once,
        training_once=costs.training_once,
        subscription_per_month=costs.subscription_per_month,
        upkeep_hours_per_month=costs.upkeep_hours_per_month,
        hours_saved_per_week=candidate.share.times(cost.hours_per_week),
    )


def _outcome(initiative: Initiative, case: Case) -> Outcome:
    made = figures(initiative, case)
    if 0 < made.net_per_month * LONGEST_MONTHS < made.once:
        return Outcome(made, Payback(None, None, None, NEVER))
    return Outcome(made, payback(initiative, case))


def _place(appraisal: Appraisal) -> tuple[bool, Decimal, Decimal, str]:
    """Those that gain by payback; the others behind them, by how little they lose."""
    found, net = appraisal.expected.payback, appraisal.expected.figures.net_per_month
    gains = net > 0 and found.days is not None
    return not gains, found.days if gains and found.days is not None else Decimal(0), -net, appraisal.candidate.key


def _once_at_most(appraisal: Appraisal) -> Decimal | None:
    net = appraisal.expected.figures.net_per_month
    most = (net * PILOT_MONTHS).to_integral_value(rounding=ROUND_FLOOR)
    while most > 0 and not _with_once(appraisal, most).is_pilot:
        most -= 1  # the last digit of a division
    return most if most > 0 else None


def _minutes_at_least(appraisal: Appraisal) -> Decimal | None:
    hand_off, share = appraisal.candidate.hand_off, appraisal.candidate.share.expected
    each = occurrences_per_week(hand_off.cadence) * hand_off.people * hand_off.hourly_rate * share
    if not each:
        return None
    wanted = appraisal.expected.figures.once / PILOT_MONTHS + appraisal.expected.figures.running_per_month
    minutes = wanted * MONTHS_PER_YEAR / WEEKS_PER_YEAR * 60 / each
    least = (minutes / MINUTE_STEP).to_integral_value(rounding=ROUND_CEILING) * MINUTE_STEP
    while not _with_minutes(appraisal, least).is_pilot:
        least += MINUTE_STEP  # the last digit of a division, or nothing to pay back and nothing gained
    return least


def _with_once(appraisal: Appraisal, once: Decimal) -> Appraisal:
    costs = replace(appraisal.candidate.costs, build_once=once, training_once=Decimal(0))
    return appraise(replace(appraisal.candidate, costs=costs), live=date.min)


def _with_minutes(appraisal: Appraisal, minutes: Decimal) -> Appraisal:
    hand_off = replace(appraisal.candidate.hand_off, minutes=minutes)
    return appraise(replace(appraisal.candidate, hand_off=hand_off), live=date.min)

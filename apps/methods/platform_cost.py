"""What an integration platform costs at a given volume, and from which volume another one is cheaper (ours).

A plan has a price a month with a volume included, a price for each 1,000 more, and sometimes a volume at which the
vendor stops. Vendors count differently: each step after the trigger (a task), each step with the trigger (an
operation), or each run however many steps it has (an execution); a flat price counts nothing. So one run of two
actions is two, three, one or none. What lies above the included volume is charged in proportion. A plan that cannot
carry the volume has no cost. Plans are compared in one currency; the others are left for the reader. The price is a
line with bends over the number of runs, so volumes at which the cheapest plan changes are found exactly, in
fractions. Tiers come in as flat prices (G's ranges); what is paid once is spread over 24 months.

Worked example: 750 tasks for 29.99, 1,000 more for 49.98; 2,500 runs for 24. Two actions a run.

>>> tasks = Plan("Zapier", "Professional 750", Decimal("29.99"), included=Decimal(750), overage=Decimal("49.98"))
>>> runs = Plan("n8n", "Starter", Decimal(24), included=Decimal(2500), counts=Counts.RUN)
>>> monthly_cost(tasks, Usage(Decimal(500), actions=2)), monthly_cost(runs, Usage(Decimal(3000), actions=2))
(Decimal('42.485'), None)
>>> [(leg.plan.platform, leg.last_whole) for leg in cheapest([tasks, runs], actions=2)]
[('n8n', 2500), ('Zapier', None)]
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Any

from apps.methods.checks import not_negative
from apps.methods.handoffs import MONTHS_PER_YEAR, WEEKS_PER_YEAR
from apps.methods.tiers import PRICES, Tier
from apps.methods.workings import Input, Workings

SOURCE = "price sheets; counting of steps: vendors' own"
RULE = (
    "runs a month × what counts in each = volume; price + volume above the included one ÷ 1,000 × price of 1,000 more"
)
PER = 1000
SPREAD_OVER_MONTHS = 24
SIGNAL_WEEKS = 4
UNKNOWN_VOLUME = Decimal(2000)
NOT_FAR, NEXT_TO_IT = 20, Decimal("1.2")

Piece = tuple[Fraction, Fraction | None, Fraction, Fraction]


class Counts(StrEnum):
    ACTION = "action"
    STEP = "step"
    RUN = "run"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Plan:
    """price a month in `currency`. included None: no limit. overage None: no more can be had. ValueError below 0."""

    platform: str
    name: str
    price: Decimal
    currency: str = "USD"
    included: Decimal | None = None
    overage: Decimal | None = None
    most: Decimal | None = None
    counts: Counts = Counts.ACTION

    def __post_init__(self) -> None:
        for name in ("price", "included", "overage", "most"):
            value = getattr(self, name)
            if value is not None:
                not_negative(name.capitalize(), value)


@dataclass(frozen=True, slots=True)
class Usage:
    """runs a month ≥ 0; actions: steps after the trigger, at least 1. ValueError otherwise."""

    runs: Decimal
    actions: int

    def __post_init__(self) -> None:
        not_negative("Runs", self.runs)
        _at_least_one(self.actions)


@dataclass(frozen=True, slots=True)
class Leg:
    """From more than `start` to `end` runs a month (None: without end) this plan is the cheapest; None: none can."""

    start: Fraction
    end: Fraction | None
    plan: Plan | None

    @property
    def last_whole(self) -> int | None:
        """The last whole number of runs of this leg."""
        return None if self.end is None else int(self.end)

    @property
    def first_whole(self) -> int:
        """The first whole number of runs of this leg."""
        return int(self.start) + 1 if self.start else 0

    def covers(self, runs: Decimal) -> bool:
        return (not self.start or self.start < runs) and (self.end is None or runs <= self.end)


@dataclass(frozen=True, slots=True)
class TierPrice:
    """One end of G's range of a tier, a month. once: the amount that was spread, None where it is monthly anyway.

    from_runs: whole runs a month from which the cheapest plan costs more than this; None: never.
    """

    tier: Tier
    is_high: bool
    per_month: Decimal
    once: Decimal | None
    from_runs: int | None


def units(plan: Plan, actions: int) -> int:
    """What one run counts against the plan's volume."""
    _at_least_one(actions)
    return {Counts.ACTION: actions, Counts.STEP: actions + 1, Counts.RUN: 1, Counts.NOTHING: 0}[plan.counts]


def monthly_cost(plan: Plan, usage: Usage) -> Decimal | None:
    """In the plan's currency, unrounded; None when the plan cannot carry that volume."""
    volume = usage.runs * units(plan, usage.actions)
    if plan.most is not None and volume > plan.most:
        return None
    above = Decimal(0) if plan.included is None else max(volume - plan.included, Decimal(0))
    if not above:
        return plan.price
    return None if plan.overage is None else plan.price + above * plan.overage / PER


def workings_of(plan: Plan, usage: Usage) -> Workings:
    """Why a plan costs what it costs at that volume."""
    volume = usage.runs * units(plan, usage.actions)
    made_of = (
        Input("runs a month", usage.runs, "runs"),
        Input("counted for each run", units(plan, usage.actions), ""),
        Input("volume a month", volume, ""),
        Input("price a month", plan.price, plan.currency),
        Input("included", "no limit" if plan.included is None else plan.included),
        Input(
            "1,000 more", "not sold" if plan.overage is None else plan.overage, plan.currency if plan.overage else ""
        ),
    )
    return Workings(monthly_cost(plan, usage), plan.currency, RULE, made_of, SOURCE)


def cheapest_plan(plans: Iterable[Plan], usage: Usage) -> Plan | None:
    """The plan with the lowest cost at that volume; ties go to the lower price, then by name. None: none can."""
    priced = [(cost, plan) for plan in plans if (cost := monthly_cost(plan, usage)) is not None]
    return min(priced, key=lambda row: (row[0], row[1].price, row[1].platform, row[1].name), default=(0, None))[1]


def cheapest(plans: Sequence[Plan], *, actions: int) -> tuple[Leg, ...]:
    """Which plan is cheapest at which volume, from no run upwards. ValueError for plans in several currencies."""
    if len({plan.currency for plan in plans}) > 1:
        raise ValueError("Plans in several currencies cannot be compared.")
    lines = {plan: list(_pieces(plan, actions)) for plan in plans}
    edges = sorted(
        {
            Fraction(0),
            *(edge for pieces in lines.values() for start, end, *_ in pieces for edge in (start, end or start)),
        }
    )
    spans: list[tuple[Fraction, Fraction | None]] = [*pairwise(edges), (edges[-1], None)]
    legs: list[Leg] = []
    for start, end in spans:
        for leg in _straight(start, end, _within(lines, start, end)):
            if legs and legs[-1].plan == leg.plan:
                legs[-1] = Leg(legs[-1].start, leg.end, leg.plan)
            else:
                legs.append(leg)
    return tuple(legs)


def curve(plans: Sequence[Plan], *, actions: int, most: Decimal) -> tuple[tuple[Decimal, Decimal], ...]:
    """The lowest cost from no run to `most` as corners of a line; a step is two corners of the same runs.

    Ends where none of the plans can carry more.
    """
    corners: list[tuple[Fraction, Fraction]] = []
    for leg in cheapest(plans, actions=actions):
        for start, end, base, slope in _pieces(leg.plan, actions) if leg.plan else ():
            first, last = max(start, leg.start), min(end or Fraction(most), leg.end or Fraction(most), Fraction(most))
            if first < last:
                corners += [(first, base + slope * first), (last, base + slope * last)]
        if leg.plan is None:
            break
    return tuple((_decimal(runs), _decimal(cost)) for runs, cost in dict.fromkeys(corners))


def worth_showing(plans: Iterable[Plan], *, actions: int, runs: Decimal | None) -> Decimal:
    """Up to which volume a picture is of use: four times the own volume, and past the next limit that is not far."""
    if not runs:
        return UNKNOWN_VOLUME
    limits = [start for plan in plans for start, *_ in _pieces(plan, actions) if runs < start < runs * NOT_FAR]
    return max(runs * 4, *(Decimal(int(limit)) * NEXT_TO_IT for limit in limits[:1]), runs)


def tier_prices(plans: Sequence[Plan], *, actions: int) -> tuple[TierPrice, ...]:
    """The ends of G's ranges, in US dollars, against the cheapest of these plans at every volume."""
    legs, found = cheapest(plans, actions=actions), []
    idle = [cost for plan in plans if (cost := monthly_cost(plan, Usage(Decimal(0), actions))) is not None]
    for tier, price in PRICES.items():
        for amount, is_high in ((price.low, False), (price.high, True)):
            per_month = amount / SPREAD_OVER_MONTHS if price.once else amount
            once = amount if price.once else None
            is_dearer = not idle or min(idle) > per_month
            start = 0 if is_dearer else _dearer_from(legs, Fraction(per_month), actions)
            found.append(TierPrice(tier, is_high, per_month, once, start))
    return tuple(found)


def runs_from_signals(runs: int, *, records: int | None = None, actions: int = 1) -> Decimal:
    """Runs a month from what was counted in the last four weeks: ÷ 4 × 52 ÷ 12.

    One signal may stand for a batch. Where signals say how many records were written, each record is one action, so
    records ÷ actions are the runs that a platform would count.

    >>> runs_from_signals(60, records=320, actions=4) == Decimal(80) * 13 / 12
    True
    """
    _at_least_one(actions)
    counted = Decimal(records) / actions if records else Decimal(runs)
    return not_negative("Runs", counted) * WEEKS_PER_YEAR / (SIGNAL_WEEKS * MONTHS_PER_YEAR)


def usual_actions(*, flows: int, two_way: bool, complex_logic: bool, multi_step_approval: bool) -> int:
    """Steps after the trigger where nobody counted them (ours): one for writing, one more for data flowing back, two
    for look-ups and branches, one for an approval. Runs are already counted for each flow.

    >>> usual_actions(flows=1, two_way=False, complex_logic=False, multi_step_approval=False)
    1
    """
    if flows < 1:
        raise ValueError("Without a flow nothing runs.")
    return 1 + two_way + 2 * complex_logic + multi_step_approval


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator


def _at_least_one(actions: int) -> None:
    if actions < 1:
        raise ValueError("A run has at least one step after its trigger.")


def _pieces(plan: Plan, actions: int) -> Iterator[Piece]:
    """The plan's cost over runs as straight pieces: from, to (None: without end), cost at 0 of the line, slope."""
    each = units(plan, actions)
    end = None if plan.most is None or not each else Fraction(plan.most) / each
    price = Fraction(plan.price)
    if plan.included is None or not each:
        yield Fraction(0), end, price, Fraction(0)
        return
    bend = Fraction(plan.included) / each
    yield Fraction(0), bend if end is None else min(bend, end), price, Fraction(0)
    if plan.overage is not None and (end is None or bend < end):
        slope = Fraction(plan.overage) * each / PER
        yield bend, end, price - slope * bend, slope


def _within(lines: Mapping[Plan, list[Piece]], start: Fraction, end: Fraction | None) -> list[tuple[Piece, Plan]]:
    """The one piece of each plan that covers a span without bends; plans that end before it have none."""
    return [
        (piece, plan)
        for plan, pieces in lines.items()
        for piece in pieces
        if piece[0] <= start and (piece[1] is None or (end is not None and end <= piece[1]))
    ]


def _straight(start: Fraction, end: Fraction | None, lines: list[tuple[Piece, Plan]]) -> Iterator[Leg]:
    """The cheapest plans of a span in which every plan is a straight line."""

    def rank(row: tuple[Piece, Plan], at: Fraction) -> tuple[Any, ...]:
        (_, _, base, slope), plan = row
        return (base + slope * at, slope, plan.price, plan.platform, plan.name)

    at, best = start, min(lines, key=lambda row: rank(row, start), default=None)
    while best:
        (_, _, base, slope), plan = best
        flatter = [row for row in lines if row[0][3] < slope]
        meets = [((row[0][2] - base) / (slope - row[0][3]), row) for row in flatter]
        near = min((x for x, _ in meets if end is None or x < end), default=None)
        yield Leg(at, end if near is None else near, plan)
        if near is None:
            return
        at, best = near, min((row for x, row in meets if x == near), key=lambda row: rank(row, near)[1:])
    yield Leg(start, end, None)


def _dearer_from(legs: Sequence[Leg], amount: Fraction, actions: int) -> int | None:
    """The first whole number of runs, above none, at which even the cheapest plan is dearer, or none can carry it."""
    for leg in legs:
        pieces = [(leg.start, leg.end, amount + 1, Fraction(0))] if leg.plan is None else _pieces(leg.plan, actions)
        for start, end, base, slope in pieces:
            first, last = max(start, leg.start), _least(end, leg.end)
            if last is not None and last <= first:
                continue
            if base + slope * first > amount:
                return int(first) + 1
            at = (amount - base) / slope if slope else None
            if at is not None and (last is None or at < last):
                return int(at) + 1
    return None


def _least(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return min((edge for edge in (a, b) if edge is not None), default=None)

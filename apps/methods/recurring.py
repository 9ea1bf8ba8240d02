"""Which charges of a merchant come again, how often, and what that makes a year.

Charges are kept apart by currency and by who pays (card). Those of one day count as one. A refund takes away the charge
of the same amount before it; another is reported beside. The days between charges must be a week (±2), a month
(30 ± 6), a quarter (91 ± 10) or a year (365 ± 20); one in five may be off, and one missing charge in between is
forgiven. Where the days fit nothing, charges of equal amounts are tried on their own: two plans on one card.
A year's cost is the latest amount × times a year (52, 12, 4, 1), or the mean amount when amounts keep changing (more
than one step in three by over 2 %). Nothing charged any more costs 0: the last charge is more than a period and a half
before the end of the file. One charge alone may be once or yearly: no cost is claimed. Irregular charges count what was
paid in the last 365 days, and only when the file reaches back that far.

Worked example: 60.00 on 3 January, 3 February and 3 March is 60 × 12 = 720.00 a year.

>>> from datetime import date
>>> paid = [Charge(date(2026, month, 3), Decimal(60), "USD") for month in (1, 2, 3)]
>>> (series,) = series_of(paid, span=(date(2026, 1, 1), date(2026, 3, 31)))
>>> series.rhythm.value, series.annual_cost
('monthly', Decimal('720'))
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from apps.methods.workings import Input, Workings

Span = tuple[date, date] | None
SAME_AMOUNT = Decimal("0.02")
FITTING = Decimal("0.8")
YEAR = 365
SOURCE = "charges in the file"


class Rhythm(StrEnum):
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    ONCE = "once"
    IRREGULAR = "irregular"


# Rhythm: days between two charges, how many more or fewer still fit, times a year.
PERIODS = {
    Rhythm.WEEKLY: (7, 2, 52),
    Rhythm.MONTHLY: (30, 6, 12),
    Rhythm.QUARTERLY: (91, 10, 4),
    Rhythm.YEARLY: (365, 20, 1),
}


@dataclass(frozen=True, slots=True)
class Charge:
    """amount: more than 0 paid, less than 0 given back, in `currency`. day: None when unknown. payer: whose card."""

    day: date | None
    amount: Decimal
    currency: str
    payer: str = ""


@dataclass(frozen=True, slots=True)
class PriceChange:
    before: Decimal
    after: Decimal
    day: date


@dataclass(frozen=True, slots=True)
class Series:
    """Charges that belong together. annual_cost: in `currency`, None when it cannot be told, 0 when it has stopped.

    amount: of the latest charge; refunded: given back without a charge of the same amount (0 or more).
    """

    payer: str
    currency: str
    rhythm: Rhythm
    charges: int
    amount: Decimal
    annual_cost: Decimal | None
    first: date | None
    last: date | None
    change: PriceChange | None
    has_stopped: bool
    refunded: Decimal
    workings: Workings


@dataclass(frozen=True, slots=True)
class _Paid:
    day: date
    amount: Decimal


def series_of(charges: Iterable[Charge], *, span: Span) -> list[Series]:
    """The series of one merchant, the dearest first. The order of the charges does not matter.

    span: first and last day of the whole file, of all merchants; None when it has no days.
    """
    groups: dict[tuple[str, str], list[Charge]] = defaultdict(list)
    for charge in charges:
        groups[charge.currency, charge.payer].append(charge)
    found = [series for key, group in sorted(groups.items()) for series in _of_group(key, group, span)]
    return sorted(found, key=lambda s: (-(s.annual_cost or 0), -s.amount, s.currency, s.payer, s.first or date.max))


def annual_costs(series: Iterable[Series]) -> dict[str, Decimal]:
    """Cost a year by currency. Currencies are never added up; one without any known cost is left out."""
    costs: dict[str, Decimal] = {}
    for entry in series:
        if entry.annual_cost is not None:
            costs[entry.currency] = costs.get(entry.currency, Decimal(0)) + entry.annual_cost
    return costs


def _of_group(key: tuple[str, str], group: Sequence[Charge], span: Span) -> list[Series]:
    kept, refunded = _netted(group)
    dated = [charge for charge in kept if charge.day is not None]
    if not kept:
        return [_nothing_left(key, group, refunded)]
    if len(dated) < len(kept) or span is None:
        return [_undated(key, kept, refunded)]
    whole = _series(key, dated, refunded, span)
    if whole.rhythm != Rhythm.IRREGULAR:
        return [whole]
    parts = _by_amount(key, dated, span)
    return [replace(parts[0], refunded=refunded), *parts[1:]] if parts else [whole]


def _netted(group: Sequence[Charge]) -> tuple[list[Charge], Decimal]:
    """The charges that were not given back, and what was given back beyond them."""
    ordered = sorted(group, key=lambda charge: (charge.day or date.min, charge.amount))
    kept = [charge for charge in ordered if charge.amount > 0]
    refunded = Decimal(0)
    for refund in (charge for charge in ordered if charge.amount < 0):
        same = [c for c in kept if c.amount == -refund.amount and (c.day or date.min) <= (refund.day or date.max)]
        if same:
            kept.remove(same[-1])
        else:
            refunded -= refund.amount
    return kept, refunded


def _series(key: tuple[str, str], charges: Sequence[Charge], refunded: Decimal, span: tuple[date, date]) -> Series:
    paid = _by_day(charges)
    rhythm = _rhythm([(after.day - before.day).days for before, after in pairwise(paid)])
    length, tolerance, _ = PERIODS.get(rhythm, (0, 0, 0))
    has_stopped = bool(length) and (span[1] - paid[-1].day).days > length + length // 2 + tolerance
    cost, rule = _annual(paid, rhythm, span)
    if has_stopped:
        cost, rule = Decimal(0), "0: nothing was charged any more for over a period and a half"
    return Series(
        payer=key[1],
        currency=key[0],
        rhythm=rhythm,
        charges=len(charges),
        amount=paid[-1].amount,
        annual_cost=cost,
        first=paid[0].day,
        last=paid[-1].day,
        change=_price_change(paid),
        has_stopped=has_stopped,
        refunded=refunded,
        workings=_workings(cost, key[0], rule, paid, len(charges)),
    )


def _by_day(charges: Sequence[Charge]) -> list[_Paid]:
    sums: dict[date, Decimal] = defaultdict(Decimal)
    for charge in charges:
        if charge.day is not None:
            sums[charge.day] += charge.amount
    return [_Paid(day, sums[day]) for day in sorted(sums)]


def _rhythm(gaps: Sequence[int]) -> Rhythm:
    if not gaps:
        return Rhythm.ONCE
    for rhythm, (length, tolerance, _) in PERIODS.items():
        exact = sum(abs(gap - length) <= tolerance for gap in gaps)
        skipped = sum(abs(gap - 2 * length) <= tolerance for gap in gaps) if len(gaps) > 2 and length < YEAR else 0
        if exact and exact + min(skipped, 1) >= FITTING * len(gaps):
            return rhythm
    return Rhythm.IRREGULAR


def _annual(paid: Sequence[_Paid], rhythm: Rhythm, span: tuple[date, date]) -> tuple[Decimal | None, str]:
    if rhythm == Rhythm.ONCE:
        return None, "one charge may be once or yearly: no cost a year is claimed"
    if rhythm == Rhythm.IRREGULAR:
        since = span[1] - timedelta(days=YEAR)
        if span[0] > since + timedelta(days=31):
            return None, "irregular charges in less than eleven months tell no cost a year"
        return sum((p.amount for p in paid if p.day > since), Decimal(0)), "what was charged in the last 365 days"
    times = PERIODS[rhythm][2]
    if _keeps_changing(paid):
        mean = sum((entry.amount for entry in paid), Decimal(0)) / len(paid)
        return mean * times, f"mean amount × {times} times a year, since amounts keep changing"
    return paid[-1].amount * times, f"latest amount × {times} times a year"


def _steps(paid: Sequence[_Paid]) -> list[PriceChange]:
    pairs = pairwise(paid)
    return [
        PriceChange(a.amount, b.amount, b.day) for a, b in pairs if abs(b.amount - a.amount) > SAME_AMOUNT * a.amount
    ]


def _keeps_changing(paid: Sequence[_Paid]) -> bool:
    return len(_steps(paid)) > max(1, (len(paid) - 1) // 3)


def _price_change(paid: Sequence[_Paid]) -> PriceChange | None:
    """The latest step of a price that otherwise stays."""
    steps = _steps(paid)
    return steps[-1] if steps and not _keeps_changing(paid) else None


def _by_amount(key: tuple[str, str], charges: Sequence[Charge], span: tuple[date, date]) -> list[Series]:
    """Series of equal amounts, when they explain nearly all charges; else none."""
    times = Counter(charge.amount for charge in charges)
    parts = [
        _series(key, [charge for charge in charges if charge.amount == amount], Decimal(0), span)
        for amount, count in sorted(times.items())
        if count > 1
    ]
    regular = [part for part in parts if part.rhythm in PERIODS]
    if not regular or sum(part.charges for part in regular) < FITTING * len(charges):
        return []
    others = {part.amount for part in regular}
    single = [charge for charge in charges if charge.amount not in others]
    return [*regular, *(_series(key, [charge], Decimal(0), span) for charge in single)]


def _undated(key: tuple[str, str], kept: Sequence[Charge], refunded: Decimal) -> Series:
    rule = "without days nothing can be said about a year"
    workings = Workings(None, f"{key[0]} a year", rule, (Input("charges", len(kept)),), SOURCE)
    amount = max(charge.amount for charge in kept)
    rhythm = Rhythm.ONCE if len(kept) == 1 else Rhythm.IRREGULAR
    return Series(
        key[1], key[0], rhythm, len(kept), amount, None, None, None, None, has_stopped=False, refunded=refunded,
        workings=workings,
    )  # fmt: skip


def _nothing_left(key: tuple[str, str], group: Sequence[Charge], refunded: Decimal) -> Series:
    """All was given back: it costs nothing."""
    days = sorted(charge.day for charge in group if charge.day)
    rule = "0: every charge was given back"
    workings = Workings(Decimal(0), f"{key[0]} a year", rule, (Input("lines", len(group)),), SOURCE)
    return Series(
        key[1], key[0], Rhythm.ONCE, 0, Decimal(0), Decimal(0), days[0] if days else None, days[-1] if days else None,
        None, has_stopped=True, refunded=refunded, workings=workings,
    )  # fmt: skip


def _workings(cost: Decimal | None, currency: str, rule: str, paid: Sequence[_Paid], charges: int) -> Workings:
    inputs = (
        Input("charges", charges, "", f"{paid[0].day.isoformat()} to {paid[-1].day.isoformat()}"),
        Input("latest amount", paid[-1].amount, currency, paid[-1].day.isoformat()),
    )
    return Workings(cost, f"{currency} a year", rule, inputs, SOURCE)

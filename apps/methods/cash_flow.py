"""Cumulative net benefit of dated lines, month by month and exact to the day (DOMAIN 5).

A month is 52/12 weeks, that is 364/12 days, as everywhere in the product; an amount per month accrues evenly from its
first day, an amount paid once counts from its day on. ROI % = (benefit − cost) ÷ cost over the horizon. Payback is
the first moment, interpolated, at which cumulative net benefit is back at zero after the first money was spent,
counted in months from the start; None with its word where that never happens within the horizon. Net present value
discounts each month's net from that month's end at (1 + yearly rate)^(month ÷ 12); IRR is per year.

Worked example: 714 spent on the day of going live, then 470.33 a month: 1.52 months, 46 days.

>>> lines = [Line("build", Kind.COST, once=Decimal(714), once_on=date(2026, 10, 1)),
...          Line("net saving", Kind.BENEFIT, per_month=Decimal("470.33"), from_on=date(2026, 10, 1))]
>>> flow = cash_flow(lines, start=date(2026, 10, 1), horizon_months=24)
>>> round(flow.payback.months, 2), flow.payback.on
(Decimal('1.52'), datetime.date(2026, 11, 16))
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from itertools import pairwise

from apps.methods.checks import not_negative
from apps.methods.finance import Kind, internal_rate, roi_percent
from apps.methods.handoffs import MONTHS_PER_YEAR, WEEKS_PER_YEAR
from apps.methods.workings import Input, Workings

DAYS_PER_YEAR = WEEKS_PER_YEAR * 7
NONE, ONE_DAY = Decimal(0), Decimal(1)
NEVER = "never within the horizon"
PAID_BACK = "paid back"
NOTHING_SPENT = "nothing to pay back"
ROUNDING_DUST = Decimal("1e-15")
SOURCE = "G measuring ROI; DOMAIN 5"


@dataclass(frozen=True, slots=True)
class Line:
    """One cost or benefit, amounts as positive numbers: `once` on a day, and/or `per_month` from a day on."""

    label: str
    kind: Kind
    once: Decimal = Decimal(0)
    once_on: date | None = None
    per_month: Decimal = Decimal(0)
    from_on: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Payback:
    """`months` and `days` from the start and the day `on`, or None with `word` saying why."""

    months: Decimal | None
    days: Decimal | None
    on: date | None
    word: str
    falls_again: bool = False


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month's amounts; row 0 is what is paid on the first day. `until` is the last whole day reached."""

    month: int
    until: date
    cost: Decimal
    benefit: Decimal
    net: Decimal
    cumulative: Decimal


@dataclass(frozen=True)
class CashFlow:
    """Totals over the horizon, unrounded. Without a discount rate the present values equal the plain ones.

    Payback and IRR are searched for when somebody asks. lines: what it was made of, in their full order.
    """

    start: date
    horizon_months: int
    rows: tuple[MonthRow, ...]
    benefit: Decimal
    cost: Decimal
    net: Decimal
    roi_percent: Decimal | None
    pv_benefit: Decimal
    pv_cost: Decimal
    npv: Decimal
    lines: tuple[Line, ...]
    workings: Workings

    @cached_property
    def irr_percent(self) -> Decimal | None:
        return _yearly_rate(self.rows)

    @cached_property
    def payback(self) -> Payback:
        return _payback(_dated(self.lines, self.start), self.start, months_to_days(Decimal(self.horizon_months)))


def months_to_days(months: Decimal) -> Decimal:
    return months * DAYS_PER_YEAR / MONTHS_PER_YEAR


def days_to_months(days: Decimal | int) -> Decimal:
    return Decimal(days) * MONTHS_PER_YEAR / DAYS_PER_YEAR


def cumulative(lines: Iterable[Line], day: date) -> Decimal:
    """Net benefit up to the beginning of `day`, with what is paid once on that day."""
    return sum((line.sign * line.accrued(NONE) for line in _dated(lines, day)), NONE)


def curve(lines: Sequence[Line], *, start: date, until: Decimal) -> tuple[tuple[Decimal, Decimal], ...]:
    """Cumulative net benefit as (month, level) from the start to `until` months; a step is two points of one month.

    >>> spent = Line("build", Kind.COST, once=Decimal(714), once_on=date(2026, 9, 14))
    >>> [str(round(level)) for month, level in curve([spent], start=date(2026, 9, 7), until=Decimal(1))]
    ['0', '0', '-714', '-714']
    """
    points: list[tuple[Decimal, Decimal]] = [(Decimal(0), Decimal(0))]
    for first, last, level, slope in _segments(_dated(lines, start), months_to_days(until)):
        ends = (first, level), (last, level + slope * (last - first))
        points += [(days_to_months(day), height) for day, height in ends]
    return tuple(point for point, before in zip(points, [None, *points[:-1]], strict=True) if point != before)


def cash_flow(
    lines: Sequence[Line], *, start: date, horizon_months: int, discount_rate: Decimal = Decimal(0)
) -> CashFlow:
    """The whole picture of some lines. `discount_rate` is a share a year.

    ValueError for a horizon below one month, a negative amount, an amount without its day, or a day before `start`.
    """
    _check(lines, start, horizon_months)
    ordered = sorted(lines, key=_order)
    rows = tuple(_rows(_dated(ordered, start), start, horizon_months))
    cost = sum((row.cost for row in rows), Decimal(0))
    benefit = sum((row.benefit for row in rows), Decimal(0))
    factors = [(1 + discount_rate) ** (Decimal(row.month) / MONTHS_PER_YEAR) for row in rows]
    pv_cost = sum((row.cost / factor for row, factor in zip(rows, factors, strict=True)), Decimal(0))
    pv_benefit = sum((row.benefit / factor for row, factor in zip(rows, factors, strict=True)), Decimal(0))
    made_of = tuple(Input(line.label, line.once or line.per_month, line.kind.value, line.source) for line in ordered)
    rule = f"benefit − cost over {horizon_months} months of 52/12 weeks"
    return CashFlow(
        start=start,
        horizon_months=horizon_months,
        rows=rows,
        benefit=benefit,
        cost=cost,
        net=benefit - cost,
        roi_percent=roi_percent(benefit, cost),
        pv_benefit=pv_benefit,
        pv_cost=pv_cost,
        npv=pv_benefit - pv_cost,
        lines=tuple(ordered),
        workings=Workings(benefit - cost, "money", rule, made_of, SOURCE),
    )


def simple_payback(once: Decimal, net_per_month: Decimal, *, live: date) -> Payback:
    """Payback of one effort from the day it went live: spent once ÷ net benefit a month."""
    if not_negative("Cost", once) == 0:
        return Payback(Decimal(0), Decimal(0), live, NOTHING_SPENT)
    if net_per_month <= 0:
        return Payback(None, None, None, NEVER)
    months = once / net_per_month
    return _paid_back(live, months_to_days(months))


def _check(lines: Sequence[Line], start: date, horizon_months: int) -> None:
    if horizon_months < 1:
        raise ValueError("The horizon must be at least one month.")
    for line in lines:
        for amount, day in ((line.once, line.once_on), (line.per_month, line.from_on)):
            not_negative(line.label, amount)
            if amount and (day is None or day < start):
                raise ValueError(f"{line.label} needs a day on or after {start}.")


def _order(line: Line) -> tuple[str, ...]:
    """A full order, so that shuffled lines give the same digits."""
    parts = (line.kind, line.label, line.once, line.once_on, line.per_month, line.from_on, line.source)
    return tuple(str(part) for part in parts)


@dataclass(frozen=True, slots=True)
class _Dated:
    """A line with its days counted from an origin, so that nothing has to be counted again for each moment."""

    kind: Kind
    sign: int
    once: Decimal
    once_after: Decimal | None
    per_year: Decimal
    from_after: Decimal | None

    def accrued(self, days: Decimal) -> Decimal:
        """Amount up to `days` after the origin."""
        amount = NONE
        if self.once_after is not None and self.once_after <= days:
            amount += self.once
        if self.from_after is not None and self.from_after < days:
            amount += self.over(days - self.from_after)
        return amount

    def over(self, days: Decimal) -> Decimal:
        """What accrues in so many days."""
        return self.per_year * days / DAYS_PER_YEAR


def _dated(lines: Iterable[Line], origin: date) -> tuple[_Dated, ...]:
    return tuple(
        _Dated(
            kind=line.kind,
            sign=-1 if line.kind is Kind.COST else 1,
            once=line.once,
            once_after=None if line.once_on is None else Decimal((line.once_on - origin).days),
            per_year=line.per_month * MONTHS_PER_YEAR,
            from_after=None if line.from_on is None else Decimal((line.from_on - origin).days),
        )
        for line in lines
    )


def _rows(lines: Sequence[_Dated], start: date, horizon_months: int) -> Iterator[MonthRow]:
    before = {Kind.COST: Decimal(0), Kind.BENEFIT: Decimal(0)}
    for month in range(horizon_months + 1):
        days = months_to_days(Decimal(month))
        reached = {kind: sum((line.accrued(days) for line in lines if line.kind is kind), NONE) for kind in Kind}
        cost, benefit = (reached[kind] - before[kind] for kind in (Kind.COST, Kind.BENEFIT))
        level = reached[Kind.BENEFIT] - reached[Kind.COST]
        yield MonthRow(month, start + timedelta(days=int(days)), cost, benefit, benefit - cost, level)
        before = reached


def _segments(lines: Sequence[_Dated], end: Decimal) -> Iterator[tuple[Decimal, Decimal, Decimal, Decimal]]:
    """(from day, to day, level at its beginning, change per day) of each straight piece of the curve."""
    days = {after for line in lines for after in (line.once_after, line.from_after) if after is not None}
    for first, last in pairwise(sorted({Decimal(0), end, *(day for day in days if day < end)})):
        level = sum((line.sign * line.accrued(first) for line in lines), NONE)
        running = [line for line in lines if line.from_after is not None and line.from_after <= first]
        yield first, last, level, sum((line.sign * line.over(ONE_DAY) for line in running), NONE)


def _payback(lines: Sequence[_Dated], start: date, end: Decimal) -> Payback:
    spent, reached = False, None
    for first, last, level, slope in _segments(lines, end):
        spent = spent or level < 0 or (level == 0 and slope < 0)
        if reached is None and spent:
            reached = _crossing(first, last, level, slope)
        closing = level + slope * (last - first)
        if (
            reached is not None
            and last > reached
            and min(closing, level if first >= reached else closing) < -ROUNDING_DUST
        ):
            return _paid_back(start, reached, falls_again=True)
        spent = spent or closing < 0
    if reached is not None:
        return _paid_back(start, reached)
    if not spent:
        return Payback(Decimal(0), Decimal(0), start, NOTHING_SPENT)
    return Payback(None, None, None, NEVER)


def _crossing(first: Decimal, last: Decimal, level: Decimal, slope: Decimal) -> Decimal | None:
    """Day within the piece on which the level is at or above zero for the first time, after having been below."""
    if level >= 0:
        return first if level > 0 or slope >= 0 else None
    day = first - level / slope if slope > 0 else None
    return day if day is not None and day <= last else None


def _paid_back(start: date, days: Decimal, *, falls_again: bool = False) -> Payback:
    whole = int(days.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return Payback(days_to_months(days), days, start + timedelta(days=whole), PAID_BACK, falls_again)


def _yearly_rate(rows: Sequence[MonthRow]) -> Decimal | None:
    monthly = internal_rate([row.net for row in rows])
    return None if monthly is None else ((1 + monthly) ** MONTHS_PER_YEAR - 1) * 100

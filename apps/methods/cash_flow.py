"""Cumulative net benefit of dated lines, month by month and exact to the day (DOMAIN 5).

A month is 52/12 weeks, that is 364/12 days, as everywhere in the product; an amount per month accrues evenly from its
first day, an amount paid once counts from its day on. ROI % = (benefit − cost) ÷ cost over the horizon, of present
values where there is a discount rate. Payback is the first moment, interpolated, at which cumulative net benefit is
back at zero after the first money was spent, counted in months from the start and never discounted; None with its word
where that never happens within the horizon. Net present value discounts each month's net from that month's end at
(1 + yearly rate)^(month ÷ 12), and a `Span` from the month in which it is due; IRR is per year, of the same amounts.

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
from apps.methods.finance import Kind, internal_rates, rate_words, roi_percent
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
class Span:
    """An amount per month between two months of the case, counted from its start, and/or `once` on its first day.

    due: the month from which it is discounted, such as the end of its year.
    """

    label: str
    kind: Kind
    once: Decimal = Decimal(0)
    per_month: Decimal = Decimal(0)
    from_month: int = 0
    until_month: int = 0
    due: int = 0

    @property
    def amount(self) -> Decimal:
        return self.once + self.per_month * (self.until_month - self.from_month)


@dataclass(frozen=True, slots=True)
class Due:
    """What present value and internal rate take in one month."""

    month: int
    cost: Decimal
    benefit: Decimal

    @property
    def net(self) -> Decimal:
        return self.benefit - self.cost


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
    spans: tuple[Span, ...]
    dues: tuple[Due, ...]
    workings: Workings

    @cached_property
    def rates_percent(self) -> tuple[Decimal, ...]:
        """Every internal rate a year, nearest to zero first."""
        monthly = internal_rates([due.net for due in self.dues])
        return tuple(((1 + rate) ** MONTHS_PER_YEAR - 1) * 100 for rate in monthly)

    @property
    def irr_percent(self) -> Decimal | None:
        return next(iter(self.rates_percent), None)

    @property
    def irr_words(self) -> str:
        """Why there is no internal rate, or which others there are; "" for exactly one."""
        return rate_words([due.net for due in self.dues], self.rates_percent)

    @cached_property
    def payback(self) -> Payback:
        parts = (*_dated(self.lines, self.start), *_spanned(self.spans))
        return _payback(parts, self.start, months_to_days(Decimal(self.horizon_months)))


def months_to_days(months: Decimal) -> Decimal:
    return months * DAYS_PER_YEAR / MONTHS_PER_YEAR


def days_to_months(days: Decimal | int) -> Decimal:
    return Decimal(days) * MONTHS_PER_YEAR / DAYS_PER_YEAR


def cumulative(lines: Iterable[Line], day: date) -> Decimal:
    """Net benefit up to the beginning of `day`, with what is paid once on that day."""
    return sum((line.sign * line.accrued(NONE) for line in _dated(lines, day)), NONE)


def cumulative_spans(spans: Iterable[Span], months: Decimal) -> Decimal:
    """Net benefit of spans up to a moment, counted in months from the start."""
    days = months_to_days(months)
    return sum((span.sign * span.accrued(days) for span in _spanned(spans)), NONE)


def curve(
    lines: Sequence[Line], *, start: date, until: Decimal, spans: Sequence[Span] = ()
) -> tuple[tuple[Decimal, Decimal], ...]:
    """Cumulative net benefit as (month, level) from the start to `until` months; a step is two points of one month.

    >>> spent = Line("build", Kind.COST, once=Decimal(714), once_on=date(2026, 9, 14))
    >>> [str(round(level)) for month, level in curve([spent], start=date(2026, 9, 7), until=Decimal(1))]
    ['0', '0', '-714', '-714']
    """
    points: list[tuple[Decimal, Decimal]] = [(Decimal(0), Decimal(0))]
    parts = (*_dated(lines, start), *_spanned(spans))
    for first, last, level, slope in _segments(parts, months_to_days(until)):
        ends = (first, level), (last, level + slope * (last - first))
        points += [(days_to_months(day), height) for day, height in ends]
    return tuple(point for point, before in zip(points, [None, *points[:-1]], strict=True) if point != before)


def cash_flow(
    lines: Sequence[Line],
    *,
    start: date,
    horizon_months: int,
    discount_rate: Decimal = Decimal(0),
    spans: Sequence[Span] = (),
) -> CashFlow:
    """The whole picture of some lines and spans. `discount_rate` is a share a year.

    ValueError for a horizon below one month, a negative amount, an amount without its day, or a day before `start`.
    """
    _check(lines, start, horizon_months)
    ordered, spanned = sorted(lines, key=_order), sorted(spans, key=_order_of_spans)
    dated = _dated(ordered, start)
    rows = tuple(_rows(dated, start, horizon_months))
    dues = _dues(rows, spanned)
    if spanned:
        rows = tuple(_rows((*dated, *_spanned(spanned)), start, horizon_months))
    cost = sum((row.cost for row in rows), Decimal(0))
    benefit = sum((row.benefit for row in rows), Decimal(0))
    factors = [(1 + discount_rate) ** (Decimal(due.month) / MONTHS_PER_YEAR) for due in dues]
    pv_cost = sum((due.cost / factor for due, factor in zip(dues, factors, strict=True)), Decimal(0))
    pv_benefit = sum((due.benefit / factor for due, factor in zip(dues, factors, strict=True)), Decimal(0))
    made_of = tuple(Input(line.label, line.once or line.per_month, line.kind.value, line.source) for line in ordered)
    rule = f"benefit − cost over {horizon_months} months of 52/12 weeks"
    return CashFlow(
        start=start,
        horizon_months=horizon_months,
        rows=rows,
        benefit=benefit,
        cost=cost,
        net=benefit - cost,
        roi_percent=roi_percent(pv_benefit, pv_cost),
        pv_benefit=pv_benefit,
        pv_cost=pv_cost,
        npv=pv_benefit - pv_cost,
        lines=tuple(ordered),
        spans=tuple(spanned),
        dues=dues,
        workings=Workings(benefit - cost, "money", rule, made_of, SOURCE),
    )


def simple_payback(once: Decimal, net_per_month: Decimal, *, live: date) -> Payback:
    """Payback of one effort from the day it went live: spent once ÷ net benefit a month.

    A gain so small that the calendar ends before (year 9999) never pays back.
    """
    if not_negative("Cost", once) == 0:
        return Payback(Decimal(0), Decimal(0), live, NOTHING_SPENT)
    if net_per_month <= 0:
        return Payback(None, None, None, NEVER)
    days = months_to_days(once / net_per_month)
    return _paid_back(live, days) if days < (date.max - live).days else Payback(None, None, None, NEVER)


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


def _order_of_spans(span: Span) -> tuple[str, int, int, Decimal, Decimal, str]:
    return (span.kind, span.from_month, span.due, span.once, span.per_month, span.label)


@dataclass(frozen=True, slots=True)
class _Dated:
    """A line or span with its days counted from an origin, so that nothing has to be counted again for each moment."""

    kind: Kind
    sign: int
    once: Decimal
    once_after: Decimal | None
    per_year: Decimal
    from_after: Decimal | None
    until_after: Decimal | None = None

    def accrued(self, days: Decimal) -> Decimal:
        """Amount up to `days` after the origin."""
        amount = NONE
        if self.once_after is not None and self.once_after <= days:
            amount += self.once
        if self.from_after is not None and self.from_after < days:
            end = days if self.until_after is None else min(days, self.until_after)
            amount += self.over(end - self.from_after)
        return amount

    def runs(self, day: Decimal) -> bool:
        """Whether it accrues from this moment on."""
        begun = self.from_after is not None and self.from_after <= day
        return begun and (self.until_after is None or day < self.until_after)

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


def _spanned(spans: Iterable[Span]) -> tuple[_Dated, ...]:
    return tuple(
        _Dated(
            kind=span.kind,
            sign=-1 if span.kind is Kind.COST else 1,
            once=span.once,
            once_after=NONE,
            per_year=span.per_month * MONTHS_PER_YEAR,
            from_after=months_to_days(Decimal(span.from_month)),
            until_after=months_to_days(Decimal(span.until_month)),
        )
        for span in spans
    )


def _dues(rows: Sequence[MonthRow], spans: Sequence[Span]) -> tuple[Due, ...]:
    """rows: of the lines alone, for these are due when they accrue."""
    more = {kind: [NONE] * len(rows) for kind in Kind}
    for span in spans:
        more[span.kind][span.due] += span.amount
    return tuple(
        Due(row.month, row.cost + more[Kind.COST][row.month], row.benefit + more[Kind.BENEFIT][row.month])
        for row in rows
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
    moments = ((line.once_after, line.from_after, line.until_after) for line in lines)
    days = {after for of_line in moments for after in of_line if after is not None}
    for first, last in pairwise(sorted({Decimal(0), end, *(day for day in days if day < end)})):
        level = sum((line.sign * line.accrued(first) for line in lines), NONE)
        running = [line for line in lines if line.runs(first)]
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

"""Costs and benefits by line in a monthly cash flow (DOMAIN 5; the manner of published Total Economic Impact studies).

A line has an amount on the first day and one for each year. A year's amount runs evenly through its twelve months, less
while the line ramps up, and present value takes it at the end of its year, or of the horizon where that cuts the year
short. Risk adjustment, low and high case are those of `finance.adjusted`. Lines of one kind are added up month by month
before anything else, so that two hundred of them cost no more than one.

Worked example: 1,200 in the first year, less a quarter for its risk, is 75 a month and discounted once.

>>> line = YearlyLine("faster payment", Kind.BENEFIT, Decimal(0), (Decimal(1200),), risk_percent=Decimal(25))
>>> [(round(span.per_month), span.until_month, span.due) for span in spans_of([line], Case.EXPECTED, horizon_months=24)]
[(75, 12, 12)]
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from apps.methods.cash_flow import CashFlow, Span
from apps.methods.finance import MONTHS_PER_YEAR, Kind, YearlyLine, adjusted, ramped
from apps.methods.ranges import Case

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year of a cash flow, undiscounted; year 0 is the first day."""

    year: int
    cost: Decimal
    benefit: Decimal
    net: Decimal


def by_month(line: YearlyLine, case: Case, *, horizon_months: int) -> tuple[Decimal, ...]:
    """What a line brings or costs on the first day (index 0) and in each month of the horizon."""
    factor = adjusted(line, case)
    return tuple(amount * factor for amount in _entered(line, horizon_months))


def due_month(month: int, horizon_months: int) -> int:
    """The end of the month's year, or of the horizon.

    >>> [due_month(month, 30) for month in (0, 1, 12, 13, 25)]
    [0, 12, 12, 24, 30]
    """
    return min(-(-month // MONTHS_PER_YEAR) * MONTHS_PER_YEAR, horizon_months)


def spans_of(lines: Iterable[YearlyLine], case: Case, *, horizon_months: int) -> tuple[Span, ...]:
    """All lines of a case as spans of steady amounts. Beyond the horizon nothing counts."""
    ordered = sorted(lines, key=_order)
    found: list[Span] = []
    for kind in Kind:
        columns = [by_month(line, case, horizon_months=horizon_months) for line in ordered if line.kind is kind]
        if columns:
            found += _spans(kind, [sum(parts, NOTHING) for parts in zip(*columns, strict=True)], horizon_months)
    return tuple(found)


def present_value(line: YearlyLine, case: Case, *, horizon_months: int, discount_rate: Decimal) -> Decimal:
    """Of one line, as a positive number. discount_rate: a share a year."""
    spans = spans_of([line], case, horizon_months=horizon_months)
    return sum((span.amount / (1 + discount_rate) ** (Decimal(span.due) / MONTHS_PER_YEAR) for span in spans), NOTHING)


def years_of(flow: CashFlow) -> tuple[YearRow, ...]:
    """The first day and each year of the horizon, undiscounted."""
    found = groupby(flow.rows, key=lambda row: -(-row.month // MONTHS_PER_YEAR))
    return tuple(_year(year, [(row.cost, row.benefit) for row in rows]) for year, rows in found)


def _year(year: int, rows: Sequence[tuple[Decimal, Decimal]]) -> YearRow:
    cost, benefit = (sum(column, NOTHING) for column in zip(*rows, strict=True))
    return YearRow(year, cost, benefit, benefit - cost)


@lru_cache(maxsize=1024)
def _entered(line: YearlyLine, horizon_months: int) -> tuple[Decimal, ...]:
    """Before risk and case; kept, as every case and the draws ask again."""
    return (line.initial, *(_month(line, month) for month in range(1, horizon_months + 1)))


def _month(line: YearlyLine, month: int) -> Decimal:
    year = (month - 1) // MONTHS_PER_YEAR
    if year >= len(line.yearly):
        return NOTHING
    return line.yearly[year] * ramped(month, line.ramp_months) / MONTHS_PER_YEAR


def _spans(kind: Kind, months: Sequence[Decimal], horizon_months: int) -> list[Span]:
    """Neighbouring months of the same amount and year are one span."""
    found = [Span(kind.value, kind, once=months[0])] if months[0] else []
    ahead = list(enumerate(months))[1:]
    for (amount, due), run in groupby(ahead, key=lambda one: (one[1], due_month(one[0], horizon_months))):
        inside = [month for month, _ in run]
        if amount:
            found.append(
                Span(kind.value, kind, per_month=amount, from_month=inside[0] - 1, until_month=inside[-1], due=due)
            )
    return found


def _order(line: YearlyLine) -> tuple[str, ...]:
    """A full order, so that shuffled lines give the same digits."""
    parts = (line.name, line.initial, line.yearly, line.ramp_months, line.low_percent, line.high_percent)
    return tuple(str(part) for part in (*parts, line.risk_percent))

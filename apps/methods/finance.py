"""Present value, NPV, IRR and yearly tables (DOMAIN 5; the usual definitions of finance).

NPV = Σ amount ÷ (1 + rate)^period, the first amount undiscounted. IRR is the rate at which NPV is zero (found by
bisection with floats); there is none where the amounts never change sign; of several the one nearest to zero counts
and all are said (`rate_words`).
In a yearly table the initial amount is undiscounted and a year's amount is discounted from its end. Risk lowers
benefits and raises costs by its percent; the low case does so by the line's low percent, the high case raises
benefits and lowers costs by its high percent. A line that ramps up rises evenly from nothing to its full amount over so
many months: in month m of n it brings (m − ½) ÷ n of it. Payback spreads a year evenly and is not discounted.

Worked example: a published Total Economic Impact table at 10 % (Forrester).

>>> costs = YearlyLine("costs", Kind.COST, Decimal(53150), (Decimal(666715), Decimal(636772), Decimal(647783)))
>>> gains = YearlyLine("benefits", Kind.BENEFIT, Decimal(0), (Decimal(1606511), Decimal(3061331), Decimal(4229760)))
>>> table = yearly_table([costs, gains], Decimal("0.10"))
>>> round(table.pv_costs), round(table.pv_benefits), round(table.npv), round(table.roi_percent, 1)
(1672201, 7168371, 5496170, Decimal('328.7'))
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise, zip_longest

from apps.methods.checks import within
from apps.methods.ranges import Case

MONTHS_PER_YEAR = 12
NO_CHANGE_OF_SIGN = "no rate: the amounts never change sign"
NO_RATE = "no rate at which the amounts come to zero"
SAME_RATE = 1e-7
_GRID = [-0.99 + 0.01 * step for step in range(299)] + [2.0 * 1.3**step for step in range(1, 60)]


class Kind(StrEnum):
    COST = "cost"
    BENEFIT = "benefit"


@dataclass(frozen=True, slots=True)
class YearlyLine:
    """One cost or benefit: initial amount, then one amount per year, all positive numbers; percents 0 to 100.

    ramp_months: how long the yearly amounts take to rise from nothing to full, 0 for at once.
    """

    name: str
    kind: Kind
    initial: Decimal
    yearly: tuple[Decimal, ...] = ()
    low_percent: Decimal = Decimal(0)
    high_percent: Decimal = Decimal(0)
    risk_percent: Decimal = Decimal(0)
    ramp_months: int = 0


@dataclass(frozen=True, slots=True)
class YearlyTable:
    """Amounts by year (index 0 initial). `roi_percent` None without costs, `payback_months` None: never."""

    costs: tuple[Decimal, ...]
    benefits: tuple[Decimal, ...]
    pv_costs: Decimal
    pv_benefits: Decimal
    npv: Decimal
    roi_percent: Decimal | None
    irr_percent: Decimal | None
    payback_months: Decimal | None


def net_present_value(amounts: Sequence[Decimal], rate: Decimal) -> Decimal:
    """Present value of amounts one period apart, the first undiscounted. ValueError for a rate of −100 % or less."""
    if rate <= -1:
        raise ValueError("A discount rate must be above −100 %.")
    return sum((amount / (1 + rate) ** period for period, amount in enumerate(amounts)), Decimal(0))


def internal_rates(amounts: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Every rate per period above −99 % at which the net present value is zero, nearest to zero first."""
    values = [float(amount) for amount in amounts]
    if not any(value > 0 for value in values) or not any(value < 0 for value in values):
        return ()
    brackets = [(low, high) for low, high in pairwise(_GRID) if _balance(values, low) * _balance(values, high) <= 0]
    roots: list[float] = []
    for low, high in brackets:
        root = _bisect(values, low, high)
        if not roots or root - roots[-1] > SAME_RATE:
            roots.append(root)
    return tuple(Decimal(repr(root)) for root in sorted(roots, key=abs))


def internal_rate(amounts: Sequence[Decimal]) -> Decimal | None:
    """Rate per period at which the net present value is zero, of several the nearest to zero; None without one."""
    return next(iter(internal_rates(amounts)), None)


def rate_words(amounts: Sequence[Decimal], rates: Sequence[Decimal]) -> str:
    """Why there is no internal rate, or that there are several; "" for exactly one. rates: in percent.

    >>> rate_words([Decimal(10), Decimal(5)], [])
    'no rate: the amounts never change sign'
    """
    if not any(one > 0 for one in amounts) or not any(one < 0 for one in amounts):
        return NO_CHANGE_OF_SIGN
    if not rates:
        return NO_RATE
    shown = " and ".join(f"{rate:.1f} %" for rate in rates)
    return f"several rates fit: {shown}; the one nearest to zero is shown" if len(rates) > 1 else ""


def roi_percent(benefit: Decimal, cost: Decimal) -> Decimal | None:
    """(benefit − cost) ÷ cost in percent (G); None without a cost."""
    return (benefit - cost) * 100 / cost if cost else None


def yearly_table(lines: Iterable[YearlyLine], rate: Decimal, *, case: Case = Case.EXPECTED) -> YearlyTable:
    """Work out one case of a yearly table; `rate` is a share a year (0.10)."""
    adjusted = [(line.kind, _amounts(line, case)) for line in sorted(lines, key=lambda line: (line.kind, line.name))]
    costs = _added(amounts for kind, amounts in adjusted if kind is Kind.COST)
    benefits = _added(amounts for kind, amounts in adjusted if kind is Kind.BENEFIT)
    nets = tuple(gain - cost for gain, cost in zip_longest(benefits, costs, fillvalue=Decimal(0)))
    pv_costs, pv_benefits = net_present_value(costs, rate), net_present_value(benefits, rate)
    inner = internal_rate(nets)
    return YearlyTable(
        costs=costs,
        benefits=benefits,
        pv_costs=pv_costs,
        pv_benefits=pv_benefits,
        npv=pv_benefits - pv_costs,
        roi_percent=roi_percent(pv_benefits, pv_costs),
        irr_percent=None if inner is None else inner * 100,
        payback_months=_payback(nets),
    )


def adjusted(line: YearlyLine, case: Case) -> Decimal:
    """What the line's amounts are multiplied by in a case: its risk, then its low or high percent."""
    worse = 1 if line.kind is Kind.COST else -1
    risk, low, high = (
        within(f"A percent of {line.name}", percent, 0, 100) / 100
        for percent in (line.risk_percent, line.low_percent, line.high_percent)
    )
    change = {Case.LOW: worse * low, Case.EXPECTED: Decimal(0), Case.HIGH: -worse * high}[case]
    return (1 + worse * risk) * (1 + change)


def ramped(month: int, ramp_months: int) -> Decimal:
    """Share of the full amount in a month, counted from 1.

    >>> [str(ramped(month, 2)) for month in (1, 2, 3)]
    ['0.25', '0.75', '1']
    """
    return Decimal(2 * month - 1) / (2 * ramp_months) if month <= ramp_months else Decimal(1)


def _amounts(line: YearlyLine, case: Case) -> tuple[Decimal, ...]:
    factor = adjusted(line, case)
    years = (amount * _ramped_year(year, line.ramp_months) for year, amount in enumerate(line.yearly))
    return tuple(amount * factor for amount in (line.initial, *years))


def _ramped_year(year: int, ramp_months: int) -> Decimal:
    """Share of the full amount over a year, counted from 0."""
    first = year * MONTHS_PER_YEAR + 1
    if ramp_months < first:
        return Decimal(1)
    shares = (ramped(month, ramp_months) for month in range(first, first + MONTHS_PER_YEAR))
    return sum(shares, Decimal(0)) / MONTHS_PER_YEAR


def _added(columns: Iterable[tuple[Decimal, ...]]) -> tuple[Decimal, ...]:
    return tuple(sum(parts, Decimal(0)) for parts in zip_longest(*columns, fillvalue=Decimal(0)))


def _payback(nets: Sequence[Decimal]) -> Decimal | None:
    level = nets[0] if nets else Decimal(0)
    if level >= 0 and all(net >= 0 for net in nets):
        return Decimal(0)
    for year, net in enumerate(nets[1:]):
        if level < 0 <= level + net:
            return (year + -level / net) * MONTHS_PER_YEAR
        level += net
    return None


def _balance(values: Sequence[float], rate: float) -> float:
    """A number with the sign of the net present value, scaled so that it cannot overflow."""
    terms = values if rate >= 0 else list(reversed(values))
    factor = 1 / (1 + rate) if rate >= 0 else 1 + rate
    result = 0.0
    for value in reversed(terms):
        result = result * factor + value
    return result


def _bisect(values: Sequence[float], low: float, high: float) -> float:
    sign = _balance(values, low)
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if _balance(values, middle) * sign > 0 else (low, middle)
    return (low + high) / 2

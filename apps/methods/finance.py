"""Present value, NPV, IRR and yearly tables (DOMAIN 5; the usual definitions of finance).

NPV = Σ amount ÷ (1 + rate)^period, the first amount undiscounted. IRR is the rate at which NPV is zero (found by
bisection with floats); there is none where the amounts never change sign; of several the one nearest to zero counts.
In a yearly table the initial amount is undiscounted and a year's amount is discounted from its end. Risk lowers
benefits and raises costs by its percent; the low case does so by the line's low percent, the high case raises
benefits and lowers costs by its high percent. Payback spreads a year evenly and is not discounted.

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
_GRID = [-0.99 + 0.01 * step for step in range(299)] + [2.0 * 1.3**step for step in range(1, 60)]


class Kind(StrEnum):
    COST = "cost"
    BENEFIT = "benefit"


@dataclass(frozen=True, slots=True)
class YearlyLine:
    """One cost or benefit: initial amount, then one amount per year, all positive numbers; percents 0 to 100."""

    name: str
    kind: Kind
    initial: Decimal
    yearly: tuple[Decimal, ...] = ()
    low_percent: Decimal = Decimal(0)
    high_percent: Decimal = Decimal(0)
    risk_percent: Decimal = Decimal(0)


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


def internal_rate(amounts: Sequence[Decimal]) -> Decimal | None:
    """Rate per period at which the net present value is zero; None where there is none."""
    values = [float(amount) for amount in amounts]
    if not any(value > 0 for value in values) or not any(value < 0 for value in values):
        return None
    brackets = [(low, high) for low, high in pairwise(_GRID) if _balance(values, low) * _balance(values, high) <= 0]
    roots = [_bisect(values, low, high) for low, high in brackets]
    return Decimal(repr(min(roots, key=abs))) if roots else None


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


def _amounts(line: YearlyLine, case: Case) -> tuple[Decimal, ...]:
    worse = 1 if line.kind is Kind.COST else -1
    risk, low, high = (
        within(f"A percent of {line.name}", percent, 0, 100) / 100
        for percent in (line.risk_percent, line.low_percent, line.high_percent)
    )
    change = {Case.LOW: worse * low, Case.EXPECTED: Decimal(0), Case.HIGH: -worse * high}[case]
    return tuple(amount * (1 + worse * risk) * (1 + change) for amount in (line.initial, *line.yearly))


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

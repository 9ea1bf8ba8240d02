"""What a business case hangs on: each input with its low, expected and high value, and what one unit of it is worth.

Net benefit is a sum of inputs times what one unit of each brings (hours saved a week × rate × 52 ÷ 12, a share of a
line's amount, …). So the whole case can be worked out again for any values of the inputs, by a tornado one at a time
and by a simulation all at once. "Low" is the value in the low case: less of a benefit, more of a cost. With every input
at its low value the net present value is that of the low case (ours).

Worked example: a cost of 1,000 on the first day that may come 20 % dearer, never cheaper.

>>> line = YearlyLine("licences", Kind.COST, Decimal(1000), low_percent=Decimal(20))
>>> made = drivers_of([], {"line-1": line}, start=date(2026, 9, 7), horizon_months=12, discount_rate=Decimal(0))
>>> one = made.drivers[0]
>>> [f"{value:.1f}" for value in (one.low, one.expected, one.high)], round(one.present)
(['1.2', '1.0', '1.0'], -1000)
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from apps.methods.business_case import Initiative, in_weeks
from apps.methods.case_lines import by_month, present_value
from apps.methods.cash_flow import Line, cash_flow
from apps.methods.finance import Kind, YearlyLine
from apps.methods.handoffs import MONTHS_PER_YEAR, WEEKS_PER_YEAR
from apps.methods.ranges import Case

NOTHING, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
HOURS, MONEY, SHARE = "h/week", "a month", "of the amount"


@dataclass(frozen=True, slots=True)
class Driver:
    """One input. cash: net of one unit on the first day and in each month; present: their present value.

    unit: of low, expected and high; `SHARE` where they multiply a line's amount.
    """

    key: str
    name: str
    unit: str
    low: Decimal
    expected: Decimal
    high: Decimal
    cash: tuple[Decimal, ...]
    present: Decimal

    @property
    def is_certain(self) -> bool:
        return self.low == self.expected == self.high

    @property
    def swing(self) -> Decimal:
        """How far present value moves between the two ends."""
        return abs((self.high - self.low) * self.present)


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """All inputs in the order of their keys. cash and present: of the expected case."""

    drivers: tuple[Driver, ...]
    cash: tuple[Decimal, ...]
    present: Decimal

    @property
    def uncertain(self) -> tuple[Driver, ...]:
        return tuple(one for one in self.drivers if not one.is_certain)


@dataclass(frozen=True, slots=True)
class _Terms:
    start: date
    horizon_months: int
    discount_rate: Decimal

    def cash(self, line: Line) -> tuple[Decimal, ...]:
        flow = cash_flow([line], start=self.start, horizon_months=self.horizon_months)
        return tuple(row.net for row in flow.rows)

    def present(self, cash: Sequence[Decimal]) -> Decimal:
        factor = 1 + self.discount_rate
        parts = (amount / factor ** (Decimal(month) / MONTHS_PER_YEAR) for month, amount in enumerate(cash))
        return sum(parts, NOTHING)


def drivers_of(
    initiatives: Iterable[Initiative],
    own_lines: Mapping[str, YearlyLine],
    *,
    start: date,
    horizon_months: int,
    discount_rate: Decimal,
) -> Uncertainty:
    """Of initiatives (each under its own key) and lines (by key), which must all differ. discount_rate: a share a year.

    ValueError where two have one key.
    """
    terms = _Terms(start, horizon_months, discount_rate)
    found = [one for initiative in initiatives for one in _of_initiative(in_weeks(initiative, start), terms)]
    found += [_of_line(key, line, terms) for key, line in own_lines.items()]
    drivers = tuple(sorted(found, key=lambda one: one.key))
    if len({one.key for one in drivers}) < len(drivers):
        raise ValueError("Two inputs have the same key.")
    cash = [NOTHING] * (horizon_months + 1)
    for one in drivers:
        cash = [sum_ + one.expected * amount for sum_, amount in zip(cash, one.cash, strict=True)]
    return Uncertainty(drivers, tuple(cash), sum((one.expected * one.present for one in drivers), NOTHING))


def _of_initiative(one: Initiative, terms: _Terms) -> Iterator[Driver]:
    """Building and training as a share of their amount; what runs by the month as it is."""
    monthly = terms.cash(Line("unit", Kind.BENEFIT, per_month=ONE, from_on=one.live))
    once = terms.cash(Line("unit", Kind.BENEFIT, once=ONE, once_on=one.build_start))
    rate = one.hourly_rate
    an_hour_a_week = rate * WEEKS_PER_YEAR / MONTHS_PER_YEAR
    raised = not one.is_measured
    upkeep = one.upkeep_hours_per_month
    low_upkeep = max(upkeep, one.low_upkeep_hours) if raised and upkeep else upkeep
    saved, errors = one.hours_saved_per_week, one.errors_avoided_per_month
    parts = (
        ("hours saved", HOURS, (saved.low, saved.expected, saved.high), monthly, an_hour_a_week),
        ("errors avoided", MONEY, (errors.low, errors.expected, errors.high), monthly, ONE),
        (
            "build and training",
            SHARE,
            (one.low_cost_factor if raised else ONE, ONE, ONE),
            once,
            -(one.build_once + one.training_once),
        ),
        ("upkeep", "h/month", (low_upkeep, upkeep, upkeep), monthly, -rate),
        ("subscription", MONEY, (one.subscription_per_month,) * 3, monthly, -ONE),
        ("other saving", MONEY, (one.other_saving_per_month,) * 3, monthly, ONE),
    )
    for what, unit, (low, expected, high), cash, worth in parts:
        of_one = tuple(amount * worth for amount in cash)
        if any(of_one) and any((low, expected, high)):
            name = f"{one.name}: {what}"
            yield Driver(f"{one.key}: {what}", name, unit, low, expected, high, of_one, terms.present(of_one))


def _of_line(key: str, line: YearlyLine, terms: _Terms) -> Driver:
    sign = -1 if line.kind is Kind.COST else 1
    low, high = 1 - sign * line.low_percent / HUNDRED, 1 + sign * line.high_percent / HUNDRED
    amounts = by_month(line, Case.EXPECTED, horizon_months=terms.horizon_months)
    present = present_value(line, Case.EXPECTED, horizon_months=terms.horizon_months, discount_rate=terms.discount_rate)
    return Driver(key, line.name, SHARE, low, ONE, high, tuple(sign * amount for amount in amounts), sign * present)

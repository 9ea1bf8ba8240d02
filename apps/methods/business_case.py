"""The business case of initiatives: costs, benefits, three cases (DOMAIN 5, DEMO "inputs behind decisions and return").

Conventions: building and training are paid on the first day of the build week; subscription, upkeep (hours × rate),
savings and licences given up run from the first day of the live week; a month is 52/12 weeks; benefit a month = hours
saved a week × rate × 52 ÷ 12. Expected: claimed 75 % of the hand-off hours (or what was measured). Low and high: 60
and 90 %, or the ends of the measured interval as shown, with two decimals. In the low case building and training cost
25 % more and upkeep below G's 3 hours a month becomes 3, neither for an initiative that is measured. Horizon and
discount are passed in.

Worked example: lead sync saves 75 % of 35 minutes a week, worth less than its two hours of upkeep.

>>> from apps.methods.claims import INTEGRATION_SHARE
>>> leads = Initiative("lead", "Lead sync", date(2026, 11, 30), date(2026, 12, 14), hourly_rate=Decimal(38),
...     build_once=Decimal(240), training_once=Decimal(38), subscription_per_month=Decimal(0),
...     upkeep_hours_per_month=Decimal(2), hours_saved_per_week=INTEGRATION_SHARE.times(Decimal(35) / 60))
>>> monthly = figures(leads, Case.EXPECTED)
>>> round(monthly.benefit_per_month), monthly.running_per_month, payback(leads).word
(72, Decimal('76'), 'never within the horizon')
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from apps.methods.case_lines import spans_of
from apps.methods.cash_flow import CashFlow, Line, Payback, cash_flow, simple_payback
from apps.methods.finance import Kind, YearlyLine
from apps.methods.handoffs import MONTHS_PER_YEAR, WEEKS_PER_YEAR
from apps.methods.ranges import Case, Range

LOW_CASE_COST_FACTOR = Decimal("1.25")
LOW_CASE_UPKEEP_HOURS = Decimal(3)
DEFAULT_HORIZON_MONTHS = 24
PILOT_DAYS = 60
NOTHING = Range.exactly(Decimal(0))


@dataclass(frozen=True, slots=True)
class Initiative:
    """One initiative's inputs, money in the client's currency; `build_start` and `live` are its own dates.

    Hours saved and errors avoided may be negative where a measurement came out worse: they count as a cost then.
    """

    key: str
    name: str
    build_start: date
    live: date
    hourly_rate: Decimal
    build_once: Decimal
    training_once: Decimal
    subscription_per_month: Decimal
    upkeep_hours_per_month: Decimal
    hours_saved_per_week: Range
    other_saving_per_month: Decimal = Decimal(0)
    errors_avoided_per_month: Range = NOTHING
    is_measured: bool = False
    low_cost_factor: Decimal = LOW_CASE_COST_FACTOR
    low_upkeep_hours: Decimal = LOW_CASE_UPKEEP_HOURS


@dataclass(frozen=True, slots=True)
class Figures:
    """One initiative in one case: paid once, running cost and benefit per month, net per month."""

    once: Decimal
    running_per_month: Decimal
    benefit_per_month: Decimal
    net_per_month: Decimal


@dataclass(frozen=True, slots=True)
class Gains:
    """What one initiative's benefit a month is made of; negative where a measurement came out worse."""

    hours: Decimal
    errors: Decimal
    other: Decimal


@dataclass(frozen=True, slots=True)
class BusinessCase:
    low: CashFlow
    expected: CashFlow
    high: CashFlow

    def of(self, case: Case) -> CashFlow:
        return {Case.LOW: self.low, Case.EXPECTED: self.expected, Case.HIGH: self.high}[case]


def in_weeks(initiative: Initiative, start: date) -> Initiative:
    """The same initiative with both dates moved to the first days of their weeks, weeks counted from `start`."""
    build_start, live = (
        day - timedelta(days=(day - start).days % 7) for day in (initiative.build_start, initiative.live)
    )
    return replace(initiative, build_start=build_start, live=live)


def lines(initiative: Initiative, case: Case) -> tuple[Line, ...]:
    """Cost and benefit lines of one initiative in one case; lines of 0 are left out."""
    return tuple(line for line in _lines(initiative, case) if line.once or line.per_month)


def figures(initiative: Initiative, case: Case) -> Figures:
    made_of = lines(initiative, case)
    once = sum((line.once for line in made_of), Decimal(0))
    running = sum((line.per_month for line in made_of if line.kind is Kind.COST), Decimal(0))
    benefit = sum((line.per_month for line in made_of if line.kind is Kind.BENEFIT), Decimal(0))
    return Figures(once, running, benefit, benefit - running)


def gains(initiative: Initiative, case: Case) -> Gains:
    """Money a month from hours saved, errors avoided and other savings."""
    errors = initiative.errors_avoided_per_month.of(case)
    return Gains(_hours_worth(initiative, case), errors, initiative.other_saving_per_month)


def payback(initiative: Initiative, case: Case = Case.EXPECTED, *, live: date | None = None) -> Payback:
    """Payback of one initiative, counted from the day it goes (or, passed as `live`, really went) live."""
    result = figures(initiative, case)
    return simple_payback(result.once, result.net_per_month, live=live or initiative.live)


def is_pilot(result: Payback) -> bool:
    """N: the pilot pays back within 60 days."""
    return result.days is not None and result.days <= PILOT_DAYS


def net_to_date(initiative: Initiative, today: date, *, live: date) -> Decimal:
    """Cumulative net benefit since it really went live: expected net per month × months − what was paid once."""
    result = figures(initiative, Case.EXPECTED)
    days = max(0, (today - live).days)
    return result.net_per_month * MONTHS_PER_YEAR * days / (WEEKS_PER_YEAR * 7) - result.once


def case_for(
    initiatives: Iterable[Initiative],
    case: Case,
    *,
    start: date,
    horizon_months: int = DEFAULT_HORIZON_MONTHS,
    discount_rate: Decimal = Decimal(0),
    own_lines: Sequence[YearlyLine] = (),
) -> CashFlow:
    """One case of several initiatives, and of lines of its own, together; weeks counted from `start`.

    ValueError when one starts before it.
    """
    made_of = [line for initiative in initiatives for line in lines(in_weeks(initiative, start), case)]
    spans = spans_of(own_lines, case, horizon_months=horizon_months)
    return cash_flow(made_of, start=start, horizon_months=horizon_months, discount_rate=discount_rate, spans=spans)


def business_case(
    initiatives: Sequence[Initiative],
    *,
    start: date,
    horizon_months: int = DEFAULT_HORIZON_MONTHS,
    discount_rate: Decimal = Decimal(0),
    own_lines: Sequence[YearlyLine] = (),
) -> BusinessCase:
    """Low, expected and high case of several initiatives, and of lines of its own, together."""
    low, expected, high = (
        case_for(
            initiatives,
            case,
            start=start,
            horizon_months=horizon_months,
            discount_rate=discount_rate,
            own_lines=own_lines,
        )
        for case in (Case.LOW, Case.EXPECTED, Case.HIGH)
    )
    return BusinessCase(low, expected, high)


def _lines(initiative: Initiative, case: Case) -> Iterator[Line]:
    one, raised = initiative, case is Case.LOW and not initiative.is_measured
    factor = one.low_cost_factor if raised else Decimal(1)
    upkeep = max(one.upkeep_hours_per_month, one.low_upkeep_hours) if raised else one.upkeep_hours_per_month
    upkeep = upkeep if one.upkeep_hours_per_month else Decimal(0)
    yield _once(one, "build", one.build_once * factor)
    yield _once(one, "training", one.training_once * factor)
    yield _monthly(one, Kind.COST, "subscription", one.subscription_per_month)
    yield _monthly(one, Kind.COST, "upkeep", upkeep * one.hourly_rate)
    yield _gain(one, ("hours saved", "hours added"), _hours_worth(one, case))
    yield _monthly(one, Kind.BENEFIT, "other saving", one.other_saving_per_month)
    yield _gain(one, ("errors avoided", "errors added"), one.errors_avoided_per_month.of(case))


def _hours_worth(initiative: Initiative, case: Case) -> Decimal:
    return initiative.hours_saved_per_week.of(case) * initiative.hourly_rate * WEEKS_PER_YEAR / MONTHS_PER_YEAR


def _once(initiative: Initiative, what: str, amount: Decimal) -> Line:
    return Line(f"{initiative.name}: {what}", Kind.COST, once=amount, once_on=initiative.build_start)


def _gain(initiative: Initiative, what: tuple[str, str], amount: Decimal) -> Line:
    """A benefit, or a cost with its own word where it is below 0."""
    kind = Kind.COST if amount < 0 else Kind.BENEFIT
    return _monthly(initiative, kind, what[amount < 0], abs(amount))


def _monthly(initiative: Initiative, kind: Kind, what: str, amount: Decimal) -> Line:
    return Line(f"{initiative.name}: {what}", kind, per_month=amount, from_on=initiative.live)

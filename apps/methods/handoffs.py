"""What a hand-off costs in hours and money (G step 2, N "quick ROI math", DOMAIN "Time and money").

hours a week = minutes × occurrences a week × people ÷ 60. A working day has 8 hours, a week 5 working days, a month
52/12 weeks, a quarter 13 weeks, a year 52 weeks; a cadence per hour or day counts working hours and days. money =
hours × fully loaded hourly rate. Everything is reckoned from the year, which is a whole number of each cadence, so
that nothing is rounded on the way; totals add unrounded values.

Worked example (N, corrected: its "33 hours a month" is 33 hours a week): 10 minutes, 200 times a week, at 35 an hour.

>>> cost = cost_of(HandOff(Decimal(10), Cadence(Decimal(200), Per.WEEK), Decimal(1), Decimal(35)))
>>> round(cost.hours_per_week, 2), round(cost.hours_per_month, 2), round(cost.cost_per_month, 2)
(Decimal('33.33'), Decimal('144.44'), Decimal('5055.56'))
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from apps.methods.checks import not_negative, within
from apps.methods.workings import Input, Workings

HOURS_PER_DAY = 8
DAYS_PER_WEEK = 5
WEEKS_PER_YEAR = 52
MONTHS_PER_YEAR = 12
QUARTERS_PER_YEAR = 4

RULE = "minutes × occurrences a week × people ÷ 60"
SOURCE = "G step 2; N quick ROI math, corrected to hours a week"
# The figures of a cost: unit, and what follows after the hours a week.
FIGURES = {
    "hours_per_week": ("h/week", ""),
    "hours_per_month": ("h/month", "× 52 ÷ 12"),
    "hours_per_year": ("h/year", "× 52"),
    "cost_per_week": ("a week", "× hourly rate"),
    "cost_per_month": ("a month", "× hourly rate × 52 ÷ 12"),
    "cost_per_year": ("a year", "× hourly rate × 52"),
}


class Per(StrEnum):
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


PERIODS_PER_YEAR = {
    Per.HOUR: HOURS_PER_DAY * DAYS_PER_WEEK * WEEKS_PER_YEAR,
    Per.DAY: DAYS_PER_WEEK * WEEKS_PER_YEAR,
    Per.WEEK: WEEKS_PER_YEAR,
    Per.MONTH: MONTHS_PER_YEAR,
    Per.QUARTER: QUARTERS_PER_YEAR,
    Per.YEAR: 1,
}


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often: `times` per working hour, working day, week, month, quarter or year."""

    times: Decimal
    per: Per


@dataclass(frozen=True, slots=True)
class HandOff:
    """One flow that a person performs: minutes per occurrence, people at it, fully loaded rate per hour."""

    minutes: Decimal
    cadence: Cadence
    people: Decimal
    hourly_rate: Decimal
    source: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """Hours and money of one hand-off or of a sum of them, per week, month and year, unrounded."""

    hours_per_week: Decimal
    hours_per_month: Decimal
    hours_per_year: Decimal
    cost_per_week: Decimal
    cost_per_month: Decimal
    cost_per_year: Decimal
    workings: Workings


def occurrences_per_year(cadence: Cadence) -> Decimal:
    return not_negative("Times", cadence.times) * PERIODS_PER_YEAR[cadence.per]


def occurrences_per_week(cadence: Cadence) -> Decimal:
    return occurrences_per_year(cadence) / WEEKS_PER_YEAR


def cost_of(hand_off: HandOff) -> Cost:
    """Hours and money of one hand-off. ValueError when an input is negative."""
    not_negative("Minutes", hand_off.minutes)
    not_negative("People", hand_off.people)
    not_negative("Hourly rate", hand_off.hourly_rate)
    minutes_per_year = hand_off.minutes * occurrences_per_year(hand_off.cadence) * hand_off.people
    times = occurrences_per_week(hand_off.cadence)
    inputs = _inputs(hand_off.minutes, times, hand_off.people, hand_off.hourly_rate, source=hand_off.source)
    return _cost(minutes_per_year / 60, minutes_per_year * hand_off.hourly_rate / 60, RULE, inputs)


def total(costs: Iterable[Cost]) -> Cost:
    """Sum over hand-offs, of unrounded values; the sum over none is 0."""
    parts = sorted(costs, key=lambda cost: (cost.hours_per_year, cost.cost_per_year))
    hours = sum((cost.hours_per_year for cost in parts), Decimal(0))
    money = sum((cost.cost_per_year for cost in parts), Decimal(0))
    return _cost(hours, money, "sum over hand-offs, unrounded", (Input("hand-offs", len(parts)),))


def workings_of(cost: Cost, figure: str) -> Workings:
    """One of a cost's six figures by its name, with the inputs that all of them have.

    >>> cost = cost_of(HandOff(Decimal(10), Cadence(Decimal(200), Per.WEEK), Decimal(1), Decimal(35)))
    >>> made = workings_of(cost, "cost_per_month")
    >>> round(made.value, 2), made.unit, made.rule
    (Decimal('5055.56'), 'a month', 'minutes × occurrences a week × people ÷ 60, then × hourly rate × 52 ÷ 12')
    """
    unit, then = FIGURES[figure]
    rule = f"{cost.workings.rule}, then {then}" if then else cost.workings.rule
    return replace(cost.workings, value=getattr(cost, figure), unit=unit, rule=rule)


def missing_workings(
    figure: str, *, minutes: Decimal | None, cadence: Cadence | None, people: Decimal, hourly_rate: Decimal
) -> Workings:
    """The same while an input is missing: no value, and each input as far as it is known."""
    unit, then = FIGURES[figure]
    times = None if cadence is None else occurrences_per_week(cadence)
    inputs = _inputs(minutes, times, people, hourly_rate)
    return Workings(None, unit, f"{RULE}, then {then}" if then else RULE, inputs, SOURCE)


def error_cost_per_year(cadence: Cadence, error_share: Decimal, cost_per_error: Decimal) -> Decimal:
    """Money a year lost to wrong entries: occurrences × share that is wrong (0 to 1) × cost of one error (G step 2)."""
    within("Error share", error_share, 0, 1)
    return occurrences_per_year(cadence) * error_share * not_negative("Cost of an error", cost_per_error)


def _inputs(
    minutes: Decimal | None, times: Decimal | None, people: Decimal, hourly_rate: Decimal, *, source: str = ""
) -> tuple[Input, ...]:
    return (
        Input("minutes per occurrence", minutes, "min", source),
        Input("occurrences a week", times, "a week", source),
        Input("people", people, "", source),
        Input("hourly rate", hourly_rate, "per hour"),
    )


def _cost(hours_per_year: Decimal, cost_per_year: Decimal, rule: str, inputs: tuple[Input, ...]) -> Cost:
    hours_per_week = hours_per_year / WEEKS_PER_YEAR
    return Cost(
        hours_per_week=hours_per_week,
        hours_per_month=hours_per_year / MONTHS_PER_YEAR,
        hours_per_year=hours_per_year,
        cost_per_week=cost_per_year / WEEKS_PER_YEAR,
        cost_per_month=cost_per_year / MONTHS_PER_YEAR,
        cost_per_year=cost_per_year,
        workings=Workings(hours_per_week, "h/week", rule, inputs, SOURCE),
    )

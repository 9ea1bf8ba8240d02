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
from dataclasses import dataclass
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
    inputs = (
        Input("minutes per occurrence", hand_off.minutes, "min", hand_off.source),
        Input("occurrences a week", occurrences_per_week(hand_off.cadence), "a week", hand_off.source),
        Input("people", hand_off.people, "", hand_off.source),
        Input("hourly rate", hand_off.hourly_rate, "per hour"),
    )
    return _cost(minutes_per_year / 60, minutes_per_year * hand_off.hourly_rate / 60, RULE, inputs)


def total(costs: Iterable[Cost]) -> Cost:
    """Sum over hand-offs, of unrounded values; the sum over none is 0."""
    parts = sorted(costs, key=lambda cost: (cost.hours_per_year, cost.cost_per_year))
    hours = sum((cost.hours_per_year for cost in parts), Decimal(0))
    money = sum((cost.cost_per_year for cost in parts), Decimal(0))
    return _cost(hours, money, "sum over hand-offs, unrounded", (Input("hand-offs", len(parts)),))


def error_cost_per_year(cadence: Cadence, error_share: Decimal, cost_per_error: Decimal) -> Decimal:
    """Money a year lost to wrong entries: occurrences × share that is wrong (0 to 1) × cost of one error (G step 2)."""
    within("Error share", error_share, 0, 1)
    return occurrences_per_year(cadence) * error_share * not_negative("Cost of an error", cost_per_error)


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

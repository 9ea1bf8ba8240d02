"""What giving up an application brings month by month (N question 2, spread over the calendar; ours).

Twelve months from the first day of the parallel run. The hand-offs between the tools stop on the day of the cut-over.
A licence is paid until its renewal: it ends at the first renewal on or after the cut-over for which notice can still
be given, and on the day of the cut-over when it is billed month by month (no renewal date). Migration and retraining
are spent in the first month. A month counts the share of its days after the end. What is low in costs is high in net
benefit. A cost of which only the expected figure is known is taken as 25 % less to 25 % more.

Worked example: Zoho Invoice, 540 a year, renews on 20 December 2026; parallel from 9 November, cut-over on 9 December.

>>> zoho = Licence("Zoho Invoice", Decimal(540), date(2026, 12, 20), 0)
>>> end = licence_end(zoho, cut_over=date(2026, 12, 9), today=date(2026, 11, 19))
>>> end.day, end.is_late
(datetime.date(2026, 12, 20), False)
"""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate, pairwise

from apps.methods.checks import not_negative
from apps.methods.handoffs import MONTHS_PER_YEAR, WEEKS_PER_YEAR
from apps.methods.ranges import Range
from apps.methods.workings import Input, Workings

SOURCE = "N question 2; months and notice: ours"
RULE = "licences after their end + hand-off hours after the cut-over × rate − migration − retraining"
SPREAD = Decimal("0.25")
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Licence:
    """An application that is given up. renewal None: billed month by month; notice_days None: not known, taken as 0."""

    name: str
    annual_cost: Decimal
    renewal: date | None = None
    notice_days: int | None = None


@dataclass(frozen=True, slots=True)
class LicenceEnd:
    """day: first one that is no longer paid; notice_by: last day for notice; is_late: one renewal cannot be avoided."""

    licence: Licence
    day: date
    notice_by: date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class Switch:
    """First day of the parallel run, day of the cut-over, hand-off hours a week that stop, and the rate an hour."""

    start: date
    cut_over: date
    hours_per_week: Decimal
    hourly_rate: Decimal


@dataclass(frozen=True, slots=True)
class Month:
    """Money of one month; `so_far` is the net benefit up to its end, low to high."""

    number: int
    first: date
    licences: Decimal
    hours: Decimal
    costs: Decimal
    so_far: Range


@dataclass(frozen=True, slots=True)
class Economics:
    """paid_back: number of the first month whose `so_far` is expected at 0 or above, None within the twelve."""

    months: tuple[Month, ...]
    ends: tuple[LicenceEnd, ...]
    net: Range
    paid_back: int | None
    workings: Workings


def spread(expected: Decimal, low: Decimal | None = None, high: Decimal | None = None) -> Range:
    """A cost with its low and high: what was entered, else 25 % either way, never crossing the expected figure."""
    not_negative("A cost", expected)
    least = expected * (1 - SPREAD) if low is None else not_negative("A cost", low)
    most = expected * (1 + SPREAD) if high is None else not_negative("A cost", high)
    return Range(least, expected, most)


def retraining_estimate(users: int, hourly_rate: Decimal) -> Range:
    """Where nobody gave a figure (ours): half an hour, an hour or two hours for each person who has to change.

    >>> retraining_estimate(6, Decimal(38)).expected
    Decimal('228')
    """
    hour = not_negative("Users", Decimal(users)) * not_negative("Hourly rate", hourly_rate)
    return Range(hour / 2, hour, hour * 2)


def licence_end(licence: Licence, cut_over: date, today: date) -> LicenceEnd:
    """The first day on which the licence is no longer paid."""
    if licence.renewal is None:
        return LicenceEnd(licence, cut_over, None, is_late=False)
    notice = timedelta(days=licence.notice_days or 0)
    first = _first_from(licence.renewal, cut_over)
    day = first if first - notice >= today else years_after(first, 1)
    return LicenceEnd(licence, day, day - notice, is_late=day != first)


def twelve_months(
    switch: Switch, licences: Sequence[Licence], migration: Range, retraining: Range, *, today: date
) -> Economics:
    """ValueError when the cut-over lies before the first day, or an amount is negative."""
    if switch.cut_over < switch.start:
        raise ValueError("The cut-over cannot come before the first day of the parallel run.")
    per_week = not_negative("Hours", switch.hours_per_week) * not_negative("Hourly rate", switch.hourly_rate)
    hours_a_month = per_week * WEEKS_PER_YEAR / MONTHS_PER_YEAR
    ends = tuple(licence_end(one, switch.cut_over, today) for one in licences)
    once = migration.plus(retraining)
    edges = [months_after(switch.start, number) for number in range(MONTHS + 1)]
    spans = list(pairwise(edges))
    saved = [sum((_licence_part(end, span) for end in ends), Decimal(0)) for span in spans]
    hours = [hours_a_month * _share_after(switch.cut_over, span) for span in spans]
    running = list(accumulate(a + b for a, b in zip(saved, hours, strict=True)))
    months = tuple(
        Month(
            number=at + 1,
            first=span[0],
            licences=saved[at],
            hours=hours[at],
            costs=once.expected if at == 0 else Decimal(0),
            so_far=Range(running[at] - once.high, running[at] - once.expected, running[at] - once.low),
        )
        for at, span in enumerate(spans)
    )
    paid_back = next((month.number for month in months if month.so_far.expected >= 0), None)
    return Economics(months, ends, months[-1].so_far, paid_back, _workings(months, migration, retraining))


def years_after(day: date, years: int) -> date:
    """The same day of a later year; 29 February becomes the 28th."""
    return months_after(day, 12 * years)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _first_from(renewal: date, day: date) -> date:
    """The first yearly renewal on or after a day."""
    years = max(day.year - renewal.year, 0)
    found = years_after(renewal, years)
    return found if found >= day else years_after(renewal, years + 1)


def _licence_part(end: LicenceEnd, span: tuple[date, date]) -> Decimal:
    return not_negative("Licence", end.licence.annual_cost) / MONTHS_PER_YEAR * _share_after(end.day, span)


def _share_after(day: date, span: tuple[date, date]) -> Decimal:
    """The share of a span's days that lie on or after a day, 0 to 1."""
    first, last = span
    return Decimal(max((last - max(day, first)).days, 0)) / (last - first).days


def _workings(months: tuple[Month, ...], migration: Range, retraining: Range) -> Workings:
    made_of = (
        Input("licences saved", sum((month.licences for month in months), Decimal(0)), "in 12 months"),
        Input("hours saved", sum((month.hours for month in months), Decimal(0)), "in 12 months"),
        Input("migration, expected", migration.expected, "once"),
        Input("retraining, expected", retraining.expected, "once"),
    )
    return Workings(months[-1].so_far.expected, "in 12 months", RULE, made_of, SOURCE)

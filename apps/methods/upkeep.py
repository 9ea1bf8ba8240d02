"""Hours of upkeep that were booked, against what is expected: 2 to 3 hours a month for each integration (DOMAIN 4).

An integration that was planned with more may take as much as was planned. A month without a booking counts as 0 hours
booked, from the month in which it went live; the month that is running is not judged yet, unless it is over already.

Worked example: 1.5 h in September and 4.2 h in October; October is over by 1.2 h.

>>> found = judge({date(2026, 9, 1): Decimal("1.5"), date(2026, 10, 1): Decimal("4.2")}, planned=Decimal(2))
>>> found.limit, [(month.hours, month.over) for month in found.months], found.mean
(Decimal('3'), [(Decimal('1.5'), Decimal('0')), (Decimal('4.2'), Decimal('1.2'))], Decimal('2.85'))

The return counts the hours planned, month by month. What was booked stands beside it, in money: hours booked − hours
planned over the whole months that have a booking, × hourly rate. A month without one is left out, because nobody knows
whether it took no time or was not written down.

>>> beyond_plan(found, Decimal(2), Decimal(38)).value
Decimal('64.6')
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from apps.methods.checks import not_negative
from apps.methods.workings import Input, Workings

EXPECTED = (Decimal(2), Decimal(3))  # hours a month, from and to
SOURCE = "DOMAIN 4, upkeep 2 to 3 h a month"
BEYOND_RULE = "(hours booked − months with a booking × hours planned) × hourly rate; the return counts what is planned"
BEYOND_SOURCE = "DOMAIN 5, upkeep (hours × rate)"


@dataclass(frozen=True, slots=True)
class BookedMonth:
    """Hours booked in a month, and by how many they are over the limit (0: within)."""

    first: date
    hours: Decimal
    over: Decimal


@dataclass(frozen=True, slots=True)
class Judged:
    """limit: hours a month. mean: over the months, 0 without any."""

    months: tuple[BookedMonth, ...]
    limit: Decimal
    mean: Decimal

    @property
    def is_over(self) -> bool:
        """On average, not only in one month."""
        return self.mean > self.limit

    @property
    def last_over(self) -> BookedMonth | None:
        """The newest month above the limit."""
        return next((month for month in reversed(self.months) if month.over), None)


def judge(booked: Mapping[date, Decimal], *, planned: Decimal | None = None) -> Judged:
    """booked: hours by the first day of the month, every month that counts. ValueError for negative hours."""
    limit = max(EXPECTED[1], planned or Decimal(0))
    months = tuple(
        BookedMonth(first, not_negative("Hours", hours), max(Decimal(0), hours - limit))
        for first, hours in sorted(booked.items())
    )
    total = sum((month.hours for month in months), Decimal(0))
    return Judged(months, limit, total / len(months) if months else Decimal(0))


def beyond_plan(judged: Judged | None, planned: Decimal, rate: Decimal) -> Workings:
    """Money booked beyond what the return counts, below 0: less than that; None while no whole month has a booking.

    planned: hours a month; rate: money an hour.
    """
    booked = [month.hours for month in judged.months if month.hours] if judged else []
    hours = sum(booked, Decimal(0)) if booked else None
    inputs = (
        Input("hours booked", hours, "h"),
        Input("months with a booking", len(booked)),
        Input("hours planned", planned, "h/month"),
        Input("hourly rate", rate, "per hour"),
    )
    value = None if hours is None else (hours - planned * len(booked)) * rate
    return Workings(value, "", BEYOND_RULE, inputs, BEYOND_SOURCE)

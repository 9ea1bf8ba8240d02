"""Days and dates as months to put in order, and back.

Month 1 is the first calendar month that begins today or later: what is left of a month that has begun is no month to
plan. An effort with both its days planned takes as many months of 52/12 weeks as lie between them, one without takes
as many as one person needs for its effort, 5 working days a week; at least one. Blackouts take their working days,
Monday to Friday, out of a month's: what is left, as a share, is what can be built in it.

>>> first_month(date(2026, 11, 21)), first_month(date(2026, 12, 1))
(datetime.date(2026, 12, 1), datetime.date(2026, 12, 1))
>>> months_between(date(2026, 11, 2), date(2027, 1, 4)), months_of(Decimal(24))
(3, 2)
>>> share = open_shares(date(2026, 12, 1), 2, [(date(2026, 12, 24), date(2027, 1, 31))])
>>> [str(round(month, 2)) for month in share]
['0.74', '0.00']
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from dateutil.relativedelta import relativedelta

from apps.methods.handoffs import DAYS_PER_WEEK, MONTHS_PER_YEAR, WEEKS_PER_YEAR

DAY = timedelta(days=1)
Period = tuple[date, date]


def first_month(today: date) -> date:
    return today if today.day == 1 else month_day(today.replace(day=1), 2)


def month_day(first: date, month: int) -> date:
    """The first day of a month, 1 being the one that begins on `first`."""
    return first + relativedelta(months=month - 1)


def months_between(start: date, end: date) -> int:
    """From the first day of building to the day of going live."""
    days_a_month = Decimal(WEEKS_PER_YEAR * 7) / MONTHS_PER_YEAR
    return max(1, _up((end - start).days / days_a_month))


def months_of(effort_days: Decimal) -> int:
    """For one person's work."""
    return max(1, _up(effort_days / (Decimal(WEEKS_PER_YEAR * DAYS_PER_WEEK) / MONTHS_PER_YEAR)))


def months_left(first: date, end: date) -> int:
    """How many months from `first` on something touches that goes on until `end`, that day not included."""
    last = end - DAY
    return max(0, (last.year - first.year) * 12 + last.month - first.month + 1)


def left_of(amount: Decimal, start: date, end: date, first: date) -> Decimal:
    """The part of something spread evenly from `start` to `end` that still lies ahead on `first`."""
    if first <= start:
        return amount
    return amount * max((end - first).days, 0) / max((end - start).days, 1)


def open_shares(first: date, horizon: int, blackouts: Sequence[Period]) -> tuple[Decimal, ...]:
    """Of each month's working days those that are in no blackout, 0 to 1. Both days of a blackout are included."""
    return tuple(
        _open_share(month_day(first, month), month_day(first, month + 1), blackouts) for month in range(1, horizon + 1)
    )


def days_in(first: date, start: int, length: int, planned: int | None) -> tuple[date, date]:
    """First day of building and day of going live for an effort in months `start` to `start + length - 1`.

    planned: its length in days where that fits into the months; otherwise it is live on the last day of the last one.
    """
    begins, last = month_day(first, start), month_day(first, start + length) - DAY
    return begins, last if planned is None else min(begins + timedelta(days=planned), last)


def _open_share(first: date, after: date, blackouts: Sequence[Period]) -> Decimal:
    days = [first + n * DAY for n in range((after - first).days) if (first + n * DAY).weekday() < DAYS_PER_WEEK]
    shut = [day for day in days if any(start <= day <= end for start, end in blackouts)]
    return 1 - Decimal(len(shut)) / len(days)


def _up(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_CEILING))

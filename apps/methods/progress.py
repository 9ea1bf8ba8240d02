"""What each month brought: hours won back, errors avoided, integrations live, incidents (DOMAIN 5; counting is ours).

Hours and errors count in whole weeks, in the month in which a week is completed, so that the months of an integration
add up to `won_back.so_far`. An integration is live in a month when it went live before the month is over. An incident
belongs to the month in which it was opened. Units: hours; errors, unrounded; counts.

Worked example: 3.5 h a week since 1 October. On 19 November four weeks were completed in October, three in November.

>>> gain = Gain(Decimal("3.5"), Decimal(0), date(2026, 10, 1))
>>> october, november = months([gain], [date(2026, 10, 1)], [], start=date(2026, 10, 1), today=date(2026, 11, 19))
>>> october.hours, november.hours, november.live
(Decimal('14.0'), Decimal('10.5'), 1)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from apps.methods.won_back import so_far


@dataclass(frozen=True, slots=True)
class Gain:
    """What a live initiative measurably brings a week, since the day it went live."""

    hours_per_week: Decimal
    errors_per_week: Decimal
    live: date


@dataclass(frozen=True, slots=True)
class Month:
    """first: its first day. live: integrations at its end (today in the month that is running)."""

    first: date
    hours: Decimal
    errors_avoided: Decimal
    live: int
    incidents: int


def months(
    gains: Sequence[Gain], live: Sequence[date], incidents: Sequence[date], *, start: date, today: date
) -> list[Month]:
    """Every month from the one of `start` to the one of `today`, oldest first; none when start lies after today.

    live: the days on which integrations went live; incidents: the days on which they were opened.
    """
    made, first = [], start.replace(day=1)
    while first <= today:
        after = first + relativedelta(months=1)
        last = min(after - timedelta(days=1), today)
        made.append(
            Month(
                first,
                _between([(gain.hours_per_week, gain.live) for gain in gains], first, last),
                _between([(gain.errors_per_week, gain.live) for gain in gains], first, last),
                sum(day <= last for day in live),
                sum(first <= day <= last for day in incidents),
            )
        )
        first = after
    return made


def _between(rates: Sequence[tuple[Decimal, date]], first: date, last: date) -> Decimal:
    """Of the weeks completed from first to last, both included."""
    before = first - timedelta(days=1)
    return sum((so_far(rate, day, last) - so_far(rate, day, before) for rate, day in rates), Decimal(0))

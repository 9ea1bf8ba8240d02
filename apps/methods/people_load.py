"""How much lies on each person, month by month, over all their work; and where it is too much.

An effort's days are spread evenly over its working days, Monday to Friday, from the first day of building to the day
of going live, both included; what has no days of its own counts among the efforts at once alone. A person has the
working days of a month, or as many as somebody says. It is a clash where more days are planned than there are, or
where more than three efforts (DOMAIN 3) are at work on one day.

Worked example: 10 days from Monday 30 November to Friday 11 December 2026: one of the ten working days in November.

>>> work = Work("ann", "Ann", "Harbor & Pine", "Stock sync", date(2026, 11, 30), date(2026, 12, 11), Decimal(10))
>>> ann = loads([work], first=date(2026, 11, 1), months=2)[0]
>>> [(month.first.month, str(month.days), month.at_once) for month in ann.months]
[(11, '1', 1), (12, '9', 1)]
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from dateutil.relativedelta import relativedelta

from apps.methods.capacity import LIMIT
from apps.methods.checks import not_negative
from apps.methods.handoffs import DAYS_PER_WEEK

DAY = timedelta(days=1)
SOURCE = "DOMAIN 3"


@dataclass(frozen=True, slots=True)
class Work:
    """One effort of one person. person: whatever tells people apart. ValueError when it ends before it starts."""

    person: str
    name: str
    client: str
    effort: str
    start: date
    live: date
    days: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        not_negative(f"Effort of {self.effort}", self.days)
        if self.live < self.start:
            raise ValueError(f"{self.effort} would be live before its build starts.")

    def days_within(self, first: date, last: date) -> Decimal:
        """Of its days those that fall between two days, both included. Without a working day every day counts."""
        whole = working_days(self.start, self.live)
        count = working_days if whole else all_days
        part = count(max(first, self.start), min(last, self.live))
        return self.days * part / count(self.start, self.live)


@dataclass(frozen=True, slots=True)
class MonthLoad:
    """days: planned in this month, of `free`. at_once: the most efforts on one of its days, `efforts` all of them."""

    first: date
    days: Decimal
    free: Decimal
    at_once: int
    efforts: tuple[Work, ...]
    is_over_days: bool
    is_over_limit: bool

    @property
    def is_clash(self) -> bool:
        return self.is_over_days or self.is_over_limit


@dataclass(frozen=True, slots=True)
class PersonLoad:
    person: str
    name: str
    months: tuple[MonthLoad, ...]

    @property
    def clashes(self) -> tuple[MonthLoad, ...]:
        return tuple(month for month in self.months if month.is_clash)

    @property
    def clients(self) -> tuple[str, ...]:
        return tuple(sorted({work.client for month in self.months for work in month.efforts}))


def loads(
    work: Iterable[Work], *, first: date, months: int, days_per_month: Decimal | None = None, limit: int = LIMIT
) -> tuple[PersonLoad, ...]:
    """Everybody with work in these months, by name. first: the first day of the first month. days_per_month: what a
    person has; None for the month's working days. The order of `work` changes nothing."""
    if days_per_month is not None:
        not_negative("Days a month", days_per_month)
    ordered = sorted(work, key=lambda one: (one.name, one.person, one.start, one.effort, one.client))
    found = []
    for (name, person), own in groupby(ordered, key=lambda one: (one.name, one.person)):
        mine = tuple(own)
        rows = tuple(_month(mine, first + relativedelta(months=n), days_per_month, limit) for n in range(months))
        if any(row.efforts for row in rows):
            found.append(PersonLoad(person, name, rows))
    return tuple(found)


def working_days(first: date, last: date) -> int:
    """Monday to Friday, both days included; 0 where `last` comes first."""
    weeks, rest = divmod(all_days(first, last), 7)
    return weeks * DAYS_PER_WEEK + sum((first + n * DAY).weekday() < DAYS_PER_WEEK for n in range(rest))


def all_days(first: date, last: date) -> int:
    return max((last - first).days + 1, 0)


def _month(work: Sequence[Work], first: date, days_per_month: Decimal | None, limit: int) -> MonthLoad:
    last = first + relativedelta(months=1) - DAY
    inside = tuple(one for one in work if one.start <= last and one.live >= first)
    days = sum((one.days_within(first, last) for one in inside), Decimal(0))
    free = Decimal(working_days(first, last)) if days_per_month is None else days_per_month
    # The most at once is reached on a day on which one of them begins, or on the first.
    edges = {max(one.start, first) for one in inside}
    at_once = max((sum(one.start <= day <= one.live for one in inside) for day in edges), default=0)
    return MonthLoad(first, days, free, at_once, inside, is_over_days=days > free, is_over_limit=at_once > limit)

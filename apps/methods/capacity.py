"""Efforts in flight and the order of dependencies (DOMAIN 3: at most 2 to 3 at once, a warning above three).

An effort is in flight from the first day of its build to the day it goes live, both included; a week counts every
effort that is in flight on one of its days (weeks begin on the roadmap's start day). More than the limit needs a
reason. An effort may not start before each effort it depends on is live, and dependencies may not run in a circle.

Worked example: three efforts that touch the week of 30 November 2026.

>>> spans = [Span("zoho", date(2026, 10, 26), date(2026, 12, 9)), Span("stock", date(2026, 11, 2), date(2027, 1, 4)),
...          Span("leads", date(2026, 11, 30), date(2026, 12, 18))]
>>> [week.count for week in per_week(spans, start=date(2026, 11, 23), weeks=4)]
[2, 3, 3, 2]
>>> [(period.first, period.last) for period in at_least(spans, 3)]
[(datetime.date(2026, 11, 30), datetime.date(2026, 12, 9))]
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

LIMIT = 3
SOURCE = "G mistake 1; DOMAIN 3"
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """`start` first day of the build, `live` day of going live, inclusive. ValueError when live is before start."""

    key: str
    start: date
    live: date

    def __post_init__(self) -> None:
        if self.live < self.start:
            raise ValueError(f"{self.key} would be live before its build starts.")


@dataclass(frozen=True, slots=True)
class Week:
    number: int
    first: date
    count: int
    keys: tuple[str, ...]
    at_limit: bool
    over_limit: bool


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, inclusive, on which the same efforts `keys` are in flight."""

    first: date
    last: date
    count: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TooEarly:
    """`key` starts on `start` although `needs` is live only on `live`."""

    key: str
    needs: str
    start: date
    live: date


def in_flight(spans: Iterable[Span], day: date) -> tuple[str, ...]:
    """Keys of the efforts in flight on one day, sorted."""
    return tuple(sorted(span.key for span in spans if span.start <= day <= span.live))


def per_week(spans: Sequence[Span], *, start: date, weeks: int, limit: int = LIMIT) -> tuple[Week, ...]:
    """Count per week, week 1 beginning on `start`."""
    rows = []
    for number in range(1, weeks + 1):
        first = start + timedelta(weeks=number - 1)
        last = first + timedelta(days=6)
        keys = tuple(sorted(span.key for span in spans if span.start <= last and span.live >= first))
        rows.append(Week(number, first, len(keys), keys, len(keys) == limit, len(keys) > limit))
    return tuple(rows)


def at_least(spans: Sequence[Span], count: int) -> tuple[Period, ...]:
    """Periods with `count` or more in flight, one per unchanged set of efforts, in order."""
    edges = sorted({span.start for span in spans} | {span.live + DAY for span in spans})
    found = []
    for first, after in pairwise(edges):
        keys = in_flight(spans, first)
        if len(keys) >= count:
            found.append(Period(first, after - DAY, len(keys), keys))
    return tuple(found)


def over_limit(spans: Sequence[Span], *, limit: int = LIMIT) -> tuple[Period, ...]:
    """Periods in which more than `limit` efforts are in flight; each needs a reason."""
    return at_least(spans, limit + 1)


def find_cycle(depends_on: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """A circle of dependencies, first key repeated at the end (a, b, a); empty when there is none."""
    needs = {key: tuple(sorted(before)) for key, before in depends_on.items()}
    done: set[str] = set()
    return next((circle for root in sorted(needs) if (circle := _circle_from(root, needs, done))), ())


def check_order(depends_on: Mapping[str, Iterable[str]]) -> None:
    """ValueError that names the circle when there is one."""
    cycle = find_cycle(depends_on)
    if cycle:
        raise ValueError(f"These wait for each other in a circle: {' → '.join(cycle)}.")


def too_early(spans: Iterable[Span], depends_on: Mapping[str, Iterable[str]]) -> tuple[TooEarly, ...]:
    """Efforts that start before something they depend on is live; unknown keys are ignored."""
    by_key = {span.key: span for span in spans}
    return tuple(
        TooEarly(key, before, by_key[key].start, by_key[before].live)
        for key in sorted(depends_on)
        for before in sorted(depends_on[key])
        if key in by_key and before in by_key and by_key[key].start < by_key[before].live
    )


def _circle_from(root: str, needs: Mapping[str, tuple[str, ...]], done: set[str]) -> tuple[str, ...]:
    """Walk depth first without recursion (a chain may be long); `done` collects what is known to be free of circles."""
    path: dict[str, None] = {}
    stack = [iter((root,))]
    while stack:
        following = next(stack[-1], None)
        if following is None:
            stack.pop()
            if path:
                done.add(path.popitem()[0])
        elif following in path:
            keys = list(path)
            return (*keys[keys.index(following) :], following)
        elif following not in done:
            path[following] = None
            stack.append(iter(needs.get(following, ())))
    return ()

"""Critical path and slack of a dated roadmap, and the dates put in order (critical path method, Kelley and Walker 1959;
DOMAIN 3: dependencies).

Slack of an effort: by how many days it may go live later without moving the day on which the last effort is live. It
is found backwards from that day: an effort has to be live by the latest start of whatever waits for it, by the last
day where nothing does. Slack 0 is critical; below 0 something that waits for it starts too early as dated.
Putting in order moves later, never earlier, what starts before something it waits for is live; lengths stay.
Days are calendar days: neither the change of the clock nor a leap day changes a length.

Worked example: orders to accounting wait for stock sync and are live last; lead sync is on its own.

>>> plan = [Span("stock", date(2026, 11, 2), date(2027, 1, 4)), Span("lead", date(2026, 11, 30), date(2026, 12, 18)),
...         Span("orders", date(2027, 1, 11), date(2027, 2, 4))]
>>> waits = {"orders": ["stock"]}
>>> {key: one.days for key, one in slack_of(plan, waits).items()}
{'lead': 48, 'orders': 0, 'stock': 7}
>>> late = [plan[0], plan[1], Span("orders", date(2026, 12, 28), date(2027, 1, 21))]
>>> slack_of(late, waits)["stock"].days, in_order(late, waits)["orders"].start
(-7, datetime.date(2027, 1, 4))
>>> [(one.label, one.value) for one in workings(slack_of(plan, waits)["stock"], {"orders": "orders"}).inputs]
[('orders starts at the latest on', '11 Jan 2027'), ('live on', '4 Jan 2027')]
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from graphlib import TopologicalSorter

from apps.methods.capacity import Span, check_order
from apps.methods.workings import Input, Workings, day_words

RULE = "latest day of being live that moves nothing else − day of going live"
CRITICAL_RULE = "critical: no day to spare, so that a delay moves the end of the roadmap or what waits for it"
END = "last go-live of what is decided"
SOURCE = "Kelley and Walker 1959, critical path method; DOMAIN 3"

Waits = Mapping[str, Iterable[str]]


@dataclass(frozen=True, slots=True)
class Slack:
    """days: calendar days, below 0 where something that waits starts too early. latest: the day it has to be live.

    followers: keys of what waits for it, each with the latest day that it may start on; none: the end of all bounds it.
    """

    key: str
    days: int
    latest: date
    followers: tuple[tuple[str, date], ...] = ()

    @property
    def is_critical(self) -> bool:
        return self.days <= 0

    @property
    def live(self) -> date:
        return self.latest - timedelta(days=self.days)


def slack_of(spans: Iterable[Span], depends_on: Waits) -> dict[str, Slack]:
    """Slack by key, keys sorted. What waits for an unknown key waits for nothing; ValueError for a circle."""
    by_key = {span.key: span for span in spans}
    after = _followers(by_key, depends_on)
    end = max((span.live for span in by_key.values()), default=date.min)
    latest: dict[str, date] = {}
    starts: dict[str, date] = {}
    for key in reversed(_ordered(by_key, depends_on)):
        latest[key] = min((starts[one] for one in after[key]), default=end)
        starts[key] = latest[key] - (by_key[key].live - by_key[key].start)
    return {
        key: Slack(
            key,
            (latest[key] - by_key[key].live).days,
            latest[key],
            tuple((one, starts[one]) for one in after[key]),
        )
        for key in sorted(by_key)
    }


def workings(slack: Slack, names: Mapping[str, str]) -> Workings:
    """names: of the followers, by key. The earliest of the first inputs − the last one."""
    bounds = [Input(f"{names[key]} starts at the latest on", day_words(day)) for key, day in slack.followers]
    inputs = (*(bounds or [Input(END, day_words(slack.latest))]), Input("live on", day_words(slack.live)))
    return Workings(slack.days, "days", RULE, inputs, SOURCE)


def in_order(spans: Iterable[Span], depends_on: Waits, *, fixed: Collection[str] = ()) -> dict[str, Span]:
    """The same efforts, keys sorted, none of them starting before what it waits for is live.

    fixed: keys that stay where they are (live already). ValueError for a circle.
    """
    by_key = {span.key: span for span in spans}
    for key in _ordered(by_key, depends_on):
        span = by_key[key]
        ready = max((by_key[one].live for one in _known(key, by_key, depends_on)), default=span.start)
        if ready > span.start and key not in fixed:
            by_key[key] = replace(span, start=ready, live=span.live + (ready - span.start))
    return {key: by_key[key] for key in sorted(by_key)}


def _known(key: str, by_key: Mapping[str, Span], depends_on: Waits) -> list[str]:
    return sorted({one for one in depends_on.get(key, ()) if one in by_key})


def _followers(by_key: Mapping[str, Span], depends_on: Waits) -> dict[str, list[str]]:
    after: dict[str, list[str]] = {key: [] for key in by_key}
    for key in sorted(by_key):
        for before in _known(key, by_key, depends_on):
            after[before].append(key)
    return after


def _ordered(by_key: Mapping[str, Span], depends_on: Waits) -> list[str]:
    """Every key after those it waits for."""
    known = {key: _known(key, by_key, depends_on) for key in sorted(by_key)}
    check_order(known)
    return list(TopologicalSorter(known).static_order())

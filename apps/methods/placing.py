"""A first place on the roadmap for what was decided (DOMAIN 3: impact first, at most three in flight).

Opportunities come in the order of their score, best first. Each goes into the first phase that still has room and takes
its tier, into the last one that takes any where none has; it starts on the first Monday (not before today and not
before its phase) from which fewer than the limit are in flight over its whole length. A length is a first guess to be
changed: four weeks for tier 1 (G: quick wins are done within four weeks), nine for tier 2, thirteen for tier 3 and nine
for a consolidation or where the tier is not known (ours).

Worked example: four of tier 1 at a limit of three; the fourth waits until the first three are live.

>>> four = [Wanted(key, 4, tier=1) for key in "abcd"]
>>> found = place(four, [Place("Quick wins", date(2026, 9, 7), room=3)], today=date(2026, 9, 1))
>>> [(one.key, one.start.isoformat(), one.live.isoformat()) for one in found][2:]
[('c', '2026-09-07', '2026-10-04'), ('d', '2026-10-05', '2026-11-01')]
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from apps.methods.capacity import LIMIT, Span, over_limit

WEEKS_OF_TIER = {1: 4, 2: 9, 3: 13}
WEEKS_OTHERWISE = 9
WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """weeks: how long it takes, at least 1. tier: 1 to 3, None while it is not known. ValueError below one week."""

    key: str
    weeks: int
    tier: int | None = None

    def __post_init__(self) -> None:
        if self.weeks < 1:
            raise ValueError("An effort takes at least a week.")


@dataclass(frozen=True, slots=True)
class Place:
    """A phase. start: its first day, None when it has none. room: how many it takes, None for any number.

    tier: the only one that it takes, None for all.
    """

    name: str
    start: date | None = None
    room: int | None = None
    tier: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """place: the phase's name, "" for none. Live on the Sunday of the last week."""

    key: str
    place: str
    start: date
    live: date


def weeks_of(tier: int | None, *, is_consolidation: bool = False) -> int:
    """The first guess at a length, in weeks."""
    return WEEKS_OTHERWISE if is_consolidation or tier is None else WEEKS_OF_TIER.get(tier, WEEKS_OTHERWISE)


def place(
    wanted: Sequence[Wanted], places: Sequence[Place], *, today: date, busy: Sequence[Span] = (), limit: int = LIMIT
) -> tuple[Placed, ...]:
    """Everything in its order. busy: what is on the roadmap already. ValueError for a limit below one."""
    if limit < 1:
        raise ValueError("At least one has to be in flight.")
    spans, taken = list(busy), dict.fromkeys((one.name for one in places), 0)
    placed: list[Placed] = []
    for one in wanted:
        chosen = _place_for(one, places, taken)
        begin = max(today, chosen.start) if chosen and chosen.start else today
        start, live = _first_free(one, _monday(begin), spans, limit)
        if chosen:
            taken[chosen.name] += 1
        spans.append(Span(f"placed {len(placed)}", start, live))
        placed.append(Placed(one.key, chosen.name if chosen else "", start, live))
    return tuple(placed)


def _place_for(one: Wanted, places: Sequence[Place], taken: dict[str, int]) -> Place | None:
    fitting = [place for place in places if place.tier in (None, one.tier)]
    with_room = [place for place in fitting if place.room is None or taken[place.name] < place.room]
    taking_any = [place for place in fitting if place.room != 0]
    return next(iter(with_room), None) or next(reversed(taking_any), None)


def _first_free(one: Wanted, monday: date, spans: Sequence[Span], limit: int) -> tuple[date, date]:
    """The first Monday on which it fits beside the others; what is over the limit already stays in nobody's way."""
    last = max((span.live for span in spans), default=monday)
    while True:
        live = monday + one.weeks * WEEK - DAY
        beside = [span for span in spans if span.start <= live and span.live >= monday]
        own = Span("", monday, live)
        if monday > last or not any("" in period.keys for period in over_limit([*beside, own], limit=limit)):
            return monday, live
        monday += WEEK


def _monday(day: date) -> date:
    """That day, or the next Monday."""
    return day + timedelta(days=-day.weekday() % 7)

"""Is an integration healthy (N guardrails, DOMAIN "Health")?

Volume, errors and freshness of a day are compared with the median of the same weekday in the four weeks before; days
marked as incident and the day under test are left out; with fewer than three such days the metric is still learning.
It is outside its band when it differs by more than 20 % (exactly 20 % is inside). A median of 0 has no percentage:
any other value is outside. More errors and older data are worse, fewer and fresher are outside but no reason to
alert; volume alerts both ways. At once, without a baseline: failed run, missed run, data older than its target,
changed fields, a token that expires within 14 days, growth of API calls by more than 20 %. Each cause has one key, so
that one incident is opened per cause.

Worked example: Tuesday 10 November 2026, 10 records where Tuesdays have a median of 17.

>>> before = [Point(date(2026, 11, 3) - timedelta(weeks=week), Decimal(17)) for week in range(4)]
>>> result = deviation(Metric.VOLUME, Point(date(2026, 11, 10), Decimal(10)), before)
>>> result.band.value, round(result.percent)
('outside', -41)
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from statistics import median

SOURCE = "N guardrails"
LIMIT_PERCENT = Decimal(20)
WEEKS_BACK = 4
MINIMUM_POINTS = 3
TOKEN_DAYS = 14


class Metric(StrEnum):
    VOLUME = "volume"
    ERRORS = "errors"
    FRESHNESS = "freshness"
    API_CALLS = "api_calls"


class Band(StrEnum):
    LEARNING = "learning"
    INSIDE = "inside"
    OUTSIDE = "outside"


class State(StrEnum):
    SILENT = "silent"
    LEARNING = "learning"
    WORKING = "working"
    ATTENTION = "attention"
    FAILING = "failing"


class Run(StrEnum):
    STARTED = "start"
    SUCCEEDED = "success"
    FAILED = "fail"


@dataclass(frozen=True, slots=True)
class Point:
    """A day's value of one metric; `in_incident` days never enter a baseline."""

    day: date
    value: Decimal
    in_incident: bool = False


@dataclass(frozen=True, slots=True)
class Deviation:
    """`percent` from the median, None while learning or where the median is 0; `alerts`: a reason to alert."""

    metric: Metric
    day: date
    value: Decimal
    median: Decimal | None
    percent: Decimal | None
    band: Band
    alerts: bool
    points: int


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known about an integration now; None is not known or not agreed. All times carry a time zone."""

    now: datetime
    last_run: Run | None = None
    last_run_at: datetime | None = None
    expected_every: timedelta | None = None
    newest_record_at: datetime | None = None
    freshness_target: timedelta | None = None
    fingerprint: str | None = None
    agreed_fingerprint: str | None = None
    token_expires_on: date | None = None
    deviations: tuple[Deviation, ...] = ()


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason to open an incident; `key` is the same for as long as the cause is the same."""

    key: str
    text: str
    is_failure: bool


@dataclass(frozen=True, slots=True)
class Health:
    state: State
    causes: tuple[Cause, ...]
    source: str = SOURCE


def baseline(day: date, points: Iterable[Point]) -> tuple[Decimal | None, int]:
    """Median of the same weekday in the four weeks before `day` (None below three points) and the number of points."""
    days = {day - timedelta(weeks=week) for week in range(1, WEEKS_BACK + 1)}
    values = [point.value for point in points if point.day in days and not point.in_incident]
    return (median(values) if len(values) >= MINIMUM_POINTS else None), len(values)


def limits(middle: Decimal) -> tuple[Decimal, Decimal]:
    """The least and the greatest value inside the band around a median."""
    allowed = abs(middle) * LIMIT_PERCENT / 100
    return middle - allowed, middle + allowed


def deviation(metric: Metric, tested: Point, points: Iterable[Point]) -> Deviation:
    """Compare one day with its baseline; `points` may hold the tested day itself, it is not used."""
    middle, count = baseline(tested.day, points)
    if middle is None:
        return Deviation(metric, tested.day, tested.value, None, None, Band.LEARNING, alerts=False, points=count)
    percent = (tested.value - middle) * 100 / middle if middle else None
    is_outside = tested.value != 0 if percent is None else abs(percent) > LIMIT_PERCENT
    is_worse = metric is Metric.VOLUME or tested.value > middle
    band = Band.OUTSIDE if is_outside else Band.INSIDE
    return Deviation(metric, tested.day, tested.value, middle, percent, band, is_outside and is_worse, count)


def state_of(signals: Signals) -> Health:
    """State of an integration with every cause: silent, learning, working, attention or failing."""
    causes = (*_failures(signals), *_warnings(signals))
    if any(cause.is_failure for cause in causes):
        return Health(State.FAILING, causes)
    if causes:
        return Health(State.ATTENTION, causes)
    if signals.last_run is None:
        return Health(State.SILENT, ())
    learns = not signals.deviations or any(one.band is Band.LEARNING for one in signals.deviations)
    return Health(State.LEARNING if learns else State.WORKING, ())


def _failures(signals: Signals) -> Iterator[Cause]:
    if signals.last_run is Run.FAILED:
        yield Cause("run_failed", "the last run failed", is_failure=True)
    if _older(signals.last_run_at, signals.expected_every, signals.now):
        yield Cause("run_missed", "a run was missed", is_failure=True)
    if signals.token_expires_on is not None and signals.token_expires_on < signals.now.date():
        yield Cause("token", "the token has expired", is_failure=True)


def _warnings(signals: Signals) -> Iterator[Cause]:
    if _older(signals.newest_record_at, signals.freshness_target, signals.now):
        yield Cause("stale", "the newest record is older than agreed", is_failure=False)
    if _differ(signals.fingerprint, signals.agreed_fingerprint):
        yield Cause("fields_changed", "the fields have changed", is_failure=False)
    left = None if signals.token_expires_on is None else (signals.token_expires_on - signals.now.date()).days
    if left is not None and 0 <= left <= TOKEN_DAYS:
        yield Cause("token", f"the token expires in {left} {'day' if left == 1 else 'days'}", is_failure=False)
    yield from (_outside(one) for one in signals.deviations if one.alerts)


def _outside(one: Deviation) -> Cause:
    name = one.metric.value.replace("_", " ")
    if one.percent is None:
        return Cause(one.metric.value, f"{name} {one.value} where it is usually 0", is_failure=False)
    side = "above" if one.percent > 0 else "below"
    return Cause(one.metric.value, f"{name} {abs(one.percent):.0f} % {side} its {one.day:%A} median", is_failure=False)


def _older(moment: datetime | None, allowed: timedelta | None, now: datetime) -> bool:
    return moment is not None and allowed is not None and now - moment > allowed


def _differ(found: str | None, agreed: str | None) -> bool:
    return found is not None and agreed is not None and found != agreed


def worst(states: Sequence[State]) -> State:
    """The state that stands for several integrations together; silent when there are none."""
    order = (State.FAILING, State.ATTENTION, State.LEARNING, State.WORKING, State.SILENT)
    return min(states, key=order.index, default=State.SILENT)

from datetime import UTC, date, datetime, timedelta

import pytest

from apps.methods.health import (
    Band,
    Metric,
    Point,
    Run,
    Signals,
    State,
    baseline,
    deviation,
    state_of,
    worst,
)
from tests.unit.methods.demo import d

DAY = date(2026, 11, 10)
NOW = datetime(2026, 11, 19, 14, 0, tzinfo=UTC)


def tuesdays(*values, incident=()):
    """Values one, two, three … weeks before."""
    return [
        Point(DAY - timedelta(weeks=week), d(value), week in incident) for week, value in enumerate(values, start=1)
    ]


def test_the_demo_incident():
    found = deviation(Metric.VOLUME, Point(DAY, d(10)), tuesdays(17, 18, 16, 17))
    assert (found.median, round(found.percent), found.band, found.alerts) == (17, -41, Band.OUTSIDE, True)


@pytest.mark.parametrize(
    ("value", "band"), [("80", "inside"), ("79.9", "outside"), ("120", "inside"), ("120.1", "outside")]
)
def test_more_than_twenty_percent(value, band):
    assert deviation(Metric.VOLUME, Point(DAY, d(value)), tuesdays(100, 100, 100)).band == band


def test_two_points_are_still_learning():
    found = deviation(Metric.VOLUME, Point(DAY, d(1)), tuesdays(100, 100))
    assert (found.band, found.median, found.alerts, found.points) == (Band.LEARNING, None, False, 2)


def test_incident_days_are_left_out():
    assert baseline(DAY, tuesdays(10, 16, 17, 18, incident=(1,))) == (17, 3)
    assert baseline(DAY, tuesdays(10, 16, 17, incident=(1,))) == (None, 2)


def test_only_the_same_weekday_of_the_last_four_weeks_counts():
    others = [Point(DAY - timedelta(days=days), d(999)) for days in (0, 1, 6, 8, 35, -7)]
    assert baseline(DAY, [*others, *tuesdays(16, 17, 18, 19)]) == (d("17.5"), 4)


def test_the_value_under_test_is_not_its_own_baseline():
    points = tuesdays(17, 17, 17)
    tested = Point(DAY, d(10))
    assert deviation(Metric.VOLUME, tested, [*points, tested]) == deviation(Metric.VOLUME, tested, points)


def test_fewer_errors_are_no_alert():
    fewer = deviation(Metric.ERRORS, Point(DAY, d(1)), tuesdays(10, 10, 10))
    assert (fewer.band, fewer.alerts) == (Band.OUTSIDE, False)
    assert deviation(Metric.ERRORS, Point(DAY, d(13)), tuesdays(10, 10, 10)).alerts


def test_a_median_of_zero():
    zero = tuesdays(0, 0, 0)
    same = deviation(Metric.ERRORS, Point(DAY, d(0)), zero)
    assert (same.band, same.percent) == (Band.INSIDE, None)
    assert deviation(Metric.ERRORS, Point(DAY, d(1)), zero).alerts


def healthy(**more):
    inside = deviation(Metric.VOLUME, Point(DAY, d(17)), tuesdays(17, 17, 17))
    return Signals(NOW, Run.SUCCEEDED, NOW - timedelta(minutes=3), deviations=(inside,), **more)


def test_working():
    assert state_of(healthy()).state is State.WORKING


def test_nothing_heard_is_silent():
    assert state_of(Signals(NOW)).state is State.SILENT


def test_without_a_baseline_it_is_learning():
    assert state_of(Signals(NOW, Run.SUCCEEDED)).state is State.LEARNING
    learning = deviation(Metric.VOLUME, Point(DAY, d(17)), [])
    assert state_of(Signals(NOW, Run.SUCCEEDED, deviations=(learning,))).state is State.LEARNING


@pytest.mark.parametrize(
    ("signals", "state", "key"),
    [
        (Signals(NOW, Run.FAILED), State.FAILING, "run_failed"),
        (
            Signals(NOW, Run.SUCCEEDED, NOW - timedelta(hours=3), expected_every=timedelta(hours=1)),
            State.FAILING,
            "run_missed",
        ),
        (healthy(token_expires_on=date(2026, 11, 18)), State.FAILING, "token"),
        (healthy(token_expires_on=date(2026, 12, 3)), State.ATTENTION, "token"),
        (
            healthy(newest_record_at=NOW - timedelta(minutes=16), freshness_target=timedelta(minutes=15)),
            State.ATTENTION,
            "stale",
        ),
        (healthy(fingerprint="b", agreed_fingerprint="a"), State.ATTENTION, "fields_changed"),
    ],
)
def test_each_cause(signals, state, key):
    health = state_of(signals)
    assert health.state is state
    assert [cause.key for cause in health.causes] == [key]


def test_fifteen_days_of_token_are_enough():
    assert state_of(healthy(token_expires_on=date(2026, 12, 4))).state is State.WORKING


def test_exactly_on_time_is_on_time():
    on_time = healthy(
        expected_every=timedelta(minutes=3),
        newest_record_at=NOW - timedelta(hours=1),
        freshness_target=timedelta(hours=1),
    )
    assert state_of(on_time).state is State.WORKING


def test_a_deviation_is_told_in_words():
    low = deviation(Metric.VOLUME, Point(DAY, d(10)), tuesdays(17, 17, 17))
    calls = deviation(Metric.API_CALLS, Point(DAY, d(130)), tuesdays(100, 100, 100))
    errors = deviation(Metric.ERRORS, Point(DAY, d(2)), tuesdays(0, 0, 0))
    health = state_of(Signals(NOW, Run.SUCCEEDED, deviations=(low, calls, errors)))
    assert [cause.text for cause in health.causes] == [
        "volume 41 % below its Tuesday median",
        "api calls 30 % above its Tuesday median",
        "errors 2 where it is usually 0",
    ]


def test_the_worst_state_stands_for_all():
    assert worst([State.WORKING, State.FAILING, State.LEARNING]) is State.FAILING
    assert worst([]) is State.SILENT

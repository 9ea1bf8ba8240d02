from datetime import date, timedelta

import pytest

from apps.methods.reconciliation import (
    DAYS,
    CutOverPoint,
    Tolerance,
    Verdict,
    check,
    earliest_cut_over,
    readiness,
    start_before,
    week_of,
    weeks,
)
from tests.unit.methods.demo import d

START = date(2026, 11, 9)
AGREES, DIFFERS, OPEN = Verdict.AGREES, Verdict.DIFFERS, Verdict.OPEN
ALL_DONE = dict.fromkeys(CutOverPoint, True)


@pytest.mark.parametrize(
    ("old", "new", "tolerance", "verdict"),
    [
        (d(23), d(22), Tolerance(d(0)), DIFFERS),
        (d(23), d(23), Tolerance(d(0)), AGREES),
        (d(200), d(199), Tolerance(d("0.5"), is_percent=True), AGREES),
        (d(200), d("198.99"), Tolerance(d("0.5"), is_percent=True), DIFFERS),
        (d(-200), d(-199), Tolerance(d("0.5"), is_percent=True), AGREES),
        (d(0), d("0.01"), Tolerance(d(50), is_percent=True), DIFFERS),
        (d(10), d(15), Tolerance(d(5)), AGREES),
        (None, d(1), Tolerance(d(0)), OPEN),
        (d(1), None, Tolerance(d(0)), OPEN),
    ],
)
def test_verdicts(old, new, tolerance, verdict):
    assert check(old, new, tolerance).verdict is verdict


def test_four_weeks_and_thirty_days():
    found = weeks(START)
    assert [(one.number, one.due) for one in found] == [(n, START + timedelta(days=7 * n - 1)) for n in (1, 2, 3, 4)]
    assert earliest_cut_over(START) == date(2026, 12, 9)
    assert start_before(date(2026, 12, 9)) == START
    days = [week_of(START, START + timedelta(days=day)) for day in (-1, 0, 6, 7, 27, 28, 29, DAYS)]
    assert days == [None, 1, 1, 2, 4, 4, 4, None]


def test_ready_when_all_is_read_and_the_last_week_agrees():
    numbers = {"Open invoices": [DIFFERS, AGREES, AGREES, AGREES]}
    assert readiness(numbers, ALL_DONE, start=START, today=earliest_cut_over(START)).is_ready


@pytest.mark.parametrize(
    ("numbers", "done", "start", "day", "words"),
    [
        ({}, ALL_DONE, START, DAYS, "nothing is compared yet"),
        ({"Sum": [AGREES, OPEN, AGREES, OPEN]}, ALL_DONE, START, DAYS, "numbers of week 2, 4 are not read"),
        ({"Sum": [AGREES, AGREES, AGREES, DIFFERS]}, ALL_DONE, START, DAYS, "Sum still differs in the last week"),
        ({"Sum": [AGREES] * 4}, ALL_DONE, START, 28, "2 of 30 days of the parallel run are left"),
        ({"Sum": [AGREES] * 4}, ALL_DONE, None, 28, "the parallel run has no first day"),
        (
            {"Sum": [AGREES] * 4},
            ALL_DONE | {CutOverPoint.NOTICE_GIVEN: False},
            START,
            DAYS,
            "Notice given before its last day",
        ),
    ],
)
def test_what_is_missing_is_named(numbers, done, start, day, words):
    assert readiness(numbers, done, start=start, today=START + timedelta(days=day)).missing == (words,)


def test_wrong_input_is_refused():
    with pytest.raises(ValueError, match="Tolerance"):
        Tolerance(d(-1))
    with pytest.raises(ValueError, match="4 weeks"):
        readiness({"Sum": [AGREES]}, {}, start=START, today=START)

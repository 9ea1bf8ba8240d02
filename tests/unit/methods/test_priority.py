from itertools import product

import pytest

from apps.methods.handoffs import Cadence, Per
from apps.methods.priority import POSSIBLE_SCORES, Band, ErrorCost, Scored, band_of, best_of, score_of
from tests.unit.methods.demo import ROWS, d


def scored(times="5", per=Per.WEEK, minutes="10", error=ErrorCost.REWORK, key="a"):
    return score_of(Scored(key, Cadence(d(times), per), d(minutes), error))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[0]))
def test_each_demo_hand_off(row):
    number, times, per, minutes, error, _, expected, band = row
    result = score_of(Scored(str(number), Cadence(d(times), per), d(minutes), error))
    points = (result.frequency.points, result.error_cost.points, result.time_cost.points, result.score)
    assert points == expected
    assert result.band == band


def test_exactly_ten_scores_can_occur():
    cadences, minutes = ("5", "1", "0.5"), ("31", "30", "9")
    found = {
        scored(times=times, minutes=time, error=error).score
        for times, error, time in product(cadences, ErrorCost, minutes)
    }
    assert tuple(sorted(found)) == POSSIBLE_SCORES == (1, 2, 3, 4, 6, 8, 9, 12, 18, 27)


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (27, Band.PRIORITY),
        (18, Band.PRIORITY),
        (17, Band.SECONDARY),
        (12, Band.SECONDARY),
        (8, Band.SECONDARY),
        (7, Band.LATER),
        (1, Band.LATER),
    ],
)
def test_both_band_edges(score, band):
    assert band_of(score) is band


@pytest.mark.parametrize(("minutes", "points"), [("9.99", 1), ("10", 2), ("30", 2), ("30.01", 3), ("0", 1)])
def test_ten_and_thirty_minutes_are_in_the_middle(minutes, points):
    assert scored(minutes=minutes).time_cost.points == points


@pytest.mark.parametrize(
    ("times", "per", "points"),
    [
        ("1", Per.HOUR, 3),
        ("1", Per.DAY, 3),
        ("5", Per.WEEK, 3),
        ("4.99", Per.WEEK, 2),
        ("1", Per.WEEK, 2),
        ("0.99", Per.WEEK, 1),
        ("22", Per.MONTH, 3),
        ("21", Per.MONTH, 2),
        ("4", Per.MONTH, 1),
        ("5", Per.MONTH, 2),
        ("65", Per.QUARTER, 3),
        ("13", Per.QUARTER, 2),
        ("12", Per.QUARTER, 1),
        ("260", Per.YEAR, 3),
        ("52", Per.YEAR, 2),
        ("26", Per.YEAR, 1),
    ],
)
def test_frequency_edges(times, per, points):
    assert scored(times=times, per=per).frequency.points == points


def test_an_opportunity_takes_its_highest_flow_and_shows_all():
    low = Scored("low", Cadence(d(1), Per.YEAR), d(5), ErrorCost.MINOR)
    high = Scored("high", Cadence(d(1), Per.DAY), d(45), ErrorCost.REVENUE_LOSS)
    result = best_of([low, high])
    assert (result.best.key, result.best.score) == ("high", 27)
    assert [flow.key for flow in result.flows] == ["high", "low"]


def test_an_opportunity_without_flows_has_no_score():
    with pytest.raises(ValueError, match="at least one flow"):
        best_of([])


def test_workings_name_the_three_factors():
    assert [part.label for part in scored().workings.inputs] == ["frequency", "error cost", "time each"]

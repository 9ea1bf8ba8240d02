from decimal import Decimal

import pytest

from apps.methods.handoffs import Cadence, HandOff, Per, cost_of, error_cost_per_year, occurrences_per_week, total
from tests.unit.methods.demo import HAND_OFFS, ROWS, d


def test_ten_minutes_two_hundred_times_a_week():
    cost = cost_of(HandOff(d(10), Cadence(d(200), Per.WEEK), d(1), d(35)))
    assert round(cost.hours_per_week, 2) == d("33.33")
    assert round(cost.hours_per_month, 2) == d("144.44")
    assert round(cost.cost_per_month, 2) == d("5055.56")


def test_the_article_meant_two_hundred_a_month():
    cost = cost_of(HandOff(d(10), Cadence(d(200), Per.MONTH), d(1), d(35)))
    assert round(cost.hours_per_month, 1) == d("33.3")
    assert round(cost.cost_per_month) == 1167


@pytest.mark.parametrize(
    ("per", "a_week"),
    [
        (Per.HOUR, 40),
        (Per.DAY, 5),
        (Per.WEEK, 1),
        (Per.MONTH, d(12) / 52),
        (Per.QUARTER, d(1) / 13),
        (Per.YEAR, d(1) / 52),
    ],
)
def test_cadences_count_working_time(per, a_week):
    assert abs(occurrences_per_week(Cadence(d(1), per)) - a_week) < d("1e-25")


@pytest.mark.parametrize("place", range(len(ROWS)))
def test_hours_of_each_demo_hand_off(place):
    assert abs(cost_of(HAND_OFFS[place]).hours_per_week - d(ROWS[place][5])) < d("0.0005")


def test_the_demo_total():
    cost = total(cost_of(hand_off) for hand_off in HAND_OFFS)
    assert round(cost.hours_per_week, 4) == d("15.2083")
    assert round(cost.cost_per_week, 2) == d("577.92")
    assert round(cost.cost_per_month, 2) == d("2504.31")
    assert round(cost.cost_per_year, 2) == d("30051.67")


def test_people_multiply():
    one, three = (cost_of(HandOff(d(10), Cadence(d(6), Per.WEEK), d(people), d(20))) for people in (1, 3))
    assert (one.hours_per_week, three.hours_per_week) == (d(1), d(3))


def test_nothing_sums_to_zero():
    assert total([]).cost_per_year == 0


def test_workings_carry_inputs_and_rule():
    workings = cost_of(HandOff(d(10), Cadence(d(6), Per.WEEK), d(1), d(20), "interview")).workings
    assert workings.value == 1
    assert workings.rule == "minutes × occurrences a week × people ÷ 60"
    assert workings.inputs[0].label == "minutes per occurrence"
    assert workings.inputs[0].source == "interview"


def test_errors_cost_money():
    assert error_cost_per_year(Cadence(d(20), Per.WEEK), d("0.075"), d(40)) == d(3120)


@pytest.mark.parametrize("bad", [d(-1), Decimal("NaN"), Decimal("Infinity")])
def test_impossible_minutes_are_refused(bad):
    with pytest.raises(ValueError, match="Minutes must be 0 or more"):
        cost_of(HandOff(bad, Cadence(d(1), Per.WEEK), d(1), d(1)))


def test_an_impossible_error_share_is_refused():
    with pytest.raises(ValueError, match="from 0 to 1"):
        error_cost_per_year(Cadence(d(1), Per.WEEK), d("1.2"), d(1))

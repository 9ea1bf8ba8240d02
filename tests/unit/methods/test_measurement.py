import pytest

from apps.methods.handoffs import Cadence, Per, cost_of, total
from apps.methods.intervals import t_interval, wilson
from apps.methods.measurement import (
    Better,
    Target,
    Verdict,
    compare_means,
    compare_shares,
    standing,
    target,
    target_change,
    won_back,
)
from apps.methods.ranges import Range
from apps.methods.rounding import hours, money, percent
from tests.unit.methods.demo import AFTER, BEFORE, HAND_OFFS, RATE, d

A_WEEK = Cadence(d(20), Per.WEEK)


def sample(text):
    return [d(value) for value in text.split()]


def deal():
    return won_back(compare_means(BEFORE, AFTER), A_WEEK, people=d(1), hourly_rate=RATE)


def test_an_invoice_takes_1_5_minutes_not_12():
    found = compare_means(BEFORE, AFTER)
    assert found.verdict is Verdict.IMPROVED
    assert found.change.value == d("-10.5")
    assert percent(found.change_percent) == d("-87.5")
    assert (round(found.change.low, 1), round(found.change.high, 1)) == (d("-11.7"), d("-9.3"))
    assert found.more_needed is None


def test_won_back():
    won = deal()
    assert won.hours_per_week.value == d("3.5")
    assert won.in_cases == Range(d("3.10"), d("3.50"), d("3.90"))
    assert won.per_year.value == 6916
    assert [part.label for part in won.workings.inputs][:2] == ["minutes before", "minutes after"]


def test_found_won_back_left():
    found = total(cost_of(hand_off) for hand_off in HAND_OFFS)
    result = standing(found.hours_per_week, found.cost_per_year, [deal()])
    assert (hours(result.found_hours), hours(result.won_back_hours), hours(result.left_hours)) == (
        d("15.2"),
        d("3.5"),
        d("11.7"),
    )
    assert (money(result.found_per_year), money(result.won_back_per_year), money(result.left_per_year)) == (
        30052,
        6916,
        23136,
    )


def test_nothing_won_back_yet():
    result = standing(d(15), d(30000), [])
    assert (result.won_back_hours, result.left_hours) == (0, 15)


def test_fewer_errors_but_below_one_percent_is_not_proven():
    found = compare_shares(9, 120, 1, 110)
    assert found.verdict is Verdict.IMPROVED
    assert target(found.after, d("0.01")) is Target.NOT_YET
    assert target(wilson(0, 500), d("0.01")) is Target.PROVEN
    assert target(found.before, d("0.01")) is Target.MISSED


def test_a_target_to_be_exceeded():
    answers = t_interval(sample("4 4.2 4.1 3.9 4"))
    assert target(answers, d("3.5"), better=Better.HIGHER) is Target.PROVEN
    assert target(answers, d("4.5"), better=Better.HIGHER) is Target.MISSED
    assert target(t_interval(sample("4")), d("3.5"), better=Better.HIGHER) is Target.NOT_YET


def test_worse_is_said():
    assert compare_means(AFTER, BEFORE).verdict is Verdict.WORSE
    assert compare_shares(1, 110, 9, 120).verdict is Verdict.WORSE


def test_higher_is_better_for_a_survey():
    low, high = sample("2 2.5 2 1.5 2"), sample("4 4.5 4 3.5 4")
    assert compare_means(low, high, better=Better.HIGHER).verdict is Verdict.IMPROVED
    assert compare_means(high, low, better=Better.HIGHER).verdict is Verdict.WORSE


def test_no_change_needs_a_narrow_interval():
    before = sample("10 10.1 9.9 10 10.1 9.9")
    assert compare_means(before, sample("10 10.1 9.9 10.1 10 10")).verdict is Verdict.NO_CHANGE
    wide = sample("5 15 10 8 12 10")
    found = compare_means(wide, sample("6 14 10 9 11 10"))
    assert found.verdict is Verdict.CANNOT_TELL
    assert found.more_needed > 20


def test_more_observations_of_the_same_kind_would_tell():
    before, after = sample("8 12 10 14 6"), sample("6 11 8 12 5")
    found = compare_means(before, after)
    assert found.verdict is Verdict.CANNOT_TELL
    times = -(-(found.more_needed + 5) // 5)
    assert compare_means(before * times, after * times).verdict is Verdict.IMPROVED


def test_two_observations_carry_nothing():
    found = compare_means(sample("12 12"), sample("1 1"))
    assert (found.verdict, found.more_needed) == (Verdict.CANNOT_TELL, 1)
    assert compare_means(sample("12"), sample("1 1 1")).more_needed == 2


def test_no_size_would_do_where_there_is_no_difference_to_find():
    assert compare_shares(0, 5, 0, 5).verdict is Verdict.CANNOT_TELL
    assert compare_shares(0, 5, 0, 5).more_needed is None


def test_shares_that_cannot_tell_yet():
    found = compare_shares(2, 20, 1, 20)
    assert found.verdict is Verdict.CANNOT_TELL
    # By hand: 1.96² × (0.1 × 0.9 + 0.05 × 0.95) ÷ 0.05² is 211.3, so 212 in each phase, of which 20 are there.
    assert found.more_needed == 192


def test_a_change_from_zero_has_no_percent():
    assert compare_means(sample("0 0 0"), sample("1 1 1")).change_percent is None


def test_without_an_interval_the_case_has_one_value():
    won = won_back(compare_means(sample("12"), sample("2")), A_WEEK, people=d(1), hourly_rate=RATE)
    assert won.hours_per_week.low is None
    assert won.in_cases.low == won.in_cases.high == d("3.33")


def test_empty_samples_are_refused():
    with pytest.raises(ValueError, match="at least one"):
        compare_means([], AFTER)


def test_seconds_and_hours_win_back_what_minutes_do():
    in_seconds = [[value * 60 for value in values] for values in (BEFORE, AFTER)]
    in_hours = [[value / 60 for value in values] for values in (BEFORE, AFTER)]
    for unit, values in (("seconds", in_seconds), ("hours", in_hours), ("min", (BEFORE, AFTER))):
        won = won_back(compare_means(*values), A_WEEK, people=d(1), hourly_rate=RATE, unit=unit)
        assert round(won.hours_per_week.value, 6) == d("3.5"), unit
        assert round(won.per_year.value, 4) == d(6916), unit


@pytest.mark.parametrize(
    ("before", "after", "percent_wanted", "better", "expected"),
    [
        ("10 10.2 9.8 10", "4 4.1 3.9 4", 50, Better.LOWER, Target.PROVEN),
        ("10 10.2 9.8 10", "8 8.1 7.9 8", 50, Better.LOWER, Target.MISSED),
        ("10 12 8 10", "5 6 4 5", 50, Better.LOWER, Target.NOT_YET),
        ("10 10.2 9.8 10", "12 12.1 11.9 12", 10, Better.HIGHER, Target.PROVEN),
        ("10 10.2 9.8 10", "8 8.1 7.9 8", 10, Better.HIGHER, Target.MISSED),
        ("0 0 0", "1 1 1", 10, Better.LOWER, Target.NOT_YET),
        ("10", "1", 50, Better.LOWER, Target.NOT_YET),
    ],
)
def test_a_wanted_change_is_proven_only_by_the_whole_interval(before, after, percent_wanted, better, expected):
    made = compare_means(sample(before), sample(after), better=better)
    assert target_change(made, d(percent_wanted), better=better) is expected

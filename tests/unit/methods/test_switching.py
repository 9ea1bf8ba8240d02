from datetime import date

import pytest

from apps.methods.ranges import Range
from apps.methods.switching import (
    Licence,
    Switch,
    licence_end,
    months_after,
    retraining_estimate,
    spread,
    twelve_months,
)
from tests.unit.methods.demo import d

START, CUT_OVER, TODAY = date(2026, 11, 9), date(2026, 12, 9), date(2026, 11, 19)
ZOHO = Licence("Zoho Invoice", d(540), date(2026, 12, 20), None)


def test_the_demo_switch_month_by_month():
    """540 a year from 20 December, 0.75 h a week at 38 from 9 December, 720 once."""
    found = twelve_months(
        Switch(START, CUT_OVER, d("0.75"), d(38)), [ZOHO], spread(d(530)), spread(d(190)), today=TODAY
    )
    first, second = found.months[:2]
    assert (first.licences, first.hours, first.costs) == (0, 0, 720)
    assert second.first == CUT_OVER
    assert second.hours == d("123.5")  # 0.75 × 38 × 52 ÷ 12
    assert round(second.licences, 2) == d("29.03")  # 20 of 31 days of 45
    assert found.months[2].licences == 45
    assert round(found.net.expected, 2) == round(d("123.5") * 11 + 45 * 10 + second.licences - 720, 2)
    assert (round(found.net.low, 2), round(found.net.high, 2)) == (d("937.53"), d("1297.53"))
    assert found.paid_back == 6
    assert found.workings.value == found.net.expected


@pytest.mark.parametrize(
    ("renewal", "notice", "day", "is_late"),
    [
        (None, 30, CUT_OVER, False),
        (date(2026, 12, 20), 30, date(2027, 12, 20), True),  # notice would have been due yesterday week
        (date(2026, 12, 20), 31 - 1, date(2027, 12, 20), True),
        (date(2026, 12, 20), 0, date(2026, 12, 20), False),
        (date(2025, 12, 20), 0, date(2026, 12, 20), False),  # yearly, so the next one
        (date(2026, 12, 1), 0, date(2027, 12, 1), False),  # before the cut-over: still needed then
        (date(2024, 2, 29), 0, date(2027, 2, 28), False),
    ],
)
def test_when_a_licence_ends(renewal, notice, day, is_late):
    found = licence_end(Licence("x", d(100), renewal, notice), CUT_OVER, date(2026, 11, 30))
    assert (found.day, found.is_late) == (day, is_late)


def test_a_switch_that_never_pays_says_so():
    found = twelve_months(Switch(START, CUT_OVER, d(0), d(38)), [ZOHO], spread(d(5000)), spread(d(0)), today=TODAY)
    assert found.paid_back is None
    assert found.net.expected < 0


def test_costs_have_a_range_and_keep_what_was_entered():
    assert spread(d(100)) == Range(d(75), d(100), d(125))
    assert spread(d(100), d(90), d(200)) == Range(d(90), d(100), d(200))
    with pytest.raises(ValueError, match="must rise"):
        spread(d(100), d(150))
    with pytest.raises(ValueError, match="A cost"):
        spread(d(-1))
    assert retraining_estimate(3, d(38)) == Range(d(57), d(114), d(228))


def test_days_that_make_no_sense_are_refused():
    with pytest.raises(ValueError, match="cut-over"):
        twelve_months(Switch(CUT_OVER, START, d(1), d(1)), [], spread(d(0)), spread(d(0)), today=TODAY)


def test_months_end_where_the_month_does():
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_after(date(2026, 12, 31), 2) == date(2027, 2, 28)

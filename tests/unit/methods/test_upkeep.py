"""What booked upkeep costs beyond what the return counts."""

from datetime import date
from decimal import Decimal

import pytest

from apps.methods.upkeep import beyond_plan, judge

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)


@pytest.mark.parametrize(
    ("booked", "planned", "value"),
    [
        ({SEPTEMBER: "2.25"}, "2", "9.50"),
        ({SEPTEMBER: "1.50"}, "2", "-19.00"),
        ({SEPTEMBER: "2", OCTOBER: "3"}, "2", "38"),
        ({SEPTEMBER: "0", OCTOBER: "3"}, "2", "38"),  # a month without a booking says nothing
        ({SEPTEMBER: "1"}, "0", "38"),
    ],
)
def test_money_beyond_plan(booked, planned, value):
    hours = {month: Decimal(text) for month, text in booked.items()}
    assert beyond_plan(judge(hours), Decimal(planned), Decimal(38)).value == Decimal(value)


def test_without_a_booking_nothing_is_known():
    for judged in (None, judge({}), judge({SEPTEMBER: Decimal(0)})):
        found = beyond_plan(judged, Decimal(2), Decimal(38))
        assert found.value is None
        assert found.inputs[0].value is None

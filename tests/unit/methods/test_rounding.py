import pytest

from apps.methods import rounding
from tests.unit.methods.demo import d


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        ("0.05", 1, "0.1"),
        ("0.04", 1, "0.0"),
        ("-0.05", 1, "-0.1"),
        ("-0.04", 1, "0.0"),
        ("2.5", 0, "3"),
        ("1e30", 2, "1e30"),
    ],
)
def test_half_goes_up_away_from_zero(value, places, shown):
    assert rounding.half_up(d(value), places) == d(shown)


def test_there_is_no_negative_zero():
    assert str(rounding.half_up(d("-0.01"), 1)) == "0.0"


def test_each_kind_has_its_decimals():
    value = d("1234.5678")
    assert str(rounding.hours(value)) == "1234.6"
    assert str(rounding.hours(value, in_table=True)) == "1234.57"
    assert str(rounding.money(value)) == "1235"
    assert str(rounding.money(value, with_cents=True)) == "1234.57"
    assert str(rounding.percent(value)) == "1234.6"
    assert str(rounding.months(value)) == "1234.6"

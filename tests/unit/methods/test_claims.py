import pytest

from apps.methods.claims import Claim, claimed_hours, value_of
from apps.methods.ranges import Case, Range
from tests.unit.methods.demo import RATE, V1_CLAIMS, V2_CLAIMS, d


def test_version_1():
    value = value_of(V1_CLAIMS, RATE)
    assert value.hours_per_week.expected == d("6.9375")
    assert value.per_year.expected == d("13708.50")


def test_version_2():
    value = value_of(V2_CLAIMS, RATE)
    assert round(value.hours_per_week.expected, 4) == d("7.3750")
    assert round(value.per_year.expected, 2) == d("14573.00")


def test_low_and_high_stand_beside():
    assert claimed_hours(Claim("deal", d(4))) == Range(d("2.40"), d("3.00"), d("3.60"))
    assert value_of(V1_CLAIMS, RATE).hours_per_week.low == d("5.70")


def test_a_range_knows_its_cases():
    assert [Range(d(1), d(2), d(3)).of(case) for case in Case] == [1, 2, 3]
    with pytest.raises(ValueError, match="must rise"):
        Range(d(2), d(1), d(3))


def test_wrong_shares_and_hours_are_refused():
    with pytest.raises(ValueError, match="from 0 to 1"):
        claimed_hours(Claim("x", d(1), Range.exactly(d("1.01"))))
    with pytest.raises(ValueError, match="0 or more"):
        claimed_hours(Claim("x", d(-1)))


def test_no_claims_are_worth_nothing():
    assert value_of([], RATE).per_year.expected == 0

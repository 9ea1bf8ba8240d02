"""Against statsmodels and scipy, which only the tests need."""

import math

import pytest
from scipy import stats
from statsmodels.stats.power import tt_ind_solve_power
from statsmodels.stats.proportion import proportion_confint

from apps.methods.sample_size import (
    for_difference_of_means,
    for_difference_of_shares,
    for_mean,
    for_share,
    plan_shares,
    plan_values,
)
from tests.unit.methods.demo import d


@pytest.mark.parametrize(("spread", "half"), [("2.8", "1.2"), ("5", "1"), ("1", "0.05"), ("0.4", "0.5")])
def test_a_mean_is_known_that_well_and_one_fewer_would_not_do(spread, half):
    n = for_mean(d(spread), d(half))

    def width(size):
        return stats.t.ppf(0.975, size - 1) * float(spread) / math.sqrt(size)

    assert width(n) <= float(half)
    assert n == 3 or width(n - 1) > float(half)


@pytest.mark.parametrize(("share", "half"), [("0.075", "0.05"), ("0.5", "0.03"), ("0.01", "0.01")])
def test_a_share_is_known_that_well_and_one_fewer_would_not_do(share, half):
    n = for_share(d(share), d(half))

    def width(size):
        low, high = proportion_confint(float(share) * size, size, method="wilson")
        return (high - low) / 2

    assert width(n) <= float(half) < width(n - 1)


@pytest.mark.parametrize("effect", ["0.1", "0.2", "0.5", "0.8", "1"])
def test_a_difference_of_means_against_the_exact_power(effect):
    exact = tt_ind_solve_power(float(effect), alpha=0.05, power=0.8)
    assert abs(for_difference_of_means(d(1), d(effect)) - math.ceil(exact)) <= 1


@pytest.mark.parametrize(("before", "after"), [("0.075", "0.01"), ("0.2", "0.1"), ("0.5", "0.45")])
def test_a_difference_of_shares_by_the_normal_formula(before, after):
    first, second = float(before), float(after)
    factor = (stats.norm.ppf(0.975) + stats.norm.ppf(0.8)) ** 2
    exact = factor * (first * (1 - first) + second * (1 - second)) / (first - second) ** 2
    assert for_difference_of_shares(d(before), d(after)) == math.ceil(exact)


def test_more_than_anybody_would_observe():
    assert for_mean(d(1000), d("0.01")) is None
    assert for_difference_of_means(d(1000), d("0.01")) is None
    assert for_difference_of_shares(d("0.5"), d("0.5001")) is None


def test_in_percent():
    made = plan_values(d(12), d("2.8"), precision_percent=d(10), change_percent=d(25))
    assert (made.precise, made.change) == (for_mean(d("2.8"), d("1.2")), for_difference_of_means(d("2.8"), d(3)))
    shares = plan_shares(d("7.5"), d(1), points=d(5))
    assert (shares.precise, shares.change) == (112, 148)


@pytest.mark.parametrize("wrong", [d(0), d(-1)])
def test_impossible_wishes_are_refused(wrong):
    with pytest.raises(ValueError, match="above 0"):
        for_mean(d(1), wrong)
    with pytest.raises(ValueError, match="above 0"):
        for_difference_of_means(wrong, d(1))
    with pytest.raises(ValueError, match="the same"):
        for_difference_of_shares(d("0.1"), d("0.1"))
    with pytest.raises(ValueError, match="from 0 to 1"):
        for_share(d(2), d("0.1"))

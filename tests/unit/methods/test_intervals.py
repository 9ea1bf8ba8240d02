"""Against scipy and statsmodels, which only the tests need."""

import pytest
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from apps.methods.intervals import mean_difference, share_difference, t_interval, variance, wilson
from apps.methods.student_t import quantile
from tests.unit.methods.demo import AFTER, BEFORE, d


@pytest.mark.parametrize("df", [1, 1.5, 2, 3, 4.7, 10, 23, 25.0072, 100, 400, 999.9, 1000, 5000, 1e6])
@pytest.mark.parametrize("probability", [0.025, 0.5, 0.6, 0.9, 0.95, 0.975, 0.995, 0.9995])
def test_the_t_quantile(probability, df):
    expected = stats.t.ppf(probability, df)
    assert quantile(probability, df) == pytest.approx(expected, rel=1e-10, abs=1e-12)


@pytest.mark.parametrize(("probability", "df"), [(0, 5), (1, 5), (0.5, 0), (0.9, -1)])
def test_impossible_quantiles_are_refused(probability, df):
    with pytest.raises(ValueError, match="probability between 0 and 1"):
        quantile(probability, df)


def test_the_demo_timings():
    before, after = t_interval(BEFORE), t_interval(AFTER)
    assert (before.n, before.value, round(before.half_width, 2)) == (24, 12, d("1.18"))
    assert (after.n, after.value, round(after.half_width, 2)) == (20, d("1.5"), d("0.25"))


@pytest.mark.parametrize("sample", [BEFORE, AFTER, BEFORE[:2]])
def test_the_t_interval(sample):
    values = [float(value) for value in sample]
    low, high = stats.t.interval(0.95, len(values) - 1, loc=sum(values) / len(values), scale=stats.sem(values))
    found = t_interval(sample)
    assert (float(found.low), float(found.high)) == pytest.approx((low, high), abs=1e-9)


def test_one_value_has_no_interval():
    found = t_interval([d(5)])
    assert (found.value, found.low, found.high, found.half_width) == (5, None, None, None)


def test_empty_samples_are_refused():
    with pytest.raises(ValueError, match="at least one"):
        t_interval([])
    with pytest.raises(ValueError, match="at least two"):
        variance([d(1)])


@pytest.mark.parametrize(("count", "n"), [(9, 120), (1, 110), (0, 30), (30, 30), (1, 1), (500, 100000)])
@pytest.mark.parametrize("level", ["0.95", "0.90", "0.99"])
def test_wilson(count, n, level):
    low, high = proportion_confint(count, n, alpha=1 - float(level), method="wilson")
    found = wilson(count, n, level=d(level))
    assert (float(found.low), float(found.high)) == pytest.approx((low, high), abs=1e-9)


def test_the_demo_errors():
    shown = [
        round(end * 100, 1)
        for share in (wilson(9, 120), wilson(1, 110))
        for end in (share.value, share.low, share.high)
    ]
    assert shown == [d("7.5"), d("4.0"), d("13.6"), d("0.9"), d("0.2"), d("5.0")]


@pytest.mark.parametrize(("count", "n"), [(0, 0), (2, 1), (-1, 5)])
def test_impossible_shares_are_refused(count, n):
    with pytest.raises(ValueError, match="needs a sample"):
        wilson(count, n)


@pytest.mark.parametrize("level", ["0", "1", "1.5"])
def test_impossible_levels_are_refused(level):
    with pytest.raises(ValueError, match="between 0 and 1"):
        wilson(1, 2, level=d(level))


def test_welch():
    result = stats.ttest_ind([float(v) for v in BEFORE], [float(v) for v in AFTER], equal_var=False)
    low, high = result.confidence_interval(0.95)
    found = mean_difference(BEFORE, AFTER)
    assert (float(found.low), float(found.high)) == pytest.approx((low, high), abs=1e-9)


def test_newcombe():
    low, high = confint_proportions_2indep(9, 120, 1, 110, method="newcomb", compare="diff")
    found = share_difference(wilson(9, 120), wilson(1, 110))
    assert (float(found.low), float(found.high)) == pytest.approx((low, high), abs=1e-9)


def test_identical_values_have_no_spread():
    found = mean_difference([d(3)] * 4, [d(2)] * 4)
    assert (found.low, found.value, found.high) == (1, 1, 1)

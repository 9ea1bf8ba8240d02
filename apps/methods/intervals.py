"""Means and shares with their uncertainty (DOMAIN 5: mean of a time study by t, error share by Wilson).

mean ± t(n−1) × s ÷ √n. Error share: Wilson's score interval. Difference of two means: Welch's interval. Difference of
two shares: Newcombe's interval, made of the two Wilson intervals. Floats are used for the quantiles and square roots
only.

Worked example: 9 wrong of 120 is 7.5 %, by Wilson 4.0 to 13.6 %.

>>> share = wilson(9, 120)
>>> round(share.value * 100, 1), round(share.low * 100, 1), round(share.high * 100, 1)
(Decimal('7.5'), Decimal('4.0'), Decimal('13.6'))
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import NormalDist

from apps.methods.student_t import quantile

LEVEL = Decimal("0.95")


@dataclass(frozen=True, slots=True)
class Interval:
    """A value and its interval at `level`. `low` and `high` are None when the sample cannot carry one (n below 2)."""

    value: Decimal
    low: Decimal | None
    high: Decimal | None
    n: int
    level: Decimal = LEVEL

    @property
    def half_width(self) -> Decimal | None:
        """Half the width; symmetric intervals only."""
        return None if self.low is None or self.high is None else (self.high - self.low) / 2


def mean(values: Sequence[Decimal]) -> Decimal:
    """Arithmetic mean. ValueError without a value."""
    if not values:
        raise ValueError("A mean needs at least one value.")
    return sum(sorted(values), Decimal(0)) / len(values)


def variance(values: Sequence[Decimal]) -> Decimal:
    """Sample variance (n − 1). ValueError below two values."""
    if len(values) < 2:
        raise ValueError("A spread needs at least two values.")
    middle = mean(values)
    return sum(((value - middle) ** 2 for value in sorted(values)), Decimal(0)) / (len(values) - 1)


def t_interval(values: Sequence[Decimal], *, level: Decimal = LEVEL) -> Interval:
    """Mean with its t interval; one value alone has no interval."""
    middle = mean(values)
    if len(values) < 2:
        return Interval(middle, None, None, len(values), level)
    half = t_quantile(level, Decimal(len(values) - 1)) * (variance(values) / len(values)).sqrt()
    return Interval(middle, middle - half, middle + half, len(values), level)


def wilson(count: int, n: int, *, level: Decimal = LEVEL) -> Interval:
    """Share `count` of `n` (0 to 1) with Wilson's interval. ValueError unless 0 ≤ count ≤ n and n ≥ 1."""
    if n < 1 or not 0 <= count <= n:
        raise ValueError("A share needs a sample, and no more hits than the sample has.")
    z2 = Decimal(NormalDist().inv_cdf(_two_sided(level))) ** 2
    share = Decimal(count) / n
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = (z2 * (share * (1 - share) / n + z2 / (4 * n * n))).sqrt() / (1 + z2 / n)
    low = Decimal(0) if count == 0 else min(share, middle - half)
    high = Decimal(1) if count == n else max(share, middle + half)
    return Interval(share, low, high, n, level)


def mean_difference(first: Sequence[Decimal], second: Sequence[Decimal], *, level: Decimal = LEVEL) -> Interval:
    """first − second with Welch's interval; none when either has fewer than two values. n is the sum of both."""
    value, n = mean(first) - mean(second), len(first) + len(second)
    if min(len(first), len(second)) < 2:
        return Interval(value, None, None, n, level)
    a, b = variance(first) / len(first), variance(second) / len(second)
    if a + b == 0:
        return Interval(value, value, value, n, level)
    df = (a + b) ** 2 / (a**2 / (len(first) - 1) + b**2 / (len(second) - 1))
    half = t_quantile(level, df) * (a + b).sqrt()
    return Interval(value, value - half, value + half, n, level)


def share_difference(first: Interval, second: Interval) -> Interval:
    """first − second of two Wilson intervals, by Newcombe. ValueError when either has no interval."""
    if first.low is None or first.high is None or second.low is None or second.high is None:
        raise ValueError("Both shares need an interval.")
    value = first.value - second.value
    down = ((first.value - first.low) ** 2 + (second.high - second.value) ** 2).sqrt()
    up = ((first.high - first.value) ** 2 + (second.value - second.low) ** 2).sqrt()
    return Interval(value, value - down, value + up, first.n + second.n, first.level)


def t_quantile(level: Decimal, df: Decimal) -> Decimal:
    """Two-sided point of Student's t at `level` (0 to 1)."""
    return Decimal(quantile(_two_sided(level), float(df)))


def _two_sided(level: Decimal) -> float:
    if not 0 < level < 1:
        raise ValueError("A level lies between 0 and 1.")
    return float((1 + level) / 2)

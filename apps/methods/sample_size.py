"""How many observations a study needs, worked out before it begins (DOMAIN 5: a difference that the sample cannot
support is inconclusive).

For a wanted precision: the smallest n with t(n − 1) × s ÷ √n ≤ the half width wanted (mean), or with Wilson's interval
at most ± so many points wide (share). For a difference to be found: n in each phase so that a true difference of that
size is found with the wanted power (80 %), two-sided at 95 %; means by the normal formula 2 × (z₁ + z₂)² × (s ÷ d)²
with the usual correction z₁² ÷ 4 for Student's t (below ten within one of the exact power), shares by
(z₁ + z₂)² × (p(1 − p) + q(1 − q)) ÷ (p − q)².

Worked example: invoices take 12 ± 2.8 minutes (s). For a mean within ± 1.2 minutes 24 timings will do; to find that
3 minutes were saved it takes 15 before and 15 after. A share of errors of 7.5 % within ± 5 points takes 112 entries;
to find that it fell to 1 % takes 148 in each phase.

>>> for_mean(Decimal("2.8"), Decimal("1.2")), for_difference_of_means(Decimal("2.8"), Decimal(3))
(24, 15)
>>> for_share(Decimal("0.075"), Decimal("0.05")), for_difference_of_shares(Decimal("0.075"), Decimal("0.01"))
(112, 148)
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from statistics import NormalDist

from apps.methods.checks import within
from apps.methods.intervals import LEVEL, t_quantile
from apps.methods.measurement import LARGEST_SAMPLE, MINIMUM_SAMPLE

POWER = Decimal("0.80")


@dataclass(frozen=True, slots=True)
class Plan:
    """Observations in each phase: to know the value, and to find the change. None: more than 100,000."""

    precise: int | None
    change: int | None


def plan_values(usual: Decimal, spread: Decimal, *, precision_percent: Decimal, change_percent: Decimal) -> Plan:
    """Precision and change in percent of the usual value. ValueError unless all are above 0."""
    _positive(usual, precision_percent, change_percent)
    own = for_mean(spread, usual * precision_percent / 100)
    return Plan(own, for_difference_of_means(spread, usual * change_percent / 100))


def plan_shares(before_percent: Decimal, after_percent: Decimal, *, points: Decimal) -> Plan:
    """Shares in percent, the precision in points. ValueError when both shares are the same."""
    before, after = before_percent / 100, after_percent / 100
    return Plan(for_share(before, points / 100), for_difference_of_shares(before, after))


def for_mean(spread: Decimal, half_width: Decimal) -> int | None:
    """Values for a mean within ± half_width. spread: standard deviation, same unit. None: above 100,000."""
    _positive(spread, half_width)
    return _smallest(lambda n: t_quantile(LEVEL, Decimal(n - 1)) * spread / Decimal(n).sqrt() <= half_width)


def for_share(share: Decimal, half_width: Decimal) -> int | None:
    """Entries to check for a share (0 to 1) within ± half_width (points as a share of 1). None: above 100,000."""
    within("The share", share, 0, 1)
    _positive(half_width)
    z2 = _z((1 + LEVEL) / 2) ** 2

    def is_enough(n: int) -> bool:
        return (z2 * (share * (1 - share) / n + z2 / (4 * n * n))).sqrt() / (1 + z2 / n) <= half_width

    return _smallest(is_enough)


def for_difference_of_means(spread: Decimal, difference: Decimal) -> int | None:
    """Values in each phase to find a difference of means of this size. None: above 100,000."""
    _positive(spread, difference)
    first, second = _z((1 + LEVEL) / 2), _z(POWER)
    return _capped(2 * (first + second) ** 2 * (spread / difference) ** 2 + first**2 / 4)


def for_difference_of_shares(before: Decimal, after: Decimal) -> int | None:
    """Entries in each phase to find this difference of shares (0 to 1). ValueError when they are the same."""
    within("The share before", before, 0, 1)
    within("The share after", after, 0, 1)
    if before == after:
        raise ValueError("Two shares that are the same have no difference to find.")
    spread = before * (1 - before) + after * (1 - after)
    return _capped((_z((1 + LEVEL) / 2) + _z(POWER)) ** 2 * spread / (before - after) ** 2)


def _z(probability: Decimal) -> Decimal:
    return Decimal(NormalDist().inv_cdf(float(probability)))


def _capped(n: Decimal) -> int | None:
    found = max(MINIMUM_SAMPLE, math.ceil(n))
    return found if found <= LARGEST_SAMPLE else None


def _smallest(is_enough: Callable[[int], bool]) -> int | None:
    """The smallest n from three up; None when even the largest will not do."""
    if not is_enough(LARGEST_SAMPLE):
        return None
    low, high = MINIMUM_SAMPLE - 1, LARGEST_SAMPLE
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high


def _positive(*values: Decimal) -> None:
    if any(value <= 0 for value in values):
        raise ValueError("A spread and a wanted width are above 0.")

"""A time study or a sample check while it runs, and what it then says about an estimate (DOMAIN 5; G step 2).

The mean with its t interval from two timings on. How many more for ± 10 %: the smallest n with t(n−1) × s ÷ √n ≤ 10 %
of the mean, with the spread seen so far, less the n there are. A share of errors with Wilson's interval; how many more
entries until that interval is at most ± 5 points wide, if the share stays. A measured mean is offered in the place of
an estimate when it differs from it as people read it (one decimal), from three timings on; never put there by itself.

Worked example: four timings of 10, 12, 14 and 12 minutes give 12.0 ± 2.6; six more would do for ± 10 %.

>>> study = time_study([Decimal(value) for value in (10, 12, 14, 12)])
>>> study.mean.value, round(study.mean.half_width, 1), study.more_needed
(Decimal('12'), Decimal('2.6'), 6)
>>> offered = suggest_minutes([Decimal(value) for value in (10, 12, 14, 12)], Decimal(15))
>>> offered.minutes, round(offered.half_width, 1), offered.estimated
(Decimal('12.0'), Decimal('2.6'), Decimal('15'))
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from apps.methods.intervals import LEVEL, Interval, t_interval, t_quantile, variance, wilson
from apps.methods.measurement import LARGEST_SAMPLE, MINIMUM_SAMPLE
from apps.methods.rounding import half_up, short
from apps.methods.workings import Input, Workings

PRECISION = Decimal("0.10")
POINTS = Decimal("0.05")
SOURCE = "DOMAIN 5, time study by t and error share by Wilson"
MILLISECONDS = {"seconds": 1000, "minutes": 60_000, "hours": 3_600_000}


@dataclass(frozen=True, slots=True)
class Study:
    """The mean of timings in the metric's unit, or the share of errors (0 to 1), with its interval.

    more_needed: further timings or entries until the interval is narrow enough; 0 when it is, None when it cannot be
    said yet (fewer than two timings, a mean of 0) or no sensible sample would do.
    """

    mean: Interval
    more_needed: int | None
    workings: Workings


@dataclass(frozen=True, slots=True)
class SuggestedMinutes:
    """Measured minutes (one decimal, as offered) ± half the interval, beside what was estimated (None: nothing)."""

    minutes: Decimal
    half_width: Decimal
    n: int
    estimated: Decimal | None
    workings: Workings


def time_study(values: Sequence[Decimal], *, precision: Decimal = PRECISION) -> Study:
    """Timings so far. ValueError without one."""
    found = t_interval(values)
    more = _more(len(values), abs(found.value) * precision, _half_of_mean(values)) if len(values) > 1 else None
    rule = f"mean ± t(n − 1) × s ÷ √n; more until that is within {short(precision * 100)} % of the mean"
    return Study(found, more, _workings(found, rule))


def sample_check(errors: int, checked: int, *, points: Decimal = POINTS) -> Study:
    """Entries checked so far. ValueError unless 0 ≤ errors ≤ checked and something is checked."""
    found = wilson(errors, checked)

    def half_width(n: int) -> Decimal:
        """Of Wilson's interval for the same share among n."""
        z2 = t_quantile(LEVEL, Decimal(10**6)) ** 2
        return (z2 * (found.value * (1 - found.value) / n + z2 / (4 * n * n))).sqrt() / (1 + z2 / n)

    rule = f"Wilson's interval; more until it is within ± {short(points * 100)} points"
    return Study(found, _more(checked, points, half_width), _workings(found, rule))


def suggest_minutes(values: Sequence[Decimal], estimated: Decimal | None) -> SuggestedMinutes | None:
    """What the timings (in minutes) offer in the place of an estimate; None when they agree or are too few."""
    if len(values) < MINIMUM_SAMPLE:
        return None
    found = t_interval(values)
    minutes = half_up(found.value, 1)
    if estimated is not None and half_up(estimated, 1) == minutes:
        return None
    half = found.half_width or Decimal(0)
    return SuggestedMinutes(minutes, half, found.n, estimated, _workings(found, "mean of the timings, one decimal"))


def in_unit(milliseconds: int, unit: str) -> Decimal:
    """A time in seconds, minutes or hours, four decimals. ValueError for another unit or a time below 0."""
    if unit not in MILLISECONDS or milliseconds < 0:
        raise ValueError("A stopwatch gives seconds, minutes or hours from 0 up.")
    return half_up(Decimal(milliseconds) / MILLISECONDS[unit], 4)


def readable(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """A time in the unit in which people say it: what takes less than a minute in seconds. Other units stay.

    >>> readable(Decimal("0.0500"), "minutes"), readable(Decimal("1.5"), "minutes"), readable(Decimal(3), "orders")
    ((Decimal('3.0000'), 'seconds'), (Decimal('1.5'), 'minutes'), (Decimal('3'), 'orders'))
    """
    if unit not in MILLISECONDS or value * MILLISECONDS[unit] >= MILLISECONDS["minutes"]:
        return value, unit
    return value * MILLISECONDS[unit] / MILLISECONDS["seconds"], "seconds"


def readable_mean(found: Interval, unit: str) -> tuple[Decimal, Decimal | None, str]:
    """The same for a mean with half its interval (None where there is none): mean, half width, unit of both."""
    value, shown = readable(found.value, unit)
    if found.half_width is None or shown == unit:
        return value, found.half_width, shown
    return value, found.half_width * MILLISECONDS[unit] / MILLISECONDS[shown], shown


def _half_of_mean(values: Sequence[Decimal]) -> Callable[[int], Decimal]:
    spread = variance(values)
    return lambda n: t_quantile(LEVEL, Decimal(n - 1)) * (spread / n).sqrt()


def _more(n: int, wanted: Decimal, half_width: Callable[[int], Decimal]) -> int | None:
    """Smallest further number that brings the half width down to what is wanted."""
    if half_width(n) <= wanted:
        return 0
    if wanted == 0 or half_width(LARGEST_SAMPLE) > wanted:
        return None
    low, high = n, LARGEST_SAMPLE
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if half_width(middle) <= wanted else (middle, high)
    return high - n


def _workings(found: Interval, rule: str) -> Workings:
    inputs = (Input("n", found.n), Input("low end", found.low), Input("high end", found.high))
    return Workings(found.value, "", rule, inputs, SOURCE)

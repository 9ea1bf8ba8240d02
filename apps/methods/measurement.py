"""Before and after: what a measurement proves, and what was won back (DOMAIN 5 and "Found, won back, left").

The change is judged by the 95 % interval of the difference (means: Welch, error shares: Newcombe from two Wilson
intervals). improved or worse: the whole interval lies on that side of zero. no_change: it lies within ± 10 % of the
value before (ours, can be passed in). Anything else is cannot_tell, with the number of further observations in each
phase that would carry a difference of the size seen (or of the 10 %, if that is more). Fewer than three observations
in a phase carry nothing. won back = (minutes before − after) × occurrences a week × people ÷ 60; left = found − won
back. A target is proven only when the whole interval meets it.

Worked example: 9 wrong of 120 before, 1 of 110 after. Fewer for sure; "below 1 %" is not proven yet.

>>> errors = compare_shares(9, 120, 1, 110)
>>> errors.verdict.value, round(errors.after.value * 100, 1), target(errors.after, Decimal("0.01")).value
('improved', Decimal('0.9'), 'not_yet')
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from apps.methods import rounding
from apps.methods.handoffs import WEEKS_PER_YEAR, Cadence, occurrences_per_year
from apps.methods.intervals import (
    LEVEL,
    Interval,
    mean_difference,
    share_difference,
    t_interval,
    t_quantile,
    variance,
    wilson,
)
from apps.methods.ranges import Range
from apps.methods.workings import Input, Workings

WORTHWHILE = Decimal("0.10")
MINIMUM_SAMPLE = 3
LARGEST_SAMPLE = 100_000
SOURCE = "G and R before/after; DOMAIN 5"
MINUTES_IN = {"seconds": Decimal(1) / 60, "minutes": Decimal(1), "hours": Decimal(60)}


class Better(StrEnum):
    LOWER = "lower"
    HIGHER = "higher"


class Verdict(StrEnum):
    IMPROVED = "improved"
    WORSE = "worse"
    NO_CHANGE = "no_change"
    CANNOT_TELL = "cannot_tell"


class Target(StrEnum):
    PROVEN = "proven"
    MISSED = "missed"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Comparison:
    """`change` is after − before with its interval, in the metric's unit (shares 0 to 1).

    `change_percent` is None when the value before is 0. `more_needed`, per phase, is given with cannot_tell; None there
    means that no sample of sensible size would do.
    """

    before: Interval
    after: Interval
    change: Interval
    change_percent: Decimal | None
    verdict: Verdict
    more_needed: int | None
    workings: Workings


@dataclass(frozen=True, slots=True)
class WonBack:
    """Measured saving: hours a week and money a year with the ends of the interval (`None` ends: no interval yet).

    `in_cases` is what the business case uses: two decimals, as shown, so that its sums can be done again by hand.
    """

    hours_per_week: Interval
    per_year: Interval
    in_cases: Range
    workings: Workings


@dataclass(frozen=True, slots=True)
class Standing:
    """Found, won back and left; hours a week and money a year."""

    found_hours: Decimal
    won_back_hours: Decimal
    left_hours: Decimal
    found_per_year: Decimal
    won_back_per_year: Decimal
    left_per_year: Decimal


def compare_means(
    before: Sequence[Decimal],
    after: Sequence[Decimal],
    *,
    better: Better = Better.LOWER,
    worthwhile: Decimal = WORTHWHILE,
    level: Decimal = LEVEL,
) -> Comparison:
    """Compare two samples of times, counts or survey answers. ValueError when one is empty."""
    first, second = t_interval(before, level=level), t_interval(after, level=level)
    change = mean_difference(after, before, level=level)

    def half_width(n: int) -> Decimal:
        spread = (variance(before) + variance(after)) / n
        return t_quantile(level, Decimal(2 * n - 2)) * spread.sqrt()

    return _compare(first, second, change, half_width, better=better, worthwhile=worthwhile)


def compare_shares(
    errors_before: int,
    n_before: int,
    errors_after: int,
    n_after: int,
    *,
    worthwhile: Decimal = WORTHWHILE,
    level: Decimal = LEVEL,
) -> Comparison:
    """Compare two error shares, fewer is better. ValueError unless 0 ≤ errors ≤ n and n ≥ 1."""
    first, second = wilson(errors_before, n_before, level=level), wilson(errors_after, n_after, level=level)
    change = share_difference(second, first)

    def half_width(n: int) -> Decimal:
        spread = sum((share.value * (1 - share.value) for share in (first, second)), Decimal(0)) / n
        return t_quantile(level, Decimal(10**6)) * spread.sqrt()

    return _compare(first, second, change, half_width, better=Better.LOWER, worthwhile=worthwhile)


def target(measured: Interval, limit: Decimal, *, better: Better = Better.LOWER) -> Target:
    """Is a target met: proven or missed only when the whole interval says so."""
    if measured.low is None or measured.high is None:
        return Target.NOT_YET
    if better is Better.LOWER:
        proven, missed = measured.high < limit, measured.low > limit
    else:
        proven, missed = measured.low > limit, measured.high < limit
    if proven:
        return Target.PROVEN
    return Target.MISSED if missed else Target.NOT_YET


def target_change(made: Comparison, percent: Decimal, *, better: Better = Better.LOWER) -> Target:
    """Is a wanted change for the better met, in percent of the mean before (taken as it was measured)?

    Proven or missed only when the whole interval of the difference says so; not yet where before was 0.
    """
    if made.change.low is None or made.change.high is None or not made.before.value:
        return Target.NOT_YET
    sign = -1 if better is Better.LOWER else 1
    low, high = sorted(sign * end * 100 / abs(made.before.value) for end in (made.change.low, made.change.high))
    if low >= percent:
        return Target.PROVEN
    return Target.MISSED if high < percent else Target.NOT_YET


def won_back(
    times: Comparison, cadence: Cadence, *, people: Decimal, hourly_rate: Decimal, unit: str = "minutes"
) -> WonBack:
    """Hours and money that the measured change of the time per occurrence wins back.

    unit: of the times; seconds and hours are made into minutes, every other word is taken for them.
    """
    factor = MINUTES_IN.get(unit, Decimal(1))
    times_a_year = occurrences_per_year(cadence) * people * factor
    hours = _scaled(times.change, -times_a_year, 60 * WEEKS_PER_YEAR)
    money = _scaled(times.change, -times_a_year * hourly_rate, 60)
    ends = [hours.value if end is None else end for end in (hours.low, hours.value, hours.high)]
    low, expected, high = (rounding.hours(end, in_table=True) for end in ends)
    inputs = (
        Input("minutes before", times.before.value * factor, "min"),
        Input("minutes after", times.after.value * factor, "min"),
        Input("times", cadence.times, f"per {cadence.per.value}"),
        Input("people", people),
        Input("hourly rate", hourly_rate, "per hour"),
    )
    rule = "(minutes before − after) × occurrences a week × people ÷ 60"
    return WonBack(hours, money, Range(low, expected, high), Workings(hours.value, "h/week", rule, inputs, SOURCE))


def standing(found_hours: Decimal, found_per_year: Decimal, won: Sequence[WonBack]) -> Standing:
    """Found at baseline, won back by what is live and measured, and what is left."""
    hours = sum((one.hours_per_week.value for one in won), Decimal(0))
    money = sum((one.per_year.value for one in won), Decimal(0))
    return Standing(found_hours, hours, found_hours - hours, found_per_year, money, found_per_year - money)


def _compare(
    before: Interval,
    after: Interval,
    change: Interval,
    half_width: Callable[[int], Decimal],
    *,
    better: Better,
    worthwhile: Decimal,
) -> Comparison:
    margin = abs(before.value) * worthwhile
    verdict = Verdict.CANNOT_TELL
    if min(before.n, after.n) >= MINIMUM_SAMPLE:
        verdict = _verdict(change, margin, better)
    needed = None
    if verdict is Verdict.CANNOT_TELL:
        needed = _more_needed(min(before.n, after.n), max(abs(change.value), margin), half_width)
    inputs = (
        Input("before", before.value, f"n {before.n}"),
        Input("after", after.value, f"n {after.n}"),
        Input("change, low end", change.low),
        Input("change, high end", change.high),
    )
    level, edge = (rounding.short(part) for part in (change.level * 100, margin))
    rule = f"interval of the difference at {level} % against 0 and ± {edge}"
    percent = change.value * 100 / before.value if before.value else None
    workings = Workings(verdict.value, "", rule, inputs, SOURCE)
    return Comparison(before, after, change, percent, verdict, needed, workings)


def _verdict(change: Interval, margin: Decimal, better: Better) -> Verdict:
    if change.low is None or change.high is None:
        return Verdict.CANNOT_TELL
    falls, rises = change.high < 0, change.low > 0
    if falls or rises:
        return Verdict.IMPROVED if falls == (better is Better.LOWER) else Verdict.WORSE
    return Verdict.NO_CHANGE if -margin <= change.low and change.high <= margin else Verdict.CANNOT_TELL


def _more_needed(n: int, difference: Decimal, half_width: Callable[[int], Decimal]) -> int | None:
    """Smallest sample per phase whose half width is below the difference, less what is there; at least 1."""
    if n < 2:
        return MINIMUM_SAMPLE - n
    if difference == 0 or half_width(LARGEST_SAMPLE) >= difference:
        return None
    low, high = 1, LARGEST_SAMPLE
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if half_width(middle) < difference else (middle, high)
    return max(1, MINIMUM_SAMPLE - n, high - n)


def _scaled(change: Interval, factor: Decimal, divisor: int) -> Interval:
    """Multiply an interval, then divide it; a negative factor swaps its ends."""
    if change.low is None or change.high is None:
        return Interval(change.value * factor / divisor, None, None, change.n, change.level)
    low, high = sorted((change.low * factor / divisor, change.high * factor / divisor))
    return Interval(change.value * factor / divisor, low, high, change.n, change.level)

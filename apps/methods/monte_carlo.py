"""The business case drawn ten thousand times (Monte Carlo, usual practice; the numbers behind it are ours).

In each draw every uncertain input gets a value of its own from a triangular distribution: between its low and its high
value, most likely the expected one, independent of the others. Each input has its own stream of random numbers, seeded
by its key, so that the same inputs give the same figures, in whatever order, and a new input leaves the others' draws
alone. The 10 % point is the value that one draw in ten stays at or below (by rank). Payback is interpolated between the
ends of months; a draw that is never below zero has nothing to pay back and counts as paid back at once.

Random numbers and sums are floats; money is rounded to cents before it leaves.

Worked example: a benefit of 1,200 a year that may be half or half as much again, against 600 on the first day.

>>> from datetime import date
>>> from apps.methods.drivers import drivers_of
>>> from apps.methods.finance import Kind, YearlyLine
>>> lines = {"a": YearlyLine("build", Kind.COST, Decimal(600)),
...          "b": YearlyLine("saved", Kind.BENEFIT, Decimal(0), (Decimal(1200),), Decimal(50), Decimal(50))}
>>> made = drivers_of([], lines, start=date(2026, 9, 7), horizon_months=12, discount_rate=Decimal(0))
>>> found = simulate(made)
>>> round(found.within_a_year), round(found.npv.middle, -1), round(found.npv.low, -1)
(100, Decimal('6.0E+2'), Decimal('2.7E+2'))
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, inf, log10
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from apps.methods.drivers import Driver, Uncertainty
from apps.methods.workings import Input, Workings

DRAWS = 10_000
SEED = 1664
A_YEAR = 12
BINS = 24
AT_ONCE = 64
DUST = 1e-6
RULE = (
    f"{DRAWS:,} draws; in each, every input gets a value between its low and its high one, most likely the expected "
    "one (triangular), independent of the others"
)
SOURCE = "Monte Carlo simulation, usual practice"
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spread:
    """What one draw in ten, half of them, and nine in ten stay at or below; None: more than the horizon."""

    low: Decimal | None
    middle: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Bin:
    """How many draws ended from `low` up to `high`."""

    low: Decimal
    high: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class Simulation:
    """within_a_year, losing: percent of the draws that pay back within 12 months, and that end below zero.

    npv: net present value in money; payback: months from the start.
    """

    draws: int
    within_a_year: Decimal
    losing: Decimal
    npv: Spread
    payback: Spread
    bins: tuple[Bin, ...]
    workings: Workings


def simulate(made: Uncertainty) -> Simulation:
    """Draw the business case. With no uncertain input every draw is the expected case."""
    values, paths = _drawn(made)
    months = _payback(paths)
    spread = _spread(np.sort(values), places=2)
    within = _percent(int(np.count_nonzero(months <= A_YEAR)))
    return Simulation(
        draws=DRAWS,
        within_a_year=within,
        losing=_percent(int(np.count_nonzero(values < -DUST))),
        npv=spread,
        payback=_spread(np.sort(months), places=4),
        bins=_bins(values),
        workings=Workings(within, "%", RULE, tuple(_input(one) for one in made.uncertain), SOURCE),
    )


def _drawn(made: Uncertainty) -> tuple[Floats, Floats]:
    """Net present value, and cumulative net at the end of each month, of each draw."""
    values = np.full(DRAWS, float(made.present))
    paths = np.tile(np.cumsum([float(amount) for amount in made.cash]), (DRAWS, 1))
    uncertain = made.uncertain
    for at in range(0, len(uncertain), AT_ONCE):
        some = uncertain[at : at + AT_ONCE]
        away = np.stack([_triangular(one) - float(one.expected) for one in some], axis=1)
        values += away @ np.array([float(one.present) for one in some])
        paths += away @ np.cumsum(np.array([[float(amount) for amount in one.cash] for one in some]), axis=1)
    return values, paths


def _triangular(one: Driver) -> Floats:
    """By the inverse of its distribution, from uniform numbers that depend on the key alone."""
    low, high = sorted((float(one.low), float(one.high)))
    likely = min(max(float(one.expected), low), high)
    uniform = np.random.Generator(np.random.PCG64([SEED, crc32(one.key.encode())])).random(DRAWS)
    rising = low + np.sqrt(uniform * (high - low) * (likely - low))
    falling = high - np.sqrt((1 - uniform) * (high - low) * (high - likely))
    return np.asarray(np.where(uniform * (high - low) < likely - low, rising, falling), dtype=np.float64)


def _payback(paths: Floats) -> Floats:
    """Months until each draw is back at zero after it was below; infinite where it never is."""
    below = paths < -DUST
    spent = np.maximum.accumulate(below, axis=1)
    reached = spent & ~below
    first = reached.argmax(axis=1)
    rows = np.arange(len(paths))
    before = paths[rows, np.maximum(first - 1, 0)]
    step = paths[rows, first] - before
    inside = np.divide(-before, step, out=np.zeros_like(step), where=step > 0)
    months = np.where(reached.any(axis=1), first - 1 + inside, inf)
    return np.where(spent.any(axis=1), months, 0.0)


def _spread(ordered: Floats, *, places: int) -> Spread:
    low, middle, high = (_decimal(ordered[ceil(share * DRAWS) - 1], places) for share in (0.1, 0.5, 0.9))
    return Spread(low, middle, high)


def _decimal(value: float, places: int) -> Decimal | None:
    return None if value == inf else Decimal(f"{value:.{places}f}")


def _percent(count: int) -> Decimal:
    return Decimal(count) * 100 / DRAWS


def _bins(values: Floats) -> tuple[Bin, ...]:
    """About two dozen of a round width; one where all draws are the same."""
    least, most = float(values.min()), float(values.max())
    if most - least < DUST:
        return (Bin(Decimal(f"{least:.2f}"), Decimal(f"{most:.2f}"), DRAWS),)
    step = _round_step((most - least) / BINS)
    first, last = floor(least / step), max(ceil(most / step), floor(least / step) + 1)
    counts, _ = np.histogram(values, bins=last - first, range=(first * step, last * step))
    ends = [Decimal(repr(step)) * at for at in range(first, last + 1)]
    return tuple(Bin(low, high, int(count)) for low, high, count in zip(ends, ends[1:], counts, strict=False))


def _round_step(width: float) -> float:
    power = 10.0 ** floor(log10(width))
    return next(step * power for step in (1.0, 2.0, 2.5, 5.0, 10.0) if step * power >= width)


def _input(one: Driver) -> Input:
    ends: Sequence[Decimal] = (one.low, one.high)
    low, high = (f"{end.normalize():f}" if end else "0" for end in (round(end, 2) for end in ends))
    return Input(one.name, one.expected, one.unit, f"low {low}, high {high}")

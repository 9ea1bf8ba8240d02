"""Sixty initiatives put in order, with the gap to the proven bound. Prints its figures.

Run by `make bench`: pytest tests/benchmarks -s
"""

import time
from decimal import Decimal
from random import Random

import pytest

from apps.methods.scheduling import Effort, Limits, propose

MOST_SECONDS = 10
MOST_GAP = Decimal("0.02")
PEOPLE = "ABCDEF"


def sixty(seed):
    """Sixty efforts of six people, half of them waiting for one or two others."""
    rnd, made = Random(seed), []
    for number in range(60):
        before = rnd.sample(range(number), min(number, rnd.choice([0, 0, 0, 1, 1, 2])))
        made.append(
            Effort(
                f"{number:03}",
                f"Effort {number}",
                Decimal(rnd.randint(50, 3000)),
                Decimal(rnd.randint(2, 30)),
                rnd.choice([1, 1, 2, 2, 3]),
                Decimal(rnd.randint(100, 6000)),
                rnd.choice(PEOPLE),
                tuple(f"{one:03}" for one in before),
                rnd.choice([1, 2, 3, 4, 6, 8, 9, 12, 18, 27]),
                rnd.randint(1, 5),
            )
        )
    return made


@pytest.mark.parametrize(("seed", "in_flight", "horizon"), [(7, 3, 60), (7, 3, 48), (7, 2, 60), (11, 3, 60)])
def test_sixty_initiatives_in_ten_seconds(seed, in_flight, horizon):
    days_of = dict.fromkeys(PEOPLE, Decimal(15))
    limits = Limits(horizon, in_flight, Decimal(40), Decimal(8000), days_of)
    start = time.perf_counter()
    made = propose(sixty(seed), limits)
    seconds = time.perf_counter() - start
    print(  # noqa: T201 - what a benchmark is for
        f"\n60 initiatives, {in_flight} in flight, {horizon} months: {made.status}, {made.value:,} of at most"
        f" {made.bound:,}, gap {made.gap:.2%}, by score {made.by_score}, by ease {made.by_ease}, {seconds:.1f} s"
    )
    assert made.gap < MOST_GAP
    assert seconds < MOST_SECONDS

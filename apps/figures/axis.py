"""Round steps for an axis."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_STEPS = tuple(Decimal(step) for step in ("1", "2", "2.5", "5", "10"))


def ticks(values: Sequence[Decimal], count: int = 5) -> list[Decimal]:
    """About `count` round values from at or below the least, to at or above the greatest; 0 is always among them."""
    low, high = min(*values, Decimal(0), Decimal(0)), max(*values, Decimal(0), Decimal(0))
    span = high - low
    if not span:
        return [Decimal(0), Decimal(1)]
    power = Decimal(10) ** (span / count).adjusted()
    step = next(s * power for s in _STEPS if s * power * count >= span)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return [step * at for at in range(int(first), int(last) + 1)]


def ticks_between(first: Decimal, last: Decimal, count: int = 6) -> list[Decimal]:
    """About `count` round values from first to last, both above one another, wherever zero is.

    >>> [int(mark) for mark in ticks_between(Decimal(12_500), Decimal(20_000), 4)]
    [14000, 16000, 18000, 20000]
    """
    step = ticks([last - first], count)[1]
    begun = (first / step).to_integral_value(ROUND_CEILING)
    ended = (last / step).to_integral_value(ROUND_FLOOR)
    return [step * at for at in range(int(begun), int(ended) + 1)]

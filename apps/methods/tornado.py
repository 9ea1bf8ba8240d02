"""Which input matters most: each at its low and at its high value, all others as expected (usual practice).

Worked example: two lines, of which the benefit may move the result further than the cost.

>>> from apps.methods.drivers import Driver
>>> lines = (Driver("a", "licences", "", Decimal("1.2"), Decimal(1), Decimal(1), (), Decimal(-1000)),
...          Driver("b", "time saved", "", Decimal("0.5"), Decimal(1), Decimal("1.5"), (), Decimal(2000)))
>>> [(bar.name, round(bar.low), round(bar.high)) for bar in tornado(Uncertainty(lines, (), Decimal(1000)))]
[('time saved', 0, 2000), ('licences', 800, 1000)]
"""

from dataclasses import dataclass
from decimal import Decimal

from apps.methods.drivers import Driver, Uncertainty


@dataclass(frozen=True, slots=True)
class Swing:
    """Net present value with one input at its low and at its high value."""

    driver: Driver
    low: Decimal
    high: Decimal

    @property
    def name(self) -> str:
        return self.driver.name

    @property
    def width(self) -> Decimal:
        return abs(self.high - self.low)


def tornado(made: Uncertainty) -> tuple[Swing, ...]:
    """Every input that moves the result, the widest first."""
    found = (_swing(one, made.present) for one in made.uncertain)
    return tuple(sorted((one for one in found if one.width), key=lambda one: (-one.width, one.driver.key)))


def _swing(one: Driver, expected: Decimal) -> Swing:
    low, high = (expected + (end - one.expected) * one.present for end in (one.low, one.high))
    return Swing(one, low, high)

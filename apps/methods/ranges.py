"""A figure with its low and high beside it.

>>> Range(Decimal("0.60"), Decimal("0.75"), Decimal("0.90")).times(Decimal(4)).of(Case.LOW)
Decimal('2.40')
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Case(StrEnum):
    LOW = "low"
    EXPECTED = "expected"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Range:
    """`low` ≤ `expected` ≤ `high`; ValueError otherwise."""

    low: Decimal
    expected: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if not self.low <= self.expected <= self.high:
            raise ValueError(f"Low, expected and high must rise: {self.low}, {self.expected}, {self.high}.")

    @classmethod
    def exactly(cls, value: Decimal) -> "Range":
        return cls(value, value, value)

    def of(self, case: Case) -> Decimal:
        return {Case.LOW: self.low, Case.EXPECTED: self.expected, Case.HIGH: self.high}[case]

    def times(self, factor: Decimal) -> "Range":
        """Multiply by a factor ≥ 0."""
        return Range(self.low * factor, self.expected * factor, self.high * factor)

    def plus(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.expected + other.expected, self.high + other.high)

"""Guards shared by the methods: a wrong input is refused with a sentence a person understands.

>>> from decimal import Decimal
>>> not_negative("Minutes", Decimal(-1))
Traceback (most recent call last):
    ...
ValueError: Minutes must be 0 or more, not -1.
"""

from decimal import Decimal


def not_negative(name: str, value: Decimal) -> Decimal:
    """Give back `value`; ValueError when it is below 0 or not a finite number."""
    if not value.is_finite() or value < 0:
        raise ValueError(f"{name} must be 0 or more, not {value}.")
    return value


def within(name: str, value: Decimal, low: Decimal | int, high: Decimal | int) -> Decimal:
    """Give back `value`; ValueError when it is not a finite number from `low` to `high` inclusive."""
    if not value.is_finite() or not low <= value <= high:
        raise ValueError(f"{name} must be from {low} to {high}, not {value}.")
    return value

"""Workings: how a number was made, in a form that page, API and PDF can all show (DOMAIN 5: every figure leads back).

`rule` is the rule in words, `source` says where the rule comes from, each input carries its own source (who measured
or entered it, or the client's default).

>>> from decimal import Decimal
>>> minutes = Input("minutes", Decimal(12), "min", "24 timings")
>>> made = Workings(Decimal(4), "h/week", "minutes × times ÷ 60", (minutes,), "G")
>>> made.inputs[0].label, made.value
('minutes', Decimal('4'))
>>> day_words(date(2027, 1, 4)), day_words(None)
('4 Jan 2027', None)
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = Decimal | int | str | bool | None


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a rule. `value` None means missing; `source` may be empty when the caller knows none."""

    label: str
    value: Value
    unit: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Workings:
    """A result with what made it. `value` is unrounded."""

    value: Value
    unit: str
    rule: str
    inputs: tuple[Input, ...]
    source: str


def day_words(day: date | None) -> str | None:
    """A day as the value of an input; None stays missing."""
    return f"{day:%-d %b %Y}" if day else None

"""What a firm's own clients came to, as a median that gives no client away (ours; DOMAIN 5, benchmarks beside).

Only when five or more clients contribute a figure is its median shown, and only rounded to a coarse step, for the
median of an odd number of clients is one client's own figure.

Worked example: five paybacks in months, to half a month.

>>> found = firm_median([Decimal(value) for value in ("3.2", "6.64", "9.1", "4", "12")], step=Decimal("0.5"))
>>> found.value, found.clients
(Decimal('6.5'), 5)
>>> firm_median([Decimal(1)] * 4, step=Decimal(1)).value is None
True
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from apps.methods.rounding import half_up

LEAST = 5  # clients that a figure is made of


@dataclass(frozen=True, slots=True)
class Median:
    """value None: fewer than five clients contribute. step: what it is rounded to."""

    value: Decimal | None
    clients: int
    step: Decimal


def firm_median(values: Sequence[Decimal], *, step: Decimal) -> Median:
    """One figure a client. ValueError for a step that is not above 0."""
    if step <= 0:
        raise ValueError("A step must be above 0.")
    if len(values) < LEAST:
        return Median(None, len(values), step)
    return Median(half_up(median(values) / step, 0) * step, len(values), step)

"""Where things stand on a sheet of the cash flow, and how they look."""

from dataclasses import dataclass
from typing import Any

from apps.methods.finance import Kind


@dataclass(frozen=True)
class Formats:
    head: Any
    money: Any
    day: Any
    month: Any
    factor: Any


@dataclass(frozen=True)
class Area:
    """Excel rows, counted from 1: of the inputs, and the first of the months."""

    first_input: int
    last_input: int
    first: int
    horizon_months: int

    @property
    def last(self) -> int:
        return self.first + self.horizon_months

    def so_far(self, kind: Kind, month: str, *, paid_on: str = ">=") -> str:
        """What the initiatives' lines of one kind come to by a month. paid_on ">": without what is paid just then."""
        first, last = self.first_input, self.last_input
        kinds, once, monthly, paid, begun = (f"${column}${first}:${column}${last}" for column in "BCEGH")
        running = f"{monthly}*({month}>{begun})*({month}-{begun})"
        return f'SUMPRODUCT(({kinds}="{kind.value}")*({once}*({month}{paid_on}{paid})+{running}))'

"""What is different from an earlier report: compared once, when the later one is collected, and kept with it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class StandFact:
    """A change or an opportunity that does not stand where it stood. then, now: in words, "" where it was not known.

    tone: the mark of where it stands now.
    """

    name: str
    then: str
    now: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class NetFact:
    """Net benefit of a measured change, from its first cost to the day of the report; None while it is not measured."""

    name: str
    then: Decimal | None
    now: Decimal | None


@dataclass(frozen=True, kw_only=True)
class SinceFacts:
    """on: the day of the earlier report. Hours a week. version_…: of the roadmap, "2, waits"; "" before the first.

    incidents_then: what the earlier report had to tell; fixed_after: of each one since, seconds, None while it is open;
    has_more: the list of them was cut off.
    """

    on: date
    nets: tuple[NetFact, ...]
    stands: tuple[StandFact, ...]
    version_then: str
    version_now: str
    found_then: Decimal
    found_now: Decimal
    left_then: Decimal
    left_now: Decimal
    incidents_then: int
    fixed_after: tuple[int | None, ...]
    has_more: bool = False

"""Flows between the same two departments, bundled into one lane, and the flows inside each department."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from apps.figures.bus_types import BusMap, MapFlow
from apps.figures.bus_words import departments_of
from apps.figures.numerals import Numerals


@dataclass(frozen=True, kw_only=True)
class Lane:
    """All flows between `first` and `second` in both directions; the names are in alphabetical order."""

    first: str
    second: str
    flows: tuple[MapFlow, ...]

    @property
    def manual(self) -> int:
        """How many of them people perform."""
        return sum(flow.is_manual for flow in self.flows)

    @property
    def hours(self) -> Decimal:
        """Hand-off hours per week."""
        return sum((flow.hours_per_week for flow in self.flows if flow.is_manual), Decimal(0))

    @property
    def label(self) -> str:
        """ "8 · 3 manual", or "8" when nobody is needed."""
        return f"{len(self.flows)} · {self.manual} manual" if self.manual else str(len(self.flows))

    def words(self, numerals: Numerals) -> str:
        """The lane for a screen reader."""
        by_hand = f", {self.manual} by hand, {numerals.hours(self.hours)} h a week" if self.manual else ""
        return f"{self.first} and {self.second}: {len(self.flows)} flows{by_hand}"


def lanes_of(data: BusMap) -> tuple[list[Lane], dict[str, list[MapFlow]]]:
    """Lanes by hand-off hours and then size, and the flows inside each department."""
    homes = departments_of(data)
    bundles: dict[tuple[str, str], list[MapFlow]] = defaultdict(list)
    inside: dict[str, list[MapFlow]] = defaultdict(list)
    for flow in data.flows:
        first, second = sorted((homes[flow.source], homes[flow.target]))
        if first == second:
            inside[first].append(flow)
        else:
            bundles[first, second].append(flow)
    lanes = [Lane(first=a, second=b, flows=tuple(flows)) for (a, b), flows in bundles.items()]
    return sorted(lanes, key=lambda lane: (-lane.hours, -len(lane.flows), lane.first, lane.second)), dict(inside)

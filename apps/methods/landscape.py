"""Two questions about the map of data flows: what one application touches, and what connecting some flows changes.

Reach: flows have two ends and are followed either way. Step 1 is every flow at the application and the application at
its other end; step 2 is every flow at those.

Difference: a hand-off that is connected is no hand-off any more; of its hours the share that is expected to go goes
(DOMAIN "Claimed": 75 % for an integration, 60 to 90; all of them for a consolidation), the rest stays. The others keep
their hours. Hours a week, unrounded.

Worked example: Shopify → sheet 3 h, HubSpot → QuickBooks 4 h; the second is connected.

>>> flows = [Hop(1, "Shopify", "sheet"), Hop(2, "sheet", "ShipStation"), Hop(3, "HubSpot", "QuickBooks")]
>>> reach = reach_of(flows, "Shopify", steps=2)
>>> reach.flows, sorted(reach.applications)
({1: 1, 2: 2}, ['ShipStation', 'Shopify', 'sheet'])
>>> found = difference({1: Decimal(3), 2: Decimal(4)}, {2: INTEGRATION_SHARE})
>>> found.hand_offs_before, found.hand_offs_after, found.hours_before
(2, 1, Decimal('7'))
>>> found.hours_after.low, found.hours_after.expected, found.hours_after.high
(Decimal('3.40'), Decimal('4.00'), Decimal('4.60'))
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from apps.methods.checks import not_negative, within
from apps.methods.claims import CONSOLIDATION_SHARE, INTEGRATION_SHARE
from apps.methods.ranges import Range
from apps.methods.workings import Input, Workings

__all__ = ["CONSOLIDATION_SHARE", "INTEGRATION_SHARE", "Difference", "Hop", "Reach", "difference", "reach_of"]

RULE = "hours of all hand-offs − hours of those that are connected × the share expected to go"
SOURCE = "G measuring ROI (60 to 90 %); DOMAIN Claimed"
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Hop:
    """A flow by its key and the keys of both ends."""

    key: int
    source: Hashable
    target: Hashable


@dataclass(frozen=True, slots=True)
class Reach:
    """Applications and flows that one application touches, each with the number of steps to it (itself: 0)."""

    applications: dict[Hashable, int]
    flows: dict[int, int]


def reach_of(flows: Iterable[Hop], start: Hashable, *, steps: int) -> Reach:
    """What `start` touches within that many steps. ValueError for less than one step."""
    if steps < 1:
        raise ValueError("At least one step.")
    hops = list(flows)
    applications: dict[Hashable, int] = {start: 0}
    found: dict[int, int] = {}
    for step in range(1, steps + 1):
        edge = [hop for hop in hops if hop.key not in found and {hop.source, hop.target} & applications.keys()]
        found |= {hop.key: step for hop in edge}
        for hop in edge:
            for end in (hop.source, hop.target):
                applications.setdefault(end, step)
    return Reach(applications, found)


@dataclass(frozen=True, slots=True)
class Difference:
    """hand_offs: how many people perform; hours a week. hours_after.low is the fewest hours that may be left."""

    hand_offs_before: int
    hand_offs_after: int
    hours_before: Decimal
    hours_after: Range
    workings: Workings

    @property
    def connected(self) -> int:
        return self.hand_offs_before - self.hand_offs_after


def difference(hours: Mapping[int, Decimal], connected: Mapping[int, Range]) -> Difference:
    """hours: of each hand-off a week, by key; connected: the share of them expected to go, 0 to 1, by key.

    A key in `connected` that is no hand-off changes nothing. ValueError for negative hours and impossible shares.
    """
    before = gone_low = gone_expected = gone_high = ZERO
    for key, of_one in hours.items():
        not_negative("Hours a week", of_one)
        before += of_one
        if share := connected.get(key):
            within("The share expected to go", share.low, 0, 1)
            within("The share expected to go", share.high, 0, 1)
            gone_low += of_one * share.low
            gone_expected += of_one * share.expected
            gone_high += of_one * share.high
    after = Range(before - gone_high, before - gone_expected, before - gone_low)
    inputs = (Input("all hand-offs", before, "h/week"), Input("expected to go", gone_expected, "h/week"))
    workings = Workings(after.expected, "h/week", RULE, inputs, SOURCE)
    left = len(hours.keys() - connected.keys())
    return Difference(len(hours), left, before, after, workings)

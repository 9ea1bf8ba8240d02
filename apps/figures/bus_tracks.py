"""Gives each line's horizontal part a track in the channel between both rows.

The order of tracks is found by inserting the longest lines first, each where it crosses the fewest placed before, then
packed: lines that share no x may share a track. Lines that stay in one row keep close to it.
"""

from typing import NamedTuple

from apps.figures.bus_labels import label_span, place_labels
from apps.figures.bus_types import Channel, Wire

LABEL_GAP = 6.0


def route(wires: list[Wire], channel: Channel) -> float:
    """Sets track, y and label of every wire in place; returns the channel's height."""
    bent = [wire for wire in wires if not wire.is_straight]
    tracks = _pack(_order(bent), channel)
    for spare in range(40):
        height = max(channel.margin * 2 + max(tracks - 1 + spare, 0) * channel.pitch, channel.least)
        _lay(bent, channel, height, tracks)
        if place_labels(wires, channel, height):
            return height
    raise RuntimeError("The map's labels found no place")  # pragma: no cover - 40 spare tracks hold any label


class Reach(NamedTuple):
    """The x range of a bent wire, and the x of its ends in each row."""

    low: float
    high: float
    upper: list[float]
    lower: list[float]


def reach_of(wire: Wire) -> Reach:
    upper = [x for x, berth in wire.ends if berth.is_upper]
    lower = [x for x, berth in wire.ends if not berth.is_upper]
    return Reach(wire.low, wire.high, upper, lower)


def crossings(above: Reach, below: Reach) -> int:
    """How often two bent wires cross when the first one's track lies above the second one's."""
    return _between(below.upper, above.low, above.high) + _between(above.lower, below.low, below.high)


def _meet(one: Reach, other: Reach) -> bool:
    return one.low < other.high and other.low < one.high


def _between(ends: list[float], low: float, high: float) -> int:
    count = 0
    for x in ends:
        if low < x < high:
            count += 1
    return count


def _order(bent: list[Wire]) -> list[Wire]:
    """Top to bottom, with few crossings."""
    order: list[Wire] = []
    reaches: list[Reach] = []
    for wire in sorted(bent, key=lambda w: (w.low - w.high, w.low)):
        reach, is_lower = reach_of(wire), _pull(wire) > 0
        # What each place further down changes in crossings; wires that share no x never cross.
        changes = [crossings(other, reach) - crossings(reach, other) if _meet(reach, other) else 0 for other in reaches]
        cost = best = place = 0
        for index, change in enumerate(changes):
            cost += change
            if cost < best or (cost == best and is_lower):
                best, place = cost, index + 1
        order.insert(place, wire)
        reaches.insert(place, reach)
    return order


def _pull(wire: Wire) -> int:
    """-1 for a line of the upper row, 1 for one of the lower row, 0 across."""
    rows = [berth.is_upper for _, berth in wire.ends]
    return 0 if rows[0] != rows[1] else (-1 if rows[0] else 1)


def _pack(order: list[Wire], channel: Channel) -> int:
    """Sets the tracks; returns how many there are."""
    spans = [_span(wire, channel) for wire in order]
    earliest: list[int] = []
    for index, (left, right) in enumerate(spans):
        before = [track for (a, b), track in zip(spans[:index], earliest, strict=True) if a < right and left < b]
        earliest.append(1 + max(before, default=-1))
    tracks = 1 + max(earliest, default=-1)
    for index in range(len(order) - 1, -1, -1):
        wire, (left, right) = order[index], spans[index]
        below = zip(spans[index + 1 :], order[index + 1 :], strict=True)
        after = [other.track or 0 for (a, b), other in below if a < right and left < b]
        latest = min(after, default=tracks) - 1
        pull = _pull(wire)
        wire.track = (earliest[index], (earliest[index] + latest) // 2, latest)[pull + 1]
    return tracks


def _span(wire: Wire, channel: Channel) -> tuple[float, float]:
    """What the wire needs of its track: the horizontal part and the label, with air."""
    left, right = label_span(wire, channel)
    return min(wire.low, left) - LABEL_GAP, max(wire.high, right) + LABEL_GAP


def _lay(bent: list[Wire], channel: Channel, height: float, tracks: int) -> None:
    """Spreads the tracks evenly over the channel."""
    pitch = (height - channel.margin * 2) / max(tracks - 1, 1)
    for wire in bent:
        offset = height / 2 if tracks == 1 else channel.margin + (wire.track or 0) * pitch
        wire.y = channel.top + offset

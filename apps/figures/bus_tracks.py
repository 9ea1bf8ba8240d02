"""Gives each line's horizontal part a track in the channel between both rows.

The order of tracks is found by inserting the longest lines first, each where it crosses the fewest placed before, then
packed: lines that share no x may share a track. Lines that stay in one row keep close to it.
"""

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


def crossings(above: Wire, below: Wire) -> int:
    """How often two bent wires cross when the first one's track lies above the second one's."""
    cut = sum(berth.is_upper and above.low < x < above.high for x, berth in below.ends)
    return cut + sum(not berth.is_upper and below.low < x < below.high for x, berth in above.ends)


def _order(bent: list[Wire]) -> list[Wire]:
    """Top to bottom, with few crossings."""
    order: list[Wire] = []
    for wire in sorted(bent, key=lambda w: (w.low - w.high, w.low)):
        cost = sum(crossings(wire, other) for other in order)
        best, place = cost, 0
        for index, other in enumerate(order):
            cost += crossings(other, wire) - crossings(wire, other)
            if cost < best or (cost == best and _pull(wire) > 0):
                best, place = cost, index + 1
        order.insert(place, wire)
    return order


def _pull(wire: Wire) -> int:
    """-1 for a line of the upper row, 1 for one of the lower row, 0 across."""
    rows = [berth.is_upper for _, berth in wire.ends]
    return 0 if rows[0] != rows[1] else (-1 if rows[0] else 1)


def _pack(order: list[Wire], channel: Channel) -> int:
    """Sets the tracks; returns how many there are."""
    spans = {id(wire): _span(wire, channel) for wire in order}
    earliest: list[int] = []
    for index, wire in enumerate(order):
        before = (earliest[other] for other in range(index) if _meet(spans[id(wire)], spans[id(order[other])]))
        earliest.append(1 + max(before, default=-1))
    tracks = 1 + max(earliest, default=-1)
    for index in range(len(order) - 1, -1, -1):
        wire = order[index]
        below = (order[other] for other in range(index + 1, len(order)))
        after = (other.track or 0 for other in below if _meet(spans[id(wire)], spans[id(other)]))
        latest = min(after, default=tracks) - 1
        pull = _pull(wire)
        wire.track = (earliest[index], (earliest[index] + latest) // 2, latest)[pull + 1]
    return tracks


def _span(wire: Wire, channel: Channel) -> tuple[float, float]:
    """What the wire needs of its track: the horizontal part and the label, with air."""
    left, right = label_span(wire, channel)
    return min(wire.low, left) - LABEL_GAP, max(wire.high, right) + LABEL_GAP


def _meet(first: tuple[float, float], second: tuple[float, float]) -> bool:
    return first[0] < second[1] and second[0] < first[1]


def _lay(bent: list[Wire], channel: Channel, height: float, tracks: int) -> None:
    """Spreads the tracks evenly over the channel."""
    pitch = (height - channel.margin * 2) / max(tracks - 1, 1)
    for wire in bent:
        offset = height / 2 if tracks == 1 else channel.margin + (wire.track or 0) * pitch
        wire.y = channel.top + offset

"""Finds each line's label a place on its line: never on another label, and on as few other lines as possible."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from math import inf

from apps.figures.bus_types import Box, Channel, Wire

_STEP = 6.0
_CORNER = 10.0
_APART = 2.0
_AWAY = 400.0  # units of distance from the line's middle that weigh as much as one covered line

# Where it runs (x of an upright stroke, y of a level one), half its thickness, its two ends, the wire that it is of.
_Stroke = tuple[float, float, float, float, int]


def label_span(wire: Wire, channel: Channel) -> tuple[float, float]:
    """The x range of a label in the middle of its line, kept inside the figure."""
    half = wire.link.label_width / 2
    centre = _inside((wire.low + wire.high) / 2, half, channel)
    return centre - half, centre + half


def place_labels(wires: list[Wire], channel: Channel, height: float) -> bool:
    """Sets `label` on each wire that has one, heaviest bent lines first; False when one finds no place."""
    placed = _Placed(channel.label_height)
    strokes = _Strokes(wires, channel, height)
    labelled = [wire for wire in wires if wire.link.label_width]
    for wire in sorted(labelled, key=lambda w: (w.is_straight, -w.link.weight, w.low)):
        best = _best_spot(wire, strokes, placed, _spots(wire, channel, height))
        if best is None:
            return False
        wire.label = best
        placed.add(best)
    return True


def _best_spot(wire: Wire, strokes: "_Strokes", placed: "_Placed", spots: Iterator[tuple[float, Box]]) -> Box | None:
    """The free place that covers the fewest lines, the first among equals. Spots come nearest first, so the search
    ends as soon as a farther one could not be better."""
    least, best = inf, None
    for away, box in spots:
        if away / _AWAY >= least:
            break
        if placed.is_taken(box):
            continue
        cost = strokes.under(box, wire) + away / _AWAY
        if cost < least:
            least, best = cost, box
    return best


class _Placed:
    """The labels that have their place, all of one height, by y."""

    def __init__(self, height: float) -> None:
        self._reach = height + _APART
        self._boxes: list[tuple[float, float, float]] = []

    def add(self, box: Box) -> None:
        insort(self._boxes, (box.y, box.x - _APART, box.right + _APART))

    def is_taken(self, box: Box) -> bool:
        """Whether a label comes too close to the box."""
        first = bisect_right(self._boxes, (box.y - self._reach, inf))
        last = bisect_left(self._boxes, (box.y + self._reach,))
        x, right = box.x, box.right
        return any(low < right and x < high for _, low, high in self._boxes[first:last])


class _Strokes:
    """The parts of all wires inside the channel, upright ones by x and level ones by y, to find those under a box."""

    def __init__(self, wires: list[Wire], channel: Channel, height: float) -> None:
        upright: list[_Stroke] = []
        level: list[_Stroke] = []
        for at, wire in enumerate(wires):
            half, bottom = wire.link.thickness / 2, channel.top + height
            if wire.is_straight:
                upright.append((wire.x1, half, channel.top, bottom, at))
                continue
            for x, berth in wire.ends:
                ends = (channel.top, wire.y) if berth.is_upper else (wire.y, bottom)
                upright.append((x, half, *ends, at))
            level.append((wire.y, half, wire.low, wire.high, at))
        self._owners = {id(wire): at for at, wire in enumerate(wires)}
        self._upright, self._level = sorted(upright), sorted(level)
        self._widest = max((wire.link.thickness / 2 for wire in wires), default=0.0)

    def under(self, box: Box, owner: Wire) -> int:
        """How many strokes of other wires the box covers."""
        own = self._owners[id(owner)]
        across, along = (box.x, box.right), (box.y, box.bottom)
        return self._count(self._upright, across, along, own) + self._count(self._level, along, across, own)

    def _count(self, strokes: list[_Stroke], across: tuple[float, float], along: tuple[float, float], own: int) -> int:
        first = bisect_left(strokes, (across[0] - self._widest,))
        last = bisect_right(strokes, (across[1] + self._widest, inf))
        return sum(
            place + half > across[0] and place - half < across[1] and low < along[1] and along[0] < high and at != own
            for place, half, low, high, at in strokes[first:last]
        )


def _spots(wire: Wire, channel: Channel, height: float) -> Iterator[tuple[float, Box]]:
    """Possible places with their distance from the middle of the line."""
    width, tall = wire.link.label_width, channel.label_height
    if wire.is_straight:
        middle = channel.top + height / 2
        left = _inside(wire.x1, width / 2, channel) - width / 2
        room = height / 2 - tall / 2 - 4
        for away in _offsets(room):
            yield abs(away), Box(left, middle + away - tall / 2, width, tall)
        return
    left, right = label_span(wire, channel)
    room = (wire.high - wire.low) / 2 - width / 2 - _CORNER
    for away in _offsets(room):
        if channel.left <= left + away and right + away <= channel.right:
            yield abs(away), Box(left + away, wire.y - tall / 2, width, tall)


def _offsets(room: float) -> Iterator[float]:
    """0, then steps to both sides as far as there is room."""
    yield 0.0
    for step in range(1, int(max(room, 0) / _STEP) + 1):
        yield -step * _STEP
        yield step * _STEP


def _inside(centre: float, half: float, channel: Channel) -> float:
    return max(channel.left + half, min(channel.right - half, centre))

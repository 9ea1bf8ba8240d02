"""Finds each line's label a place on its line: never on another label, and on as few other lines as possible."""

from collections.abc import Iterator

from apps.figures.bus_types import Box, Channel, Wire

_STEP = 6.0
_CORNER = 10.0
_AWAY = 400.0  # units of distance from the line's middle that weigh as much as one covered line


def label_span(wire: Wire, channel: Channel) -> tuple[float, float]:
    """The x range of a label in the middle of its line, kept inside the figure."""
    half = wire.link.label_width / 2
    centre = _inside((wire.low + wire.high) / 2, half, channel)
    return centre - half, centre + half


def place_labels(wires: list[Wire], channel: Channel, height: float) -> bool:
    """Sets `label` on each wire that has one, heaviest bent lines first; False when one finds no place."""
    placed: list[Box] = []
    strokes = [stroke for wire in wires for stroke in _strokes(wire, channel, height)]
    labelled = [wire for wire in wires if wire.link.label_width]
    for wire in sorted(labelled, key=lambda w: (w.is_straight, -w.link.weight, w.low)):
        spots = list(_spots(wire, channel, height))
        zone = _hull([box for _, box in spots])
        foreign = [stroke for owner, stroke in strokes if owner is not wire and stroke.overlaps(zone)]
        best = min(
            (
                (sum(box.overlaps(stroke) for stroke in foreign) + away / _AWAY, rank, box)
                for rank, (away, box) in enumerate(spots)
                if not any(box.overlaps(other, 2) for other in placed)
            ),
            key=lambda spot: spot[:2],
            default=None,
        )
        if best is None:
            return False
        wire.label = best[2]
        placed.append(best[2])
    return True


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


def _strokes(wire: Wire, channel: Channel, height: float) -> Iterator[tuple[Wire, Box]]:
    """The parts of a wire inside the channel as thin boxes."""
    half, bottom = wire.link.thickness / 2, channel.top + height
    if wire.is_straight:
        yield wire, Box(wire.x1 - half, channel.top, half * 2, height)
        return
    for x, berth in wire.ends:
        top = channel.top if berth.is_upper else wire.y
        yield wire, Box(x - half, top, half * 2, (wire.y if berth.is_upper else bottom) - top)
    yield wire, Box(wire.low, wire.y - half, wire.high - wire.low, half * 2)


def _hull(boxes: list[Box]) -> Box:
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)


def _inside(centre: float, half: float, channel: Channel) -> float:
    return max(channel.left + half, min(channel.right - half, centre))

"""Moving a chip or a box: from where it was dropped, or one step at a time, to the order of everything on the map.

The map stays a bus plan whatever somebody does to it: what is placed is an order, never a coordinate, so nothing can
come to lie on something else, and the lines are routed anew around it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from apps.figures.bus_bundled_layout import layout_bundled
from apps.figures.bus_map import is_single
from apps.figures.bus_single import layout_single
from apps.figures.bus_types import Box, BusMap, Chip, Lot, Placement, Point
from apps.figures.figure import DEFAULT_STYLE


class Step(StrEnum):
    """What an arrow key does to a chip or box that is picked up."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class Places:
    """Where everything stands on one map: boxes with their chips, and the row of each box."""

    lots: tuple[Lot, ...]
    chips: dict[int, Chip]
    upper: tuple[str, ...]
    lower: tuple[str, ...]

    @property
    def middle(self) -> float:
        """The height that divides both rows."""
        lots = {lot.name: lot.box for lot in self.lots}
        above = max((lots[name].bottom for name in self.upper), default=0.0)
        below = min((lots[name].y for name in self.lower), default=above + 2 * _ROW)
        return (above + below) / 2

    def home_of(self, chip: int) -> Lot:
        return next(lot for lot in self.lots if chip in lot.members)

    def lot(self, name: str) -> Lot:
        return next(lot for lot in self.lots if lot.name == name)


_ROW = 60.0


def places_of(data: BusMap, width: int) -> Places:
    """Where the map of this width puts everything."""
    if is_single(data):
        single = layout_single(data, width, DEFAULT_STYLE)
        lots, chips = single.lots, single.chips
        upper = tuple(lot.name for lot in lots if lot.is_upper)
    else:
        bundled = layout_bundled(data, width, DEFAULT_STYLE)
        lots, chips = bundled.lots, bundled.chips
        rows = {chip.application.department: chip.is_upper for chip in chips}
        upper = tuple(lot.name for lot in lots if rows.get(lot.name, chips_upper(lot, chips)))
    lower = tuple(lot.name for lot in lots if lot.name not in upper)
    return Places(lots, {chip.application.id: chip for chip in chips}, upper, lower)


def chips_upper(lot: Lot, chips: Sequence[Chip]) -> bool:
    """The row of a box that goes by another name than its chips' ("No department")."""
    return next((chip.is_upper for chip in chips if chip.application.id in lot.members), True)


def placement_of(places: Places) -> Placement:
    """Everything as it stands, in the form in which it is kept."""
    return Placement(
        upper=places.upper, lower=places.lower, chips=tuple(one for lot in places.lots for one in lot.members)
    )


def drop_chip(places: Places, chip: int, point: Point) -> Placement:
    """A chip let go at `point`: another place in its box, or, beyond it, another place for the box and all in it."""
    lot = places.home_of(chip)
    if not _within(lot.box, point):
        return drop_box(places, lot.name, point)
    others = [places.chips[one] for one in lot.members if one != chip]
    if not others:
        return placement_of(places)
    nearest = min(others, key=lambda other: (_distance(other.box, point), other.application.id))
    at = [other.application.id for other in others].index(nearest.application.id)
    order = [other.application.id for other in others]
    order.insert(at + _is_after(nearest, point, places), chip)
    return _with_order(places, lot, order)


def drop_box(places: Places, name: str, point: Point) -> Placement:
    """A box let go at `point`: in the row of the point, before the first box whose middle is further right."""
    rows = [[one for one in row if one != name] for row in (places.upper, places.lower)]
    row = rows[0 if point[1] < places.middle else 1]
    at = sum(places.lot(other).box.centre < point[0] for other in row)
    row.insert(at, name)
    return replace(placement_of(places), upper=tuple(rows[0]), lower=tuple(rows[1]))


def step_chip(places: Places, chip: int, step: Step) -> Placement:
    """One place earlier or later in its box; at the end nothing changes."""
    lot = places.home_of(chip)
    order = list(lot.members)
    at = order.index(chip)
    to = min(max(at + (1 if step in (Step.RIGHT, Step.DOWN) else -1), 0), len(order) - 1)
    order.insert(to, order.pop(at))
    return _with_order(places, lot, order)


def step_box(places: Places, name: str, step: Step) -> Placement:
    """One place along its row, or across into the other one."""
    mine = places.upper if name in places.upper else places.lower
    if step in (Step.UP, Step.DOWN):
        box = places.lot(name).box
        above = step is Step.UP
        return drop_box(places, name, (box.centre, places.middle + (-_ROW if above else _ROW)))
    order = list(mine)
    at = order.index(name)
    to = min(max(at + (1 if step is Step.RIGHT else -1), 0), len(order) - 1)
    order.insert(to, order.pop(at))
    is_upper = name in places.upper
    return replace(
        placement_of(places),
        upper=tuple(order) if is_upper else places.upper,
        lower=places.lower if is_upper else tuple(order),
    )


def merged(whole: Placement, part: Placement) -> Placement:
    """The order of everything after a move on a map that shows only a part of it.

    What the part shows takes its new order on the places that it held; what it doesn't show stays where it was.
    """
    moved_up, moved_down = set(part.upper), set(part.lower)
    upper = [one for one in whole.upper if one not in moved_down]
    lower = [one for one in whole.lower if one not in moved_up]
    return Placement(
        upper=_rearranged(upper, part.upper),
        lower=_rearranged(lower, part.lower),
        chips=_rearranged(whole.chips, part.chips),
    )


def _rearranged(whole: Sequence, part: Sequence) -> tuple:  # type: ignore[type-arg]
    """`whole` with the members of `part` in the part's order; members that it did not have follow the one before."""
    held = [one for one in part if one in set(whole)]
    queue = iter(held)
    known = set(held)
    order = [next(queue) if one in known else one for one in whole]
    for at, one in enumerate(part):
        if one not in known:
            order.insert(order.index(part[at - 1]) + 1 if at else 0, one)
    return tuple(order)


def _with_order(places: Places, lot: Lot, order: Sequence[int]) -> Placement:
    chips = tuple(one for other in places.lots for one in (order if other.name == lot.name else other.members))
    return replace(placement_of(places), chips=chips)


def _within(box: Box, point: Point) -> bool:
    return box.x <= point[0] <= box.right and box.y - _ROW / 3 <= point[1] <= box.bottom + _ROW / 3


def _distance(box: Box, point: Point) -> float:
    return abs(point[0] - box.centre) + 2 * abs(point[1] - box.y - box.height / 2)


def _is_after(chip: Chip, point: Point, places: Places) -> bool:
    """Whether the point lies behind the chip in the order of its box."""
    box = chip.box
    if box.y <= point[1] <= box.bottom:
        return point[0] > box.centre
    is_below = point[1] > box.y
    # In boxes of several levels the upper row counts away from the channel, which is upwards.
    return is_below != (chip.is_upper and any(other.level for other in places.chips.values()))

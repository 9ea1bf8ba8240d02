"""Gives each line's ends an x of their own, so that no two verticals ever lie on each other.

Upper and lower ends share one axis: an x is taken once for the whole map. Lines whose berths face each other become
straight if they can, heaviest first. The others leave their chip in the order in which they turn away, which keeps
lines of one chip from crossing each other.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from itertools import count
from math import ceil

from apps.figures.bus_types import Berth, Link, Wire

_GAPS = (5.0, 3.0, 1.5, 0.5)
_CLOSEST = 0.5


class _Axis:
    """The x positions that are taken, with half of each line's thickness."""

    def __init__(self) -> None:
        self._taken: list[tuple[float, float]] = []
        self._widest = 0.0

    def take(self, wanted: float, low: float, high: float, half: float) -> float | None:
        """The free x nearest to `wanted` within the range, in whole steps from it, or None."""
        for gap in _GAPS:
            free = [x for sign in (1, -1) if (x := self._next_free(wanted, (low, high), sign, half, gap)) is not None]
            if free:
                return self.occupy(min(free, key=lambda x: abs(x - wanted)), half)
        return None

    def _next_free(
        self, wanted: float, within: tuple[float, float], sign: int, half: float, gap: float
    ) -> float | None:
        """The first free x from `wanted` to one side; leaps over each line that is in the way."""
        x, step = wanted, 0
        while within[0] <= x <= within[1]:
            taken = self._in_the_way(x, half, gap)
            if taken is None:
                return x
            other, other_half = taken
            step = max(step + 1, ceil(sign * (other - wanted) + half + other_half + gap))
            x = wanted + sign * step
        return None

    def _in_the_way(self, x: float, half: float, gap: float) -> tuple[float, float] | None:
        """A line that comes closer to x than `gap`."""
        reach = half + self._widest + gap
        at = bisect_left(self._taken, (x - reach, 0.0))
        while at < len(self._taken) and self._taken[at][0] <= x + reach:
            other, other_half = self._taken[at]
            if abs(other - x) < half + other_half + gap:
                return other, other_half
            at += 1
        return None

    def squeeze(self, wanted: float, low: float, high: float, half: float) -> float:
        """The nearest x in a berth that is full: lines may touch there, but never coincide, so it may end beside it."""
        steps = (wanted + sign * step / 4 for step in count() for sign in (1, -1))
        free = (x for x in steps if self._distance(x) >= _CLOSEST)
        beside = []
        for x in free:
            if low <= x <= high:
                return self.occupy(x, half)
            beside.append(x)
            if abs(x - wanted) > high - low:
                break
        return self.occupy(beside[0], half)

    def _distance(self, x: float) -> float:
        """From x to the nearest end."""
        at = bisect_left(self._taken, (x, 0.0))
        return min((abs(other - x) for other, _ in self._taken[max(at - 1, 0) : at + 1]), default=_CLOSEST)

    def occupy(self, x: float, half: float) -> float:
        insort(self._taken, (x, half))
        self._widest = max(self._widest, half)
        return x


def place_ports(links: list[Link]) -> list[Wire]:
    """A wire per link, in the order given, with both ends placed and no track yet."""
    wanted = _wanted_positions(links)
    axis = _Axis()
    placed: dict[tuple[int, int], float] = {}
    order = sorted(range(len(links)), key=lambda index: (-links[index].weight, index))
    for index in order:
        if (x := _straight(links[index], wanted[index, 0], wanted[index, 1], axis)) is not None:
            placed[index, 0] = placed[index, 1] = x
    for index in order:
        for end, berth in enumerate((links[index].start, links[index].end)):
            if (index, end) not in placed:
                placed[index, end] = _port(axis, wanted[index, end], berth, links[index].thickness / 2)
    return [Wire(link, placed[index, 0], placed[index, 1]) for index, link in enumerate(links)]


def _port(axis: _Axis, wanted: float, berth: Berth, half: float) -> float:
    found = axis.take(wanted, berth.low, berth.high, half)
    return axis.squeeze(wanted, berth.low, berth.high, half) if found is None else found


def _straight(link: Link, first: float, second: float, axis: _Axis) -> float | None:
    """An x for both ends of a line whose berths face each other."""
    if link.start.is_upper == link.end.is_upper:
        return None
    low, high = max(link.start.low, link.end.low), min(link.start.high, link.end.high)
    if high - low < link.thickness:
        return None
    middle = min(max((first + second) / 2, low), high)
    return axis.take(middle, low, high, link.thickness / 2)


def _wanted_positions(links: list[Link]) -> dict[tuple[int, int], float]:
    """Ends of one berth spread evenly over it, in the order in which their lines turn away."""
    berths: dict[Berth, list[tuple[tuple[int, float], int, int]]] = defaultdict(list)
    for index, link in enumerate(links):
        for end, (here, there) in enumerate(((link.start, link.end), (link.end, link.start))):
            berths[here].append((_turn(here, there), index, end))
    wanted = {}
    for berth, ends in berths.items():
        for place, (_, index, end) in enumerate(sorted(ends)):
            wanted[index, end] = berth.low + (berth.high - berth.low) * (place + 0.5) / len(ends)
    return wanted


def _turn(here: Berth, there: Berth) -> tuple[int, float]:
    """Left turns first, then across, then right turns; within a turn the farther line nests outside the nearer."""
    if here.is_upper != there.is_upper:
        return 0, there.centre
    return (-1, -there.centre) if there.centre < here.centre else (1, -there.centre)

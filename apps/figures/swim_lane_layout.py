"""Where the boxes and arrows of the swim lanes stand. Lengths are SVG units."""

from dataclasses import dataclass
from decimal import Decimal

from apps.figures.bus_types import Box


@dataclass(frozen=True, kw_only=True)
class LaneStep:
    """A pass of a flow: its number in the trace, the applications at its ends and the lanes in which they stand.

    minutes: each time; hours: a week; None: not known. is_break: it does not begin where the step before it ended.
    """

    flow: int
    number: int
    source: str
    source_lane: str
    target: str
    target_lane: str
    object: str
    how: str
    is_manual: bool
    minutes: Decimal | None = None
    hours: Decimal | None = None
    is_break: bool = False


@dataclass(frozen=True, kw_only=True)
class SwimLane:
    """A process with its steps in order; hours: a week, over its hand-offs, each flow once; None: not counted."""

    name: str
    steps: tuple[LaneStep, ...]
    hours: Decimal | None = None


@dataclass(frozen=True)
class Sizes:
    """Lengths of one medium: lane labels, boxes, the gaps between them, lanes, and the two sizes of text.

    lines: that a name may take.
    """

    label: float
    box: float
    gap: float
    lane: float
    text: float
    small: float
    lines: int = 1

    @classmethod
    def of(cls, width: float, *, is_compact: bool) -> "Sizes":
        if is_compact:
            return cls(label=78, box=74, gap=62, lane=46, text=7.6, small=6.8)
        return cls(label=124, box=118, gap=88, lane=66, text=12, small=10.5)

    @classmethod
    def on_paper(cls) -> "Sizes":
        """Four boxes beside each other in the column of a report, names on two lines."""
        return cls(label=66, box=62, gap=56, lane=40, text=7.6, small=6.8, lines=2)

    @property
    def tall(self) -> float:
        """Height of a box."""
        return self.text * (1.2 + 1.2 * self.lines)

    @property
    def pitch(self) -> float:
        return self.box + self.gap


@dataclass(frozen=True)
class Stop:
    """An application that the work passes; y counts from the top of its band."""

    name: str
    lane: str
    box: Box


@dataclass(frozen=True)
class Arrow:
    """From one stop to the next; without a step the trace breaks there."""

    step: LaneStep | None
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Band:
    """As much of the trace as fits beside each other, with the lanes that it passes."""

    lanes: tuple[str, ...]
    stops: tuple[Stop, ...]
    arrows: tuple[Arrow, ...]
    width: float


# A place on the way: the application, its lane, and the step that leads there (None: the trace begins or breaks here).
_Place = tuple[str, str, LaneStep | None]


def bands_of(data: SwimLane, sizes: Sizes, width: float) -> list[Band]:
    """The trace cut into bands; each but the first begins with the stop at which the one above it ends."""
    order = list(dict.fromkeys(lane for step in data.steps for lane in (step.source_lane, step.target_lane)))
    places = _places(data)
    fit = max(int((width - sizes.label + sizes.gap - 8) // sizes.pitch), 2)
    starts = range(0, max(len(places) - 1, 1), fit - 1)
    return [_band(places[start : start + fit], order, sizes, width) for start in starts]


def _places(data: SwimLane) -> list[_Place]:
    places: list[_Place] = []
    for at, step in enumerate(data.steps):
        if at == 0 or step.is_break:
            places.append((step.source, step.source_lane, None))
        places.append((step.target, step.target_lane, step))
    return places


def _band(places: list[_Place], order: list[str], sizes: Sizes, width: float) -> Band:
    used = {lane for _, lane, _ in places}
    lanes = [lane for lane in order if lane in used]
    height = sizes.tall
    stops = [
        Stop(
            name,
            lane,
            Box(
                sizes.label + at * sizes.pitch,
                lanes.index(lane) * sizes.lane + (sizes.lane - height) / 2,
                sizes.box,
                height,
            ),
        )
        for at, (name, lane, _) in enumerate(places)
    ]
    arrows = [
        Arrow(step, before.box.right, before.box.y + height / 2, after.box.x, after.box.y + height / 2)
        for before, after, (_, _, step) in zip(stops, stops[1:], places[1:], strict=False)
    ]
    return Band(tuple(lanes), tuple(stops), tuple(arrows), width)

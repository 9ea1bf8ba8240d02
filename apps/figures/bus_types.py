"""What the data-flow map is drawn from, and the shapes its layout passes around. Lengths are SVG units."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

Point = tuple[float, float]


class FlowKind(StrEnum):
    """How data moves: by a person, by itself, or by itself since an integration of this engagement went live."""

    MANUAL = "manual"
    AUTOMATED = "automated"
    CONNECTED = "connected"


@dataclass(frozen=True, kw_only=True)
class MapApplication:
    """A chip. `department` is the box it stands in, `function` its second line."""

    id: int
    name: str
    department: str
    function: str = ""
    is_shadow: bool = False


@dataclass(frozen=True, kw_only=True)
class MapFlow:
    """A line from `source` to `target` (application ids).

    `gap` is the gap's name on screen, empty for none; `mark` a short number that leads to a table beside the map.
    """

    id: int
    source: int
    target: int
    object: str
    kind: FlowKind
    gap: str = ""
    hours_per_week: Decimal = Decimal(0)
    is_two_way: bool = False
    mark: str = ""

    @property
    def is_manual(self) -> bool:
        """Whether a person performs it."""
        return self.kind is FlowKind.MANUAL


@dataclass(frozen=True, kw_only=True)
class Placement:
    """Where somebody put things: boxes of both rows from left to right, and the chips in the order of their boxes.

    What it does not name is placed by itself; what it names and is not there any more is left out.
    """

    upper: tuple[str, ...] = ()
    lower: tuple[str, ...] = ()
    chips: tuple[int, ...] = ()

    @property
    def has_boxes(self) -> bool:
        return bool(self.upper or self.lower)


@dataclass(frozen=True, kw_only=True)
class BusMap:
    """Applications and the flows between them; a flow to an application that is not listed is an error.

    Both are kept by id, whatever order they are given in: the same landscape is always the same picture.
    kind: what a box stands for ("department", "capability").
    """

    applications: tuple[MapApplication, ...]
    flows: tuple[MapFlow, ...]
    placement: Placement = Placement()
    kind: str = "department"

    def __post_init__(self) -> None:
        known = {application.id for application in self.applications}
        if strays := [flow.id for flow in self.flows if {flow.source, flow.target} - known]:
            raise ValueError(f"Flows to applications that are not on the map: {strays}")
        object.__setattr__(self, "applications", tuple(sorted(self.applications, key=lambda one: one.id)))
        object.__setattr__(self, "flows", tuple(sorted(self.flows, key=lambda one: one.id)))


@dataclass(frozen=True, kw_only=True)
class Emphasis:
    """What is not faded: applications and flows by id. None for either: nothing is faded."""

    applications: frozenset[int] | None = None
    flows: frozenset[int] | None = None

    def fades_application(self, one: int) -> bool:
        return self.applications is not None and one not in self.applications

    def fades_flow(self, one: int) -> bool:
        return self.flows is not None and one not in self.flows

    def fades_all(self, flows: "Sequence[MapFlow]") -> bool:
        """Whether none of these flows stands out."""
        return all(self.fades_flow(flow.id) for flow in flows)


EVERYTHING = Emphasis()


@dataclass(frozen=True)
class Box:
    """A rectangle by its upper left corner and size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def centre(self) -> float:
        return self.x + self.width / 2

    def overlaps(self, other: "Box", gap: float = 0) -> bool:
        """Whether both come closer than `gap`."""
        return (
            self.x < other.right + gap
            and other.x < self.right + gap
            and self.y < other.bottom + gap
            and other.y < self.bottom + gap
        )


@dataclass(frozen=True)
class Berth:
    """Where a line may leave a chip or box: an x range, its row, and the way from the range to the mark itself.

    `edge` is the y at which the line meets the mark. When `stub_x` is set the mark lies behind others: its line runs
    beside them in the range and turns at `edge` towards `stub_x`.
    """

    low: float
    high: float
    is_upper: bool
    edge: float
    stub_x: float | None = None

    @property
    def centre(self) -> float:
        return (self.low + self.high) / 2


@dataclass(frozen=True)
class Link:
    """A line to be routed: two berths, its thickness, and the width of its label (0 for none)."""

    key: str
    start: Berth
    end: Berth
    weight: float
    thickness: float
    label_width: float = 0


@dataclass
class Wire:
    """A routed link: the x of both ends, the track of its horizontal part (None when straight), and its label."""

    link: Link
    x1: float
    x2: float
    track: int | None = None
    y: float = 0
    label: Box | None = None

    @property
    def is_straight(self) -> bool:
        return self.x1 == self.x2

    @property
    def low(self) -> float:
        return min(self.x1, self.x2)

    @property
    def high(self) -> float:
        return max(self.x1, self.x2)

    @property
    def ends(self) -> tuple[tuple[float, Berth], tuple[float, Berth]]:
        return (self.x1, self.link.start), (self.x2, self.link.end)


@dataclass(frozen=True)
class Chip:
    """An application at its place. `level` 0 is the row next to the channel."""

    application: MapApplication
    box: Box
    is_upper: bool
    level: int
    gutter: tuple[float, float]


@dataclass(frozen=True)
class Lot:
    """A department at its place."""

    name: str
    box: Box
    is_upper: bool
    members: Sequence[int] = field(default_factory=tuple)


@dataclass(frozen=True, kw_only=True)
class Channel:
    """The space between both rows: its top, its x range, and how labels and tracks are spaced in it."""

    top: float
    left: float
    right: float
    label_height: float
    pitch: float
    margin: float
    least: float

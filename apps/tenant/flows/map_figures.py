"""The pictures of the map: one state or two, what one application touches, and from how far away it is looked at."""

from dataclasses import dataclass, replace

from apps.figures.bus_map import BusMap, Emphasis, is_single, render_bus_map
from apps.figures.bus_types import EVERYTHING
from apps.figures.department_map import render_department_map
from apps.figures.figure import Figure, Style, Table
from apps.figures.numerals import plural
from apps.methods.landscape import Difference
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.map_forms import State
from apps.tenant.flows.map_selectors import Connection, difference_of, with_connected

# More chips than this are dust on a screen; boxes alone can still be read, and each of them opens its own map.
MOST_CHIPS = 200
WIDTH, BESIDE = 1100, 760
NO_TABLE = Table(head=(), rows=())
AS_FOUND = "As found, at the baseline"


@dataclass(frozen=True)
class Drawn:
    """One picture. note: what state it shows."""

    figure: Figure
    note: str


@dataclass(frozen=True)
class Scene:
    """What is to be drawn: the flows as found, and how some of them are or will be connected."""

    data: BusMap
    lines: list[FlowLine]
    connections: dict[int, Connection]
    emphasis: Emphasis = EVERYTHING

    @property
    def is_far(self) -> bool:
        """Whether boxes stand for their applications."""
        return len(self.data.applications) > MOST_CHIPS

    @property
    def fits_beside(self) -> bool:
        """Whether it can still be read at half the page's width."""
        return is_single(self.data)

    def connected(self, state: str) -> dict[int, Connection]:
        """The flows that run by themselves in that state."""
        if state == State.TODAY:
            return {pk: one for pk, one in self.connections.items() if one.is_live}
        return {} if state == State.FOUND else self.connections


def drawings(scene: Scene, state: str, style: Style) -> list[Drawn]:
    """The picture of a state, or both that are compared."""
    if state == State.COMPARE:
        width = BESIDE if scene.fits_beside else WIDTH
        return [_drawn(scene, one, style, width) for one in (State.FOUND, State.TO_BE)]
    return [_drawn(scene, state, style, WIDTH)]


def _drawn(scene: Scene, state: str, style: Style, width: int) -> Drawn:
    connected = scene.connected(state)
    base = scene.data
    data = with_connected(base, connected) if connected else base
    if scene.is_far:
        figure = render_department_map(data, width=WIDTH, style=style)
    else:
        figure = render_bus_map(data, width=width, style=style, base=base, emphasis=scene.emphasis)
    title = figure.title
    if state != State.FOUND:
        title = state_words(difference_of(scene.lines, connected), state, style)
    return Drawn(replace(figure, title=title, table=NO_TABLE), _note(state))


def _note(state: str) -> str:
    return {
        State.TODAY: "What is live of this engagement runs by itself",
        State.TO_BE: "With everything built that was decided on",
    }.get(State(state), AS_FOUND)


def state_words(found: Difference, state: str, style: Style) -> str:
    """What a state changes, in a sentence: hand-offs and hours a week."""
    hours = style.numerals.hours
    before = f"{plural(found.hand_offs_before, 'hand-off')} and {hours(found.hours_before)} h a week as found"
    if not found.connected:
        when = "Today" if state == State.TODAY else "To be"
        return f"{when} nothing is connected yet: {before}"
    if state == State.TODAY:
        run = "runs by itself" if found.connected == 1 else "run by themselves"
        return f"Today {found.connected} of {plural(found.hand_offs_before, 'hand-off')} {run}"
    left = found.hours_after
    span = "" if left.low == left.high else f" ({hours(left.low)} to {hours(left.high)})"
    after = f"{plural(found.hand_offs_after, 'hand-off')} and {hours(left.expected)} h a week{span}"
    return f"To be {after}, instead of {found.hand_offs_before} and {hours(found.hours_before)}"

"""Where the gaps are: hours and money by department and kind of gap, and the process that takes most hours."""

from dataclasses import dataclass
from decimal import Decimal

from apps.figures.bus_words import NO_DEPARTMENT
from apps.figures.heat_map import HeatMap, render_heat_map
from apps.figures.swim_lane import LaneStep, SwimLane, finding, render_swim_lane
from apps.tenant.reports.executive.look import COLUMN, Look, capital, count_words
from apps.tenant.reports.executive.parts import Picture, Section
from apps.tenant.reports.facts import Snapshot

# A map of fewer rows, or a process of fewer steps, says nothing that the list of hand-offs does not say.
FEWEST_ROWS, MOST_ROWS, FEWEST_STEPS = 3, 12, 3
# Points: a page below its opener; what stands around a drawing, around and in a table.
ROOM, FRAME, TABLE, LINE = 600, 68, 62, 13.4


@dataclass(frozen=True, kw_only=True)
class Department:
    """flows: with a gap."""

    name: str
    flows: str
    hours: str
    money: str


@dataclass(frozen=True, kw_only=True)
class Step:
    no: int
    ends: str
    data_object: str
    how: str
    is_manual: bool
    minutes: str
    hours: str


@dataclass(frozen=True, kw_only=True)
class GapsPage:
    """departments, steps: only where there is room for all of them below the drawings."""

    heat: Picture | None
    lane: Picture | None
    departments: list[Department]
    steps: list[Step]
    sign: str


def gaps_section(facts: Snapshot, look: Look) -> Section | None:
    """None where there is too little to weigh, and no process takes any hours."""
    heat, lane = _worth_a_map(facts.hand_offs.heat), _worth_a_look(facts.hand_offs.lane)
    if heat is None and lane is None:
        return None
    said = _finding(facts, heat, lane, look)
    return Section(
        key="gaps",
        name="Where the gaps are",
        finding=said,
        brief=said,
        content=_page(_heat(heat, look) if heat else None, heat, lane, look),
    )


def _worth_a_map(heat: HeatMap | None) -> HeatMap | None:
    is_measured = heat is not None and any(cell.value for cell in heat.cells.values())
    return heat if heat and is_measured and len(heat.rows) >= FEWEST_ROWS else None


def _worth_a_look(lane: SwimLane | None) -> SwimLane | None:
    return lane if lane and len(lane.steps) >= FEWEST_STEPS else None


def _page(picture: Picture | None, heat: HeatMap | None, lane: SwimLane | None, look: Look) -> GapsPage:
    """One page: the process is drawn as far as there is room for it; its words have all of it."""
    room = ROOM - (FRAME + picture.height if picture else 0)
    trace = _lane(lane, room - FRAME, look) if lane else None
    room -= FRAME + trace.height if trace else 0
    steps = [_step(one, look) for one in lane.steps] if lane and len(lane.steps) <= _lines(room) else []
    room -= TABLE + len(steps) * LINE if steps else 0
    departments = [_department(heat, row, look) for row in heat.largest(MOST_ROWS).rows] if heat else []
    return GapsPage(
        heat=picture,
        lane=trace,
        departments=departments if len(departments) <= _lines(room) else [],
        steps=steps,
        sign=look.sign,
    )


def _lines(room: float) -> int:
    """So many rows of a table fit."""
    return max(int((room - TABLE) // LINE), 0)


def _finding(facts: Snapshot, heat: HeatMap | None, lane: SwimLane | None, look: Look) -> str:
    """Of all hours by hand: what begins in one department, and what one process takes; past once some are won back."""
    hours = look.hours(lane.hours) if lane else ""
    begin, takes = ("began", "took") if facts.hand_offs.standing.won_back_hours else ("begin", "takes")
    if heat is None:
        return f"{lane.name} {takes} {hours} hours a week by hand" if lane else ""
    row = max(heat.rows, key=lambda name: (heat.sum_of(name), name))
    share = look.percent(heat.sum_of(row) / facts.hand_offs.hours_per_week * 100)
    where = "in no department that is known" if row == NO_DEPARTMENT else f"in {row}"
    begun = f"{share} of the hours by hand {begin} {where}"
    return f"{begun}; {lane.name} alone {takes} {hours} a week" if lane else begun


def _heat(heat: HeatMap, look: Look) -> Picture:
    shown = heat.largest(MOST_ROWS)
    rest = len(heat.rows) - len(shown.rows)
    left = sum((heat.sum_of(row) for row in heat.rows if row not in shown.rows), Decimal(0))
    more = f" {capital(count_words(rest, 'more department'))}: {look.hours(left)} h a week." if rest else ""
    return Picture(
        figure=render_heat_map(shown, width=COLUMN, style=look.style),
        sub=(
            f"Hours a week and {look.sign} a year at the start, by the department the data come from; "
            "in brackets: data flows"
        ),
        caption=f"The darker, the more; a dash: it runs by itself, or is not timed.{more} Source: list of data flows.",
    )


def _lane(lane: SwimLane, room: float, look: Look) -> Picture:
    return Picture(
        figure=render_swim_lane(lane, width=COLUMN, most_height=room, style=look.style),
        title=finding(lane, look.style.numerals),
        sub="The process that takes most hours by hand, step by step between departments, as it was at the start",
        caption=(
            "Dashed: a person carries the data. Dotted: the next step does not begin where the one before it ended. "
            "Source: processes as they were traced."
        ),
    )


def _department(heat: HeatMap, row: str, look: Look) -> Department:
    flows = sum(cell.count for (name, _), cell in heat.cells.items() if name == row)
    money = heat.beside.sum_of(row) if heat.beside else Decimal(0)
    return Department(name=row, flows=look.number(flows), hours=look.hours2(heat.sum_of(row)), money=look.number(money))


def _step(step: LaneStep, look: Look) -> Step:
    return Step(
        no=step.number,
        ends=f"{step.source} → {step.target}",
        data_object=step.object,
        how="by hand" if step.is_manual else step.how.lower(),
        is_manual=step.is_manual,
        minutes=look.plain(step.minutes),
        hours=look.hours2(step.hours),
    )

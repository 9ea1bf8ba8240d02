"""The map in words: its finding, its text alternative, the label of a line, and the table behind it."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from apps.figures.bus_types import BusMap, FlowKind, MapFlow
from apps.figures.figure import Table
from apps.figures.numerals import Numerals, plural

NO_DEPARTMENT = "No department"
BOXES = {"department": "departments", "capability": "capabilities"}
KINDS = {FlowKind.MANUAL: "by hand", FlowKind.AUTOMATED: "automated", FlowKind.CONNECTED: "now connected"}


def manual_hours(data: BusMap) -> Decimal:
    """Hours per week of all hand-offs."""
    return sum((flow.hours_per_week for flow in data.flows if flow.is_manual), Decimal(0))


def departments_of(data: BusMap) -> dict[int, str]:
    """Application id → name of its department."""
    return {application.id: application.department or NO_DEPARTMENT for application in data.applications}


def hours_between(data: BusMap) -> dict[tuple[str, str], Decimal]:
    """Hand-off hours per week from one department to another or inside one."""
    homes = departments_of(data)
    hours: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for flow in data.flows:
        if flow.is_manual:
            hours[homes[flow.source], homes[flow.target]] += flow.hours_per_week
    return dict(hours)


def heaviest_pair(data: BusMap) -> tuple[str, str, Decimal] | None:
    """The pair of departments with the most hand-off hours; the first by name among equals."""
    hours = hours_between(data)
    if not hours:
        return None
    (source, target), most = min(hours.items(), key=lambda item: (-item[1], item[0]))
    return source, target, most


def map_title(data: BusMap, numerals: Numerals) -> str:
    """The finding."""
    worst = heaviest_pair(data)
    if worst is None:
        return f"Nothing is carried by hand between {plural(len(data.applications), 'application')}"
    source, target, hours = worst
    way = f"inside {source}" if source == target else f"from {source} to {target}"
    total = numerals.hours(manual_hours(data))
    return f"People carry data between tools for {total} h a week, {numerals.hours(hours)} of them {way}"


def map_words(data: BusMap, numerals: Numerals) -> str:
    """The map for somebody who cannot see it: size, total, and the three longest hand-offs."""
    names = {application.id: application.name for application in data.applications}
    boxes = len(set(departments_of(data).values()))
    start = (
        f"Data flows between {plural(len(names), 'application')} in {plural(boxes, data.kind, BOXES[data.kind])}: "
        f"{plural(len(data.flows), 'flow')}"
    )
    manual = sorted((f for f in data.flows if f.is_manual), key=lambda f: (-f.hours_per_week, f.id))
    if not manual:
        return f"{start}, none of them by hand."
    longest = "; ".join(
        f"{names[f.source]} to {names[f.target]}, {numerals.hours(f.hours_per_week)}" for f in manual[:3]
    )
    total = f"{plural(len(manual), 'hand-off')} taking {numerals.hours(manual_hours(data))} hours a week"
    return f"{start}, of which {total}. The longest in hours a week: {longest}."


def flow_words(flow: MapFlow, names: Mapping[int, str], numerals: Numerals) -> str:
    """One line in words; object and hours side by side, as they are written on the line."""
    ways = f"{names[flow.source]} to {names[flow.target]}"
    hours = f"{numerals.hours(flow.hours_per_week)} h a week" if flow.hours_per_week else ""
    return ", ".join(filter(None, [ways, flow.object, hours, KINDS[flow.kind], flow.gap]))


def map_table(data: BusMap, numerals: Numerals) -> Table:
    """One row per flow, by hours, hand-offs first."""
    names = {application.id: application.name for application in data.applications}
    rows = tuple(
        (
            names[flow.source],
            names[flow.target],
            flow.object,
            KINDS[flow.kind],
            flow.gap or "–",
            numerals.number(flow.hours_per_week, 2) if flow.hours_per_week or flow.is_manual else "–",
        )
        for flow in by_hours(data.flows)
    )
    return Table(head=("From", "To", "Object", "How", "Gap", "h/week"), rows=rows, numeric=frozenset({5}))


def by_hours(flows: tuple[MapFlow, ...]) -> list[MapFlow]:
    """Hand-offs first, longest first."""
    return sorted(flows, key=lambda flow: (not flow.is_manual, -flow.hours_per_week, flow.id))

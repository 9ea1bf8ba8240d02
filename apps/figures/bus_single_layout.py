"""Places departments and their chips for the map of single flows.

Chips stand side by side next to the channel. When a row gets too wide for the figure, departments stack their chips in
two or three levels; a chip behind others gets a gutter beside its column for its lines. When even that is too wide, the
drawing grows and is shown smaller.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from apps.figures.bus_arrange import Rows, arrange_departments, arrange_members, placed_members, placed_rows
from apps.figures.bus_metrics import Metrics
from apps.figures.bus_types import Box, BusMap, Chip, Lot, MapApplication, Placement
from apps.figures.text import text_width

_LEVELS = 3
_LANE = 7.0
NO_DEPARTMENT = "No department"


@dataclass(frozen=True)
class Column:
    """Chips of one department above each other, nearest to the channel first, with the widths it asks for."""

    ids: tuple[int, ...]
    least: float
    best: float
    gutter: float


@dataclass(frozen=True)
class Plan:
    """Where everything stands as long as the channel's height is not known: y counts from the row's own top."""

    rows: Rows
    columns: Mapping[str, tuple[Column, ...]]
    levels: int
    width: float


def plan_single(data: BusMap, metrics: Metrics, width: float) -> Plan:
    """Rows, columns and levels for a figure of this width."""
    members: dict[str, list[int]] = defaultdict(list)
    for application in data.applications:
        members[application.department or NO_DEPARTMENT].append(application.id)
    ties: dict[tuple[str, str], float] = defaultdict(float)
    homes = {one: name for name, ids in members.items() for one in ids}
    for flow in data.flows:
        ties[homes[flow.source], homes[flow.target]] += 1 + float(flow.hours_per_week)
    named = {application.id: application for application in data.applications}
    sizes = {name: sum(_best(named[one], metrics) + metrics.chip_gap for one in ids) for name, ids in members.items()}
    rows = placed_rows(arrange_departments(sizes, ties), data.placement)
    flows = [(f.source, f.target, 1 + float(f.hours_per_week)) for f in data.flows]
    order = placed_members(arrange_members(members, rows, flows), data.placement)
    degree = Counter(one for flow in data.flows for one in (flow.source, flow.target))
    for levels in range(1, _LEVELS + 1):
        columns = {
            name: _columns([named[i] for i in ids], degree, metrics, levels, data.placement)
            for name, ids in order.items()
        }
        plan = Plan(rows, columns, levels, width)
        needed = max(_row_width(plan, row, metrics, least=True) for row in rows)
        if needed <= width:
            return plan
    return Plan(rows, columns, levels, needed)


def place_chips(  # noqa: PLR0913
    plan: Plan,
    data: BusMap,
    metrics: Metrics,
    row: int,
    *,
    top: float,
    back: float,
    deep: frozenset[str] = frozenset(),
) -> tuple[list[Lot], list[Chip]]:
    """Lots and chips of one row. `back` is extra room behind the chips for lines inside departments."""
    named = {application.id: application for application in data.applications}
    names = plan.rows[row]
    is_upper = row == 0
    widths, gap = _column_widths(plan, names, metrics)
    height = row_height(plan, metrics, back)
    depth = metrics.title_height + back
    lots, chips = [], []
    x = metrics.margin
    for name in names:
        left = x
        x += metrics.pad
        for column in plan.columns[name]:
            wide = widths[column]
            for level, one in enumerate(column.ids):
                step = level if not is_upper else plan.levels - 1 - level
                y = top + step * (metrics.chip_height + metrics.chip_gap) + (depth if is_upper else metrics.pad)
                box = Box(x, y, wide, metrics.chip_height)
                gutter = (box.right + 3, box.right + column.gutter + metrics.chip_gap - 3)
                chips.append(Chip(named[one], box, is_upper, level, gutter))
            x += wide + column.gutter + metrics.chip_gap
        x += metrics.pad - metrics.chip_gap
        spare = 0 if name in deep else back
        ids = tuple(one for column in plan.columns[name] for one in column.ids)
        lots.append(Lot(name, Box(left, top + spare * is_upper, x - left, height - spare), is_upper, ids))
        x += metrics.lot_gap + gap
    return lots, chips


def row_height(plan: Plan, metrics: Metrics, back: float) -> float:
    """Height of a row's lots."""
    chips = plan.levels * (metrics.chip_height + metrics.chip_gap) - metrics.chip_gap
    return metrics.title_height + back + chips + metrics.pad


def _columns(
    applications: Sequence[MapApplication],
    degree: Mapping[int, int],
    metrics: Metrics,
    levels: int,
    placement: Placement,
) -> tuple[Column, ...]:
    columns = []
    placed = set(placement.chips)
    for at in range(0, len(applications), levels):
        group = applications[at : at + levels]
        # The busiest chip stands at the channel, unless somebody put them in order.
        by_hand = any(a.id in placed for a in group)
        ranked = list(group) if by_hand else sorted(group, key=lambda a: (-degree.get(a.id, 0), a.id))
        behind = sum(degree.get(a.id, 0) for a in ranked[1:])
        ports = degree.get(ranked[0].id, 0)
        best = max(ports * _LANE * metrics.line, *(_best(a, metrics) for a in ranked))
        least = max(ports * _LANE * metrics.line * 0.7, *(_least(a, metrics) for a in ranked))
        columns.append(
            Column(tuple(a.id for a in ranked), least, max(best, least), behind * _LANE * metrics.line * 0.6)
        )
    return tuple(columns)


def _best(application: MapApplication, metrics: Metrics) -> float:
    """Width at which name and function stand on one line each."""
    name = text_width(application.name, metrics.name_size, 600)
    return min(max(name, text_width(application.function, metrics.small_size)) + 2 * metrics.inset, metrics.chip_max)


def _least(application: MapApplication, metrics: Metrics) -> float:
    """Width at which the name still stands on two lines."""
    longest = max((text_width(word, metrics.name_size, 600) for word in application.name.split()), default=0)
    half = text_width(application.name, metrics.name_size, 600) * 0.55
    return min(max(longest, half) + 2 * metrics.inset, metrics.chip_max) if application.name else metrics.chip_min


def _row_width(plan: Plan, names: Sequence[str], metrics: Metrics, *, least: bool) -> float:
    columns = [column for name in names for column in plan.columns[name]]
    wide = sum((max(c.least, metrics.chip_min) if least else max(c.best, metrics.chip_min)) + c.gutter for c in columns)
    return wide + _fixed(plan, names, metrics)


def _fixed(plan: Plan, names: Sequence[str], metrics: Metrics) -> float:
    """Margins, paddings and gaps of a row."""
    inside = sum(2 * metrics.pad + (len(plan.columns[name]) - 1) * metrics.chip_gap for name in names)
    return inside + max(len(names) - 1, 0) * metrics.lot_gap + 2 * metrics.margin


def _column_widths(plan: Plan, names: Sequence[str], metrics: Metrics) -> tuple[dict[Column, float], float]:
    """Widths that fill the row, and what is left for wider gaps between departments."""
    columns = [column for name in names for column in plan.columns[name]]
    least = _row_width(plan, names, metrics, least=True)
    best = _row_width(plan, names, metrics, least=False)
    room = plan.width - best
    if room < 0:
        share = (plan.width - least) / (best - least) if best > least else 0
        return {c: _between(c, metrics, max(share, 0)) for c in columns}, 0
    stretch = room / max(len(columns), 1)
    widths = {c: min(max(c.best, metrics.chip_min) + stretch, max(metrics.chip_max, c.best)) for c in columns}
    left = room - sum(widths[c] - max(c.best, metrics.chip_min) for c in columns)
    return widths, left / (len(names) - 1) if len(names) > 1 else 0


def _between(column: Column, metrics: Metrics, share: float) -> float:
    low, high = max(column.least, metrics.chip_min), max(column.best, metrics.chip_min)
    return low + (high - low) * share

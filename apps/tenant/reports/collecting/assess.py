"""Stage 1 for a report: applications, hand-offs, gaps and the map."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from apps.figures.bus_map import FlowKind
from apps.figures.heat_map import HeatMap
from apps.figures.swim_lane import SwimLane
from apps.methods import gaps
from apps.methods.discovery import found_beyond_list
from apps.methods.measurement import Standing
from apps.shared.clients.models import Client
from apps.tenant.flows import selectors as flows
from apps.tenant.flows.gap_selectors import gap_matrix, heat_map
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.models import Gap
from apps.tenant.flows.process_selectors import traces, worst
from apps.tenant.inventory.models import ObjectConflict
from apps.tenant.inventory.selectors import inventory_totals, open_conflicts
from apps.tenant.reports.facts import ConflictFact, GapFact, HandOffFact, HandOffFacts, InventoryFacts


def collect_inventory() -> InventoryFacts:
    totals = inventory_totals()
    return InventoryFacts(
        applications=totals.applications,
        listed=totals.listed,
        found=totals.found,
        more_than_listed=found_beyond_list(listed=totals.listed, found=totals.found),
        shadow=totals.shadow,
        departments=totals.departments,
        conflicts=tuple(_conflict(one) for one in sorted(open_conflicts(), key=_most_differing)),
    )


def collect_hand_offs(
    client: Client, standing: Standing | None, left: Mapping[int, Decimal], connected: Collection[int]
) -> HandOffFacts:
    """standing: won back and left, None while nothing is measured; left: hours a week of flows that changed since."""
    lines = flows.list_flows(client)
    cost = flows.sum_of(lines)
    landscape = flows.landscape(client, connected=connected)
    marks = {flow.id: flow.mark for flow in landscape.flows if flow.mark or flow.kind is FlowKind.MANUAL}
    by_hand = sorted((line for line in lines if line.is_hand_off), key=_longest_first)
    automated = [line for line in lines if not line.is_hand_off]
    return HandOffFacts(
        hours_per_week=cost.cost.hours_per_week,
        hours_per_month=cost.cost.hours_per_month,
        cost_per_week=cost.cost.cost_per_week,
        cost_per_month=cost.cost.cost_per_month,
        cost_per_year=cost.cost.cost_per_year,
        untimed=cost.untimed,
        rows=tuple(_hand_off(line, marks.get(line.id, ""), left) for line in by_hand),
        gaps=tuple(_gap(line) for line in automated if line.gap not in (None, gaps.Gap.NONE)),
        automated=len(automated),
        map=landscape,
        standing=standing or _nothing_won(cost),
        heat=_heat(lines),
        lane=_lane(client),
    )


def _heat(lines: Iterable[FlowLine]) -> HeatMap | None:
    """As the page of the gaps has it, money beside hours. None where no flow has a gap."""
    found = gap_matrix(lines)
    hours = heat_map(found, is_money=False)
    return replace(hours, beside=heat_map(found, is_money=True)) if hours.cells else None


def _lane(client: Client) -> SwimLane | None:
    """Of the process that takes most hours, as the page of the processes has it. None where none takes any."""
    longest = worst(traces(client))
    return longest.swim_lane() if longest else None


def _nothing_won(found: flows.Found) -> Standing:
    hours, money = found.cost.hours_per_week, found.cost.cost_per_year
    zero = hours - hours
    return Standing(hours, zero, hours, money, zero, money)


def _hand_off(line: FlowLine, mark: str, left: Mapping[int, Decimal]) -> HandOffFact:
    return HandOffFact(
        id=line.id,
        mark=mark,
        source=line.source,
        target=line.target,
        data_object=line.data_object,
        cadence=line.cadence,
        per_words=line.per_words,
        minutes=line.minutes,
        people=line.people,
        rate=line.rate,
        hours_per_week=line.hours_per_week,
        left_per_week=left.get(line.id, line.hours_per_week),
        cost_per_year=line.cost_per_year,
    )


def _gap(line: FlowLine) -> GapFact:
    return GapFact(
        source=line.source,
        target=line.target,
        data_object=line.data_object,
        mechanism=line.mechanism_words,
        gap=line.gap_words,
        gaps=tuple(str(Gap(gap.value).label) for gap in line.gaps),
    )


def _conflict(one: ObjectConflict) -> ConflictFact:
    return ConflictFact(
        data_object=one.data_object.name,
        applications=tuple(sorted(str(application) for application in one.applications.all())),
        differing=one.records_differing,
        total=one.records_total,
    )


def _most_differing(one: ObjectConflict) -> tuple[int, str, int]:
    return -(one.records_differing or 0), one.data_object.name, one.pk


def _longest_first(line: FlowLine) -> tuple[bool, object, int]:
    hours = line.hours_per_week
    return hours is None, -(hours or 0), line.id

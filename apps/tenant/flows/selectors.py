"""Reads of the flows, with what the methods make of them. A list costs four queries whatever its length.

`client` is anything with an `hourly_rate` and a `time_zone`: the default rate, and the clock that says what today is.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Lower

from apps.core.clock import today_of
from apps.figures.bus_map import BusMap, FlowKind, MapApplication, MapFlow
from apps.figures.bus_words import NO_DEPARTMENT, hours_between
from apps.methods import gaps, handoffs
from apps.tenant.flows.lines import FlowLine, StepOf
from apps.tenant.flows.map_models import saved_placement
from apps.tenant.flows.models import Flow, Gap, Process, ProcessStep
from apps.tenant.inventory.models import Application, Department

EVERYONE = "Everyone"
FEWEST_FOR_EVERYONE = 3
UNKNOWN_GAP = "unknown"
BY_HAND, AUTOMATED, OUTSIDE = "by_hand", "automated", "outside"


class Terms(Protocol):
    """What a client contributes to its figures."""

    hourly_rate: Decimal
    time_zone: str


@dataclass(frozen=True)
class FlowFilter:
    """What the address asks for. gap: a value of `Gap` or "unknown"; only: "by_hand", "automated" or
    "outside" (a step of no process).

    department: at either end, by name; with other_department: between those two; begins: of the source.
    """

    query: str = ""
    mechanism: str = ""
    gap: str = ""
    process: int | None = None
    department: str = ""
    other_department: str = ""
    begins: str = ""
    data_object: int | None = None
    application: int | None = None
    only: str = ""
    sort: str = "id"
    descending: bool = False

    @property
    def is_filtered(self) -> bool:
        chosen = (self.query, self.mechanism, self.gap, self.process, self.department, self.data_object)
        return any((*chosen, self.begins, self.application, self.only))


@dataclass(frozen=True)
class Found:
    """Hand-offs at their baseline: the sum (hours and money per week, month and year), how many, how many untimed."""

    cost: handoffs.Cost
    hand_offs: int
    untimed: int


EVERYTHING = FlowFilter()


def list_flows(client: Terms, wanted: FlowFilter = EVERYTHING) -> list[FlowLine]:
    """The flows in use that match, in the wanted order, each with cost, gap and priority. Four queries."""
    lines = lines_of(client, _matching(Flow.objects.in_use(), wanted))
    return _ordered([line for line in lines if _matches(line, wanted)], wanted)


def flow_costs(client: Terms, among: Iterable[int] | None = None) -> dict[int, FlowLine]:
    """Every flow in use by its id, with cost, gap and priority; among: of these ids alone."""
    flows = Flow.objects.in_use()
    chosen = flows if among is None else flows.filter(pk__in=set(among))
    return {line.id: line for line in lines_of(client, chosen)}


def flow_line(client: Terms, flow_id: int) -> FlowLine:
    """One flow, also one in the trash. Raises Flow.DoesNotExist."""
    lines = lines_of(client, Flow.objects.filter(pk=flow_id))
    if not lines:
        raise Flow.DoesNotExist(flow_id)
    return lines[0]


def found(client: Terms) -> Found:
    """Hours and money that hand-offs take, over all of them."""
    return sum_of(list_flows(client, FlowFilter(only=BY_HAND)))


def sum_of(lines: Iterable[FlowLine]) -> Found:
    """The same over some flows: those that a person performs count, the others don't."""
    hand_offs = [line for line in lines if line.is_hand_off]
    costs = [line.cost for line in hand_offs if line.cost]
    return Found(handoffs.total(costs), len(hand_offs), len(hand_offs) - len(costs))


def landscape(client: Terms, wanted: FlowFilter = EVERYTHING, *, connected: Collection[int] = ()) -> BusMap:
    """The data-flow map's input: all applications in use, the flows that match.

    With a filter, only the applications that those flows touch. connected: ids of the flows that a live integration
    of this engagement has taken over. Marks number the hand-offs by hours, as the table beside the map does.
    """
    return map_of(list_flows(client, wanted), is_whole=not wanted.is_filtered, connected=connected)


def map_of(lines: list[FlowLine], *, is_whole: bool, connected: Collection[int] = ()) -> BusMap:
    """The same from flows that are at hand. is_whole: applications without a flow are on it too. Three queries."""
    touched = {end for line in lines for end in (line.source_id, line.target_id)}
    homes = home_departments()
    names = Application.objects.in_use().values_list("pk", "name", "function", "is_shadow_it")
    chips = tuple(
        MapApplication(id=pk, name=name, department=homes.get(pk, ""), function=function, is_shadow=shadow)
        for pk, name, function, shadow in names
        if pk in touched or is_whole
    )
    by_hand = [line for line in lines if line.is_hand_off]
    ranks = {line.id: str(at) for at, line in enumerate(sorted(by_hand, key=_longest_first), 1)}
    drawn = tuple(_map_flow(line, ranks.get(line.id, ""), connected) for line in lines)
    return BusMap(applications=chips, flows=drawn, placement=saved_placement())


def hours_between_departments(client: Terms) -> dict[tuple[str, str], Decimal]:
    """Hand-off hours a week from one department to another, or inside one."""
    return hours_between(landscape(client))


def home_departments() -> dict[int, str]:
    """Application id → the department where it stands on the map: its first by name.

    One that all departments use (of at least three) stands with "Everyone". One query.
    """
    members: dict[int, list[str]] = defaultdict(list)
    departments: set[str] = set()
    for name, application in Department.objects.order_by(Lower("name")).values_list("name", "applications"):
        departments.add(name)
        if application:
            members[application].append(name)
    return {
        application: EVERYONE if len(names) == len(departments) >= FEWEST_FOR_EVERYONE else names[0]
        for application, names in members.items()
    }


def list_processes() -> QuerySet[Process]:
    return Process.objects.in_use()


def processes_with_steps() -> QuerySet[Process]:
    """With the steps of flows in use already fetched, in order."""
    return list_processes().prefetch_related(Prefetch("steps", steps_in_use()))


def steps_in_use() -> QuerySet[ProcessStep]:
    """The steps whose flow and process are not in the trash, in the order of the traces."""
    in_use = Exists(Flow.objects.in_use().filter(pk=OuterRef("flow")))
    return ProcessStep.objects.filter(in_use, process__deleted_at=None).order_by("process", "position", "id")


def steps_by_flow(flows: QuerySet[Flow]) -> dict[int, tuple[StepOf, ...]]:
    """Flow id → its passes through processes that are in use. One query."""
    steps = ProcessStep.objects.filter(process__deleted_at=None, flow__in=flows.order_by().values("pk"))
    ordered = steps.order_by("process__position", "process_id", "position", "id")
    passes: dict[int, list[StepOf]] = defaultdict(list)
    for flow, process, name, position in ordered.values_list("flow_id", "process_id", "process__name", "position"):
        passes[flow].append(StepOf(process, name, position))
    return {flow: tuple(steps) for flow, steps in passes.items()}


COLUMNS: dict[str, Any] = {
    "source_name": F("source__name"),
    "target_name": F("target__name"),
    "object_name": F("data_object__name"),
    "owner_name": Coalesce(F("owner__name"), Value("")),
}
RENAMED = {
    "source_name": "source",
    "target_name": "target",
    "object_name": "data_object",
    "owner_name": "owner",
}
PLAIN = (
    *("id", "source_id", "target_id", "data_object_id", "mechanism", "direction", "wanted_direction"),
    *("times", "per", "records", "minutes", "people", "hourly_rate", "error_rate", "error_cost", "latency_hours"),
    *("wanted_latency_hours", "has_owner", "is_monitored", "last_broke_on", "gap_override", "gap_override_reason"),
    *("symptom", "notes", "version"),
)


def lines_of(client: Terms, flows: QuerySet[Flow]) -> list[FlowLine]:
    """The flows of a queryset with everything that follows from them. Three queries."""
    homes, today, passes = home_departments(), today_of(client), steps_by_flow(flows)
    names = [RENAMED.get(name, name) for name in (*PLAIN, *COLUMNS)]
    lines = []
    for values in flows.annotate(**COLUMNS).values_list(*PLAIN, *COLUMNS):
        row = dict(zip(names, values, strict=True))
        own = row["hourly_rate"]
        lines.append(
            FlowLine(
                **row,
                steps=passes.get(row["id"], ()),
                source_department=homes.get(row["source_id"], ""),
                target_department=homes.get(row["target_id"], ""),
                rate=client.hourly_rate if own is None else own,
                today=today,
            )
        )
    return lines


def _matching(flows: QuerySet[Flow], wanted: FlowFilter) -> QuerySet[Flow]:
    if wanted.query:
        ends = Q(source__name__icontains=wanted.query) | Q(target__name__icontains=wanted.query)
        flows = flows.filter(ends | Q(data_object__name__icontains=wanted.query))
    exact = {"mechanism": wanted.mechanism, "data_object": wanted.data_object}
    flows = flows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.process:
        flows = flows.filter(Exists(ProcessStep.objects.filter(flow=OuterRef("pk"), process=wanted.process)))
    if wanted.application:
        flows = flows.filter(Q(source=wanted.application) | Q(target=wanted.application))
    if wanted.only == OUTSIDE:
        return flows.exclude(Exists(ProcessStep.objects.filter(flow=OuterRef("pk"), process__deleted_at=None)))
    if wanted.only == BY_HAND:
        flows = flows.filter(mechanism__in=gaps.BY_HAND)
    return flows.exclude(mechanism__in=gaps.BY_HAND) if wanted.only == AUTOMATED else flows


def _matches(line: FlowLine, wanted: FlowFilter) -> bool:
    """What only the methods and the map know: the gap, and the departments at both ends."""
    if wanted.gap and (line.gap.value if line.gap else UNKNOWN_GAP) != wanted.gap:
        return False
    if wanted.begins and (line.source_department or NO_DEPARTMENT) != wanted.begins:
        return False
    ends = {line.source_department or NO_DEPARTMENT, line.target_department or NO_DEPARTMENT}
    if wanted.other_department:
        return ends == {wanted.department, wanted.other_department}
    return not wanted.department or wanted.department in ends


SORTS: dict[str, Callable[[FlowLine], Any]] = {
    "id": lambda line: line.id,
    "flow": lambda line: (line.source.lower(), line.target.lower()),
    "object": lambda line: line.data_object.lower(),
    "mechanism": lambda line: line.mechanism_words,
    "process": lambda line: (line.process.lower(), line.steps[0].position) if line.steps else None,
    "minutes": lambda line: line.minutes,
    "hours": lambda line: line.hours_per_week,
    "cost": lambda line: line.cost_per_year,
    "gap": lambda line: gaps.PRECEDENCE.index(line.gap) if line.gap in gaps.PRECEDENCE else None,
    "priority": lambda line: line.score,
}


def _ordered(lines: list[FlowLine], wanted: FlowFilter) -> list[FlowLine]:
    """Missing values last, either way; ties in the order in which the flows were entered."""
    key = SORTS.get(wanted.sort, SORTS["id"])
    keyed = [(key(line), line) for line in sorted(lines, key=SORTS["id"])]
    known = sorted((pair for pair in keyed if pair[0] is not None), key=lambda pair: pair[0], reverse=wanted.descending)
    return [line for _, line in known] + [line for value, line in keyed if value is None]


def _longest_first(line: FlowLine) -> tuple[Decimal, int]:
    return -(line.hours_per_week or Decimal(0)), line.id


def _map_flow(line: FlowLine, mark: str, connected: Collection[int]) -> MapFlow:
    by_itself = FlowKind.CONNECTED if line.id in connected else FlowKind.AUTOMATED
    is_manual = line.is_hand_off and line.id not in connected
    has_gap = line.gap not in (None, gaps.Gap.NONE)
    return MapFlow(
        id=line.id,
        source=line.source_id,
        target=line.target_id,
        object=line.data_object,
        kind=FlowKind.MANUAL if is_manual else by_itself,
        gap=str(Gap(line.gap.value).label).lower() if line.gap and has_gap else "",
        hours_per_week=(line.hours_per_week or Decimal(0)) if line.is_hand_off else Decimal(0),
        is_two_way=line.is_two_way,
        mark=mark,
    )

"""Reads of the processes: traces with their totals, how far the top twenty are covered, candidates for a next step."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.figures.bus_words import NO_DEPARTMENT
from apps.figures.swim_lane import LaneStep, SwimLane
from apps.methods import processes
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.models import Flow, Process, ProcessStep
from apps.tenant.flows.selectors import Found, Terms, lines_of, list_processes, steps_in_use, sum_of

MOST_CANDIDATES = 12
DEPARTMENTS, APPLICATIONS = "departments", "applications"


@dataclass(frozen=True)
class TraceStep:
    """One pass: its own id, the flow, and whether it does not begin where the pass before it ended."""

    id: int
    number: int
    line: FlowLine
    before: FlowLine | None

    @property
    def is_break(self) -> bool:
        return self.before is not None and self.before.target_id != self.line.source_id

    @property
    def how(self) -> str:
        return "by hand" if self.line.is_hand_off else self.line.mechanism_words.lower()


@dataclass(frozen=True)
class Trace:
    """A process with its steps in order."""

    process: Process
    steps: tuple[TraceStep, ...]

    @cached_property
    def totals(self) -> processes.Totals:
        return processes.totals([_step(step.line) for step in self.steps])

    @property
    def breaks(self) -> list[TraceStep]:
        return [step for step in self.steps if step.is_break]

    @property
    def last(self) -> FlowLine | None:
        return self.steps[-1].line if self.steps else None

    def swim_lane(self, lanes: str = DEPARTMENTS) -> SwimLane:
        """The figure's input; lanes: "departments" or "applications"."""
        steps = tuple(_lane_step(step, by_application=lanes == APPLICATIONS) for step in self.steps)
        return SwimLane(name=str(self.process), steps=steps, hours=self.totals.cost.hours_per_week)


def traces(client: Terms, among: QuerySet[Process] | None = None) -> list[Trace]:
    """The processes in their order with their traces. Five queries whatever their number."""
    chosen = list(list_processes() if among is None else among)
    steps: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pk, process, flow in steps_in_use().filter(process__in=chosen).values_list("pk", "process_id", "flow_id"):
        steps[process].append((pk, flow))
    wanted = {flow for passes in steps.values() for _, flow in passes}
    lines = {line.id: line for line in lines_of(client, Flow.objects.in_use().filter(pk__in=wanted))}
    return [_trace(process, [(pk, lines[flow]) for pk, flow in steps[process.pk]]) for process in chosen]


def trace_of(client: Terms, process: Process) -> Trace:
    return traces(client, list_processes().filter(pk=process.pk))[0]


def sum_over(found: Iterable[Trace]) -> Found:
    """Hours and money over several processes, each flow once whatever the number of its passes."""
    return sum_of({step.line.id: step.line for trace in found for step in trace.steps}.values())


def coverage(found: list[Trace]) -> processes.Coverage:
    """How many have a trace, and how many flows are a step of none. One query."""
    return processes.coverage([len(trace.steps) for trace in found], outside=outside().count())


def outside() -> QuerySet[Flow]:
    """The flows in use that are a step of no process in use."""
    passes = ProcessStep.objects.filter(flow=OuterRef("pk"), process__deleted_at=None)
    return Flow.objects.in_use().exclude(Exists(passes))


def worst(found: Iterable[Trace]) -> Trace | None:
    """The process whose hand-offs take most hours, the first of several; None where none takes any."""
    costly = [trace for trace in found if trace.totals.cost.hours_per_week]
    return max(costly, key=lambda trace: trace.totals.cost.hours_per_week, default=None)


def candidates(client: Terms, trace: Trace, query: str = "") -> list[FlowLine]:
    """Flows for the next step: those that begin where the trace ends first, then those of no process; at most twelve.

    query: words that all have to occur in the names at the ends or of the object.
    """
    flows = Flow.objects.in_use()
    for word in query.split():
        flows = flows.filter(_named_like(word))
    last = trace.last
    of_none, onward = outside(), flows.filter(source=last.target_id) if last else flows.none()
    chosen: dict[int, None] = {}
    for group in (onward, flows.filter(pk__in=of_none.values("pk")), flows if query else flows.none()):
        chosen |= dict.fromkeys(group.order_by("id").values_list("pk", flat=True)[:MOST_CANDIDATES])
    ids = list(chosen)[:MOST_CANDIDATES]
    lines = {line.id: line for line in lines_of(client, Flow.objects.filter(pk__in=ids))}
    return [lines[pk] for pk in ids]


def _named_like(word: str) -> Q:
    ends = Q(source__name__icontains=word) | Q(target__name__icontains=word)
    return ends | Q(data_object__name__icontains=word)


def _trace(process: Process, passes: list[tuple[int, FlowLine]]) -> Trace:
    befores = [None, *(line for _, line in passes)]
    steps = (
        TraceStep(pk, number, line, before)
        for number, ((pk, line), before) in enumerate(zip(passes, befores, strict=False), 1)
    )
    return Trace(process, tuple(steps))


def _step(line: FlowLine) -> processes.Step:
    return processes.Step(
        flow=line.id,
        source=line.source,
        target=line.target,
        is_hand_off=line.is_hand_off,
        cost=line.cost if line.is_hand_off else None,
        cadence=line.cadence,
        latency_hours=line.latency_hours,
        error_rate=line.error_rate,
    )


def _lane_step(step: TraceStep, *, by_application: bool) -> LaneStep:
    line = step.line
    return LaneStep(
        flow=line.id,
        number=step.number,
        source=line.source,
        source_lane=line.source if by_application else line.source_department or NO_DEPARTMENT,
        target=line.target,
        target_lane=line.target if by_application else line.target_department or NO_DEPARTMENT,
        object=line.data_object,
        how=line.mechanism_short,
        is_manual=line.is_hand_off,
        minutes=line.minutes,
        hours=line.hours_per_week if line.is_hand_off else None,
        is_break=step.is_break,
    )

"""What the templates of the business processes may use."""

from collections import defaultdict
from dataclasses import dataclass

from apps.core.access import Right, allowed
from apps.core.http import Request
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.models import Process
from apps.tenant.flows.pages import FlowRow
from apps.tenant.flows.process_forms import ProcessForm
from apps.tenant.flows.selectors import Found, list_flows, list_processes, sum_of
from apps.tenant.history.models import Activity
from apps.tenant.history.selectors import activities_of


@dataclass(frozen=True)
class Trace:
    """A process with its flows in order and what its hand-offs take."""

    process: Process
    steps: list[FlowRow]
    sums: Found

    @classmethod
    def of(cls, process: Process, lines: list[FlowLine]) -> "Trace":
        steps = sorted(lines, key=lambda line: (line.position, line.id))
        return cls(process, [FlowRow(line) for line in steps], sum_of(steps))


@dataclass(frozen=True)
class ProcessesPage:
    traces: list[Trace]
    outside: int
    sums: Found
    new: ProcessForm
    may_edit: bool


def processes_page(request: Request, *, new: ProcessForm | None = None) -> ProcessesPage:
    lines = list_flows(request.client)
    by_process: dict[int | None, list[FlowLine]] = defaultdict(list)
    for line in lines:
        by_process[line.process_id].append(line)
    return ProcessesPage(
        traces=[Trace.of(process, by_process[process.pk]) for process in list_processes()],
        outside=len(by_process[None]),
        sums=sum_of(line for line in lines if line.process_id),
        new=new or ProcessForm(),
        may_edit=allowed(request, Right.WORK_EDIT),
    )


@dataclass(frozen=True)
class ProcessPage:
    """outside: the flows that are a step of no process yet."""

    trace: Trace
    outside: list[FlowLine]
    form: ProcessForm
    history: list[Activity]
    may_edit: bool


def process_page(request: Request, process: Process, *, form: ProcessForm | None = None) -> ProcessPage:
    lines = list_flows(request.client)
    return ProcessPage(
        trace=Trace.of(process, [line for line in lines if line.process_id == process.pk]),
        outside=[line for line in lines if line.process_id is None],
        form=form or ProcessForm(instance=process),
        history=activities_of("process", process.pk),
        may_edit=allowed(request, Right.WORK_EDIT),
    )

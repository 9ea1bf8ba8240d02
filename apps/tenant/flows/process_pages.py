"""What the templates of the business processes may use."""

from dataclasses import dataclass, replace

from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.figure_style import style_of
from apps.core.http import Request
from apps.core.listing import Link
from apps.figures.figure import Figure
from apps.figures.swim_lane import render_swim_lane
from apps.methods.processes import TOP, Coverage
from apps.tenant.flows import process_selectors as selectors
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.models import Process
from apps.tenant.flows.pages import FlowRow, Names
from apps.tenant.flows.process_forms import NewStepForm, ProcessForm
from apps.tenant.flows.process_selectors import APPLICATIONS, DEPARTMENTS, Trace, TraceStep
from apps.tenant.flows.selectors import OUTSIDE, Found
from apps.tenant.history.models import Activity
from apps.tenant.history.selectors import activities_of


@dataclass(frozen=True)
class ProcessesPage:
    """figure: of the process that takes most hours."""

    traces: list[Trace]
    coverage: Coverage
    top: int
    sums: Found
    worst: Trace | None
    figure: Figure | None
    outside_url: str
    new: ProcessForm
    may_edit: bool


def processes_page(request: Request, *, new: ProcessForm | None = None) -> ProcessesPage:
    traces = selectors.traces(request.client)
    worst = selectors.worst(traces)
    return ProcessesPage(
        traces=traces,
        coverage=selectors.coverage(traces),
        top=TOP,
        sums=selectors.sum_over(traces),
        worst=worst,
        figure=_figure(request, worst) if worst else None,
        outside_url=f"{reverse('flows')}?only={OUTSIDE}",
        new=new or ProcessForm(),
        may_edit=allowed(request, Right.WORK_EDIT),
    )


@dataclass(frozen=True)
class StepRow:
    """A line of the table of steps."""

    step: TraceStep
    row: FlowRow
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class ProcessPage:
    trace: Trace
    rows: list[StepRow]
    figure: Figure | None
    lanes: list[Link]
    candidates: list[FlowLine]
    query: str
    form: ProcessForm
    new: NewStepForm
    names: Names
    history: list[Activity]
    may_edit: bool

    @property
    def process(self) -> Process:
        return self.trace.process


def process_page(
    request: Request, process: Process, *, form: ProcessForm | None = None, new: NewStepForm | None = None
) -> ProcessPage:
    trace, query = selectors.trace_of(request.client, process), request.GET.get("q", "").strip()[:80]
    lanes = APPLICATIONS if request.GET.get("lanes") == APPLICATIONS else DEPARTMENTS
    last = len(trace.steps)
    return ProcessPage(
        trace=trace,
        rows=[StepRow(step, FlowRow(step.line), step.number == 1, step.number == last) for step in trace.steps],
        figure=_figure(request, trace, lanes) if trace.steps else None,
        lanes=[
            Link("Departments", f"?lanes={DEPARTMENTS}", lanes == DEPARTMENTS),
            Link("Applications", f"?lanes={APPLICATIONS}", lanes == APPLICATIONS),
        ],
        candidates=selectors.candidates(request.client, trace, query),
        query=query,
        form=form or ProcessForm(instance=process),
        new=new or NewStepForm(initial={"source": trace.last.target if trace.last else ""}),
        names=Names.known(),
        history=activities_of("process", process.pk),
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def _figure(request: Request, trace: Trace, lanes: str = DEPARTMENTS) -> Figure:
    """Without its table: the steps on the page are the table, with links."""
    figure = render_swim_lane(trace.swim_lane(lanes), style=style_of(request.client))
    return replace(figure, table=replace(figure.table, rows=()))

"""Measurements: the list, and one metric with everything observed."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.forms import Form

from apps.core.access import Right, allowed
from apps.core.figure_style import style_of
from apps.core.http import Request
from apps.core.listing import Column
from apps.figures.before_after import render_before_after
from apps.figures.figure import Figure
from apps.methods.metric_library import LIBRARY, Standard
from apps.shared.catalog.models import MetricKind
from apps.tenant.history.models import Activity
from apps.tenant.history.selectors import activities_of
from apps.tenant.roadmap.models import State
from apps.tenant.roadmap.selectors import sponsors_of
from apps.tenant.roi import selectors
from apps.tenant.roi.forms import AuditForm, MetricForm, SignForm, ValuesForm
from apps.tenant.roi.lines import MetricLine
from apps.tenant.roi.models import Metric, Observation, PhaseOfStudy
from apps.tenant.roi.pages.words import Word, baseline_of, target_words, verdict_of

ROWS_PER_PAGE = 100
COLUMNS = [
    Column("Metric", sticky=True),
    Column("Initiative"),
    Column("Before", num=True),
    Column("After", num=True),
    Column("Change", num=True, unit="%"),
    Column("Verdict"),
    Column("Baseline"),
]


@dataclass(frozen=True)
class MetricRow:
    """One metric of the list."""

    line: MetricLine
    verdict: Word
    baseline: Word

    @property
    def before(self) -> Decimal | None:
        return self.line.before.mean(in_percent=self.line.is_share)

    @property
    def after(self) -> Decimal | None:
        return self.line.after.mean(in_percent=self.line.is_share)

    @property
    def unit(self) -> str:
        return "%" if self.line.is_share else self.line.metric.unit

    @classmethod
    def of(cls, line: MetricLine) -> "MetricRow":
        return cls(line, verdict_of(line), baseline_of(line))


@dataclass(frozen=True)
class MeasurementsPage:
    rows: list[MetricRow]
    columns: list[Column]
    new: MetricForm
    may_edit: bool

    @property
    def unsigned(self) -> list[MetricLine]:
        """Live without a signed baseline."""
        return [row.line for row in self.rows if row.line.lacks_signature]


@dataclass(frozen=True)
class MetricPage:
    row: MetricRow
    figure: Figure | None
    target: str
    observations: Page[Observation]
    form: Form
    change: MetricForm
    sign: SignForm
    has_sponsor: bool
    phases: list[tuple[str, str, int]]
    history: list[Activity]
    may_edit: bool
    may_reopen: bool

    @property
    def is_live(self) -> bool:
        """Whether what is won back counts already."""
        return self.metric.initiative is not None and self.metric.initiative.state == State.LIVE

    @property
    def can_be_signed(self) -> bool:
        return bool(self.row.line.before.n) and not self.metric.baseline_signed_at

    @property
    def standard(self) -> Standard | None:
        """The entry of the method's library: how to measure it, and what is typical."""
        return LIBRARY.get(self.metric.standard)

    @property
    def metric(self) -> Metric:
        return self.row.line.metric


def measurements_page(request: Request, *, new: MetricForm | None = None) -> MeasurementsPage:
    return MeasurementsPage(
        rows=[MetricRow.of(line) for line in selectors.metric_lines(request.client)],
        columns=COLUMNS,
        new=new or metric_form(request),
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def metric_form(request: Request, metric: Metric | None = None) -> MetricForm:
    """Bound when something was posted."""
    return MetricForm(request.POST or None, instance=metric, library=() if metric else selectors.library())


def entry_form(request: Request, metric: Metric, *, bound: bool) -> Form:
    """Errors and a sample for an audit, values for everything else. Before first, once signed after."""
    phase = PhaseOfStudy.AFTER if metric.baseline_signed_at else PhaseOfStudy.BEFORE
    sent: dict[str, Any] = {"data": request.POST, "files": request.FILES} if bound else {"initial": {"phase": phase}}
    if metric.kind == MetricKind.ERROR_RATE:
        return AuditForm(**sent)
    return ValuesForm(**sent, counts=metric.kind == MetricKind.COUNT)


def metric_page(
    request: Request,
    metric: Metric,
    *,
    form: Form | None = None,
    change: MetricForm | None = None,
    sign: SignForm | None = None,
) -> MetricPage:
    line = selectors.metric_line(request.client, metric.pk)
    sponsors = sponsors_of(request.client)
    return MetricPage(
        row=MetricRow.of(line),
        figure=_figure(request, line),
        target=target_words(line),
        observations=Paginator(selectors.observations_of(metric), ROWS_PER_PAGE).get_page(request.GET.get("page")),
        form=form or entry_form(request, metric, bound=False),
        change=change or MetricForm(instance=metric),
        sign=sign or SignForm(sponsors=sponsors),
        has_sponsor=bool(sponsors),
        phases=[("before", "before", line.before.n), ("after", "after", line.after.n)],
        history=activities_of("metric", metric.pk),
        may_edit=allowed(request, Right.WORK_EDIT),
        may_reopen=allowed(request, Right.CLIENT_LEAD),
    )


def _figure(request: Request, line: MetricLine) -> Figure | None:
    if not line.before.interval:
        return None
    return render_before_after(selectors.before_after_data([line]), style=style_of(request.client))

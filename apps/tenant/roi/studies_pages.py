"""The stopwatch, the sample check, and what is studied at one flow."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.forms import Form
from django.utils.safestring import SafeString, mark_safe

from apps.core.access import Right, allowed
from apps.core.http import Request
from apps.core.listing import Link
from apps.core.tenancy.links import client_url
from apps.figures.qr import render_qr
from apps.methods.studies import MILLISECONDS, readable, readable_mean
from apps.shared.catalog.models import MetricKind
from apps.tenant.flows.models import Flow
from apps.tenant.roi.lines import MetricLine
from apps.tenant.roi.models import Metric, Observation, PhaseOfStudy
from apps.tenant.roi.studies_forms import KINDS, WRONG, CheckForm, TimingForm
from apps.tenant.roi.studies_selectors import Offer, SoFar, is_frozen, offer_of, offers_for, so_far, studies_of
from apps.tenant.roi.studies_services import phase_of

ADDRESSES = {MetricKind.TIME: "stopwatch", MetricKind.ERROR_RATE: "sample-check"}


@dataclass(frozen=True)
class Timing:
    """One timing as it is read: what takes less than a minute in seconds."""

    observation: Observation
    value: Decimal
    unit: str

    @classmethod
    def of(cls, observation: Observation, unit: str) -> "Timing":
        return cls(observation, *readable(observation.value or Decimal(0), unit))


@dataclass(frozen=True)
class StudyPage:
    """One metric being observed. `phase` is the one that is added to."""

    metric: Metric
    phase: PhaseOfStudy
    so_far: SoFar
    form: Form
    phases: Sequence[Link]
    is_frozen: bool
    offer: Offer | None
    address: str
    qr: SafeString
    fresh_key: UUID
    kinds: Sequence[str]
    may_edit: bool

    @property
    def wrong_fields(self) -> list[tuple[Any, Any]]:
        return [(self.form[name], errors) for name, errors in self.form.errors.items() if name in self.form.fields]

    @property
    def unit(self) -> str:
        return self.metric.unit

    @property
    def timings(self) -> list[Timing]:
        return [Timing.of(one, self.unit) for one in self.so_far.latest]

    @property
    def mean(self) -> tuple[Decimal, Decimal | None, str] | None:
        """Of the timings so far, half its interval (None with one timing), and the unit of both."""
        return readable_mean(self.so_far.study.mean, self.unit) if self.so_far.study else None

    @property
    def can_time(self) -> bool:
        """Whether the metric's unit is one that a stopwatch gives."""
        return self.metric.unit in MILLISECONDS

    @property
    def shown(self) -> tuple[Decimal, Decimal, Decimal] | None:
        """The share of errors with its interval, in percent."""
        study = self.so_far.study
        if study is None or study.mean.low is None or study.mean.high is None:
            return None
        return study.mean.value * 100, study.mean.low * 100, study.mean.high * 100

    @property
    def last(self) -> Observation | None:
        """The entry that can be taken back."""
        return self.so_far.latest[0] if self.so_far.latest else None


@dataclass(frozen=True)
class FlowStudiesPage:
    flow: Flow
    rows: list[tuple[MetricLine, str]]
    kinds: Sequence[tuple[str, str]]
    offers: list[Offer]
    may_edit: bool


def study_page(request: Request, metric: Metric, *, form: Form | None = None) -> StudyPage:
    phase = phase_of(metric, request.POST.get("phase", "") or request.GET.get("phase", ""))
    name = ADDRESSES[MetricKind(metric.kind)]
    address = client_url(request.client, name, absolute=True, metric_id=metric.pk)
    key = uuid4()
    start = (TimingForm if metric.kind == MetricKind.TIME else CheckForm)(initial={"phase": phase, "key": key})
    return StudyPage(
        metric=metric,
        phase=phase,
        so_far=so_far(metric, phase),
        form=form or start,
        phases=[Link(label, f"?phase={value}", is_current=value == phase) for value, label in PhaseOfStudy.choices],
        is_frozen=is_frozen(metric, phase),
        offer=offer_of(request.client, metric),
        address=address,
        qr=mark_safe(render_qr(address, title=f"QR code of this page, {metric}")),
        fresh_key=key,
        kinds=WRONG,
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def flow_studies_page(request: Request, flow: Flow) -> FlowStudiesPage:
    lines = studies_of(request.client, flow.pk)
    return FlowStudiesPage(
        flow=flow,
        rows=[(line, ADDRESSES[MetricKind(line.metric.kind)]) for line in lines],
        kinds=KINDS,
        offers=offers_for(request.client, flow.pk),
        may_edit=allowed(request, Right.WORK_EDIT),
    )

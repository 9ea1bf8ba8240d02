"""Writes of the stopwatch and the sample check: each timing and each checked entry is an observation of its own."""

from uuid import UUID

from django.db import transaction

from apps.core.errors import Conflict, Refused
from apps.methods.studies import MILLISECONDS, in_unit
from apps.shared.accounts.models import User
from apps.shared.catalog.models import MetricKind
from apps.shared.clients.models import Client
from apps.tenant.flows.models import Flow
from apps.tenant.flows.services import change_flow
from apps.tenant.history.services import record
from apps.tenant.roi.models import Metric, Observation, PhaseOfStudy
from apps.tenant.roi.services import add_audit, add_metric, add_values, path_of
from apps.tenant.roi.studies_selectors import Offer, offer_of

LONGEST = 24 * 60 * 60 * 1000  # a day in milliseconds: longer ones were forgotten, not timed
NAMES = {MetricKind.TIME: "Time for", MetricKind.ERROR_RATE: "Errors in"}


@transaction.atomic
def begin_study(flow: Flow, kind: str, *, by: User) -> Metric:
    """What times or audits this flow; made when there is none that names it."""
    if kind not in NAMES:
        raise Refused("Choose whether to time it or to check a sample.", field="kind")
    Flow.objects.select_for_update(of=("self",)).get(pk=flow.pk)
    found = Metric.objects.filter(flow=flow, kind=kind).order_by("-id").first()
    if found is not None:
        return found
    unit = "%" if kind == MetricKind.ERROR_RATE else "minutes"
    name = f"{NAMES[MetricKind(kind)]} {flow}"[:120]
    return add_metric({"name": name, "kind": kind, "unit": unit, "flow": flow.pk}, by=by)


def add_timing(metric: Metric, phase: str, milliseconds: int, *, by: User, key: UUID, note: str = "") -> Observation:
    """One timing by the stopwatch. The same key adds it once."""
    if metric.kind != MetricKind.TIME or metric.unit not in MILLISECONDS:
        raise Refused("Only what is measured in seconds, minutes or hours can be timed with a stopwatch.")
    if not 0 < milliseconds <= LONGEST:
        raise Refused("A timing takes between a moment and a day. Discard this one and time it again.", field="value")
    value = in_unit(milliseconds, metric.unit)
    return add_values(metric, phase, [value], by=by, key=key, note=note)[0]


def add_check(metric: Metric, phase: str, wrong: str | None, *, by: User, key: UUID) -> Observation:
    """One entry of a sample. wrong: what was wrong with it; None: nothing."""
    return add_audit(metric, phase, 0 if wrong is None else 1, 1, by=by, key=key, note=wrong or "")


@transaction.atomic
def accept_minutes(client: Client, metric: Metric, *, by: User, version: int | None = None) -> Flow:
    """Put the measured minutes into the flow. Conflict when somebody changed the flow since `version`."""
    offer = _offered(client, metric)
    flow = Flow.objects.get(pk=offer.flow_id)
    return change_flow(flow, {"minutes": offer.suggested.minutes}, by=by, version=version)


@transaction.atomic
def dismiss_minutes(client: Client, metric: Metric, *, by: User) -> None:
    """Keep the estimate; asked again when there are more timings."""
    offer = _offered(client, metric)
    metric.dismissed_at_n = offer.suggested.n
    metric.save(update_fields=["dismissed_at_n"])
    label = f"{offer.suggested.minutes} minutes measured, {metric}"
    record("dismissed", metric, by=by, label=label, path=path_of(metric))


def _offered(client: Client, metric: Metric) -> Offer:
    offer = offer_of(client, Metric.objects.select_for_update(of=("self",)).get(pk=metric.pk))
    if offer is None:
        raise Conflict("Nothing is offered any more: the flow has these minutes, or somebody decided already.")
    return offer


def phase_of(metric: Metric, wanted: str) -> PhaseOfStudy:
    """The phase that was asked for; otherwise before, and after once the baseline is signed."""
    if wanted in PhaseOfStudy.values:
        return PhaseOfStudy(wanted)
    return PhaseOfStudy.AFTER if metric.baseline_signed_at else PhaseOfStudy.BEFORE

"""Timing a hand-off and checking a sample: access, form or page, service, answer."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from apps.core.errors import Refused
from apps.core.forms import noticed, refused
from apps.core.http import Request, whole_number
from apps.shared.catalog.models import MetricKind
from apps.tenant.flows.models import Flow
from apps.tenant.roi import access
from apps.tenant.roi import studies_services as services
from apps.tenant.roi.models import Metric
from apps.tenant.roi.services import remove_observation
from apps.tenant.roi.studies_forms import CheckForm, KindForm, TimingForm
from apps.tenant.roi.studies_pages import ADDRESSES, flow_studies_page, study_page

STOPWATCH, SAMPLE, FLOW = "roi/study_stopwatch.html", "roi/study_sample.html", "roi/study_flow.html"


def flow_study(request: Request, flow_id: int) -> HttpResponse:
    """What is measured at one flow; posting begins a time study or an error audit."""
    flow = _flow_or_404(flow_id)
    if request.method == "POST":
        form = KindForm(request.POST)
        if form.is_valid():
            metric = services.begin_study(flow, form.cleaned_data["kind"], by=request.user)
            return redirect(ADDRESSES[MetricKind(metric.kind)], metric_id=metric.pk)
        messages.error(request, "Choose whether to time it or to check a sample.")
    return render(request, FLOW, {"page": flow_studies_page(request, flow)})


def flow_offers(request: Request, flow_id: int) -> HttpResponse:
    """For the flow's own page: measured minutes that differ from the estimate."""
    page = flow_studies_page(request, _flow_or_404(flow_id))
    return render(request, f"{FLOW}#offers", {"page": page})


def stopwatch(request: Request, metric_id: int) -> HttpResponse:
    """Time it several times; each timing is posted when it ends."""
    metric = _metric_or_404(request, metric_id, MetricKind.TIME)
    if request.method != "POST":
        return render(request, STOPWATCH, {"page": study_page(request, metric)})
    form = TimingForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        about = {"by": request.user, "key": given["key"], "note": given["note"]}
        return _observed(
            request, metric, form, lambda: services.add_timing(metric, given["phase"], form.taken(), **about)
        )
    return _wrong(request, STOPWATCH, metric, form)


def sample_check(request: Request, metric_id: int) -> HttpResponse:
    """Go through a sample one by one."""
    metric = _metric_or_404(request, metric_id, MetricKind.ERROR_RATE)
    if request.method != "POST":
        return render(request, SAMPLE, {"page": study_page(request, metric)})
    form = CheckForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        return _observed(
            request,
            metric,
            form,
            lambda: services.add_check(metric, given["phase"], form.wrong(), by=request.user, key=given["key"]),
        )
    return _wrong(request, SAMPLE, metric, form)


def discard_observation(request: Request, observation_id: int) -> HttpResponse:
    """Take one out again, from where it was made."""
    found = access.observation_or_404(request, observation_id)
    if noticed(request, lambda: remove_observation(found, by=request.user)):
        messages.success(request, "Discarded. The history keeps it.")
    name = ADDRESSES.get(MetricKind(found.metric.kind), "metric")
    return redirect(f"{reverse(name, kwargs={'metric_id': found.metric_id})}?phase={found.phase}")


def accept_minutes(request: Request, metric_id: int) -> HttpResponse:
    """The measured minutes become the flow's."""
    metric = access.metric_or_404(request, metric_id)
    seen = whole_number(request.POST.get("version", ""))
    flow = noticed(request, lambda: services.accept_minutes(request.client, metric, by=request.user, version=seen))
    if not flow:
        return redirect("metric", metric_id=metric.pk)
    messages.success(request, f"{flow} now takes the minutes that were measured.")
    return redirect("flow", flow_id=flow.pk)


def dismiss_minutes(request: Request, metric_id: int) -> HttpResponse:
    metric = access.metric_or_404(request, metric_id)
    if noticed(request, lambda: services.dismiss_minutes(request.client, metric, by=request.user)):
        messages.success(request, "The estimate stays. You are asked again when there are more timings.")
    return redirect("metric", metric_id=metric.pk)


def _observed(request: Request, metric: Metric, form: Any, act: Callable[[], Any]) -> HttpResponse:
    """Do it; the script gets the part of the page that changed, everybody else the page anew."""
    name, template = ADDRESSES[MetricKind(metric.kind)], STOPWATCH if metric.kind == MetricKind.TIME else SAMPLE
    try:
        act()
    except Refused as refusal:
        if request.htmx:
            return HttpResponse(status=refusal.status, headers={"X-Message": quote(refusal.message)})
        refused(form, refusal)
        return _wrong(request, template, metric, form, status=refusal.status if refusal.status == 409 else 422)
    if request.htmx:
        return render(request, f"{template}#so-far", {"page": study_page(request, metric)})
    return redirect(f"{reverse(name, kwargs={'metric_id': metric.pk})}?phase={form.cleaned_data['phase']}")


def _wrong(request: Request, template: str, metric: Metric, form: Any, *, status: int = 422) -> HttpResponse:
    if request.htmx:
        words = next(iter(form.errors.values()))[0]
        return HttpResponse(status=422, headers={"X-Message": quote(str(words))})
    return render(request, template, {"page": study_page(request, metric, form=form)}, status=status)


def _flow_or_404(flow_id: int) -> Flow:
    return get_object_or_404(Flow.objects.in_use().select_related("source", "target", "data_object"), pk=flow_id)


def _metric_or_404(request: Request, metric_id: int, kind: MetricKind) -> Metric:
    """Of the kind that the page is for."""
    found = access.metric_or_404(request, metric_id)
    if found.kind != kind:
        raise Http404
    return found

"""The metrics of the method and the firm's own: list, add, change, archive. Rights stand beside the URLs."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from apps.core.forms import tried
from apps.methods.metric_library import LIBRARY
from apps.shared.catalog import access, metric_services
from apps.shared.catalog.metric_forms import FirmMetricForm
from apps.shared.catalog.models import FirmMetric
from apps.shared.catalog.selectors import own_metrics, with_changes


def metrics(request: HttpRequest) -> HttpResponse:
    """Posting adds one of the firm's own."""
    firm, form = access.own_firm(request), FirmMetricForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: metric_services.add_metric(firm, form.values(), by=access.person(request)))
        if made:
            messages.success(request, f"{made} added. It can be chosen at every client now.")
            return redirect("firm-metrics")
    every = with_changes(firm)
    own, gone = ([one for one in every if one.is_archived == archived] for archived in (False, True))
    page = {"own": own, "gone": gone, "library": list(LIBRARY.values()), "form": form}
    return render(request, "catalog/metrics.html", page, status=422 if form.errors else 200)


def metric(request: HttpRequest, firm_metric_id: int) -> HttpResponse:
    """What is measured at clients already stays as it was described there."""
    found = _own_or_404(request, firm_metric_id)
    form = FirmMetricForm(request.POST or None, instance=found)
    posted = request.method == "POST" and form.is_valid()
    if posted and tried(form, lambda: metric_services.change_metric(found, form.values(), by=access.person(request))):
        messages.success(request, f"{found} saved.")
        return redirect("firm-metrics")
    page = {"metric": found, "form": form, "changes": found.changes.select_related("by")}
    return render(request, "catalog/metric.html", page, status=422 if form.errors else 200)


def archive_metric(request: HttpRequest, firm_metric_id: int) -> HttpResponse:
    found = metric_services.archive_metric(_own_or_404(request, firm_metric_id), by=access.person(request))
    messages.success(request, f"{found} is no longer offered. What is measured by it stays.")
    return redirect("firm-metrics")


def _own_or_404(request: HttpRequest, pk: int) -> FirmMetric:
    return get_object_or_404(own_metrics(access.own_firm(request)), pk=pk)

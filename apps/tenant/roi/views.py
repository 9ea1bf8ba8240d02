"""Access, form or page, service, answer. Rights stand beside the URLs."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from apps.core.clock import today_of
from apps.core.forms import noticed, tried
from apps.core.http import Request
from apps.figures.numerals import plural
from apps.shared.catalog.models import MetricKind
from apps.tenant.roadmap.selectors import sponsors_of
from apps.tenant.roadmap.services import change_initiative
from apps.tenant.roi import access, pages, selectors, services, signing_services
from apps.tenant.roi.benchmarks import BENCHMARKS
from apps.tenant.roi.forms import AssumptionsForm, MoneyForm, PhaseForm, SignForm
from apps.tenant.roi.models import Metric, PhaseOfStudy
from apps.tenant.roi.pages.studies import entry_form, metric_form
from apps.tenant.roi.selectors.firm import firm_figures
from apps.tenant.roi.workbook import workbook_of

METRIC = "roi/metric.html"
MEASUREMENTS = "roi/measurements.html"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def returns(request: Request) -> HttpResponse:
    return render(request, "roi/return.html", {"page": pages.return_page(request)})


def spreadsheet(request: Request) -> HttpResponse:
    """The cash flow with live formulas."""
    made = selectors.business_case_of(request.client)
    response = HttpResponse(workbook_of(request.client, made), content_type=SPREADSHEET)
    name = f"{request.client.slug}-return-{today_of(request.client):%Y-%m-%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def benchmarks(request: Request) -> HttpResponse:
    return render(
        request, "roi/benchmarks.html", {"benchmarks": BENCHMARKS, "firm_figures": firm_figures(request.client)}
    )


def measurements(request: Request) -> HttpResponse:
    """All metrics; posting adds one."""
    form = metric_form(request)
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: services.add_metric(form.values(), by=request.user))
        if made:
            messages.success(request, f"{made} added. Enter what was observed before.")
            return redirect("metric", metric_id=made.pk)
    new = form if request.method == "POST" else None
    page = pages.measurements_page(request, new=new)
    return render(request, MEASUREMENTS, {"page": page}, status=422 if new else 200)


def metric_flows(request: Request) -> HttpResponse:
    """Names of data flows for the field in which one is typed."""
    return render(request, "roi/metric_flows.html", {"names": selectors.flows_like(request.GET.get("flow", ""))})


def metric(request: Request, metric_id: int) -> HttpResponse:
    """One metric with everything observed; posting adds observations."""
    found = access.metric_or_404(request, metric_id)
    if request.method != "POST":
        return render(request, METRIC, {"page": pages.metric_page(request, found)})
    form = entry_form(request, found, bound=True)
    if form.is_valid():
        made = tried(form, lambda: _observe(found, form.cleaned_data, request.user))
        if made:
            messages.success(request, f"{made} added.")
            return redirect("metric", metric_id=found.pk)
    return render(request, METRIC, {"page": pages.metric_page(request, found, form=form)}, status=422)


def _observe(metric: Metric, given: dict[str, Any], by: Any) -> str:
    more = {"by": by, "observed_on": given["observed_on"]}
    if metric.kind == MetricKind.ERROR_RATE:
        services.add_audit(metric, given["phase"], given["errors"], given["sample"], **more)
        return "Audit"
    return plural(len(services.add_values(metric, given["phase"], given["values"], **more)), "observation")


def change_metric(request: Request, metric_id: int) -> HttpResponse:
    found = access.metric_or_404(request, metric_id)
    form = metric_form(request, found)
    if form.is_valid() and tried(form, lambda: services.change_metric(found, form.values(), by=request.user)):
        messages.success(request, "Metric saved.")
        return redirect("metric", metric_id=metric_id)
    fresh = access.metric_or_404(request, metric_id)
    return render(request, METRIC, {"page": pages.metric_page(request, fresh, change=form)}, status=422)


def remove_metric(request: Request, metric_id: int) -> HttpResponse:
    found = access.metric_or_404(request, metric_id)
    if not noticed(request, lambda: services.remove_metric(found, by=request.user)):
        return redirect("metric", metric_id=metric_id)
    messages.success(request, f"{found} removed. The history keeps it.")
    return redirect("measurements")


def sign_baseline(request: Request, metric_id: int) -> HttpResponse:
    """The sponsor's signature, entered by whoever holds it."""
    found = access.metric_or_404(request, metric_id)
    form = SignForm(request.POST, sponsors=sponsors_of(request.client))
    if form.is_valid():
        signer = form.cleaned_data["signer"]
        if tried(form, lambda: services.sign_baseline(found, signer, by=request.user)):
            messages.success(request, f"Baseline signed by {signer} and frozen.")
            return redirect("metric", metric_id=metric_id)
    return render(request, METRIC, {"page": pages.metric_page(request, found, sign=form)}, status=422)


def ask_for_signature(request: Request, metric_id: int) -> HttpResponse:
    """The baseline goes to the portal, where the sponsor signs it; `stop` takes it out again."""
    found = access.metric_or_404(request, metric_id)
    if "stop" in request.POST:
        if noticed(request, lambda: signing_services.stop_asking(found, by=request.user)):
            messages.success(request, "No longer in the portal.")
    elif noticed(request, lambda: signing_services.ask_for_signature(request.client, found, by=request.user)):
        messages.success(request, "In the portal now: the sponsor gets an e-mail and can sign it there.")
    return redirect("metric", metric_id=metric_id)


def reopen_baseline(request: Request, metric_id: int) -> HttpResponse:
    found = access.metric_or_404(request, metric_id)
    if noticed(request, lambda: services.reopen_baseline(found, by=request.user)):
        messages.success(request, "Baseline reopened.")
    return redirect("metric", metric_id=metric_id)


def clear_phase(request: Request, metric_id: int) -> HttpResponse:
    """Take out everything of one phase."""
    found, form = access.metric_or_404(request, metric_id), PhaseForm(request.POST)
    if form.is_valid():
        phase = form.cleaned_data["phase"]
        if noticed(request, lambda: services.clear_phase(found, phase, by=request.user)):
            messages.success(request, f"Everything observed {PhaseOfStudy(phase).label.lower()} is removed.")
    return redirect("metric", metric_id=metric_id)


def remove_observation(request: Request, observation_id: int) -> HttpResponse:
    found = access.observation_or_404(request, observation_id)
    if noticed(request, lambda: services.remove_observation(found, by=request.user)):
        messages.success(request, f"{services.words_of(found)} removed.")
    return redirect("metric", metric_id=found.metric_id)


def costs(request: Request) -> HttpResponse:
    """The terms of the business case and the money of each initiative; posting changes the terms."""
    if request.method != "POST":
        return render(request, "roi/costs.html", {"page": pages.costs_page(request)})
    form = AssumptionsForm(request.POST)
    if form.is_valid():
        version = form.cleaned_data["version"]
        if tried(form, lambda: services.change_assumptions(form.values(), by=request.user, version=version)):
            messages.success(request, "Assumptions saved.")
            return redirect("costs")
    return render(request, "roi/costs.html", {"page": pages.costs_page(request, form)}, status=422)


def initiative_money(request: Request, initiative_id: int) -> HttpResponse:
    """What one initiative costs and saves."""
    found = access.initiative_or_404(request, initiative_id)
    form = MoneyForm(request.POST or None, instance=found, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        if tried(form, lambda: change_initiative(found, form.values(), by=request.user, version=version)):
            messages.success(request, f"{found} saved.")
            return redirect("costs")
    status = 422 if request.method == "POST" else 200
    return render(request, "roi/money.html", {"initiative": found, "form": form}, status=status)

"""The registry: access, form or page, service, answer. Rights stand beside the URLs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from apps.core.access import Right, allowed
from apps.core.clock import today_of
from apps.core.errors import Refused
from apps.core.forms import refused
from apps.core.http import Request, whole_number
from apps.core.tenancy.links import public_url
from apps.tenant.registry import access, health_services, pages, services
from apps.tenant.registry.forms import IntegrationForm, ProblemForm, ResolveForm, TickForm
from apps.tenant.registry.models import Integration

LIST = "registry/integrations.html"
DETAIL = "registry/integration.html"


def integrations(request: Request) -> HttpResponse:
    template = f"{LIST}#table" if request.htmx else LIST
    return render(request, template, {"page": pages.integrations_page(request)})


def register(request: Request) -> HttpResponse:
    """Makes the entry of what was decided on: `kind` and `id`."""
    try:
        made = services.register(
            request.client,
            request.POST.get("kind", ""),
            whole_number(request.POST.get("id", "")) or 0,
            by=request.user,
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("integrations")
    messages.success(request, f"{made} is in the registry. Say who is to be called when it breaks.")
    return redirect("integration-change", integration_id=made.pk)


def integration(request: Request, integration_id: int) -> HttpResponse:
    found = access.integration_or_404(request, integration_id)
    return render(request, DETAIL, {"page": pages.integration_page(request, found)})


def change(request: Request, integration_id: int) -> HttpResponse:
    """Everything about the entry but its checklist and status."""
    found = access.integration_or_404(request, integration_id)
    form = IntegrationForm(request.POST, instance=found) if request.method == "POST" else None
    if form and form.is_valid():
        try:
            services.change_integration(found, form.values(), by=request.user, version=form.cleaned_data["version"])
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"{found} saved.")
            return _back(found)
    page = pages.edit_page(request, found, form)
    return render(request, "registry/change.html", {"page": page}, status=422 if form else 200)


def checklist(request: Request, integration_id: int) -> HttpResponse:
    """Ticks a point, or takes the tick back."""
    found = access.integration_or_404(request, integration_id)
    form = TickForm(request.POST)
    if form.is_valid():
        point, note = form.cleaned_data["point"], form.cleaned_data["note"]
        if form.cleaned_data["done"] == "yes":
            services.tick_point(found, point, by=request.user, note=note)
        else:
            services.untick_point(found, point, by=request.user)
    else:
        messages.error(request, "The checklist has no such point.")
    if request.htmx:
        return render(request, f"{DETAIL}#checklist", {"page": pages.integration_page(request, found)})
    return _back(found)


def set_status(request: Request, integration_id: int) -> HttpResponse:
    found = access.integration_or_404(request, integration_id)
    try:
        changed = services.set_status(found, request.POST.get("status", ""), by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"{changed}: {str(changed.get_status_display()).lower()}.")
    return _back(found)


def go_live(request: Request, integration_id: int) -> HttpResponse:
    """The gate: what is done and what is missing; posting goes live."""
    found = access.integration_or_404(request, integration_id)
    page = pages.live_page(request, found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and page.form.is_valid():
        reason, is_lead = page.form.cleaned_data["override_reason"], allowed(request, Right.CLIENT_LEAD)
        try:
            services.go_live(
                found, by=request.user, on=today_of(request.client), override_reason=reason, by_lead=is_lead
            )
        except Refused as refusal:
            refused(page.form, refusal)
        else:
            messages.success(request, f"{found} is live.")
            return _back(found)
    return render(request, "registry/go_live.html", {"page": page}, status=422 if page.form.is_bound else 200)


def signal_address(request: Request, integration_id: int) -> HttpResponse:
    """Makes a new address, which is shown on this page once and never again."""
    found = access.integration_or_404(request, integration_id)
    key = services.make_signal_key(found, request.client.pk, by=request.user)
    address = public_url("api-signal", absolute=True, signal_key=key)
    return render(request, "registry/signal_address.html", {"integration": found, "address": address})


def revoke_address(request: Request, integration_id: int) -> HttpResponse:
    found = access.integration_or_404(request, integration_id)
    services.revoke_signal_key(found, by=request.user)
    messages.success(request, f"The signal address of {found} does not work any more.")
    return _back(found)


def remove(request: Request, integration_id: int) -> HttpResponse:
    found = access.integration_or_404(request, integration_id)
    try:
        services.remove_integration(found, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return _back(found)
    messages.success(request, f"{found} removed from the registry.")
    return redirect("integrations")


def incidents(request: Request) -> HttpResponse:
    return render(request, "registry/incidents.html", {"page": pages.incidents_page()})


def report_problem(request: Request, integration_id: int) -> HttpResponse:
    """A person saw what no signal said."""
    found = access.integration_or_404(request, integration_id)
    form = ProblemForm(request.POST)
    if form.is_valid():
        try:
            health_services.report_problem(found, form.cleaned_data["summary"], by=request.user)
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, "Problem reported.")
            return _back(found)
    return render(request, DETAIL, {"page": pages.integration_page(request, found, problem=form)}, status=422)


def acknowledge(request: Request, incident_id: int) -> HttpResponse:
    found = access.incident_or_404(request, incident_id)
    try:
        health_services.acknowledge_incident(found, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Acknowledged: others know that you look after it.")
    return _back(found.integration)


def resolve(request: Request, incident_id: int) -> HttpResponse:
    found = access.incident_or_404(request, incident_id)
    form = ResolveForm(request.POST)
    if form.is_valid():
        try:
            health_services.resolve_incident(found, form.cleaned_data["resolution"], by=request.user)
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, "Incident resolved.")
        return _back(found.integration)
    page = pages.integration_page(request, found.integration, resolve=form)
    return render(request, DETAIL, {"page": page}, status=422)


def _back(found: Integration) -> HttpResponse:
    return redirect("integration", integration_id=found.pk)

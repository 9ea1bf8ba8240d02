"""Data flows: access, form or page, service, answer. Rights stand beside the URLs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from apps.core.errors import Refused
from apps.core.forms import refused
from apps.core.http import Request
from apps.tenant.flows import access, services
from apps.tenant.flows.forms import FlowForm, FlowRowForm, NewFlowForm, OverruleForm
from apps.tenant.flows.models import Flow, Process
from apps.tenant.flows.pages import FlowRow, flow_page, flows_page
from apps.tenant.flows.selectors import flow_line

LIST = "flows/flows.html"
DETAIL = "flows/flow.html"


def flows(request: Request) -> HttpResponse:
    """The table; posting adds a row."""
    if request.method == "POST":
        return _add(request)
    template = f"{LIST}#table" if request.htmx else LIST
    return render(request, template, {"page": flows_page(request)})


def _add(request: Request) -> HttpResponse:
    form = NewFlowForm(request.POST)
    if form.is_valid():
        try:
            flow = services.add_flow(form.values(), by=request.user)
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"{flow} added.", extra_tags=f"see:{reverse('flow', args=[flow.pk])}")
            return redirect("flows")
    return render(request, LIST, {"page": flows_page(request, new=form)}, status=422)


def flow(request: Request, flow_id: int) -> HttpResponse:
    """Everything about one data flow; posting changes it."""
    found = access.flow_or_404(request, flow_id)
    form = FlowForm(request.POST, instance=found) if request.method == "POST" else None
    if form and form.is_valid():
        try:
            services.change_flow(found, form.values(), by=request.user, version=form.cleaned_data["version"])
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"{found} saved.")
            return redirect("flow", flow_id=found.pk)
    page = flow_page(request, access.flow_or_404(request, flow_id), form=form)
    return render(request, DETAIL, {"page": page}, status=422 if form else 200)


def overrule_gap(request: Request, flow_id: int) -> HttpResponse:
    """Another gap than the rule's, with its reason."""
    found = access.flow_or_404(request, flow_id)
    form = OverruleForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            services.overrule_gap(found, given["gap"], given["reason"], by=request.user, version=given["version"])
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, "Gap overruled. The rule's own answer stays visible.")
            return redirect("flow", flow_id=found.pk)
    return render(request, DETAIL, {"page": flow_page(request, found, overrule=form)}, status=422)


def trust_rule(request: Request, flow_id: int) -> HttpResponse:
    """Back to the rule's own answer."""
    found = access.flow_or_404(request, flow_id)
    services.overrule_gap(found, "", "", by=request.user)
    messages.success(request, "The rule's answer counts again.")
    return redirect("flow", flow_id=found.pk)


def flow_row(request: Request, flow_id: int) -> HttpResponse:
    """One line of the table: as it stands, or `?edit` as a form; posting saves it in place."""
    found = access.flow_or_404(request, flow_id)
    if request.method == "POST":
        return _save_row(request, found)
    form = FlowRowForm(instance=found) if "edit" in request.GET else None
    return _row(request, found, form)


def _save_row(request: Request, flow: Flow) -> HttpResponse:
    form = FlowRowForm(request.POST, instance=flow)
    if form.is_valid():
        try:
            services.change_flow(flow, form.values(), by=request.user, version=form.cleaned_data["version"])
        except Refused as refusal:
            refused(form, refusal)
        else:
            return _row(request, flow, None)
    return _row(request, flow, form, status=422)


def _row(request: Request, flow: Flow, form: FlowRowForm | None, *, status: int = 200) -> HttpResponse:
    row = FlowRow(flow_line(request.client, flow.pk), form)
    return render(request, f"{LIST}#row", {"row": row, "may_edit": True}, status=status)


def remove_flow(request: Request, flow_id: int) -> HttpResponse:
    found = access.flow_or_404(request, flow_id)
    services.remove_flow(found, by=request.user)
    undo = reverse("flow-restore", args=[found.pk])
    messages.success(request, f"{found} is in the trash.", extra_tags=f"undo:{undo}")
    return redirect("flows")


def restore_flow(request: Request, flow_id: int) -> HttpResponse:
    found = access.trashed_flow_or_404(request, flow_id)
    try:
        services.restore_flow(found, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("flows-trash")
    messages.success(request, f"{found} is back.")
    return redirect("flow", flow_id=found.pk)


def trash(request: Request) -> HttpResponse:
    """Removed data flows and processes."""
    removed = Flow.objects.in_trash().select_related("source", "target", "data_object")
    return render(request, "flows/trash.html", {"flows": removed, "processes": Process.objects.in_trash()})

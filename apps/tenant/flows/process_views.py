"""Business processes: access, form or page, service, answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from apps.core.errors import Refused
from apps.core.forms import refused
from apps.core.http import Request
from apps.tenant.flows import access, process_services
from apps.tenant.flows.process_forms import ProcessForm, StepForm
from apps.tenant.flows.process_pages import process_page, processes_page

LIST = "flows/processes.html"
DETAIL = "flows/process.html"


def processes(request: Request) -> HttpResponse:
    """All processes with their steps; posting adds one."""
    form = ProcessForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        try:
            process = process_services.add_process(form.values(), by=request.user)
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"{process} added. Now choose its steps.")
            return redirect("process", process_id=process.pk)
    return render(request, LIST, {"page": processes_page(request, new=form)}, status=422 if form else 200)


def process(request: Request, process_id: int) -> HttpResponse:
    """One process with its steps; posting changes its words."""
    found = access.process_or_404(request, process_id)
    form = ProcessForm(request.POST, instance=found) if request.method == "POST" else None
    if form and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            process_services.change_process(found, form.values(), by=request.user, version=version)
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"{form.cleaned_data['name']} saved.")
            return redirect("process", process_id=found.pk)
    page = process_page(request, access.process_or_404(request, process_id), form=form)
    return render(request, DETAIL, {"page": page}, status=422 if form else 200)


def process_steps(request: Request, process_id: int) -> HttpResponse:
    """Adds, moves or takes out one step."""
    found = access.process_or_404(request, process_id)
    form = StepForm(request.POST)
    if form.is_valid():
        try:
            process_services.move_step(found, form.cleaned_data["flow"], form.cleaned_data["move"], by=request.user)
        except Refused as refusal:
            messages.error(request, refusal.message)
    else:
        messages.error(request, "Choose a data flow first.")
    return redirect("process", process_id=found.pk)


def move_process(request: Request, process_id: int) -> HttpResponse:
    """One place up or down the list."""
    found = access.process_or_404(request, process_id)
    process_services.move_process(found, -1 if request.POST.get("move") == "-1" else 1, by=request.user)
    return redirect("processes")


def remove_process(request: Request, process_id: int) -> HttpResponse:
    found = access.process_or_404(request, process_id)
    process_services.remove_process(found, by=request.user)
    undo = reverse("process-restore", args=[found.pk])
    messages.success(request, f"{found} is in the trash. Its data flows stay.", extra_tags=f"undo:{undo}")
    return redirect("processes")


def restore_process(request: Request, process_id: int) -> HttpResponse:
    found = access.trashed_process_or_404(request, process_id)
    try:
        process_services.restore_process(found, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("flows-trash")
    messages.success(request, f"{found} is back.")
    return redirect("process", process_id=found.pk)

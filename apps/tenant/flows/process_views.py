"""Business processes: access, form or page, service, answer."""

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from apps.core.errors import Refused
from apps.core.forms import refused
from apps.core.http import Request
from apps.shared.accounts.models import User
from apps.tenant.flows import access, process_services
from apps.tenant.flows.models import Process
from apps.tenant.flows.process_forms import NewStepForm, ProcessForm, StepForm
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
    """Adds, moves or takes out one step, or brings all into the order that was dragged."""
    found = access.process_or_404(request, process_id)
    said = _change_steps(found, StepForm(request.POST), by=request.user)
    if request.htmx:
        answer = render(request, f"{DETAIL}#trace", {"page": process_page(request, found)})
        if said:
            answer["HX-Trigger"] = json.dumps({"toast": {"text": said, "tone": "bad"}})
        return answer
    if said:
        messages.error(request, said)
    return redirect("process", process_id=found.pk)


def _change_steps(process: Process, form: StepForm, *, by: User) -> str:
    """What speaks against it, in words; nothing when it is done."""
    if not form.is_valid():
        return "Choose a data flow first."
    given = form.cleaned_data
    try:
        if given["order"]:
            process_services.arrange_steps(process, form.order_ids(), by=by)
        elif given["step"]:
            process_services.move_step(process, given["step"], given["move"], by=by)
        else:
            process_services.add_step(process, given["flow"], by=by)
    except Refused as refusal:
        return refusal.message
    return ""


def process_candidates(request: Request, process_id: int) -> HttpResponse:
    """Data flows that may be the next step; `?q=` narrows them."""
    found = access.process_or_404(request, process_id)
    template = f"{DETAIL}#candidates" if request.htmx else DETAIL
    return render(request, template, {"page": process_page(request, found)})


def process_new_step(request: Request, process_id: int) -> HttpResponse:
    """Writes down a data flow as the next step."""
    found = access.process_or_404(request, process_id)
    form = NewStepForm(request.POST)
    if form.is_valid():
        try:
            flow = process_services.add_new_step(found, form.values(), by=request.user)
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"{flow} is the last step now.")
            return redirect("process", process_id=found.pk)
    return render(request, DETAIL, {"page": process_page(request, found, new=form)}, status=422)


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

"""Data objects and conflicts: access, form or page, service, answer."""

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from apps.core.errors import Refused
from apps.core.forms import refused
from apps.core.http import Request
from apps.tenant.inventory import data_objects_services as services
from apps.tenant.inventory.access import data_object_or_404
from apps.tenant.inventory.data_objects_access import conflict_or_404
from apps.tenant.inventory.data_objects_forms import CellForm, ConflictForm, DataObjectForm, UsesForm
from apps.tenant.inventory.data_objects_pages import (
    conflicts_page,
    data_object_page,
    data_objects_page,
    object_names,
    people_names,
    uses_of,
)
from apps.tenant.inventory.data_objects_pages import (
    matrix_cell as matrix_cell_of,
)

MATRIX = "inventory/data_objects.html"
OBJECT = "inventory/data_object.html"
MASTER = "inventory/data_object_master.html"
CONFLICTS = "inventory/data_objects_conflicts.html"
CONFLICT = "inventory/data_objects_conflict.html"


def data_objects(request: Request) -> HttpResponse:
    """The matrix; posting adds an object."""
    form = DataObjectForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        try:
            added = services.add_data_object(form.values(), by=request.user)
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"{added} added. Now say who holds it.")
            return redirect("data-object", data_object_id=added.pk)
    return render(request, MATRIX, {"page": data_objects_page(request, new=form)}, status=422 if form else 200)


def data_object(request: Request, data_object_id: int) -> HttpResponse:
    """One object; posting changes its words and its system of record."""
    found = data_object_or_404(request, data_object_id)
    form = DataObjectForm(request.POST, instance=found) if request.method == "POST" else None
    if form and form.is_valid():
        try:
            saved = services.change_data_object(found, form.values(), by=request.user)
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"{saved} saved.")
            return redirect("data-object", data_object_id=found.pk)
    return render(request, OBJECT, {"page": data_object_page(request, found, form=form)}, status=422 if form else 200)


def data_object_uses(request: Request, data_object_id: int) -> HttpResponse:
    """What each application does with it."""
    found = data_object_or_404(request, data_object_id)
    form = UsesForm(uses_of(found), request.POST)
    if form.is_valid():
        try:
            services.hold_all(found, form.values(), by=request.user)
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"Who holds {found}: saved.")
            return redirect("data-object", data_object_id=found.pk)
    return render(request, OBJECT, {"page": data_object_page(request, found, uses=form)}, status=422)


def data_object_master(request: Request, data_object_id: int) -> HttpResponse:
    """Declares the system of record from within the matrix; taking it from another one is asked first."""
    found, wanted = data_object_or_404(request, data_object_id), request.POST.get("application", "")
    before = str(found.system_of_record or "")
    if before and wanted != before and "replace" not in request.POST:
        return render(request, MASTER, {"item": found, "before": before, "wanted": wanted})
    try:
        services.change_data_object(found, {"system_of_record": wanted}, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"System of record of {found} saved.")
    return redirect("data-objects")


def matrix_cell(request: Request, data_object_id: int) -> HttpResponse:
    """What one application does with one object, from within the matrix; the answer is the cell as it stands."""
    found, form = data_object_or_404(request, data_object_id), CellForm(request.POST)
    if not form.is_valid():
        return _refused("Say what the application does by letters: c creates, r reads, u updates.")
    try:
        services.hold_all(found, form.values(), by=request.user)
    except Refused as refusal:
        return _refused(refusal.message)
    use = matrix_cell_of(found, form.cleaned_data["application"])
    return render(request, f"{MATRIX}#cell", {"use": use, "may_edit": True})


def _refused(words: str) -> HttpResponse:
    return HttpResponse(words, status=400, content_type="text/plain", headers={"X-Message": quote(words)})


def remove_data_object(request: Request, data_object_id: int) -> HttpResponse:
    found = data_object_or_404(request, data_object_id)
    try:
        services.remove_data_object(found, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("data-object", data_object_id=data_object_id)
    messages.success(request, f"{found} removed.")
    return redirect("data-objects")


def conflicts(request: Request) -> HttpResponse:
    """Where versions disagree; posting adds one."""
    form = ConflictForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        try:
            services.add_conflict(form.values(), by=request.user)
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, "Conflict added.")
            return redirect("conflicts")
    return render(request, CONFLICTS, {"page": conflicts_page(request, new=form)}, status=422 if form else 200)


def conflict(request: Request, object_conflict_id: int) -> HttpResponse:
    """One conflict; posting changes it."""
    found = conflict_or_404(request, object_conflict_id)
    form = ConflictForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_conflict(found, form.values(), by=request.user)
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, "Conflict saved.")
            return redirect("conflicts")
    page = {"conflict": found, "form": form, "objects": object_names(), "people": people_names()}
    return render(request, CONFLICT, page, status=422 if form.errors else 200)


def settle_conflict(request: Request, object_conflict_id: int) -> HttpResponse:
    found = conflict_or_404(request, object_conflict_id)
    services.settle_conflict(found, by=request.user)
    undo = reverse("conflict-reopen", args=[found.pk])
    messages.success(request, f"{services.label_of(found)}: resolved.", extra_tags=f"undo:{undo}")
    return redirect("conflicts")


def reopen_conflict(request: Request, object_conflict_id: int) -> HttpResponse:
    found = conflict_or_404(request, object_conflict_id)
    services.reopen_conflict(found, by=request.user)
    messages.success(request, f"{services.label_of(found)}: open again.")
    return redirect("conflicts")

"""Answers to what the catalogue suggests, and adding an application that it knows. Rights stand beside the URLs."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from apps.core.errors import Refused
from apps.core.http import Request
from apps.tenant.inventory import access, catalogue_services
from apps.tenant.inventory.catalogue_pages import panel_for_name
from apps.tenant.inventory.catalogue_selectors import label_of
from apps.tenant.inventory.forms import ApplicationRowForm


def known(request: Request) -> HttpResponse:
    """What the catalogue knows of `?name=`, while it is typed; posting adds the application with what is ticked."""
    if request.method == "POST":
        return _add(request)
    panel = panel_for_name(request, request.GET.get("name", ""))
    return render(request, "inventory/_known_product.html", {"panel": panel})


def _add(request: Request) -> HttpResponse:
    form = ApplicationRowForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("applications")
    fields = request.POST.getlist("known")
    try:
        added = catalogue_services.add_known_application(form.values(), fields, firm=request.firm, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("applications")
    messages.success(request, f"{added} added. What came from the catalogue is marked until you confirm it.")
    return redirect("application", application_id=added.pk)


def accept(request: Request, application_id: int) -> HttpResponse:
    """Take over the posted `fields`, or all that is suggested."""
    act = partial(catalogue_services.accept_suggestions, firm=request.firm, by=request.user)
    return _answer(request, application_id, act, "taken over from the catalogue")


def dismiss(request: Request, application_id: int) -> HttpResponse:
    act = partial(catalogue_services.dismiss_suggestions, firm=request.firm, by=request.user)
    return _answer(request, application_id, act, "dismissed")


def confirm(request: Request, application_id: int) -> HttpResponse:
    act = partial(catalogue_services.confirm_values, by=request.user)
    return _answer(request, application_id, act, "confirmed")


def _answer(request: Request, application_id: int, act: Callable[..., object], done: str) -> HttpResponse:
    found = access.application_or_404(request, application_id)
    fields = request.POST.getlist("fields") or None
    try:
        act(found, fields)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        which = ", ".join(label_of(name) for name in fields) if fields else "All values"
        messages.success(request, f"{which} {done}.")
    return redirect("application", application_id=found.pk)

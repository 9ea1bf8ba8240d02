"""What the catalogue suggests, and the answers to it. Rights stand beside the URLs."""

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


def known(request: Request) -> HttpResponse:
    """What the catalogue knows of `?name=`, while it is typed; all ticked, or `known` of a form that came back."""
    panel = panel_for_name(request, request.GET.get("name", ""))
    ticked = request.GET.getlist("known") if "again" in request.GET else None
    return render(request, "inventory/_known_product.html", {"panel": panel, "ticked": ticked})


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

"""Likely duplicates, and merging two applications: access, form or page, service, answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from apps.core.errors import Refused
from apps.core.http import Request
from apps.tenant.inventory.merge_forms import MergeForm
from apps.tenant.inventory.merge_services import merge_applications
from apps.tenant.inventory.models import Application
from apps.tenant.inventory.pages import duplicate_rows, merge_page


def duplicates(request: Request) -> HttpResponse:
    return render(request, "inventory/duplicates.html", {"rows": duplicate_rows()})


def merge(request: Request) -> HttpResponse:
    """`?keep=1&other=2`: the two side by side; posting merges them."""
    kept, other = _named(request, "keep"), _named(request, "other")
    if kept is None or other is None or kept == other:
        messages.error(request, "Choose two applications that are there, then merge them.")
        return redirect("applications-duplicates")
    form = MergeForm(kept, other, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            merge_applications(kept, other, form.values(), by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            undo = reverse("application-restore", args=[other.pk])
            words = f"{other} merged into {kept}. {other} is in the trash and can be taken apart again from there."
            messages.success(request, words, extra_tags=f"undo:{undo}")
            return redirect("application", application_id=kept.pk)
    status = 422 if form.is_bound else 200
    return render(request, "inventory/merge.html", {"page": merge_page(kept, other, form)}, status=status)


def _named(request: Request, name: str) -> Application | None:
    number = request.GET.get(name, "")
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        return None
    return Application.objects.in_use().filter(pk=int(number)).first()

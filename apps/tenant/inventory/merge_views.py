"""Likely duplicates, and merging two applications: access, form or page, service, answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from apps.core.errors import Refused
from apps.core.http import Request, whole_number
from apps.tenant.inventory import access
from apps.tenant.inventory.different_services import keep_apart, take_back
from apps.tenant.inventory.merge_forms import MergeForm
from apps.tenant.inventory.merge_services import merge_applications
from apps.tenant.inventory.models import Application
from apps.tenant.inventory.pages import duplicates_page, merge_page


def duplicates(request: Request) -> HttpResponse:
    """The likely ones; posting `one` and `other` says that these two are different tools."""
    if request.method != "POST":
        return render(request, "inventory/duplicates.html", {"page": duplicates_page(request)})
    one, other = _application(request.POST.get("one", "")), _application(request.POST.get("other", ""))
    if one is None or other is None or one == other:
        messages.error(request, "Choose two applications that are there, then tell them apart.")
        return redirect("applications-duplicates")
    pair = keep_apart(one.pk, other.pk, by=request.user)
    undo = reverse("different-pair-take-back", args=[pair.pk])
    messages.success(request, f"{pair} are different tools.", extra_tags=f"undo:{undo}")
    return redirect("applications-duplicates")


def take_back_different(request: Request, different_pair_id: int) -> HttpResponse:
    pair = access.different_pair_or_404(request, different_pair_id)
    take_back(pair, by=request.user)
    messages.success(request, f"{pair} may be the same again.")
    return redirect("applications-duplicates")


def merge(request: Request) -> HttpResponse:
    """`?keep=1&other=2`: the two side by side; posting merges them."""
    kept, other = _application(request.GET.get("keep", "")), _application(request.GET.get("other", ""))
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


def _application(text: str) -> Application | None:
    number = whole_number(text)
    return None if number is None else Application.objects.in_use().filter(pk=number).first()

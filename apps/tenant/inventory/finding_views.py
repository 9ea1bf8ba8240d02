"""What the rules find about data objects: access, form or page, service, answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from apps.core.errors import Refused
from apps.core.forms import refused
from apps.core.http import Request
from apps.tenant.inventory import finding_services as services
from apps.tenant.inventory.data_objects_access import dismissal_or_404
from apps.tenant.inventory.data_objects_forms import DismissForm
from apps.tenant.inventory.data_objects_pages import findings_page

PAGE = "inventory/findings.html"


def findings(request: Request) -> HttpResponse:
    """The findings; posting sets one aside with its reason."""
    form = DismissForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        try:
            kept = services.dismiss_finding(form.cleaned_data["key"], form.cleaned_data["reason"], by=request.user)
        except Refused as refusal:
            refused(form, refusal)
        else:
            undo = reverse("finding-restore", args=[kept.pk])
            messages.success(request, "Set aside, with its reason.", extra_tags=f"undo:{undo}")
            return redirect("findings")
    return render(request, PAGE, {"page": findings_page(request, wrong=form)}, status=422 if form else 200)


def restore_finding(request: Request, finding_dismissal_id: int) -> HttpResponse:
    services.restore_finding(dismissal_or_404(request, finding_dismissal_id), by=request.user)
    messages.success(request, "The finding counts again.")
    return redirect("findings")

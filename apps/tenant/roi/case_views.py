"""The business case and its lines."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from apps.core.forms import tried
from apps.core.http import Request
from apps.tenant.roi import case_services as services
from apps.tenant.roi.models import CaseLine
from apps.tenant.roi.pages.case import case_page, line_form, line_page

PAGE, LINE = "roi/business_case.html", "roi/case_line.html"


def business_case(request: Request) -> HttpResponse:
    """Figures, chances and lines; posting adds a line."""
    if request.method != "POST":
        return render(request, PAGE, {"page": case_page(request)})
    form = line_form(request.POST)
    if form.is_valid():
        made = tried(form, lambda: services.add_line(form.values(), by=request.user))
        if made:
            messages.success(request, f"{made} added.")
            return redirect("business-case")
    return render(request, PAGE, {"page": case_page(request, form)}, status=422)


def case_line(request: Request, case_line_id: int) -> HttpResponse:
    """One line; posting changes it."""
    found = get_object_or_404(CaseLine, pk=case_line_id)
    if request.method != "POST":
        return render(request, LINE, {"page": line_page(request, found)})
    form = line_form(request.POST, line=found)
    if form.is_valid():
        version = form.cleaned_data["version"]
        if tried(form, lambda: services.change_line(found, form.values(), by=request.user, version=version)):
            messages.success(request, f"{form.cleaned_data['name']} saved.")
            return redirect("business-case")
    fresh = get_object_or_404(CaseLine, pk=case_line_id)
    return render(request, LINE, {"page": line_page(request, fresh, form)}, status=422)


def remove_case_line(request: Request, case_line_id: int) -> HttpResponse:
    found = get_object_or_404(CaseLine, pk=case_line_id)
    services.remove_line(found, by=request.user)
    messages.success(request, f"{found} removed. The history keeps it.")
    return redirect("business-case")

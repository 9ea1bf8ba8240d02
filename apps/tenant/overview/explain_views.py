from django.http import HttpResponse
from django.shortcuts import render

from apps.core.http import Request
from apps.tenant.overview.explain_pages import explain_page
from apps.tenant.overview.explaining import NotExplained

TEMPLATE = "overview/explain.html"


def explain(request: Request) -> HttpResponse:
    """Why a figure is what it is: a page of its own, and with scripts the inside of the popover beside the figure."""
    asked, field = request.GET.get("object", ""), request.GET.get("field", "")
    part = f"{TEMPLATE}#why" if request.htmx else TEMPLATE
    try:
        return render(request, part, {"why": explain_page(request, asked, field)})
    except NotExplained as refusal:
        return render(request, part, {"refusal": refusal.message}, status=refusal.status)

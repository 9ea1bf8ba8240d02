from django.http import HttpResponse
from django.shortcuts import redirect, render

from apps.core.access import Right
from apps.core.http import Request
from apps.tenant.overview.jump import find_places
from apps.tenant.overview.pages import overview_page


def overview(request: Request) -> HttpResponse:
    """The cockpit for consultants; the client's own people land in their portal."""
    if Right.WORK_READ not in request.client_rights:
        return redirect("portal")
    return render(request, "overview/overview.html", {"page": overview_page(request)})


def jump(request: Request) -> HttpResponse:
    """Links for the jump palette, inside a client and outside."""
    template = "overview/jump.html#results" if request.htmx else "overview/jump.html"
    query = request.GET.get("q", "").strip()
    return render(request, template, {"places": find_places(request, query), "query": query})

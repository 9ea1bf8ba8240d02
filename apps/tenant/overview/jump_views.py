from django.http import HttpResponse
from django.shortcuts import render

from apps.core.http import Request
from apps.tenant.overview.jump import find_places


def jump(request: Request) -> HttpResponse:
    """Links for the jump palette, inside a client and outside."""
    template = "overview/jump.html#results" if request.htmx else "overview/jump.html"
    query = request.GET.get("q", "").strip()
    return render(request, template, {"places": find_places(request, query), "query": query})

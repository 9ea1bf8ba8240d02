"""The data-flow map."""

from django.http import HttpResponse
from django.shortcuts import render

from apps.core.http import Request
from apps.tenant.flows.map_pages import map_page, map_svg

PAGE = "flows/map.html"


def flow_map(request: Request) -> HttpResponse:
    template = f"{PAGE}#map" if request.htmx else PAGE
    return render(request, template, {"page": map_page(request)})


def flow_map_svg(request: Request) -> HttpResponse:
    """The picture as a file, with the same filters in its address."""
    answer = HttpResponse(map_svg(request), content_type="image/svg+xml")
    answer["Content-Disposition"] = f'attachment; filename="{request.client.slug}-data-flows.svg"'
    return answer

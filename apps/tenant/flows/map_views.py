"""The data-flow map: the page, the record beside it, moves on it, and its files."""

from urllib.parse import quote

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from apps.core.errors import Refused
from apps.core.http import Request
from apps.tenant.flows.map_files import map_png, map_svg
from apps.tenant.flows.map_forms import MoveForm
from apps.tenant.flows.map_links import with_query
from apps.tenant.flows.map_pages import map_page, panel_page
from apps.tenant.flows.map_placing import move, reset

PAGE = "flows/map.html"


def flow_map(request: Request) -> HttpResponse:
    """The page; htmx gets the map with its controls, or the record of one flow alone."""
    if request.htmx and "map-panel" in (request.htmx.target or ""):
        return render(request, f"{PAGE}#panel", {"panel": panel_page(request)})
    return _map(request)


def _map(request: Request) -> HttpResponse:
    template = f"{PAGE}#map" if request.htmx else PAGE
    return render(request, template, {"page": map_page(request)})


def place(request: Request) -> HttpResponseBase:
    """Move a chip or a box, or let everything place itself again; answers the map with its lines routed anew."""
    try:
        if "reset" in request.POST:
            reset(request)
        else:
            form = MoveForm(request.POST)
            if not form.is_valid():
                return _refused("Say what is moved (chip or box) and where to (x and y, or step).", 400)
            move(request, form.cleaned_data)
    except Refused as refusal:
        return _refused(refusal.message, 404)
    return _map(request) if request.htmx else redirect(f"{reverse('flow-map')}{with_query(request)}")


def _refused(words: str, status: int) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain", headers={"X-Message": quote(words)})


def flow_map_svg(request: Request) -> HttpResponse:
    """The picture as a file, with the same choices in its address."""
    return _file(request, map_svg(request), "image/svg+xml", "svg")


def flow_map_png(request: Request) -> HttpResponse:
    return _file(request, map_png(request), "image/png", "png")


def _file(request: Request, content: str | bytes, kind: str, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{request.client.slug}-data-flows.{ending}"'
    return answer

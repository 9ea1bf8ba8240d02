"""Addresses of a client that exist for the tests of routing and admission alone."""

from collections.abc import Iterator

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import reverse

from apps.core.access import Right, route
from apps.tenant.inventory.models import Application
from config.urls.handlers import handler400, handler403, handler404, handler500


def where() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_schema()")
        role, schema = cursor.fetchone()
    return {"role": role, "schema": schema}


def inside(request: HttpRequest) -> JsonResponse:
    facts = {
        "client": request.client.slug,
        "role": request.client_role,
        "here": reverse("inside"),
        "path": request.path,
    }
    return JsonResponse(facts | {"place": where()})


def stream(request: HttpRequest) -> StreamingHttpResponse:
    def chunks() -> Iterator[str]:
        for _ in range(2):
            yield where()["schema"] + "\n"

    return StreamingHttpResponse(chunks())


def rendered(request: HttpRequest) -> TemplateResponse:
    template = engines["django"].from_string("{{ applications.count }} {{ place.schema }}")
    return TemplateResponse(request, template, {"applications": Application.objects, "place": where})


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


def remembered(request: HttpRequest) -> HttpResponse:
    return HttpResponse(cache.get_or_set("remembered", request.client.slug))


def change(request: HttpRequest) -> HttpResponse:
    return HttpResponse("changed")


urlpatterns = [
    route("inside/", inside, name="inside", read=Right.PORTAL_READ),
    route("portal/", inside, name="portal", read=Right.PORTAL_READ),
    route("stream/", stream, name="stream", read=Right.WORK_READ),
    route("rendered/", rendered, name="rendered", read=Right.WORK_READ),
    route("broken/", broken, name="broken", read=Right.WORK_READ),
    route("remembered/", remembered, name="remembered", read=Right.PORTAL_READ),
    route("change/", change, name="change", write=Right.WORK_EDIT),
    route("lead/", change, name="lead", read=Right.CLIENT_LEAD),
]
__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

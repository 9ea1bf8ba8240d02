"""Error answers, as a page or as JSON. They name no client, and tell nobody that something exists out of reach."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from apps.core.access import ReadOnlyClient, is_api


def error_body(code: str, message: str, fields: dict[str, Any] | None = None) -> dict[str, Any]:
    """The API's one error shape."""
    return {"error": {"code": code, "message": message, "fields": fields or {}}}


def _answer(request: HttpRequest, status: int, code: str, message: str, *, template: str = "") -> HttpResponse:
    if is_api(request):
        return JsonResponse(error_body(code, message), status=status)
    html = render_to_string(template or f"errors/{status}.html", {"message": message}, request)
    return HttpResponse(html, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 400, "bad_request", "The request could not be understood. Nothing was changed.")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, ReadOnlyClient):
        return _answer(request, 409, "archived", str(exception), template="errors/403.html")
    if is_api(request) and not request.user.is_authenticated:
        return _answer(request, 401, "not_authenticated", "Send a bearer token, or sign in.")
    return _answer(request, 403, "forbidden", "Your role does not allow this. Nothing was changed.")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 404, "not_found", "There is nothing at this address, or you have no access to it.")


def too_large(request: HttpRequest, megabytes: int) -> HttpResponse:
    """Before it is known who asks, and without reading what they send."""
    message = f"A file may be up to {megabytes} MB. Nothing was read, nothing was changed."
    if is_api(request):
        return JsonResponse(error_body("too_large", message), status=413)
    return HttpResponse(render_to_string("errors/413.html", {"message": message}), status=413)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without context processors: they may be what failed."""
    if is_api(request):
        return JsonResponse(error_body("error", "Something went wrong on our side. Try again in a minute."), status=500)
    return HttpResponse(render_to_string("errors/500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _answer(
        request,
        403,
        "csrf",
        "This page was open too long, or cookies are off. Nothing was changed. Go back, reload, try again.",
        template="errors/403_csrf.html",
    )

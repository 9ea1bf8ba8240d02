"""Requests that are too large are refused by what they announce, before a byte of them is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from apps.core.error_pages import too_large

ROOM_FOR_THE_FORM = 64 * 1024


class UploadLimitMiddleware:
    """Answers 413 to a request whose Content-Length is above `UPLOAD_LIMIT_BYTES` (and a little for the form)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        announced = str(request.META.get("CONTENT_LENGTH") or "0")
        if announced.isdigit() and int(announced) > settings.UPLOAD_LIMIT_BYTES + ROOM_FOR_THE_FORM:
            return too_large(request, settings.UPLOAD_LIMIT_BYTES // 1024 // 1024)
        return self.get_response(request)

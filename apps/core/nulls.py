"""Addresses with a null character are refused before a search reaches the database, which cannot hold one."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase

NULL = "%00"


class NullCharacterMiddleware:
    """Answers 400 to a query string with a null character, written out or encoded."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = str(request.META.get("QUERY_STRING") or "")
        if NULL in asked or "\0" in asked:
            raise BadRequest("A null character in the address.")
        return self.get_response(request)

"""One shape for every error of the API:

{"error": {"code": "invalid", "message": "…what happened and what to do…", "fields": {"name": ["…"]}}}
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from apps.core.access import ReadOnlyClient
from apps.core.error_pages import error_body
from apps.core.errors import Refused


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler. None lets an unforeseen error become the 500 page's JSON."""
    if isinstance(error, Refused):
        fields = {error.field: [error.message]} if error.field else {}
        return Response(error_body("refused", error.message, fields), status=error.status)
    if isinstance(error, ReadOnlyClient):
        return Response(error_body("archived", str(error)), status=409)
    if isinstance(error, exceptions.ValidationError):
        return Response(_invalid(error.detail), status=400)
    response = exception_handler(error, context)
    if response is not None:
        response.data = error_body(*_words(error))
    return response


def _invalid(detail: Any) -> dict[str, Any]:
    fields = detail if isinstance(detail, dict) else {"": detail}
    whole = fields.get("non_field_errors") or fields.get("")
    message = str(whole[0]) if whole else "Some fields need another value."
    return error_body("invalid", message, {name: value for name, value in fields.items() if name})


def _words(error: Exception) -> tuple[str, str]:
    if isinstance(error, Http404):
        return "not_found", "There is nothing at this address, or you have no access to it."
    if isinstance(error, PermissionDenied):
        return "forbidden", "Your role does not allow this."
    if isinstance(error, exceptions.APIException):
        return str(error.default_code), str(error.detail)
    return "error", "Something went wrong."

"""Sign-in of programs: `Authorization: Bearer …` on the API's addresses."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

from apps.core.access import READING, is_api
from apps.core.error_pages import error_body
from apps.shared.accounts.models import ApiToken
from apps.shared.accounts.selectors import token_for
from apps.shared.accounts.services import note_token_use

SCHEME = "bearer "


class BearerTokenMiddleware:
    """Sets `request.user` and `request.api_token` from the token; None when the request brings none.

    An unknown, expired or revoked token is answered with 401, also on open addresses: whoever sends one means it.
    A token of scope "read" can't write (403). Pages ignore tokens; they are for people.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.api_token = None  # type: ignore[attr-defined]
        header = request.headers.get("Authorization", "")
        if header.lower().startswith(SCHEME) and is_api(request):
            token = token_for(header[len(SCHEME) :].strip())
            if refusal := _refusal(request, token):
                return refusal
            _sign_in(request, token)
        return self.get_response(request)


def _refusal(request: HttpRequest, token: ApiToken | None) -> HttpResponse | None:
    if token is None or not token.is_valid or not token.user.is_active:
        message = "The token is unknown, expired or revoked. Make a new one under Profile, API tokens."
        response = _error(401, "invalid_token", message)
        response["WWW-Authenticate"] = 'Bearer error="invalid_token"'
        return response
    if token.scope == ApiToken.Scope.READ and request.method not in READING:
        return _error(403, "read_only_token", "This token may only read. Make one that may read and write.")
    return None


def _sign_in(request: HttpRequest, token: ApiToken | None) -> None:
    if token is not None:
        request.user = token.user
        request.api_token = token  # type: ignore[attr-defined]
        note_token_use(token)


def _error(status: int, code: str, message: str) -> JsonResponse:
    return JsonResponse(error_body(code, message), status=status)

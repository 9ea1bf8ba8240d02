"""Who may enter a client, decided before any of its pages is looked at. Denied unless a role says otherwise.

Sets on every request `firm` (or None) and `firm_rights`; below a client also `client`, `client_role` and
`client_rights`. Everything of the public schema that a page needs is loaded before the client's schema and role are
switched on around the view; a streamed answer is produced inside them, too.
"""

from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from apps.core.access import READING, redirect_to_sign_in
from apps.core.error_pages import error_body
from apps.core.tenancy.context import client_scope
from apps.core.tenancy.routing import ClientAddress
from apps.shared.clients.models import Client
from apps.shared.clients.refreshing import refresh_later
from apps.shared.clients.selectors import ClientAccess, FirmAccess, client_access, firm_access

NOT_FOUND = "There is nothing at this address, or you have no access to it."
SIGN_IN = "Sign in, or send a token: Authorization: Bearer <token>."

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class MembershipMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        signed_in = request.user.is_authenticated  # also loads the session, which client pages cannot reach
        firm = firm_access(request.user) if signed_in else FirmAccess(None, frozenset())  # type: ignore[arg-type]
        request.firm, request.firm_rights = firm.firm, firm.rights  # type: ignore[attr-defined]
        address: ClientAddress | None = request.client_address  # type: ignore[attr-defined]
        if address is None:
            return self.get_response(request)
        if not signed_in:
            return _sign_in(request, address)
        access = client_access(address.slug, request.user, firm)  # type: ignore[arg-type]
        return self._enter(request, access) if access else _not_found(address)

    def _enter(self, request: HttpRequest, access: ClientAccess) -> HttpResponseBase:
        client = access.client
        request.client = client  # type: ignore[attr-defined]
        request.client_role, request.client_rights = access.role, access.rights  # type: ignore[attr-defined]
        if not client.is_usable:
            is_api = request.client_address.is_api  # type: ignore[attr-defined]
            request.urlconf = settings.CLIENT_PENDING_API_URLCONF if is_api else settings.CLIENT_PENDING_URLCONF
            return self.get_response(request)
        with client_scope(client):
            response = self.get_response(request)
        if request.method not in READING and response.status_code < 400:
            refresh_later(client)
        if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
            response.streaming_content = _inside(client, response.streaming_content)  # type: ignore[arg-type]
        return response


def _sign_in(request: HttpRequest, address: ClientAddress) -> HttpResponseBase:
    if not address.is_api:
        return redirect_to_sign_in(request)
    response = _api_error(401, "not_authenticated", SIGN_IN)
    response["WWW-Authenticate"] = "Bearer"
    return response


def _not_found(address: ClientAddress) -> HttpResponseBase:
    if address.is_api:
        return _api_error(404, "not_found", NOT_FOUND)
    raise Http404(NOT_FOUND)


def _api_error(status: int, code: str, message: str) -> JsonResponse:
    return JsonResponse(error_body(code, message), status=status)


def _inside(client: Client, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Each chunk is made inside the client's scope; in between the connection is free for others."""
    iterator = iter(chunks)
    while True:
        with client_scope(client):
            chunk = next(iterator, None)
        if chunk is None:
            return
        yield chunk

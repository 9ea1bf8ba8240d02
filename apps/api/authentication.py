"""Who asks. The middleware has already decided; DRF only takes over its answer."""

from typing import Any

from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request


class RequestUserAuthentication(SessionAuthentication):
    """The person of the bearer token, else of the session; a session's writes need the CSRF token."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        user = request._request.user
        if not user.is_authenticated:
            return None
        token = getattr(request._request, "api_token", None)
        if token is None:
            self.enforce_csrf(request)
        return user, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"

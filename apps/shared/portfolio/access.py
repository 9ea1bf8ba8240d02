"""Whose portfolio it is."""

from django.http import HttpRequest

from apps.core.access import Right, allowed
from apps.shared.accounts.models import Firm, User
from apps.shared.clients.selectors import FirmAccess


def person(request: HttpRequest) -> User:
    """The signed-in person; only behind addresses that require signing in."""
    user: User = request.user  # type: ignore[assignment]
    return user


def firm_access(request: HttpRequest) -> FirmAccess:
    """The person's firm and rights there, as the middleware found them; no firm for a client's own people."""
    return FirmAccess(request.firm, request.firm_rights)  # type: ignore[attr-defined]


def own_firm(request: HttpRequest) -> Firm:
    """The firm of the signed-in person; only behind addresses for people of a firm."""
    firm: Firm = request.firm  # type: ignore[attr-defined]
    return firm


def may_change_firm(request: HttpRequest) -> bool:
    return allowed(request, Right.FIRM_OWNER)

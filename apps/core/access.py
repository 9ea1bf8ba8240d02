"""Who may do what, declared once, beside the URL.

`route()` is the only way a page or an API address comes into the URL configuration. It takes the right that reading
and the right that writing need; the declaration *is* the check, and the access matrix test walks the same
declarations for every role. An address without one fails that test.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path

READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Right(StrEnum):
    """What a person may do. The first four concern the firm's side, the others one client."""

    OPEN = "open"  # anybody, signed in or not
    SIGNED_IN = "signed_in"
    FIRM_MEMBER = "firm_member"
    FIRM_OWNER = "firm_owner"
    PORTAL_READ = "portal_read"  # published roadmaps and reports
    PORTAL_COMMENT = "portal_comment"
    PORTAL_APPROVE = "portal_approve"
    WORK_READ = "work_read"  # the consultants' workspace
    WORK_EDIT = "work_edit"
    CLIENT_LEAD = "client_lead"  # members, archive, overrides


class Role(StrEnum):
    """A person's part in one client's engagement."""

    LEAD = "lead"
    CONSULTANT = "consultant"
    SPONSOR = "sponsor"
    STAKEHOLDER = "stakeholder"
    VIEWER = "viewer"


_PORTAL = {Right.PORTAL_READ}
_WORK = {*_PORTAL, Right.PORTAL_COMMENT, Right.WORK_READ, Right.WORK_EDIT}
ROLE_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.LEAD: frozenset({*_WORK, Right.CLIENT_LEAD}),
    Role.CONSULTANT: frozenset(_WORK),
    Role.SPONSOR: frozenset({*_PORTAL, Right.PORTAL_COMMENT, Right.PORTAL_APPROVE}),
    Role.STAKEHOLDER: frozenset({*_PORTAL, Right.PORTAL_COMMENT}),
    Role.VIEWER: frozenset(_PORTAL),
}
ROLE_LABELS: dict[Role, str] = {
    Role.LEAD: "Lead consultant",
    Role.CONSULTANT: "Consultant",
    Role.SPONSOR: "Sponsor",
    Role.STAKEHOLDER: "Stakeholder",
    Role.VIEWER: "Viewer",
}
WORKSPACE_ROLES = frozenset(role for role, rights in ROLE_RIGHTS.items() if Right.WORK_READ in rights)

View = Callable[..., HttpResponseBase]


class ReadOnlyClient(PermissionDenied):
    """The client is archived: everything can be read, nothing changed, until somebody reactivates it."""


def rights_of(request: HttpRequest) -> frozenset[Right]:
    """The rights of whoever makes this request, for the client that the address names (if it names one)."""
    rights = {Right.OPEN}
    if request.user.is_authenticated:
        rights |= {Right.SIGNED_IN, *getattr(request, "firm_rights", ())}
        rights |= set(getattr(request, "client_rights", ()))
    return frozenset(rights)


def allowed(request: HttpRequest, right: Right) -> bool:
    return right in rights_of(request)


def route(pattern: str, view: View, *, name: str, read: Right | None = None, write: Right | None = None) -> URLPattern:
    """A URL pattern whose view answers only people with the declared right.

    read: right for GET and HEAD; None: reading is answered with 405.
    write: right for POST, PUT, PATCH and DELETE; None: writing is answered with 405.
    Raises ValueError when neither is given.
    """
    if read is None and write is None:
        raise ValueError(f"{name}: declare who may read or write {pattern!r}")
    guarded = _guard(view, read, write)
    url = path(pattern, guarded, name=name)
    url.access = {"read": read, "write": write}  # type: ignore[attr-defined]
    return url


def _guard(view: View, read: Right | None, write: Right | None) -> View:
    methods = [*(["GET", "HEAD", "OPTIONS"] if read else []), *(["POST", "PUT", "PATCH", "DELETE"] if write else [])]

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        needed = read if request.method in READING else write
        if needed is None:
            return HttpResponseNotAllowed(methods)
        refusal = _refusal(request, needed)
        return refusal or view(request, *args, **kwargs)

    return guarded


def _refusal(request: HttpRequest, needed: Right) -> HttpResponseBase | None:
    if not allowed(request, needed):
        if not request.user.is_authenticated and not is_api(request):
            return redirect_to_sign_in(request)
        raise PermissionDenied(f"needs {needed}")
    client = getattr(request, "client", None)
    if client is not None and client.is_archived and request.method not in READING and needed != Right.CLIENT_LEAD:
        raise ReadOnlyClient(f"{client.name} is archived. Reactivate it to change anything.")
    return None


def is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def redirect_to_sign_in(request: HttpRequest) -> HttpResponseBase:
    wanted = urlencode({"next": request.get_full_path()}, safe="/")
    response = redirect(f"/accounts/login/?{wanted}")
    if request.headers.get("HX-Request"):
        response.status_code = 204
        response["HX-Redirect"] = response["Location"]
    return response

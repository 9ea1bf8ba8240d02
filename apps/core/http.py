"""The request as our views meet it: the middlewares have added who asks, for which client, with which rights."""

from typing import Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from apps.core.access import Right, Role


class Request(HttpRequest):
    """Annotation only; Django makes the objects."""

    user: Any
    htmx: HtmxDetails
    firm: Any
    firm_rights: frozenset[Right]
    client: Any
    client_role: Role
    client_rights: frozenset[Right]

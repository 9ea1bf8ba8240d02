"""The request as our views meet it: the middlewares have added who asks, for which client, with which rights."""

from typing import Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from apps.core.access import Right, Role

LONGEST_NUMBER = 18  # digits: every one fits into a bigint


def whole_number(text: str) -> int | None:
    """A number of a row or a version as an address or a form brings it; None for anything else, and for a longer one.

    Only the digits 0–9: `isdecimal` alone lets those of other scripts through.
    """
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None


class Request(HttpRequest):
    """Annotation only; Django makes the objects."""

    user: Any
    htmx: HtmxDetails
    firm: Any
    firm_rights: frozenset[Right]
    client: Any
    client_role: Role
    client_rights: frozenset[Right]

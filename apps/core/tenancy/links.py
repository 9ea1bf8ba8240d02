"""Addresses across the border between the public pages and a client's, and outside of requests.

Inside one side `reverse()` and `{% url %}` do it by themselves: the script prefix carries the client.
"""

from typing import Any

from django.conf import settings
from django.urls import get_script_prefix, reverse, set_script_prefix

from apps.core.tenancy.routing import API_PREFIX, PAGE_PREFIX


def public_url(name: str, *, absolute: bool = False, **kwargs: Any) -> str:
    """Address of a public page or API route. absolute: with scheme and host, for e-mails."""
    return _address("/", settings.ROOT_URLCONF, name, kwargs, absolute=absolute)


def client_url(client: Any, name: str, *, absolute: bool = False, **kwargs: Any) -> str:
    """Address of one of the client's pages. client: a Client, or its slug."""
    return _address(_prefix(PAGE_PREFIX, client), settings.CLIENT_URLCONF, name, kwargs, absolute=absolute)


def client_api_url(client: Any, name: str, *, absolute: bool = False, **kwargs: Any) -> str:
    """Address of one of the client's API routes. client: a Client, or its slug."""
    return _address(_prefix(API_PREFIX, client), settings.CLIENT_API_URLCONF, name, kwargs, absolute=absolute)


def _prefix(start: str, client: Any) -> str:
    return f"{start}{getattr(client, 'slug', client)}/"


def _address(prefix: str, urlconf: str, name: str, kwargs: dict[str, Any], *, absolute: bool) -> str:
    previous = get_script_prefix()
    set_script_prefix(prefix)
    try:
        path = reverse(name, urlconf=urlconf, kwargs=kwargs or None)
    finally:
        set_script_prefix(previous)
    return f"{settings.BASE_URL}{path}" if absolute else path

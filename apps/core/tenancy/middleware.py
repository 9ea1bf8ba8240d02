"""Which client does the address name? Nothing is looked up for a slug, so nothing can be learned about one.

`/clients/<slug>/…` and `/api/v1/clients/<slug>/…` lose their first part, which becomes the script prefix: `reverse()`
and `{% url %}` then carry the client by themselves. A client's own host name serves its portal at `/portal/`. Whether
the client exists, and whether this person may see it, is for MembershipMiddleware, once it is known who asks.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import get_script_prefix, set_script_prefix
from django_tenants.utils import get_tenant_domain_model

from apps.core.tenancy.routing import ClientAddress, split

HOST_CACHE_SECONDS = 60
PORTAL_PATH = "/portal/"

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class ClientRoutingMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.client_address = address = split(request.path_info) or _portal_address(request)  # type: ignore[attr-defined]
        if address is None:
            return self.get_response(request)
        if not address.path:
            return HttpResponseRedirect(f"{address.prefix}/")
        request.path_info = address.path
        request.urlconf = settings.CLIENT_API_URLCONF if address.is_api else settings.CLIENT_URLCONF
        previous = get_script_prefix()
        set_script_prefix(f"{address.prefix}/")
        try:
            return self.get_response(request)
        finally:
            set_script_prefix(previous)


def _portal_address(request: HttpRequest) -> ClientAddress | None:
    """The client whose own host name was asked, for its portal; every other path there is a public one."""
    path = request.path_info
    if path != "/" and not path.startswith(PORTAL_PATH):
        return None
    slug = slug_of_host(request.get_host().partition(":")[0].lower())
    if not slug:
        return None
    # An empty path is answered with a redirect to the prefix and a slash.
    return (
        ClientAddress(slug, PORTAL_PATH.rstrip("/"), "", is_api=False)
        if path == "/"
        else ClientAddress(slug, "", path, is_api=False)
    )


def slug_of_host(host: str) -> str:
    """Slug of the client that this host name belongs to, or ""; kept for a minute."""
    if host == urlsplit(settings.BASE_URL).hostname:
        return ""
    key = f"host:{host}"
    slug = cache.get(key)
    if slug is None:
        hosts = get_tenant_domain_model().objects.filter(domain=host)
        slug = hosts.values_list("tenant__slug", flat=True).first() or ""
        cache.set(key, slug, HOST_CACHE_SECONDS)
    return str(slug)

"""Every address of the product, as declared, and who may expect what there."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver

from apps.core.access import ROLE_RIGHTS, Right
from tests.personas import HARBOR_ROLES

# Patterns of other packages, which cannot be declared with route(): name → right that reading and writing need.
THIRD_PARTY: dict[str, dict[str, Right | None]] = {}
KINDS = {
    "public": ("ROOT_URLCONF", ""),
    "client": ("CLIENT_URLCONF", "/clients/{slug}"),
    "client_api": ("CLIENT_API_URLCONF", "/api/v1/clients/{slug}"),
    "pending": ("CLIENT_PENDING_URLCONF", "/clients/{slug}"),
    "pending_api": ("CLIENT_PENDING_API_URLCONF", "/api/v1/clients/{slug}"),
}
FIRM_RIGHTS = {
    "owner": {Right.FIRM_MEMBER, Right.FIRM_OWNER},
    "lead": {Right.FIRM_MEMBER},
    "consultant": {Right.FIRM_MEMBER},
    "colleague": {Right.FIRM_MEMBER},
    "outsider": {Right.FIRM_MEMBER, Right.FIRM_OWNER},
}


@dataclass(frozen=True)
class Address:
    kind: str
    name: str
    pattern: str
    converters: tuple[str, ...]
    access: dict[str, Right | None] | None
    writing: str = "post"  # an API view may change things by another method alone

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"

    @property
    def is_public(self) -> bool:
        return self.kind == "public"

    @property
    def is_api(self) -> bool:
        return self.kind.endswith("api") or self.pattern.startswith("api/")

    def path(self, slug: str, values: dict[str, Any]) -> str:
        rest = self.pattern
        for name, value in values.items():
            before, _, after = rest.partition(f":{name}>")
            rest = before[: before.rindex("<")] + str(value) + after
        return KINDS[self.kind][1].format(slug=slug) + "/" + rest


def all_addresses() -> list[Address]:
    return [address for kind, (setting, _) in KINDS.items() for address in _of(kind, getattr(settings, setting))]


def _of(kind: str, urlconf: str) -> list[Address]:
    return [
        Address(
            kind, pattern.name or route, route, tuple(pattern.pattern.converters), _access(pattern), _writing(pattern)
        )
        for route, pattern in _walk(import_module(urlconf).urlpatterns)
    ]


def _walk(patterns: list[Any], prefix: str = "") -> list[tuple[str, URLPattern]]:
    found: list[tuple[str, URLPattern]] = []
    for pattern in patterns:
        route = f"{prefix}{pattern.pattern}"
        found += _walk(pattern.url_patterns, route) if isinstance(pattern, URLResolver) else [(route, pattern)]
    return found


def _access(pattern: URLPattern) -> dict[str, Right | None] | None:
    return getattr(pattern, "access", None) or THIRD_PARTY.get(pattern.name or "")


def _writing(pattern: URLPattern) -> str:
    view = getattr(pattern.callback, "cls", None)
    return next((method for method in ("post", "put", "patch", "delete") if hasattr(view, method)), "post")


def rights_at(address: Address, persona: str) -> set[Right]:
    """The rights of a persona, at harbor for a client's address. Worked out here by itself, not by the product."""
    if persona == "anonymous":
        return {Right.OPEN}
    rights = {Right.OPEN, Right.SIGNED_IN, *FIRM_RIGHTS.get(persona, ())}
    if not address.is_public and persona in HARBOR_ROLES:
        rights |= ROLE_RIGHTS[HARBOR_ROLES[persona]]
    return rights


def expected(address: Address, persona: str, method: str) -> str:
    """One of: sign in, unauthorized, hidden, method not allowed, forbidden, admitted."""
    assert address.access is not None
    if not address.is_public and persona == "anonymous":
        return "unauthorized" if address.is_api else "sign in"
    if not address.is_public and persona not in HARBOR_ROLES:
        return "hidden"
    needed = address.access["read" if method == "get" else "write"]
    if needed is None:
        return "method not allowed"
    if needed in rights_at(address, persona):
        return "admitted"
    if persona == "anonymous":
        return "unauthorized" if address.is_api else "sign in"
    return "forbidden"


def answer(response: Any) -> str:
    """The same words for what was answered."""
    status = response.status_code
    if status in {302, 303} and response["Location"].startswith("/accounts/login/?next="):
        return "sign in"
    if status >= 500:
        return f"error {status}"
    named = {401: "unauthorized", 404: "hidden", 405: "method not allowed", 403: "forbidden", 429: "throttled"}
    return named.get(status, "admitted")

"""Where the jump palette leads: clients, pages, a client's own things and the catalogue's products by name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse

from apps.core.access import Right
from apps.core.http import Request
from apps.core.navigation import SECTIONS
from apps.core.tenancy.context import public_scope
from apps.core.tenancy.links import client_url, public_url
from apps.shared.catalog.selectors import Wanted, list_products
from apps.shared.clients.selectors import FirmAccess, visible_clients
from apps.tenant.contracts.models import Contract
from apps.tenant.decisions.models import Opportunity
from apps.tenant.inventory.models import Application
from apps.tenant.registry.models import Integration
from apps.tenant.roadmap.models import Initiative

PER_KIND = 5

# model, what people call it, the field searched, the page's name and its argument
KINDS: tuple[tuple[type[Model], str, str, str, str], ...] = (
    (Application, "Application", "name", "application", "application_id"),
    (Opportunity, "Opportunity", "name", "opportunity", "opportunity_id"),
    (Initiative, "Initiative", "name", "initiative", "initiative_id"),
    (Contract, "Data contract", "data_object__name", "contract", "contract_id"),
    (Integration, "Integration", "name", "integration", "integration_id"),
)


@dataclass(frozen=True)
class Place:
    label: str
    kind: str
    url: str


def find_places(request: Request, query: str) -> list[Place]:
    """Pages first, then things of the client, clients and products; pages and clients when nothing is typed."""
    inside = getattr(request, "client", None) is not None
    works_here = inside and Right.WORK_READ in request.client_rights
    return [
        *(_pages(query) if works_here else ()),
        *(_things(query) if works_here and query else ()),
        *_clients(request, query),
        *(_products(request, query) if query and Right.FIRM_MEMBER in request.firm_rights else ()),
    ]


def _pages(query: str) -> Iterator[Place]:
    for section in SECTIONS:
        for tab in section.tabs:
            if query.lower() in f"{section.name} {tab.label}".lower():
                yield Place(tab.label, section.name, reverse(tab.url))


def _things(query: str) -> Iterator[Place]:
    for model, kind, field, page, argument in KINDS:
        found: Any = model._default_manager.filter(**{f"{field}__icontains": query})
        if model is Application:
            found = found.filter(deleted_at=None)
        for thing in found[:PER_KIND]:
            yield Place(str(thing), kind, reverse(page, kwargs={argument: thing.pk}))


def _clients(request: Request, query: str) -> Iterator[Place]:
    with public_scope():
        found = visible_clients(request.user, FirmAccess(request.firm, request.firm_rights))
        names = list(found.filter(name__icontains=query)[:PER_KIND])
    for client in names:
        yield Place(client.name, "Client", client_url(client, "overview"))


def _products(request: Request, query: str) -> Iterator[Place]:
    """The firm's own and the shared ones, those first whose name begins with what is typed."""
    with public_scope():
        found = list(list_products(request.firm, Wanted(query=query)).prefetch_related(None))
    found.sort(key=lambda product: not product.name.casefold().startswith(query.casefold()))
    for product in found[:PER_KIND]:
        yield Place(product.name, "Catalogue", public_url("catalogue-product", product_id=product.pk))

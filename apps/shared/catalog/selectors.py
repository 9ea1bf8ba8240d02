"""Reads of the catalogue. Every one takes the firm that asks: the shared products and that firm's own, no other's.

They work from a client's scope, too: there the database shows the same rows and no more (clients/windows.py).
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.db.models.functions import Lower

from apps.shared.accounts.models import Firm
from apps.shared.catalog.models import FirmMetric, FirmMetricChange, Product
from apps.shared.catalog.names import name_key

READINESS = ("open_api", "webhooks", "bulk", "sso")
SORTS = ("name", "category")


class MatchName(NamedTuple):
    """What a text may be compared with to find a product."""

    product_id: int
    name: str
    aliases: list[str]


def products(firm: Firm | None) -> QuerySet[Product]:
    """All products in use that the firm may see; None: the shared ones alone."""
    return Product.objects.visible_to(firm).filter(is_archived=False)


def own_metrics(firm: Firm | int | None) -> QuerySet[FirmMetric]:
    """The firm's own metrics that are offered. firm: itself, or its number."""
    return FirmMetric.objects.filter(firm=firm, is_archived=False)


def with_changes(firm: Firm | None) -> QuerySet[FirmMetric]:
    """Every own metric, archived ones too, with who changed it when. Two queries."""
    changes = FirmMetricChange.objects.select_related("by")
    return FirmMetric.objects.filter(firm=firm).prefetch_related(Prefetch("changes", changes))


def platforms(firm: Firm | None) -> QuerySet[Product]:
    """Integration platforms with their prices; two queries when they are read."""
    return products(firm).filter(kind=Product.Kind.PLATFORM).prefetch_related("prices")


def find_product(name: str, firm: Firm | None) -> Product | None:
    """The product of that name or alias, whatever its capitals, spaces and signs. The firm's own comes first."""
    key = name_key(name)
    if not key:
        return None
    own_first = F("firm").asc(nulls_last=True)
    return products(firm).filter(match_keys__contains=[key]).order_by(own_first, "pk").first()


def names_for_matching(firm: Firm | None) -> list[MatchName]:
    """Every product's name and aliases, one query."""
    return [MatchName(*row) for row in products(firm).order_by("pk").values_list("pk", "name", "aliases")]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the list's address asks for. ready: one of READINESS; show: "", "own" or "archived"; sort: of SORTS."""

    query: str = ""
    kind: str = ""
    category: str = ""
    capability: str = ""
    ready: str = ""
    show: str = ""
    sort: str = "name"


@dataclass(frozen=True, kw_only=True)
class Counts:
    shown: int
    applications: int
    platforms: int
    own: int
    archived: int


def list_products(firm: Firm | None, wanted: Wanted) -> QuerySet[Product]:
    """The products that fit, sorted, with their prices. Archived ones only where they are asked for, the firm's own."""
    found = Product.objects.visible_to(firm).filter(_shown(firm, wanted.show))
    exact = {"kind": wanted.kind, "category": wanted.category}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if wanted.capability:
        found = found.filter(capabilities__contains=[wanted.capability])
    if wanted.ready in READINESS:
        found = found.filter(**{wanted.ready: True})
    if wanted.query:
        found = found.filter(_named(wanted.query))
    by = F("category") if wanted.sort.endswith("category") else Lower("name")
    order = OrderBy(by, descending=wanted.sort.startswith("-"))
    return found.order_by(order, Lower("name"), "pk").prefetch_related("prices")


def count_products(firm: Firm | None) -> Counts:
    """How many there are behind each filter; one query."""
    own, in_use = Q(firm=firm) if firm else Q(pk=None), Q(is_archived=False)
    return Counts(
        **Product.objects.visible_to(firm)
        .order_by()
        .aggregate(
            shown=Count("pk", filter=in_use),
            applications=Count("pk", filter=in_use & Q(kind=Product.Kind.APPLICATION)),
            platforms=Count("pk", filter=in_use & Q(kind=Product.Kind.PLATFORM)),
            own=Count("pk", filter=in_use & own),
            archived=Count("pk", filter=~in_use & own),
        )
    )


def _shown(firm: Firm | None, show: str) -> Q:
    own = Q(firm=firm, firm__isnull=False)
    if show == "archived":
        return own & Q(is_archived=True)
    return Q(is_archived=False) & own if show == "own" else Q(is_archived=False)


def _named(query: str) -> Q:
    """A part of the name, the vendor or an alias; keys ignore signs, so "quick books" finds QuickBooks."""
    key = name_key(query)
    found = Q(name__icontains=query) | Q(vendor__icontains=query)
    return found | Q(match_keys__icontains=key) if key else found

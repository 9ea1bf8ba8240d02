"""Reads of the catalogue. Every one takes the firm that asks: the shared products and that firm's own, no other's.

They work from a client's scope, too: there the database shows the same rows and no more (clients/windows.py).
"""

from typing import NamedTuple

from django.db.models import F, Q, QuerySet

from apps.shared.accounts.models import Firm
from apps.shared.catalog.models import Product
from apps.shared.catalog.names import name_key


class MatchName(NamedTuple):
    """What a text may be compared with to find a product."""

    product_id: int
    name: str
    aliases: list[str]


def products(firm: Firm | None) -> QuerySet[Product]:
    """All products in use that the firm may see; None: the shared ones alone."""
    return visible_products(firm).filter(is_archived=False)


def visible_products(firm: Firm | None) -> QuerySet[Product]:
    """Archived ones, too: what was accepted from them still names them."""
    return Product.objects.filter(Q(firm=None) | Q(firm=firm) if firm else Q(firm=None))


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

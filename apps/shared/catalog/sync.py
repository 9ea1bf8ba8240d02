"""The files into the table of shared products. Firms' own products are not touched.

Runs with every `migrate_clients`, so it is quick and changes nothing when nothing changed. A product that left the
files is archived: what firms accepted from it still names it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.shared.catalog.entries import Entry
from apps.shared.catalog.files import read_catalogue
from apps.shared.catalog.models import Product, ProductPrice
from apps.shared.catalog.names import name_keys
from apps.shared.catalog.vocabulary import DATA

PRICE_FIELDS = ("low", "high", "currency", "per", "note", "source", "sourced_on")


class WrongFiles(Exception):
    """The catalogue's files have mistakes; nothing was written."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Outcome:
    products: int
    added: int
    changed: int
    archived: int

    def __str__(self) -> str:
        return f"{self.products} products, {self.added} added, {self.changed} changed, {self.archived} archived"


def sync_catalogue(folder: Path = DATA) -> Outcome:
    """Bring the shared products to what the files say. Raises WrongFiles."""
    reading = read_catalogue(folder)
    if reading.problems:
        raise WrongFiles(reading.problems)
    return write_entries(reading.entries)


@transaction.atomic
def write_entries(entries: Iterable[Entry]) -> Outcome:
    """The given products become the shared ones. Idempotent; two queries when nothing changed."""
    shared = Product.objects.filter(firm=None).prefetch_related("prices").order_by("pk")
    known = {product.key: product for product in shared}
    wanted = {entry.values["key"]: entry for entry in entries}
    leaving = [product.pk for key, product in known.items() if key not in wanted and not product.is_archived]
    # First, so that another product can take the name.
    archived = Product.objects.filter(pk__in=leaving).update(is_archived=True, changed_at=timezone.now())
    added = changed = 0
    for key, entry in wanted.items():
        product = known.get(key)
        if product is None:
            _write(Product(), entry)
            added += 1
        elif _differs(product, entry):
            _write(product, entry)
            changed += 1
    return Outcome(len(wanted), added, changed, archived)


def _values(entry: Entry) -> dict[str, Any]:
    keys = name_keys([entry.values["name"], *entry.values["aliases"]])
    return {**entry.values, "match_keys": keys, "is_archived": False}


def _differs(product: Product, entry: Entry) -> bool:
    if any(getattr(product, name) != value for name, value in _values(entry).items()):
        return True
    prices = [{name: getattr(price, name) for name in PRICE_FIELDS} for price in product.prices.all()]
    return prices != [dict(price) for price in entry.prices]


def _write(product: Product, entry: Entry) -> None:
    for name, value in _values(entry).items():
        setattr(product, name, value)
    product.changed_at = timezone.now()
    product.version += 1 if product.pk else 0
    product.save()
    product.prices.all().delete()
    ProductPrice.objects.bulk_create(ProductPrice(product=product, **price) for price in entry.prices)

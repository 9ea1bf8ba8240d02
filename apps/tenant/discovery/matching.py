"""What is known by name: the catalogue, the firm's own products, the client's applications, and what people said.

Built once for a file or a page; three queries.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.db.models import F

from apps.methods.merchants import normalise, squeezed
from apps.methods.recognition import Known, Recognised, Shelf
from apps.shared.accounts.models import Firm
from apps.shared.catalog.selectors import products
from apps.tenant.discovery.models import DiscoveryLine, Finding, MerchantRule, Source, State
from apps.tenant.inventory.models import Application

BY_HAND = "assigned by hand"


@dataclass(frozen=True)
class Meant:
    """What a line's merchant is. product "" with is_ignored: a person said that it is nothing."""

    product: str
    score: int
    margin: int
    strength: str
    because: str
    is_ignored: bool = False


@lru_cache(maxsize=20_000)
def key_of(name: str) -> str:
    """Equal for spellings of one name. Remembered: a page compares with every name of the catalogue."""
    return squeezed(normalise(name))


class Names:
    """Every known name: who is meant by a line, whose product it is, and which application is that product."""

    def __init__(self, firm: Firm | None) -> None:
        rows = list(_products(firm))
        self.vendors = {name: vendor for name, _, vendor in rows}
        self.product_of = {
            key_of(name): product for product, aliases, _ in reversed(rows) for name in (product, *aliases)
        }
        applications = list(Application.objects.in_use().only("pk", "name", "vendor", "annual_cost", "found_by"))
        self.applications = {self.canonical(application.name).casefold(): application for application in applications}
        own = [Known(a.name, (), a.vendor) for a in applications if key_of(a.name) not in self.product_of]
        self.known = [*(Known(name, tuple(aliases), vendor) for name, aliases, vendor in rows), *own]
        self.rules = dict(MerchantRule.objects.values_list("merchant", "product"))
        self.merged = _merged()

    @cached_property
    def shelf(self) -> Shelf:
        """Only where lines are read: pages do without."""
        return Shelf(self.known)

    def canonical(self, name: str) -> str:
        """The catalogue's name of a product that is called by another one; else the name itself."""
        return self.product_of.get(key_of(name), name)

    def application_of(self, product: str) -> Application | None:
        """The application in use that is this product: by its name, or because a person merged the two."""
        found = self.applications.get(self.canonical(product).casefold())
        if found or product.casefold() not in self.merged:
            return found
        wanted = self.merged[product.casefold()]
        return next((application for application in self.applications.values() if application.pk == wanted), None)

    def meant_by(self, line: DiscoveryLine, source: str) -> Meant | None:
        """None when nothing known is meant."""
        if line.merchant in self.rules:
            product = self.rules[line.merchant]
            return Meant(product, 100, 100, "certain", BY_HAND, is_ignored=not product)
        found = self.shelf.recognise(line.text, is_software=source != Source.CARD, category=line.category)
        return _meant(found) if found else None


def _meant(found: Recognised) -> Meant:
    return Meant(found.product, found.score, found.margin, found.strength.value, found.because)


def _products(firm: Firm | None) -> Iterable[tuple[str, list[str], str]]:
    """The firm's own first: of two products with one name it is meant."""
    own_first = products(firm).order_by(F("firm").asc(nulls_last=True), "pk")
    return own_first.values_list("name", "aliases", "vendor")


def _merged() -> dict[str, int]:
    """Product → the application into which a person merged it last."""
    rows = Finding.objects.filter(state=State.MERGED).exclude(application=None).order_by("decided_at")
    return {product.casefold(): pk for product, pk in rows.values_list("product", "application_id")}

"""Everything that the catalogue's templates may use."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from apps.core.listing import Chip, Column, chip
from apps.shared.catalog.access import own_firm
from apps.shared.catalog.changes import label_of
from apps.shared.catalog.models import Product, ProductChange
from apps.shared.catalog.selectors import READINESS, SORTS, Counts, Wanted, count_products, list_products
from apps.shared.catalog.vocabulary import category_label, vocabulary

ROWS_PER_PAGE = 50
COLUMNS = (
    Column("Product", "name", sticky=True),
    Column("Category", "category"),
    Column("What it does"),
    Column("Open API"),
    Column("Webhooks"),
    Column("Bulk"),
    Column("Sign-on", title="Single sign-on"),
    Column("Indicative price"),
)
READY_LABELS = {"open_api": "Open API", "webhooks": "Webhooks", "bulk": "Bulk", "sso": "Single sign-on"}
KEPT = ("kind", "ready", "show", "sort")


@dataclass(frozen=True)
class Answer:
    """A readiness fact. word: Yes, No or Unknown; tone: of the state sign."""

    label: str
    value: bool | None

    @property
    def word(self) -> str:
        return "Unknown" if self.value is None else "Yes" if self.value else "No"

    @property
    def tone(self) -> str:
        return "" if self.value is None else "good" if self.value else "bad"


@dataclass(frozen=True)
class ProductRow:
    product: Product

    @property
    def category(self) -> str:
        return category_label(self.product.category)

    @property
    def answers(self) -> list[Answer]:
        return [Answer(READY_LABELS[name], getattr(self.product, name)) for name in READINESS]


@dataclass(frozen=True, kw_only=True)
class CataloguePage:
    rows: list[ProductRow]
    page: Page[Product]
    wanted: Wanted
    counts: Counts
    chips: list[Chip]
    categories: dict[str, str]
    capabilities: list[str]
    kept: list[tuple[str, str]]
    columns: tuple[Column, ...] = COLUMNS

    @property
    def shows_own_alone(self) -> bool:
        """The firm's own ones are asked for and there are none, without any other filter."""
        plain = Wanted(show=self.wanted.show, sort=self.wanted.sort)
        return self.wanted.show in {"own", "archived"} and self.wanted == plain


@dataclass(frozen=True, kw_only=True)
class ProductPage:
    product: Product
    category: str
    answers: list[Answer]
    capabilities: list[tuple[str, str]]
    data_objects: list[tuple[str, str]]
    connectors: list[tuple[str, Product | None]]
    changes: list[ProductChange]

    @property
    def may_change(self) -> bool:
        return self.product.is_own

    @property
    def has_link(self) -> bool:
        return self.product.source.startswith("https://")


def catalogue_page(request: HttpRequest) -> CataloguePage:
    firm, asked = own_firm(request), request.GET
    words = vocabulary()
    wanted = Wanted(
        query=asked.get("q", "").strip(),
        kind=_one_of(asked.get("kind", ""), Product.Kind.values),
        category=_one_of(asked.get("category", ""), words.categories),
        capability=_one_of(asked.get("capability", ""), words.capabilities),
        ready=_one_of(asked.get("ready", ""), READINESS),
        show=_one_of(asked.get("show", ""), ("own", "archived")),
        sort=asked.get("sort", "name") if asked.get("sort", "").lstrip("-") in SORTS else "name",
    )
    page = Paginator(list_products(firm, wanted), ROWS_PER_PAGE).get_page(asked.get("page"))
    counts = count_products(firm)
    return CataloguePage(
        rows=[ProductRow(product) for product in page.object_list],
        page=page,
        wanted=wanted,
        counts=counts,
        chips=_chips(request, counts),
        categories=words.categories,
        capabilities=sorted(words.capabilities, key=str.casefold),
        kept=[(name, asked[name]) for name in KEPT if asked.get(name)],
    )


def product_page(request: HttpRequest, product: Product) -> ProductPage:
    words = vocabulary()
    visible = Product.objects.visible_to(own_firm(request)).filter(is_archived=False, name__in=product.connectors)
    known = {found.name: found for found in visible}
    return ProductPage(
        product=product,
        category=category_label(product.category),
        answers=[Answer(label_of(Product, name), getattr(product, name)) for name in READINESS],
        capabilities=[(word, words.capabilities.get(word, "")) for word in product.capabilities],
        data_objects=[(word, words.data_objects.get(word, "")) for word in product.data_objects],
        connectors=[(name, known.get(name)) for name in product.connectors],
        changes=list(product.changes.select_related("by")) if product.is_own else [],
    )


def _one_of(value: str, known: Any) -> str:
    """An unknown filter filters nothing, so that an old link still opens."""
    return value if value in known else ""


def _chips(request: HttpRequest, counts: Counts) -> list[Chip]:
    return [
        chip(request, "kind", Product.Kind.APPLICATION, "Applications", count=counts.applications),
        chip(request, "kind", Product.Kind.PLATFORM, "Integration platforms", count=counts.platforms),
        *(chip(request, "ready", name, label) for name, label in READY_LABELS.items()),
        chip(request, "show", "own", "Our own", count=counts.own),
        chip(request, "show", "archived", "Archived", count=counts.archived),
    ]

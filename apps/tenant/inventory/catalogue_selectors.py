"""What the catalogue knows about an application: suggestions, one a field, and what was taken over from it before.

Only what nobody has answered is suggested: an empty text, an unknown yes or no, words that are missing in a list. A
person's own answer is never doubted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.text import capfirst

from apps.shared.accounts.models import Firm
from apps.shared.catalog.models import Product
from apps.shared.catalog.names import name_key
from apps.shared.catalog.selectors import find_product
from apps.shared.catalog.vocabulary import category_label
from apps.tenant.history.services import shown
from apps.tenant.inventory.catalogue_models import CatalogueAnswer
from apps.tenant.inventory.models import Application
from apps.tenant.inventory.services import snapshot

TEXTS = ("vendor", "function")
LISTS = ("capabilities", "data_objects")
READINESS = ("open_api", "connectors", "webhooks", "bulk", "sso")
FIELDS = (*TEXTS, *LISTS, *READINESS)
LABELS = {"data_objects": "Holds", "capabilities": "Capabilities"}


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """value: what is set when it is accepted; of a list only what is added. evidence: why, in words."""

    field: str
    value: Any
    source: str
    sourced_on: date | None
    evidence: str = ""

    @property
    def label(self) -> str:
        return label_of(self.field)

    @property
    def words(self) -> str:
        return shown(self.value).capitalize() if isinstance(self.value, bool) else shown(self.value)


@dataclass(frozen=True, kw_only=True)
class Known:
    """product: None when the catalogue has none of that name. taken_over: still as it was accepted, not confirmed."""

    product: Product | None = None
    suggestions: list[Suggestion] = field(default_factory=list)
    taken_over: list[CatalogueAnswer] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.suggestions and not self.taken_over


def known_about(application: Application, firm: Firm | None) -> Known:
    """Suggestions and values taken over, for one application. A constant number of queries."""
    current = snapshot(application, FIELDS)
    answers = list(application.catalogue_answers.select_related("answered_by").order_by("pk"))
    product = find_product(application.name, firm)
    others = Application.objects.in_use().exclude(pk=application.pk)
    return Known(
        product=product,
        suggestions=_open(_suggestions(product, current, others), answers) if product else [],
        taken_over=[answer for answer in answers if _still_stands(answer, current)],
    )


def known_by_name(name: str, firm: Firm | None) -> Known:
    """The same for an application that is about to be added."""
    product = find_product(name, firm)
    if product is None:
        return Known()
    current = snapshot(Application(name=name), FIELDS)
    return Known(product=product, suggestions=_suggestions(product, current, Application.objects.in_use()))


def label_of(name: str) -> str:
    return LABELS.get(name) or str(capfirst(Application._meta.get_field(name).verbose_name))  # type: ignore[union-attr]


def _suggestions(product: Product, current: Mapping[str, Any], others: Iterable[Application]) -> list[Suggestion]:
    values = {name: value for name in FIELDS if (value := _value(name, product, current[name])) not in (None, "", [])}
    met = _connected(product, others) if current["connectors"] is None else []
    if met:
        values["connectors"] = True
    return [
        Suggestion(
            field=name,
            value=values[name],
            source=product.source,
            sourced_on=product.sourced_on,
            evidence=f"Connects to {', '.join(met)}" if name == "connectors" else "",
        )
        for name in FIELDS
        if name in values
    ]


def _value(name: str, product: Product, current: Any) -> Any:
    """What the catalogue could add to the field as it stands; nothing where a person has answered."""
    if name in LISTS:
        have = {word.casefold() for word in current}
        return [word for word in getattr(product, name) if word.casefold() not in have]
    if current not in (None, "") or name == "connectors":
        return None
    if name == "function":
        return category_label(product.category) if product.category != "other" else ""
    return getattr(product, name)


def _connected(product: Product, others: Iterable[Application]) -> list[str]:
    """Names of the client's other applications that the product connects to out of the box."""
    if not product.connectors:
        return []
    products = Product.objects.filter(is_archived=False, name__in=product.connectors)
    keys = {key for keys in products.values_list("match_keys", flat=True) for key in keys}
    return [other.name for other in others if name_key(other.name) in keys]


def _open(suggestions: list[Suggestion], answers: list[CatalogueAnswer]) -> list[Suggestion]:
    dismissed = {a.field: a.value for a in answers if a.answer == CatalogueAnswer.Answer.DISMISSED}
    return [s for s in suggestions if s.field not in dismissed or dismissed[s.field] != s.value]


def _still_stands(answer: CatalogueAnswer, current: Mapping[str, Any]) -> bool:
    """Accepted, and nobody has changed the value since."""
    if answer.answer != CatalogueAnswer.Answer.ACCEPTED:
        return False
    if answer.field in LISTS:
        return set(answer.value) <= set(current[answer.field])
    return bool(current[answer.field] == answer.value)

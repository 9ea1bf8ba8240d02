"""A firm's own products: added, changed, archived and restored by its people. Who did it and when is kept with each.

The shared products are changed in their files alone (see sync.py).
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from apps.core.errors import Refused, Stale
from apps.shared.accounts.models import Firm, User
from apps.shared.catalog.changes import differences, label_of
from apps.shared.catalog.models import Product, ProductChange, ProductPrice, Verb
from apps.shared.catalog.names import name_key, name_keys
from apps.shared.catalog.selectors import find_product, products
from apps.shared.catalog.vocabulary import category_label, vocabulary

TEXTS = ("kind", "name", "vendor", "website", "category", "best_use", "source")
FACTS = ("open_api", "webhooks", "bulk", "sso", "tier", "sourced_on")
LISTS = ("aliases", "capabilities", "data_objects", "connectors")
PLAIN = (*TEXTS, *FACTS, *LISTS)
PRICE_FIELDS = ("low", "high", "currency", "per", "note", "source", "sourced_on")
LONGEST_WORD = 80
ANSWERS = {True: "yes", False: "no", None: "unknown"}


@transaction.atomic
def add_product(firm: Firm, values: Mapping[str, Any], *, by: User) -> Product:
    """A product of the firm's own. values: fields of `PLAIN`, and prices: a list of mappings of `PRICE_FIELDS`.

    Refused without a name, with a name or alias that another own product has, or with words that the vocabulary does
    not know.
    """
    product = Product(firm=firm)
    _apply(product, values)
    _keep(Verb.ADDED, product, by)
    return product


@transaction.atomic
def change_product(product: Product, values: Mapping[str, Any], *, by: User, version: int | None = None) -> Product:
    """Change the given fields only. Raises Conflict when somebody changed the product since `version`."""
    current = _locked(product)
    if version is not None and version != current.version:
        raise Stale(
            f"Somebody else changed {current.name} while you were editing. Their change is kept and shown below; "
            "check it and save again.",
            version=current.version,
        )
    before = _in_words(current, values)
    _apply(current, values)
    after = _in_words(current, values)
    if changes := differences(before, after, _label):
        current.version += 1
        current.save(update_fields=["version"])
        _keep(Verb.CHANGED, current, by, changes)
    return current


@transaction.atomic
def archive_product(product: Product, *, by: User) -> Product:
    """Found and suggested no more; its page and its history stay."""
    current = _locked(product)
    if not current.is_archived:
        _set_archived(current, by, archived=True)
    return current


@transaction.atomic
def restore_product(product: Product, *, by: User) -> Product:
    """Back into the list. Refused while another own product has taken the name."""
    current = _locked(product)
    if current.is_archived:
        _refuse_twins(current)
        _set_archived(current, by, archived=False)
    return current


def _locked(product: Product) -> Product:
    current = Product.objects.select_for_update().get(pk=product.pk)
    if not current.is_own:
        raise Refused(f"{current.name} is shared by all firms. Add a product of your own to describe it differently.")
    return current


def _set_archived(product: Product, by: User, *, archived: bool) -> None:
    product.is_archived = archived
    product.save(update_fields=["is_archived"])
    _keep(Verb.ARCHIVED if archived else Verb.RESTORED, product, by)


def _keep(verb: Verb, product: Product, by: User, changes: Iterable[Mapping[str, str]] = ()) -> None:
    now = timezone.now()
    Product.objects.filter(pk=product.pk).update(changed_at=now)
    ProductChange.objects.create(product=product, by=by, at=now, verb=verb, differences=list(changes))


def _apply(product: Product, values: Mapping[str, Any]) -> None:
    for name in values.keys() & {*TEXTS, *FACTS}:
        setattr(product, name, values[name])
    product.name = " ".join(product.name.split())
    if not name_key(product.name):
        raise Refused("Give the product a name.", field="name")
    for name in values.keys() & set(LISTS):
        setattr(product, name, _words(product, name, values[name]))
    product.category = product.category or "other"
    if product.category not in vocabulary().categories:
        raise Refused(f"There is no category “{product.category}”.", field="category")
    product.match_keys = name_keys([product.name, *product.aliases])
    _refuse_twins(product)
    product.key = product.key or _free_key(product)
    product.save()
    if "prices" in values:
        _price(product, values["prices"])


def _words(product: Product, name: str, given: Iterable[str]) -> list[str]:
    words = list(dict.fromkeys(" ".join(word.split()) for word in given))
    if any(len(word) > LONGEST_WORD for word in words):
        raise Refused(f"Use at most {LONGEST_WORD} characters for each.", field=name)
    if name == "aliases":
        return words
    if name == "connectors":
        return list(dict.fromkeys(_connector(product, word) for word in words))
    known = {word.casefold(): word for word in getattr(vocabulary(), name)}
    return [_known(word, known, name) for word in words]


def _known(word: str, known: Mapping[str, str], name: str) -> str:
    found = known.get(word.casefold())
    if found:
        return found
    near = [known[match] for match in get_close_matches(word.casefold(), known, n=3, cutoff=0.6)]
    hint = f"Did you mean {' or '.join(near)}?" if near else "Choose from the words that the catalogue uses."
    raise Refused(f"The catalogue has no word “{word}”. {hint}", field=name)


def _connector(product: Product, word: str) -> str:
    found = find_product(word, product.firm)
    if found is None or found.pk == product.pk:
        raise Refused(
            f"“{word}” is no other product of the catalogue. Add it first, or leave it out.", field="connectors"
        )
    return found.name


def _refuse_twins(product: Product) -> None:
    own = products(product.firm).filter(firm=product.firm, match_keys__overlap=product.match_keys)
    twin = own.exclude(pk=product.pk).first()
    if twin is not None:
        field = "name" if name_key(product.name) in twin.match_keys else "aliases"
        raise Refused(f"Your catalogue already has {twin.name} under that name. Open that one instead.", field=field)


def _free_key(product: Product) -> str:
    wanted = slugify(product.name)[:70] or "product"
    taken = set(Product.objects.filter(firm=product.firm, key__startswith=wanted).values_list("key", flat=True))
    return next(key for key in _keys(wanted, len(taken)) if key not in taken)


def _keys(wanted: str, taken: int) -> Iterable[str]:
    return [wanted, *(f"{wanted}-{number}" for number in range(2, taken + 2))]


def _price(product: Product, rows: Iterable[Mapping[str, Any]]) -> None:
    today = timezone.localdate()
    given = [{"source": product.source, "sourced_on": product.sourced_on or today, **row} for row in rows]
    for row in given:
        low, high = row.get("low"), row.get("high")
        if low is not None and high is not None and low > high:
            raise Refused("The lower price is above the higher one.", field="prices")
        if low is None and high is None and not row.get("note"):
            raise Refused("Give a price an amount, or a note such as “On request”.", field="prices")
    product.prices.all().delete()
    ProductPrice.objects.bulk_create(ProductPrice(product=product, **row) for row in given)


def _in_words(product: Product, names: Iterable[str]) -> dict[str, str]:
    return {name: _shown(product, name) for name in names}


def _shown(product: Product, name: str) -> str:
    if name == "prices":
        return "; ".join(price.words for price in product.prices.all()) or "–"
    value = getattr(product, name)
    if name in LISTS:
        return ", ".join(value) or "–"
    if name in {"open_api", "webhooks", "bulk", "sso"}:
        return ANSWERS[value]
    if name == "kind":
        return str(Product.Kind(value).label)
    return category_label(value) if name == "category" else str(value or "–")


def _label(name: str) -> str:
    return "Indicative price" if name == "prices" else label_of(Product, name)

"""A product as the files in `data/` describe it, and what may be wrong with such a description.

One file a category: `category` and, for platforms, `kind` at the top, then one `[[product]]` for each with its
`[[product.prices]]`. Yes, no and unknown are written out, so that nobody has to guess what a missing line means.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from apps.shared.catalog.models import Product, ProductPrice
from apps.shared.catalog.vocabulary import Vocabulary

ANSWERS = {"yes": True, "no": False, "unknown": None}
READINESS = ("open_api", "webhooks", "bulk", "sso")
TEXTS = {"key": 80, "name": 80, "vendor": 80, "website": 200, "source": 300}
LISTS = ("aliases", "capabilities", "data_objects", "connectors")
REQUIRED = {*TEXTS, *LISTS, *READINESS, "sourced_on"}
OF_PLATFORMS = {"tier", "best_use"}
PRICE_REQUIRED = {"currency", "per", "source", "sourced_on"}
PRICE_OPTIONAL = {"low", "high", "note"}
TIERS = (1, 2, 3)
# Of our own sources, which are documents and have no address (DOMAIN).
DOCUMENTS = ("G", "N", "R")


@dataclass(frozen=True)
class Entry:
    """values: fields of Product; prices: fields of ProductPrice, one mapping each."""

    place: str
    values: Mapping[str, Any]
    prices: tuple[Mapping[str, Any], ...]


@dataclass
class Reading:
    """What was read, every problem in words that say where, and all names, those of entries with problems too."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    names: set[str | None] = field(default_factory=set)


def read_product(raw: Mapping[str, Any], place: str, top: Mapping[str, Any], words: Vocabulary) -> Reading:
    """One `[[product]]`. With problems there is no entry."""
    kind = top.get("kind", Product.Kind.APPLICATION)
    needed = REQUIRED | (OF_PLATFORMS if kind == Product.Kind.PLATFORM else set())
    problems = [*_keys(raw, needed, {"prices"})]
    if not problems:
        problems = [*_texts(raw), *_lists(raw, words), *_answers(raw), *_facts(raw)]
    prices = raw.get("prices", [])
    problems += [f"price {number}: {problem}" for number, row in enumerate(prices, 1) for problem in _price(row)]
    if problems:
        return Reading(problems=[f"{place}: {problem}" for problem in problems])
    values = {name: raw[name] for name in needed - set(READINESS)}
    values |= {name: ANSWERS[raw[name]] for name in READINESS}
    values |= {"kind": kind, "category": top["category"]}
    return Reading(entries=[Entry(place, values, tuple(_price_values(row) for row in prices))])


def _keys(raw: Mapping[str, Any], needed: set[str], more: set[str]) -> Iterator[str]:
    yield from (f"{name} is missing" for name in sorted(needed - raw.keys()))
    yield from (f"{name} is not known here" for name in sorted(raw.keys() - needed - more))


def _texts(raw: Mapping[str, Any]) -> Iterator[str]:
    for name, length in TEXTS.items():
        value = raw[name]
        if not isinstance(value, str) or not value.strip():
            yield f"{name} must be a text"
        elif len(value) > length:
            yield f"{name} is longer than {length} characters"
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", str(raw["key"])):
        yield "key may have small letters, digits and single hyphens"


def _lists(raw: Mapping[str, Any], words: Vocabulary) -> Iterator[str]:
    known = {"capabilities": words.capabilities, "data_objects": words.data_objects}
    for name in LISTS:
        values = raw[name]
        if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
            yield f"{name} must be a list of texts"
            continue
        if len({value.casefold() for value in values}) < len(values):
            yield f"{name} names something twice"
        strange = [value for value in values if name in known and value not in known[name]]
        yield from (f"{name}: “{value}” is not in vocabulary.toml" for value in strange)
    if not raw["capabilities"]:
        yield "capabilities: name at least one"


def _answers(raw: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{name} must be yes, no or unknown" for name in READINESS if raw[name] not in ANSWERS)


def _facts(raw: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{name} must begin with https://" for name in ("website", "source") if not _is_address(raw[name]))
    yield from _day(raw)
    if "tier" in raw and raw["tier"] not in TIERS:
        yield "tier must be 1, 2 or 3"


def _day(raw: Mapping[str, Any]) -> Iterator[str]:
    if type(raw["sourced_on"]) is not date:
        yield "sourced_on must be a day such as 2026-11-01"


def _price(raw: Mapping[str, Any]) -> Iterator[str]:
    wrong = [*_keys(raw, PRICE_REQUIRED, PRICE_OPTIONAL)]
    if wrong:
        yield from wrong
        return
    low, high = raw.get("low"), raw.get("high")
    amounts = [amount for amount in (low, high) if amount is not None]
    if not all(type(amount) in {int, Decimal} and amount >= 0 for amount in amounts):
        yield "low and high must be numbers from 0"
    elif len(amounts) == len((low, high)) and amounts[0] > amounts[1]:
        yield "low is above high"
    elif not amounts and not raw.get("note"):
        yield "give an amount or a note"
    if not re.fullmatch("[A-Z]{3}", str(raw["currency"])):
        yield "currency must be three capitals such as USD"
    if raw["per"] not in ProductPrice.Per.values:
        yield f"per must be one of {', '.join(ProductPrice.Per.values)}"
    if not (_is_address(raw["source"]) or str(raw["source"]).split(" ")[0] in DOCUMENTS):
        yield "source must begin with https://, or with G, N or R"
    yield from _day(raw)


def _price_values(raw: Mapping[str, Any]) -> dict[str, Any]:
    amounts = {name: None if raw.get(name) is None else Decimal(raw[name]) for name in ("low", "high")}
    return {**raw, **amounts, "note": raw.get("note", "")}


def _is_address(value: Any) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"https://[\w.-]+\.\w+(/\S*)?", value))

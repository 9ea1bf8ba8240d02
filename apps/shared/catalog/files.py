"""Reading the files of the catalogue, and the mistakes that only show when all of them are read together."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from apps.shared.catalog.entries import Entry, Reading, read_product
from apps.shared.catalog.models import Product
from apps.shared.catalog.names import name_keys
from apps.shared.catalog.vocabulary import DATA, VOCABULARY, vocabulary


def read_catalogue(folder: Path = DATA) -> Reading:
    """All products of a folder's files, and all problems. Nothing is raised: whoever calls decides."""
    reading = Reading()
    for path in sorted(folder.glob("*.toml")):
        if path.name != VOCABULARY:
            _read_file(path, reading)
    reading.problems += [*_twice(reading.entries), *_unknown_connectors(reading)]
    return reading


def _read_file(path: Path, reading: Reading) -> None:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        reading.problems.append(f"{path.name}: cannot be read: {error}")
        return
    problems = [f"{path.name}: {problem}" for problem in _top(content)]
    reading.problems += problems
    if problems:
        return
    for number, raw in enumerate(content["product"], 1):
        place = f"{path.name}, {raw.get('name') or f'product {number}'}"
        found = read_product(raw, place, content, vocabulary())
        reading.names.add(raw.get("name"))
        reading.entries += found.entries
        reading.problems += found.problems


def _top(content: dict[str, Any]) -> Iterator[str]:
    yield from (f"{name} is not known here" for name in sorted(content.keys() - {"category", "kind", "product"}))
    if content.get("category") not in vocabulary().categories:
        yield f"category “{content.get('category', '')}” is not in {VOCABULARY}"
    if content.get("kind", Product.Kind.APPLICATION) not in Product.Kind.values:
        yield f"kind must be one of {', '.join(Product.Kind.values)}"
    products = content.get("product")
    if not isinstance(products, list) or not all(isinstance(raw, dict) for raw in products):
        yield "[[product]] is missing"


def _twice(entries: list[Entry]) -> Iterator[str]:
    """A key, name or alias that two products share would make finding them a matter of luck."""
    keys: dict[str, Entry] = {}
    spellings: dict[str, Entry] = {}
    for entry in entries:
        key = entry.values["key"]
        if keys.setdefault(key, entry) is not entry:
            yield f"{entry.place}: key “{key}” is also that of {keys[key].place}"
        for spelling in name_keys([entry.values["name"], *entry.values["aliases"]]):
            if spellings.setdefault(spelling, entry) is not entry:
                yield f"{entry.place}: the name or alias “{spelling}” is also that of {spellings[spelling].place}"


def _unknown_connectors(reading: Reading) -> Iterator[str]:
    for entry in reading.entries:
        others = reading.names - {entry.values["name"]}
        strange = [name for name in entry.values["connectors"] if name not in others]
        yield from (f"{entry.place}: connects to “{name}”, which is no other product here" for name in strange)

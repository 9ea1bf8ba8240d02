"""The words that products may be described with, from `data/vocabulary.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
VOCABULARY = "vocabulary.toml"


@dataclass(frozen=True)
class Vocabulary:
    """categories: key → what people read; data_objects, capabilities: word → what it means."""

    categories: dict[str, str]
    data_objects: dict[str, str]
    capabilities: dict[str, str]


@cache
def vocabulary() -> Vocabulary:
    with (DATA / VOCABULARY).open("rb") as file:
        return Vocabulary(**tomllib.load(file))


def category_label(key: str) -> str:
    return vocabulary().categories.get(key, key)

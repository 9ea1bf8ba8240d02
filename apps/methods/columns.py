"""Which column of somebody's spreadsheet means which field.

A head matches a field when, without capitals, accents and punctuation, it is the field's name or one of its synonyms
(100), holds one of them whole beside at most three other words (90), or is spelled nearly like one (the similarity in
percent, from 80). A word that gives the head another meaning ("cost centre", "monthly cost") rules the field out. Each
field gets at most one column, the best match first; among equals the column further left.

Worked example: the heads "Tool", "Anual cost", "Cost centre" match name at 100, annual_cost at 95 and nothing.

>>> tool = Meaning("name", "Name", synonyms=("tool",))
>>> [match.key if match else "" for match in match_columns(["Tool", "Shoe size"], [tool])]
['name', '']
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

SURE = 100
HOLDS = 90
FLOOR = 80
MOST_OTHER_WORDS = 3
LOOKED_AT = 20


@dataclass(frozen=True)
class Meaning:
    """A field that a column may mean. never: words that tell it is something else."""

    key: str
    label: str
    synonyms: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """A guess. confidence: 80 to 100 percent; because: the words that the head was taken for."""

    key: str
    confidence: int
    because: str


def match_columns(heads: Sequence[str], meanings: Sequence[Meaning]) -> list[Match | None]:
    """The guess for each head, None where there is none."""
    found: list[Match | None] = [None] * len(heads)
    guesses = [
        (guess.confidence, -position, -order, guess)
        for position, head in enumerate(heads)
        for order, meaning in enumerate(meanings)
        if (guess := _guess(head, meaning))
    ]
    taken: set[str] = set()
    for _, left, _, guess in sorted(guesses, key=lambda entry: entry[:3], reverse=True):
        if found[-left] is None and guess.key not in taken:
            found[-left] = guess
            taken.add(guess.key)
    return found


def find_heads(rows: Sequence[Sequence[str]], meanings: Sequence[Meaning]) -> int | None:
    """Position of the row that holds the heads: the one of the first 20 with most matches, the upper among equals.

    None when no row has any: the file has no heads, or none that could be recognised.
    """
    hits = [sum(match is not None for match in match_columns(row, meanings)) for row in rows[:LOOKED_AT]]
    best = max(hits, default=0)
    return hits.index(best) if best else None


def plain_words(text: str) -> str:
    """Lower case, without accents and punctuation, words apart: "annualCost (€)" is "annual cost"."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    bare = "".join(c for c in unicodedata.normalize("NFKD", apart) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", bare.casefold()))


def _guess(head: str, meaning: Meaning) -> Match | None:
    said = plain_words(head)
    words = said.split()
    if not words or set(words) & set(meaning.never):
        return None
    scored = [(_score(said, plain_words(name)), name) for name in (meaning.label, meaning.key, *meaning.synonyms)]
    confidence, name = max(scored, key=lambda pair: pair[0])
    return Match(meaning.key, confidence, name) if confidence >= FLOOR else None


def _score(said: str, name: str) -> int:
    if said == name:
        return SURE
    words, wanted = said.split(), name.split()
    if set(wanted) <= set(words) and len(words) - len(wanted) <= MOST_OTHER_WORDS:
        return HOLDS
    # Short words are alike by chance: "users" and "owners".
    return min(int(fuzz.ratio(said, name)), SURE - 1) if min(len(said), len(name)) > 5 else 0

"""Which known product a merchant's name means, how surely, and how far the next candidate is behind.

The name must begin with one of the product's names (also written together, cut off by the statement, or with a slip);
behind it only words may follow that software companies print there. A trade's word ("yoga", "marina") makes it somebody
else; a word nobody knows makes a short everyday name somebody else and a coined or longer one merely likely. A shop's
till in front speaks against software with an everyday name.

Score: 100 the name alone, minus 1 for each usual word behind it; 88, 80, 72 with one, two, three unknown words behind a
coined name; slips count by similarity (rapidfuzz), 88 to 94. Below 75 nothing is proposed. Margin: points ahead of the
best product of another name. In words: certain from 95 with a margin of 10, likely from 85 with 5, else unsure.

Worked example: "SLACK T0AB12CD3 SAN FRANCISCO CA" is certain to be Slack; "SLACK POINT MARINA" is nothing known.

>>> shelf = Shelf([Known("Slack", ("Slack", "Slack Technologies"), "Salesforce")])
>>> shelf.recognise("SLACK T0AB12CD3 SAN FRANCISCO CA").strength.value
'certain'
>>> shelf.recognise("SLACK POINT MARINA") is None
True
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz import fuzz, process

from apps.methods.merchants import Merchant, normalise, read_merchant, squeezed
from apps.methods.merchants_words import EVERYDAY, NEUTRAL, PLACES, SHOP_CATEGORIES, SOFTWARE_CATEGORIES, STATES, TRADES

FLOOR = 75
SLIP_FLOOR = 88
SHORTEST_WITH_SLIP = 7
SURE_WITH_SLIP = 94  # never certain
COINED = 7  # letters from which a single word is hardly an everyday one
CUT_OFF = 9  # letters of which a name that the statement cut off must have kept
MARKETS = ("google", "apple", "microsoft", "intuit", "amazon", "amzn", "msft", "adobe", "atlassian", "zoho")
MOST_USUAL_COUNTED = 5
SHOP = 30
PLACE_WORDS = frozenset(word for place in PLACES for word in place.split())
UNKNOWN_BEHIND = {0: 100, 1: 88, 2: 80, 3: 72}
UNKNOWN_BEHIND_EVERYDAY = {0: 100, 1: 66}


class Strength(StrEnum):
    UNSURE = "unsure"
    LIKELY = "likely"
    CERTAIN = "certain"

    @property
    def rank(self) -> int:
        return list(Strength).index(self)


@dataclass(frozen=True, slots=True)
class Known:
    """A product and every name under which it may appear."""

    product: str
    names: tuple[str, ...]
    vendor: str = ""


@dataclass(frozen=True, slots=True)
class Recognised:
    """score and margin: 0 to 100. because: the known name that the text was taken for."""

    product: str
    score: int
    margin: int
    because: str

    @property
    def strength(self) -> Strength:
        if self.score >= 95 and self.margin >= 10:
            return Strength.CERTAIN
        return Strength.LIKELY if self.score >= 85 and self.margin >= 5 else Strength.UNSURE


class _Name(NamedTuple):
    joined: str
    words: int
    product: str
    vendor: str


class _Head(NamedTuple):
    """How many words of the line the name took, and the vendor said before them."""

    words: int
    vendor: str


class _Hit(NamedTuple):
    score: int
    joined: str
    product: str


class Shelf:
    """All known names, arranged so that a line is compared with few of them."""

    def __init__(self, known: Iterable[Known]) -> None:
        self.names: dict[str, list[_Name]] = {}
        self.starts: dict[str, set[str]] = defaultdict(set)
        for entry in known:
            vendor = squeezed(normalise(entry.vendor)) if entry.vendor else ""
            for name in dict.fromkeys((entry.product, *entry.names)):
                plain = normalise(name)
                if plain:
                    self._add(_Name(squeezed(plain), plain.count(" ") + 1, entry.product, vendor))
        self.vendors = {name.vendor for names in self.names.values() for name in names if name.vendor}

    def _add(self, name: _Name) -> None:
        self.names.setdefault(name.joined, []).append(name)
        self.starts[name.joined[:1]].add(name.joined)

    def recognise(self, line: str, *, is_software: bool = False, category: str = "") -> Recognised | None:
        """The product meant, or None. is_software: the list holds nothing else (sign-in applications).

        category: what the card's issuer says about the line; a word for software helps, one for a shop hinders.
        """
        merchant = read_merchant(line)
        said = set(category.casefold().replace("-", " ").replace("&", " ").split())
        context = _Context(
            merchant=merchant,
            is_software=is_software or bool(said & SOFTWARE_CATEGORIES),
            is_shop=not is_software and (merchant.is_till or bool(said & SHOP_CATEGORIES)),
        )
        hits = self._hits(merchant.name.split(), context)
        return _best(hits)

    def _hits(self, words: list[str], context: "_Context") -> list[_Hit]:
        hits = self._from(words, context, vendor="")
        if len(words) > 1 and (words[0] in MARKETS or words[0] in self.vendors):
            hits += self._from(words[1:], context, vendor=words[0])
        return [hit for hit in hits if hit.score >= FLOOR]

    def _from(self, words: list[str], context: "_Context", *, vendor: str) -> list[_Hit]:
        hits: list[_Hit] = []
        for length in range(1, min(len(words), 5) + 1):
            head, rest = "".join(words[:length]), words[length:]
            for joined, likeness in self._alike(head, is_last=not rest):
                place = _Head(length, vendor)
                hits += [_hit(name, likeness, rest, context, place) for name in self.names[joined]]
        return hits

    def _alike(self, head: str, *, is_last: bool) -> list[tuple[str, int]]:
        """Known names that this head is, nearly is, or begins."""
        if head in self.names:
            return [(head, 100)]
        near = self.starts.get(head[:1], set())
        glued = [
            (name, 97) for name in near if head.startswith(name) and head[len(name) :] in NEUTRAL and len(name) > 3
        ]
        if glued or len(head) < SHORTEST_WITH_SLIP:
            return glued
        cut = [(name, 93) for name in near if is_last and len(head) >= CUT_OFF and name.startswith(head)]
        if cut:
            return cut
        long = [name for name in near if len(name) >= SHORTEST_WITH_SLIP]
        slips = process.extract(head, long, scorer=fuzz.ratio, score_cutoff=SLIP_FLOOR, limit=3)
        return [(name, min(int(score), SURE_WITH_SLIP)) for name, score, _ in slips]


@dataclass(frozen=True, slots=True)
class _Context:
    merchant: Merchant
    is_software: bool
    is_shop: bool


def _hit(name: _Name, likeness: int, rest: Sequence[str], context: _Context, head: _Head) -> _Hit:
    is_own_vendor = bool(head.vendor) and name.vendor.startswith(head.vendor)
    is_coined = (name.words > 1 or len(name.joined) >= COINED) and name.joined not in EVERYDAY
    is_trusted = is_coined or is_own_vendor or context.is_software or context.merchant.is_address
    unknown = [word for word in rest if not _is_usual(word, name, context)]
    behind = UNKNOWN_BEHIND if is_trusted else UNKNOWN_BEHIND_EVERYDAY
    score = min(likeness, behind.get(len(unknown), 0)) - min(len(rest) - len(unknown), MOST_USUAL_COUNTED)
    if _is_somebody_else(name, rest, unknown, context, head):
        score = 0
    if context.is_shop and not is_coined and not is_own_vendor:
        score -= SHOP
    return _Hit(max(score, 0), name.joined, name.product)


def _is_somebody_else(name: _Name, rest: Sequence[str], unknown: Sequence[str], context: _Context, head: _Head) -> bool:
    """A trade behind the name; or unknown words after another vendor, a shop's till, or a name written apart."""
    trades = not context.is_software and any(word in TRADES and word not in NEUTRAL for word in rest)
    is_foreign = bool(head.vendor) and not name.vendor.startswith(head.vendor)
    return trades or bool(unknown and (is_foreign or context.is_shop or head.words > name.words))


def _is_usual(word: str, name: _Name, context: _Context) -> bool:
    is_known = word in NEUTRAL or word in PLACES or word in STATES or word in PLACE_WORDS
    return is_known or word in context.merchant.beside or bool(name.vendor and name.vendor.startswith(word))


def _best(hits: list[_Hit]) -> Recognised | None:
    """The highest, among equals the one whose name is longer; a name that merely begins the best one is no rival."""
    if not hits:
        return None
    best = max(hits, key=lambda hit: (hit.score, len(hit.joined), hit.product))
    longest = max(
        (hit for hit in hits if hit.score >= best.score - 5), key=lambda hit: (len(hit.joined), hit.score, hit.product)
    )
    best = longest if longest.joined.startswith(best.joined) else best
    rivals = [hit.score for hit in hits if hit.product != best.product and not best.joined.startswith(hit.joined)]
    shared = [hit.score for hit in hits if hit.product != best.product and hit.joined == best.joined]
    return Recognised(best.product, best.score, best.score - max([*rivals, *shared], default=0), best.joined)

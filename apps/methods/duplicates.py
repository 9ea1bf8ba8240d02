"""Which names probably mean the same tool: "HubSpot, Inc." and "Hub Spot", "Quickbooks" and "QuickBooks Online".

Two names are the same when their keys are equal: without capitals, accents, punctuation, spaces, the ending of an
address (.com), the form of a company (Inc, GmbH) and words that many tools carry (app, online, software). They are
likely the same when their keys have at least five characters and are at least 88 % alike by the order of their
characters (rapidfuzz ratio), and begin with the same three: a typing mistake rarely stands in front, and comparing
only those keeps 5,000 names within a second. Names with different numbers ("Plan 2", "Plan 3") are never alike.
Source: DOMAIN 1, duplicates are merged by hand; this only proposes.

Worked example: "Mail Chimp" and "Mailchimp.com" have the key "mailchimp" (100); "Salesforce" and "Saleforce" are
94.7 % alike.

>>> duplicate_key("Mail Chimp"), duplicate_key("The HubSpot App, Inc.")
('mailchimp', 'hubspot')
>>> [(pair.one, pair.other, pair.likeness) for pair in find_duplicates({1: "Salesforce", 2: "Slack", 3: "Saleforce"})]
[(1, 3, 95)]
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

FLOOR = 88
SHORTEST = 5
BLOCK = 3
ADDRESS = re.compile(r"\.(com|io|net|org|co|app|ai|de|eu|uk|us)\b")
WORDS = re.compile(r"[^\W_]+")
COMMON = frozenset(
    {"inc", "incorporated", "ltd", "limited", "llc", "gmbh", "ag", "corp", "corporation", "co", "company", "plc", "sa"}
    | {"srl", "bv", "the", "app", "apps", "application", "online", "cloud", "software", "platform", "suite", "tool"}
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two applications by their numbers, the smaller first. likeness: 88 to 100 percent."""

    one: int
    other: int
    likeness: int


def duplicate_key(name: str) -> str:
    """What is left of a name when nothing is left that people write differently. Never empty for a name with letters.

    Words that many tools carry stay when the name has no others: "The App" is "theapp".
    """
    plain = _bare(_bare(name).casefold()).replace("'", "").replace("’", "")
    words = WORDS.findall(ADDRESS.sub(" ", plain)) or WORDS.findall(plain)
    return "".join([word for word in words if word not in COMMON] or words)


def _bare(text: str) -> str:
    """Without accents and other signs on letters."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def find_duplicates(names: Mapping[int, str]) -> list[Pair]:
    """Every pair that is probably the same tool, the likeliest first."""
    keys = {number: key for number, name in names.items() if (key := duplicate_key(name))}
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number in sorted(keys):
        blocks[keys[number][:BLOCK], _digits(keys[number])].append(number)
    found = [pair for block in blocks.values() for pair in _alike(block, keys)]
    return sorted(found, key=lambda pair: (-pair.likeness, pair.one, pair.other))


def _alike(block: Sequence[int], keys: Mapping[int, str]) -> Iterator[Pair]:
    for one, other in combinations(block, 2):
        likeness = _likeness(keys[one], keys[other])
        if likeness:
            yield Pair(one, other, likeness)


def _likeness(one: str, other: str) -> int:
    if one == other:
        return 100
    if min(len(one), len(other)) < SHORTEST:
        return 0
    return int(fuzz.ratio(one, other, score_cutoff=FLOOR) + 0.5)


def _digits(key: str) -> str:
    return "".join(sign for sign in key if sign.isdigit())

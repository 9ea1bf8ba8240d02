"""The merchant's name inside a statement line, without what bank, processor and network print around it.

Taken away: capitals and accents; the processor in front of a star (SQ *, TST*, PAYPAL *, PADDLE.NET*); the bank's words
at the front (POS DEBIT, RECURRING PAYMENT); web addresses down to their name; telephone numbers, days, store numbers
and reference codes; legal forms; and at the end the country, state and city. What would leave nothing is left alone.
Taking it away twice changes nothing more.

Worked example: "SQ *BLUE BOTTLE COFFEE #0231 OAKLAND CA" is "blue bottle coffee", taken by a shop's till.

>>> read_merchant("PAYPAL *TRELLO.COM 402-935-7733 NEW YORK NY").name
'trello'
>>> till = read_merchant("SQ *BLUE BOTTLE COFFEE #0231 OAKLAND CA")
>>> till.name, till.via, till.is_till
('blue bottle coffee', 'sq', True)
"""

import re
import unicodedata
from dataclasses import dataclass

from apps.methods.merchants_words import (
    BANK_WORDS,
    COUNTRIES,
    KEPT_NUMBERS,
    LEGAL,
    MONTHS,
    PLACES,
    PROCESSORS,
    STATES,
    TILLS,
)

PREFIX = re.compile(r"^([a-z0-9.]{2,14})\s*\*+\s*(?=\S)")
ADDRESS = re.compile(
    r"(?:https?://)?(?:[a-z0-9-]+\.)*?([a-z0-9][a-z0-9-]*)\."
    r"(?:com|io|co|net|org|app|us|ai|so|dev|cloud|eu|me|tv|ly|to|software|email|team)(?:\.(?:uk|au))?(?![a-z0-9])(?:/\S*)?"
)
PHONE = re.compile(r"(?:\+?\d{1,3}[-. ]?)?\(?\b\d{3}\)?[-. ]\d{3}[-. ]?\d{4}\b|\b\d{3}-\d{7}\b|\b\+?\d{10,}\b")
DAY = re.compile(
    rf"\b\d{{1,4}}[/-]\d{{1,2}}(?:[/-]\d{{2,4}})?\b|\b\d{{1,2}}(?:{MONTHS})\d{{0,4}}\b|\b(?:{MONTHS})\d{{2,4}}\b"
)
STORE = re.compile(r"(?:#\s*|\b(?:store|str|no)\.?\s*#?\s*)\d{1,6}\b")
WORD = re.compile(r"[a-z0-9]+")
HELP_PAGE = re.compile(r"@|^https|\w\.[a-z]{1,3}(?:$|/)")
COMPANY = re.compile(r"[\s,](?:inc|llc|ltd|limited|gmbh|pty|corp|plc|b\.?v|sas|s\.?l)\b\.?")
NUMBERED = re.compile(r"\b([a-z]{3,})\d{5,}\b")
LONGEST_PLACE = 3


@dataclass(frozen=True, slots=True)
class Merchant:
    """name: lower case, words apart by one space. via: the processor, or "". is_till: looks like a shop's till.

    is_address: the name is given as a web address. beside: words of the name that stand behind the legal form or in a
    help page's address, and so are no part of what the merchant is called.
    """

    name: str
    via: str
    is_till: bool
    is_address: bool = False
    beside: frozenset[str] = frozenset()


def read_merchant(line: str) -> Merchant:
    """The merchant of one line; its name is "" only for a line without letters and figures."""
    text = _plain(line)
    found = PREFIX.match(text)
    via = found[1] if found and found[1] in PROCESSORS else ""
    rest = " ".join(_without_front(text[found.end() :].split() if found and via else text.split()))
    is_address = bool(ADDRESS.match(rest))
    return Merchant(
        name=normalise(line),
        via=via,
        is_till=via in TILLS or bool(STORE.search(text)),
        is_address=is_address,
        beside=frozenset(_beside(rest)),
    )


def normalise(line: str) -> str:
    """The name alone. Idempotent: what is normalised stays as it is."""
    text = _plain(line)
    while (shorter := _once(text)) != text:
        text = shorter
    return text


def squeezed(name: str) -> str:
    """Without spaces, so that "quick books" and "quickbooks" are the same."""
    return name.replace(" ", "")


def _beside(text: str) -> list[str]:
    first, *others = text.split() or [""]
    words = [word for other in others if HELP_PAGE.search(other) for word in WORD.findall(ADDRESS.sub(r" \1 ", other))]
    legal = COMPANY.search(text, len(first))
    return words + (WORD.findall(text[legal.end() :]) if legal else [])


def _plain(line: str) -> str:
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", line.casefold()) if not unicodedata.combining(sign))
    return " ".join(bare.split())


def _once(text: str) -> str:
    found = PREFIX.match(text)
    rest = text[found.end() :] if found and found[1] in PROCESSORS else text
    for noise in (PHONE, DAY, STORE):
        rest = noise.sub(" ", rest)
    rest = NUMBERED.sub(r"\1", rest)
    rest = ADDRESS.sub(r" \1 ", rest).replace("'", "").replace("’", "")
    words = WORD.findall(rest) or WORD.findall(text)
    kept = [word for word in words if not _is_code(word)] or words
    if not kept:
        return ""
    return " ".join(_without_end(_without_front(kept)))


def _is_code(word: str) -> bool:
    """A store number or a reference: figures alone, or mixed with letters as no name is."""
    if word.isdigit():
        return word not in KEPT_NUMBERS
    figures = sum(sign.isdigit() for sign in word)
    starts_as_name = re.fullmatch(r"\d{1,2}[a-z]+|[a-z]+\d{1,3}", word) is not None
    return len(word) >= 6 and figures >= 3 and not starts_as_name


def _without_front(words: list[str]) -> list[str]:
    start = 0
    while start < len(words) - 1 and words[start] in BANK_WORDS:
        start += 1
    return words[start:]


def _without_end(words: list[str]) -> list[str]:
    """Without country, state, city and legal form, as long as something is left."""
    words = [words[0], *(word for word in words[1:] if word not in LEGAL or _is_state_at_end(word, words))]
    while len(words) > 1:
        drop = _place_at_end(words)
        if not drop:
            return words
        words = words[:-drop]
    return words


def _is_state_at_end(word: str, words: list[str]) -> bool:
    return word in STATES and word == words[-1]


def _place_at_end(words: list[str]) -> int:
    """How many words at the end say where: 0 to 3, never all of them."""
    if words[-1] in STATES | COUNTRIES:
        return 1
    for length in range(min(LONGEST_PLACE, len(words) - 1), 0, -1):
        place = " ".join(words[-length:])
        if place in PLACES or (place[-2:] in STATES and place[:-2].strip() in PLACES):
            return length
    return 0

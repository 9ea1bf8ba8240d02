"""What people write into cells, read as numbers, days, answers and lists.

A number may carry a currency, spaces, grouping and its minus in front, behind or as brackets. With both a dot and a
comma the last one is the decimal mark; a mark that occurs twice groups, and so does one before exactly three digits:
counts have no decimals and amounts have two, so that "1.234" and "1,234" are the same whoever writes them.
A day is read by its order: year first, or a month in letters, or dots (day first); with slashes or hyphens by the order
of its column (`day_first_of`). A number where a day belongs is Excel's serial: days since 30 December 1899.

Worked example: "1.234,50" and "$1,234.50" are 1234.50, "(9 600)" is −9600, "14/03/2027" and 46460 are 14 March 2027.

>>> read_number("1.234,50"), read_number("$1,234.50"), read_number("(9 600)")
(Decimal('1234.50'), Decimal('1234.50'), Decimal('-9600.0'))
>>> date_of_serial(Decimal(46460))
datetime.date(2027, 3, 14)
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

YES = frozenset(["yes", "y", "true", "t", "1", "x", "✓", "✔", "ja", "j", "wahr", "oui", "o", "vrai", "si", "sí", "s"])
NO = frozenset(["no", "n", "false", "f", "0", "nein", "falsch", "non", "faux", "nee"])
UNKNOWN = frozenset({"", "?", "-", "–", "unknown", "n/a", "na", "not known", "tbd", "unbekannt"})
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
SPACES = re.compile(r"\s+")  # the narrow and the no-break ones too
CURRENCY = re.compile(r"^(?:[A-Za-z]{1,3})?[$€£¥₹]?|(?:[$€£¥₹]|[A-Za-z]{3}|kr)$")
NUMBER = re.compile(r"(\d+|\d{1,3}([ '.,])\d{3}(?:\2\d{3})*)?(?:([.,])(\d+))?", re.ASCII)
THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{4})(\d{2})(\d{2})", re.ASCII)
NUMBERS_ONLY = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
DAY_AND_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-./ ]*([A-Za-z]{3,9})[-.,/ ]*(\d{4}|\d{2})", re.ASCII)
MONTH_AND_DAY = re.compile(r"([A-Za-z]{3,9})[-./ ]*(\d{1,2})(?:st|nd|rd|th)?[-.,/ ]+(\d{4}|\d{2})", re.ASCII)
CLOCK = re.compile(r"[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([AaPp][Mm]|Z)?$")
SERIAL_ZERO = date(1899, 12, 30)
LAST_SERIAL = 2_958_465  # 31 December 9999
FIRST_SERIAL_AS_TEXT = 10_000  # shorter numbers in a text are likelier to be a slip than a day before May 1927


class Unreadable(ValueError):
    """What stands in the cell is not of the kind wanted; the message says so in words that follow a quotation."""


def read_number(text: str) -> Decimal:
    """The number. Raises Unreadable."""
    bare = _without_sign(text)
    found = NUMBER.fullmatch(bare)
    if THOUSANDS.fullmatch(bare):
        value = Decimal(re.sub(r"[.,]", "", bare))
    elif not found or not bare or (found[2] and found[2] == found[3]):
        raise Unreadable("is not a number")
    else:
        value = Decimal(f"{re.sub(r'[^0-9]', '', found[1] or '0')}.{found[4] or '0'}")
    return -value if _is_negative(text) else value


def read_date(text: str, *, day_first: bool = False) -> date:
    """The day. day_first: how 03/04/2027 is read. Two-figure years are 1970 to 2069. Raises Unreadable."""
    bare = CLOCK.sub("", " ".join(text.split())).strip()
    if bare.isascii() and bare.isdigit() and len(bare) != 8 and Decimal(bare) >= FIRST_SERIAL_AS_TEXT:
        return date_of_serial(Decimal(bare))
    parts = _parts(bare, day_first=day_first)
    if parts is None:
        raise Unreadable("is not a date")
    try:
        return date(*parts)
    except ValueError:
        raise Unreadable("is a date that does not exist") from None


def date_of_serial(serial: Decimal) -> date:
    """The day of Excel's number for it; the time of day is dropped. Raises Unreadable."""
    if not 1 <= serial < LAST_SERIAL + 1:
        raise Unreadable("is not a date")
    return SERIAL_ZERO + timedelta(days=int(serial))


def day_first_of(texts: Iterable[str], *, usual: bool) -> bool:
    """Does the day come first in a column's dates? Told by the first with a number over 12; else as usual."""
    for text in texts:
        found = NUMBERS_ONLY.fullmatch(CLOCK.sub("", text.strip()))
        if found and int(found[1]) > 12:
            return True
        if found and int(found[3]) > 12:
            return False
    return usual


def read_yes_no(text: str) -> bool | None:
    """Yes, no, or None for unknown. Raises Unreadable."""
    said = text.strip().casefold()
    if said in UNKNOWN:
        return None
    if said in YES or said in NO:
        return said in YES
    raise Unreadable("is neither yes nor no")


def read_names(text: str) -> list[str]:
    """The names in one cell, each once: apart by lines, semicolons or bars, else by commas."""
    separators = r"[;|\n\r]" if re.search(r"[;|\n\r]", text) else ","
    names = (" ".join(part.split()) for part in re.split(separators, text))
    return list({name.casefold(): name for name in names if name}.values())


def _is_negative(text: str) -> bool:
    bare = text.strip().replace("−", "-").replace("–", "-")
    return bool(re.match(r"[^\d.,]*[-(]", bare)) or bare.endswith("-")


def _without_sign(text: str) -> str:
    """The digits and marks alone: no minus, brackets and currency; every space a plain one."""
    bare = SPACES.sub(" ", text).replace("’", "'").replace("−", "-").replace("–", "-").strip("()+- ")
    return CURRENCY.sub("", bare).strip("()+- ")


def _parts(bare: str, *, day_first: bool) -> tuple[int, int, int] | None:
    if found := YEAR_FIRST.fullmatch(bare):
        year, month, day = (found[1], found[2], found[3]) if found[1] else (found[4], found[5], found[6])
        return int(year), int(month), int(day)
    if found := NUMBERS_ONLY.fullmatch(bare):
        first, second = int(found[1]), int(found[3])
        is_day_first = found[2] == "." or first > 12 or (day_first and second <= 12)
        return (_year(found[4]), second, first) if is_day_first else (_year(found[4]), first, second)
    if found := DAY_AND_MONTH.fullmatch(bare):
        return _lettered(found[3], found[2], found[1])
    if found := MONTH_AND_DAY.fullmatch(bare):
        return _lettered(found[3], found[1], found[2])
    return None


def _lettered(year: str, month: str, day: str) -> tuple[int, int, int] | None:
    start = month[:3].casefold()
    return (_year(year), MONTHS.index(start) + 1, int(day)) if start in MONTHS else None


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 70 else 1900)

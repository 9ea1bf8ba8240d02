"""From the cells of an export to lines: which row holds the heads, what the columns mean, what each row says."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from apps.methods.cells import Unreadable, date_of_serial, day_first_of, read_date, read_number
from apps.methods.columns import find_heads, match_columns, plain_words
from apps.methods.merchants import normalise
from apps.tenant.discovery.columns import MEANINGS
from apps.tenant.discovery.models import Discovery, DiscoveryLine, Source
from apps.tenant.imports.reading.limits import Cell, Line

HEADS_WITHIN = 20
SAMPLES = 3
LARGEST = Decimal(10) ** 11
SWITCHED_OFF = frozenset({"inactive", "false", "no", "disabled", "deactivated", "off", "suspended"})
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD"})
Cells = Sequence[Cell]


@dataclass(frozen=True)
class Habits:
    """How the client writes: does the day come first, and which currency where none is said."""

    day_first: bool
    currency: str


def head_row_of(rows: Sequence[Line], source: str) -> int:
    """Number of the row with the heads; 0 when none can be recognised in a file of one column."""
    texts = [[str(cell).strip() for cell in line.cells] for line in rows[:HEADS_WITHIN]]
    position = find_heads(texts, MEANINGS[source])
    if position is None:
        return 0 if max(len(line.cells) for line in rows) == 1 else rows[0].number
    return rows[position].number


def fingerprint_of(heads: Sequence[str]) -> str:
    """The same for files with the same heads, whatever their capitals and punctuation."""
    return hashlib.sha256("\x1f".join(plain_words(head) for head in heads).encode()).hexdigest()


def guess_columns(heads: Sequence[str], lines: Sequence[Line], source: str) -> list[dict[str, Any]]:
    """One entry a column. A sign-in list of one column needs no heads: it holds names."""
    guesses = match_columns(heads, MEANINGS[source])
    is_plain_list = len(heads) == 1 and guesses[0] is None and source != Source.CARD
    return [
        {
            "head": head[:120],
            "field": "text" if is_plain_list else guess.key if guess else "",
            "confidence": guess.confidence if guess else 0,
            "is_chosen": False,
            "samples": _samples(lines, position),
        }
        for position, (head, guess) in enumerate(zip(heads, guesses, strict=True))
    ]


def _samples(lines: Sequence[Line], position: int) -> list[str]:
    cells = (str(line.cells[position]).strip() for line in lines[:50] if position < len(line.cells))
    return list(dict.fromkeys(cell[:60] for cell in cells if cell))[:SAMPLES]


def read_lines(discovery: Discovery, lines: Sequence[Line], habits: Habits) -> Iterator[DiscoveryLine]:
    """Every row as a line, the unreadable ones with their reason, copies with the number of the first."""
    places = {column["field"]: position for position, column in enumerate(discovery.columns) if column["field"]}
    reader = _Reader(discovery, places, lines, habits)
    seen: dict[tuple[Any, ...], int] = {}
    for line in lines:
        read = reader.read(line)
        if not read.problem:
            first = seen.setdefault(reader.identity(line, read), line.number)
            read.copy_of = first if first != line.number else None
        yield read


class _Reader:
    def __init__(self, discovery: Discovery, places: Mapping[str, int], lines: Sequence[Line], habits: Habits) -> None:
        self.discovery, self.places, self.habits = discovery, places, habits
        self.is_card = discovery.source == Source.CARD
        if self.is_card:
            days = (self._text(line.cells, "day") for line in lines)
            self.day_first = day_first_of(days, usual=habits.day_first)
            if discovery.charges_are_negative is None:
                discovery.charges_are_negative = self._charges_are_negative(lines)

    def identity(self, line: Line, read: DiscoveryLine) -> tuple[Any, ...]:
        """Rows that agree in all this are one: the same charge, or the same person's access."""
        if self.is_card:
            return read.text, read.day, read.amount, read.currency, read.payer, self._text(line.cells, "reference")
        return read.text, self._text(line.cells, "person"), self._text(line.cells, "reference"), read.users

    def read(self, line: Line) -> DiscoveryLine:
        cells = line.cells
        text = self._text(cells, "text") or self._text(cells, "statement")
        read = DiscoveryLine(discovery=self.discovery, number=line.number, text=text[:400])
        read.merchant = normalise(text)[:200]
        read.detail = (self._text(cells, "detail") or self._text(cells, "reference"))[:200]
        read.category = self._text(cells, "category")[:80]
        read.payer = self._payer(cells)
        try:
            self._fill(read, cells)
        except Unreadable as error:
            read.problem = str(error)[:200]
        return read

    def _fill(self, read: DiscoveryLine, cells: Cells) -> None:
        if not read.merchant:
            raise Unreadable("No name in this row")
        if not self.is_card:
            read.users = self._users(cells)
            if self._text(cells, "status").casefold() in SWITCHED_OFF:
                raise Unreadable(f"Switched off there ({self._text(cells, 'status')})")
            return
        read.day = self._day(cells)
        read.currency = self._currency(cells)
        amount = self._amount(cells)
        read.amount = -amount if self.discovery.charges_are_negative else amount

    def _text(self, cells: Cells, field: str) -> str:
        position = self.places.get(field)
        return " ".join(str(cells[position]).split()) if position is not None and position < len(cells) else ""

    def _payer(self, cells: Cells) -> str:
        """Who paid; of a card's number the last four figures only."""
        figures = "".join(sign for sign in self._text(cells, "account") if sign.isalnum())[-4:]
        person = self._text(cells, "payer")
        if not self.is_card:
            return self._text(cells, "person")[:80]
        return (f"{person} · {figures}" if person and figures else person or figures)[:80]

    def _day(self, cells: Cells) -> date | None:
        text = self._text(cells, "day")
        if not text:
            return None
        try:
            if text.replace(".", "", 1).isdigit() and len(text.split(".")[0]) == 5:
                return date_of_serial(Decimal(text))
            return read_date(text, day_first=self.day_first)
        except Unreadable as error:
            raise Unreadable(f"“{text[:40]}” {error}") from error

    def _amount(self, cells: Cells) -> Decimal:
        """Charged (more than 0) or given back, before the file's own sign is turned."""
        said = self._text(cells, "amount")
        if said:
            return self._number(said)
        paid, back = self._text(cells, "debit"), self._text(cells, "credit")
        if not paid and not back:
            raise Unreadable("No amount in this row")
        amount = abs(self._number(paid)) if paid else Decimal(0)
        amount -= abs(self._number(back)) if back else Decimal(0)
        return -amount if self.discovery.charges_are_negative else amount

    def _number(self, text: str) -> Decimal:
        try:
            value = read_number(text)
        except Unreadable as error:
            raise Unreadable(f"“{text[:40]}” {error}") from error
        if abs(value) >= LARGEST:
            raise Unreadable(f"“{text[:40]}” is too large to be an amount")
        return value.quantize(Decimal("0.01"))

    def _currency(self, cells: Cells) -> str:
        """Said in its own column or beside the amount; else the client's."""
        said = self._text(cells, "currency").upper()
        if len(said) == 3 and said.isalpha():
            return said
        amount = self._text(cells, "amount") or self._text(cells, "debit")
        letters = "".join(sign for sign in amount.upper() if sign.isalpha())
        if len(letters) == 3:
            return letters
        sign = next((SIGNS[sign] for sign in amount + said if sign in SIGNS), "")
        # Several countries call their money dollar: the client's own is meant where it is one of them.
        if sign == "USD" and self.habits.currency in DOLLARS:
            return self.habits.currency
        return sign or self.habits.currency

    def _users(self, cells: Cells) -> int | None:
        text = self._text(cells, "users")
        try:
            count = read_number(text) if text else None
        except Unreadable:
            return None
        return int(count) if count is not None and 0 <= count < 10**9 else None

    def _charges_are_negative(self, lines: Sequence[Line]) -> bool:
        """More amounts below 0 than above, as banks write them."""
        if "amount" not in self.places:
            return False
        signs = [_sign(self._text(line.cells, "amount")) for line in lines]
        return signs.count(-1) > signs.count(1)


def _sign(text: str) -> int:
    try:
        value = read_number(text)
    except Unreadable:
        return 0
    return (value > 0) - (value < 0)


def heads_of(rows: Sequence[Line], head_row: int) -> tuple[list[str], list[Line]]:
    """The heads, blank where there are none, and the rows below them."""
    width = max(len(line.cells) for line in rows)
    head = next((line for line in rows if line.number == head_row), None)
    texts = [str(cell).strip() for cell in head.cells] if head else []
    return texts + [""] * (width - len(texts)), [line for line in rows if line.number > head_row]

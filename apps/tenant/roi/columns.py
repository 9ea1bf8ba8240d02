"""Numbers of a CSV or XLSX file: its column of numbers, below its head. One that only counts the rows is left out."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from apps.core.errors import Refused
from apps.figures.numerals import listed
from apps.tenant.imports.reading import is_small, read_sheets, refuse_other_kinds
from apps.tenant.imports.reading.limits import Line

LARGEST_FILE = 2 * 1024 * 1024  # bytes
# Timings have no thousands, so that a comma is a decimal one; counts have, so that "1,234" says nothing for sure.
UNCLEAR = re.compile(r"[1-9]\d{0,2},\d{3}", re.ASCII)
UNCLEAR_WORDS = "which may be thousands or a decimal number. Write it without the comma, or with a point."
NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?", re.ASCII)


def numbers_in(content: bytes, *, counts: bool = False) -> list[Decimal]:
    """In the order of the file. Refused with the line of what is no number, and where several columns could be it.

    counts: of things, which may go into the thousands.
    """
    refuse_other_kinds(content)
    if len(content) > LARGEST_FILE or not is_small(content):
        raise Refused("This file is too large for a column of numbers. Leave out the other columns.", field="file")
    rows = next(sheet.rows for sheet in read_sheets(content) if sheet.rows)
    at = _column(rows)
    if at is None:
        raise Refused("No column of this file holds numbers. Check that you chose the right one.", field="file")
    below = rows if number_of(_cell(rows[0], at)) is not None else rows[1:]
    filled = [line for line in below if _cell(line, at) != ""]
    unclear = next((line for line in filled if counts and is_unclear(_cell(line, at))), None)
    if unclear:
        words = f"Line {unclear.number} of the file says “{_cell(unclear, at)}”, {UNCLEAR_WORDS} Nothing was added."
        raise Refused(words, field="file")
    return [_number(line, at) for line in filled]


def is_unclear(cell: Any) -> bool:
    return bool(UNCLEAR.fullmatch(str(cell).strip()))


def number_of(cell: Any) -> Decimal | None:
    """What a cell or a typed part says; None when that is no number."""
    text = str(cell).strip().replace("−", "-").replace(",", ".", 1)
    return Decimal(text) if NUMBER.fullmatch(text) else None


def _column(rows: Sequence[Line]) -> int | None:
    """The one in which one of the first two rows has a number: a head may stand above it. None: no such column."""
    width = max(len(line.cells) for line in rows)
    found = [at for at in range(width) if any(number_of(_cell(line, at)) is not None for line in rows[:2])]
    if len(found) > 1:
        found = [at for at in found if not _counts_rows(rows, at)] or found
    if len(found) > 1:
        names = listed([f"“{_head(rows[0], at)}”" for at in found])
        raise Refused(f"This file has several columns of numbers: {names}. Leave only what was measured.", field="file")
    return next(iter(found), None)


def _counts_rows(rows: Sequence[Line], at: int) -> bool:
    """Whether it goes 1, 2, 3 and so on."""
    numbers = [number for line in rows if (number := number_of(_cell(line, at))) is not None]
    return numbers == list(range(1, len(numbers) + 1))


def _head(line: Line, at: int) -> str:
    text = str(_cell(line, at))[:40].strip()
    return f"column {at + 1}" if not text or number_of(text) is not None else text


def _number(line: Line, at: int) -> Decimal:
    found = number_of(_cell(line, at))
    if found is None:
        words = f"Line {line.number} of the file says “{str(_cell(line, at))[:20]}”, which is no number."
        raise Refused(f"{words} Nothing was added.", field="file")
    return found


def _cell(line: Line, at: int) -> Any:
    return line.cells[at] if at < len(line.cells) else ""

"""How big a sheet may be, and the shapes that both readers give."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from apps.core.errors import Refused

MAX_COLUMNS = 200
MAX_ROWS = 20_000
MAX_CHARACTERS = 5_000  # of one cell; what is longer is cut, no field holds as much
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
TOO_WIDE = f"The file has more than {MAX_COLUMNS} columns. Delete those that are not needed, then bring it in again."
TOO_LONG = f"A sheet may have up to {MAX_ROWS:,} rows. Divide it into several files."

Cell = str | int | float


@dataclass(frozen=True)
class Line:
    """A row that holds something. number: as the spreadsheet program counts, from 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    name: str
    rows: list[Line]


def lines_of(rows: Iterable[tuple[int, Iterable[Any]]]) -> list[Line]:
    """The rows that hold something, without the empty cells at their end. Refused when there are too many."""
    lines: list[Line] = []
    for number, cells in rows:
        kept = list(cells)
        while kept and (kept[-1] is None or (isinstance(kept[-1], str) and not kept[-1].strip())):
            kept.pop()
        if not kept:
            continue
        if len(kept) > MAX_COLUMNS:
            raise Refused(TOO_WIDE, field="file")
        lines.append(Line(number, tuple(kept)))
        if len(lines) > MAX_ROWS + 100:
            raise Refused(TOO_LONG, field="file")
    return lines


def clean_text(text: str) -> str:
    """Without what no database and no page can hold."""
    return CONTROL.sub("", text)[:MAX_CHARACTERS]


def within_limits(sheets: list[Sheet]) -> list[Sheet]:
    if any(len(sheet.rows) > MAX_ROWS for sheet in sheets):
        raise Refused(TOO_LONG, field="file")
    return sheets

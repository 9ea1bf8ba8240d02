"""CSV in whatever encoding and with whatever separator, and what a spreadsheet program puts on the clipboard."""

import csv
import io
from collections import Counter

from charset_normalizer import from_bytes

from apps.core.errors import Refused
from apps.tenant.imports.reading.limits import Sheet, clean_text, lines_of

MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
SEPARATORS = "\t;,|"
LOOKED_AT = 50
UNFIT = "This file is neither text nor a spreadsheet. Save the list as CSV or XLSX."


def read_text(content: bytes) -> Sheet:
    """The one sheet of a CSV file or of pasted text. Raises Refused."""
    text = decode(content)
    separator, text = _separator(text)
    return Sheet("", lines_of((number, map(clean_text, row)) for number, row in _records(text, separator)))


def decode(content: bytes) -> str:
    """By its mark; else UTF-8; else UTF-16 where every second byte is empty; else the Western code page, or a guess."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return content.decode(name, errors="replace")
    if content.count(0) > len(content) // 4:
        return content.decode("utf-16-be" if content[0] == 0 else "utf-16-le", errors="replace")
    for name in ("utf-8", "cp1252"):
        try:
            return _no_binary(content.decode(name))
        except UnicodeDecodeError:
            continue
    guess = from_bytes(content[:200_000]).best()
    if guess is None:
        raise Refused(UNFIT, field="file")
    return _no_binary(content.decode(guess.encoding, errors="replace"))


def _no_binary(text: str) -> str:
    signs = sum(sign < " " and sign not in "\t\r\n\x0b\x0c" for sign in text[:10_000])
    if signs > 10 + len(text[:10_000]) // 50:
        raise Refused(UNFIT, field="file")
    return text


def _separator(text: str) -> tuple[str, str]:
    """What stands between two cells, and the text without Excel's line that may say so."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], rest
    head = text[:200_000]
    return max(SEPARATORS, key=lambda separator: _evenness(head, separator)), text


def _evenness(text: str, separator: str) -> tuple[float, int]:
    """How evenly this separator cuts the first rows: rows of the commonest width above 1, weighed by that width."""
    widths: Counter[int] = Counter()
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if row:
                widths[len(row)] += 1
            if widths.total() >= LOOKED_AT:
                break
    except csv.Error:
        return 0.0, 0
    wide = {width: rows for width, rows in widths.items() if width > 1}
    if not wide:
        return 0.0, 0
    width, rows = max(wide.items(), key=lambda pair: (pair[1], pair[0]))
    return rows / widths.total(), width


def _records(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """Each row with the number of the row (as a spreadsheet program counts: a quoted line break starts no new one)."""
    try:
        return list(enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), start=1))
    except csv.Error as error:
        if "unexpected end" in str(error) or "field larger" in str(error):
            raise Refused(f"A quotation mark {_opened(text, separator)} is never closed.", field="file") from error
    return list(enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1))


def _opened(text: str, separator: str) -> str:
    rows = 0
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            rows += 1
    except csv.Error:
        pass
    return f"in row {rows + 1}"

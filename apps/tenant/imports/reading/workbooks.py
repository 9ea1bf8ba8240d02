"""XLSX, read as data: stored results of formulas, no macros, no links, nothing unpacked beyond a limit."""

import io
import math
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries

from apps.core.errors import Refused
from apps.tenant.imports.reading.limits import MAX_ROWS, TOO_LONG, Line, Sheet, clean_text, lines_of

MAX_UNPACKED = 120 * 1024 * 1024
MAX_PARTS = 3_000
MERGED = re.compile(rb'<mergeCell\s[^>]*ref="([A-Z]+\d+:[A-Z]+\d+)"')
NOT_A_BOOK = "This is not an Excel file, though it is packed like one. Save the list as XLSX or CSV."
DAMAGED = "The file is damaged. Open it in Excel, save it again as XLSX, and bring that in."


def is_archive(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04") or content.startswith(b"PK\x05\x06")


def unpacked_size(content: bytes) -> int:
    """Bytes that the archive holds. Raises Refused for one that is damaged, too big, or no workbook."""
    with _archive(content) as archive:
        parts = archive.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise Refused("This file is protected by a password. Save it without one.", field="file")
        size = sum(part.file_size for part in parts)
        if size > MAX_UNPACKED or len(parts) > MAX_PARTS:
            raise Refused(
                f"Unpacked, this file is larger than {MAX_UNPACKED // 1024 // 1024} MB. "
                "Save only the sheet that is needed, as CSV.",
                field="file",
            )
        if "xl/workbook.xml" not in archive.namelist():
            raise Refused(_words_for(archive), field="file")
        return size


def read_workbook(content: bytes) -> list[Sheet]:
    """Every sheet with cells. Raises Refused for a file that cannot be read."""
    unpacked_size(content)
    try:
        with _archive(content) as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _refuse_entities(archive)
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            formulas = _Formulas(content)
            sheets = [_sheet(sheet, archive, formulas) for sheet in book.worksheets]
            formulas.close()
            book.close()
    except Refused:
        raise
    except Exception as error:
        raise Refused(DAMAGED, field="file") from error
    if not sheets:
        raise Refused("This workbook has no sheet with cells.", field="file")
    return sheets


class _Formulas:
    """The same workbook with its formulas, opened only when a sheet has formulas without a stored result."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.book: Any = None

    def of(self, title: str) -> Iterator[tuple[Any, ...]]:
        if self.book is None:
            self.book = openpyxl.load_workbook(io.BytesIO(self.content), read_only=True, keep_links=False)
        sheet = self.book[title]
        sheet.reset_dimensions()
        return iter(sheet.iter_rows(values_only=True))

    def close(self) -> None:
        if self.book is not None:
            self.book.close()


def _sheet(sheet: Any, archive: zipfile.ZipFile, formulas: _Formulas) -> Sheet:
    name = clean_text(sheet.title)[:200]
    path = getattr(sheet, "_worksheet_path", "").lstrip("/")
    xml = archive.read(path) if path in archive.namelist() else b""
    if b"<worksheet" not in xml[:4_000]:
        return Sheet(name, [])
    sheet.reset_dimensions()
    rows: Iterator[tuple[Any, ...]] = iter(sheet.iter_rows(values_only=True))
    if b"<f" in xml:
        rows = _with_formulas(rows, formulas.of(sheet.title))
    lines = lines_of((number, map(_cell, row)) for number, row in enumerate(_limited(rows), start=1))
    return Sheet(name, _spread(lines, MERGED.findall(xml)))


def _limited(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """A sheet may have blank stretches, but not a million of them."""
    for number, row in enumerate(rows, start=1):
        if number > 10 * MAX_ROWS:
            raise Refused(TOO_LONG, field="file")
        yield row


def _with_formulas(values: Iterator[tuple[Any, ...]], texts: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Where a formula has no stored result its own text stands in the cell, so that nothing is lost unseen."""
    for row, written in zip(values, texts, strict=False):
        yield tuple(
            text if value is None and isinstance(text, str) else value
            for value, text in zip(row, written, strict=False)
        )


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time | timedelta):
        return str(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value if isinstance(value, int | float) and math.isfinite(value) else clean_text(str(value))


def _spread(lines: list[Line], merged: list[bytes]) -> list[Line]:
    """A cell merged over several rows holds for each of them (its column's first cell alone has the text)."""
    by_number = {line.number: list(line.cells) for line in lines}
    for reference in merged[:5_000]:
        left, top, _, bottom = (int(edge or 1) for edge in range_boundaries(reference.decode()))
        value = (by_number.get(top) or [])[left - 1 : left]
        for number in range(top + 1, min(bottom, top + MAX_ROWS) + 1):
            cells = by_number.get(number)
            if cells is not None and value:
                cells += [""] * (left - len(cells))
                cells[left - 1] = value[0]
    return [Line(line.number, tuple(by_number[line.number])) for line in lines]


def _archive(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Refused(DAMAGED, field="file") from error


def _refuse_entities(archive: zipfile.ZipFile) -> None:
    """Workbooks have no document type; one that has is made to make the reader grow."""
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as part:
                if b"<!DOCTYPE" in part.read(2_048):
                    raise Refused(DAMAGED, field="file")


def _words_for(archive: zipfile.ZipFile) -> str:
    names = archive.namelist()
    if "xl/workbook.bin" in names:
        return "This is a binary Excel file (.xlsb). Open it and save it as XLSX or CSV."
    if "content.xml" in names and "mimetype" in names:
        return "This is an OpenDocument file. Open it and save it as XLSX or CSV."
    return NOT_A_BOOK

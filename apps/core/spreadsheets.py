"""CSV and XLSX out. The one place that decides how a value stands in a cell, so that no text ever runs as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils.text import slugify

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MOST_CHARACTERS = 32_767  # of one cell in Excel


def safe_cell(value: Any) -> str | Decimal | int | float:
    """The value as it may stand in a cell: numbers stay numbers, days are ISO, everything else is inert text.

    Text that a spreadsheet program would take for a formula gets a leading apostrophe. Lists are joined by commas, or
    by semicolons where an entry has a comma itself.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        value = ("; " if any("," in str(item) for item in value) else ", ").join(str(item) for item in value)
    text = str(value)[: MOST_CHARACTERS - 1]
    return f"'{text}" if text.startswith(STARTS_FORMULA) else text


def typed_text(text: str) -> str:
    """The text without the apostrophe that `safe_cell` put before it: what was exported comes back as it was."""
    return text[1:] if text.startswith("'") and text[1:].startswith(STARTS_FORMULA) else text


def spreadsheet(kind: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str = "Sheet1") -> bytes:
    """A file of the kind "csv" (UTF-8 with mark, which Excel needs) or "xlsx"."""
    cells = ([safe_cell(value) for value in row] for row in rows)
    head = [safe_cell(value) for value in heads]
    return _xlsx(head, cells, title) if kind == "xlsx" else _csv(head, cells)


def download(name: str, kind: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """The file as an answer, to be saved. kind: anything but "xlsx" is CSV."""
    kind = kind if kind in KINDS else "csv"
    response = HttpResponse(spreadsheet(kind, heads, rows, title=name), content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="{slugify(name) or "export"}.{kind}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _csv(heads: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _xlsx(heads: Sequence[Any], rows: Iterable[Sequence[Any]], title: str) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("".join("-" if sign in "[]:*?/\\'" else sign for sign in title)[:31] or "Sheet1")
    sheet.write_row(0, 0, heads, book.add_format({"bold": True, "text_wrap": True, "valign": "top"}))
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, max(1, len(heads) - 1), 18)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, column, value)
            else:
                sheet.write_number(number, column, float(value))
    book.close()
    return out.getvalue()

"""Spreadsheets as people and programs really write them, made when a test needs them."""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

CSV = "Name,Vendor,Department,Users,Annual cost\nHubSpot,HubSpot Inc,Sales,8,9600\nGusto,Gusto,People,2,4896\n"


def csv_file(text: str | bytes = CSV, name: str = "tools.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text, "text/csv")


def book(
    sheets: dict[str, Sequence[Sequence[Any]]], *, change: Callable[[openpyxl.Workbook], None] = lambda book: None
) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)  # type: ignore[arg-type]
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def with_parts(content: bytes, parts: dict[str, bytes]) -> bytes:
    """The workbook with parts added or replaced."""
    with zipfile.ZipFile(io.BytesIO(content)) as given:
        kept = {name: given.read(name) for name in given.namelist()}
    return archive({**kept, **parts})

"""A file or pasted text becomes sheets of cells. Decided by what is inside, never by the file's name.

Cells are text, a float or int where the file says that it is a number, or "" for nothing; days come as ISO text.
Nothing of a file is ever executed. Every way in which a file can be unfit is a `Refused` that says what to do.
"""

from apps.core.errors import Refused
from apps.tenant.imports.reading.limits import Sheet, within_limits
from apps.tenant.imports.reading.texts import read_text
from apps.tenant.imports.reading.workbooks import is_archive, read_workbook, unpacked_size

SMALL_TEXT = 256 * 1024
SMALL_BOOK = 4 * 1024 * 1024
OTHER_KINDS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"Rar!": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"SQLite format 3": "a database",
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_sheets(content: bytes) -> list[Sheet]:
    """Every sheet of the file in its order, empty ones too. Raises Refused for what cannot be read."""
    refuse_other_kinds(content)
    sheets = read_workbook(content) if is_archive(content) else [read_text(content)]
    if not any(sheet.rows for sheet in sheets):
        raise Refused("There is nothing in this file. Check that you chose the right one.", field="file")
    return within_limits(sheets)


def refuse_other_kinds(content: bytes) -> None:
    """Refuse at a glance what is no spreadsheet, or one that cannot be opened."""
    if not content.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise Refused("The file is empty. Check that you chose the right one.", field="file")
    if content.startswith(OLE):
        raise Refused(_words_for_ole(content), field="file")
    for start, words in OTHER_KINDS.items():
        if content.startswith(start):
            raise Refused(f"This is {words}, not a spreadsheet. Save the list as CSV or XLSX.", field="file")
    if content.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        raise Refused("This is a web page, not a spreadsheet. Open it in Excel and save it as XLSX.", field="file")
    if is_archive(content):
        unpacked_size(content)


def is_small(content: bytes) -> bool:
    """Read within a moment, whatever is in it."""
    return unpacked_size(content) <= SMALL_BOOK if is_archive(content) else len(content) <= SMALL_TEXT


def _words_for_ole(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "This file is protected by a password. Save it without one, then bring it in again."
    return "This is an old Excel file (.xls). Open it and save it as XLSX or CSV."


__all__ = ["Sheet", "is_small", "read_sheets", "refuse_other_kinds"]

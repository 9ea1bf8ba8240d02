"""Whatever the bytes, a file is read or refused with words; nothing else happens."""

import io
import zipfile
from contextlib import suppress

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.core.errors import Refused
from apps.tenant.imports.reading import is_small, read_sheets
from apps.tenant.imports.reading.limits import MAX_COLUMNS, Line


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Name", "Users"])
    book.worksheets[0].append(["HubSpot", 8])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WORKBOOK = workbook()
PARTS = zipfile.ZipFile(io.BytesIO(WORKBOOK)).namelist()


def attempt(content: bytes) -> None:
    with suppress(Refused):
        is_small(content) if content else None
        for sheet in read_sheets(content):
            assert all(isinstance(line, Line) and 0 < len(line.cells) <= MAX_COLUMNS for line in sheet.rows)


@given(st.binary(max_size=400))
def test_any_bytes(content):
    attempt(content)


@given(
    st.text(alphabet=st.sampled_from('ab1,;\t|"\n\r\x00é€'), max_size=120),
    st.sampled_from(["utf-8", "utf-16", "cp1252"]),
)
def test_any_table(text, encoding):
    attempt(text.encode(encoding))


@settings(max_examples=60)
@given(st.integers(min_value=0, max_value=len(WORKBOOK) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook(place, noise):
    attempt(WORKBOOK[:place] + noise + WORKBOOK[place + len(noise) :])


@settings(max_examples=60)
@given(
    st.sampled_from(PARTS), st.binary(max_size=60) | st.just(b"<worksheet><sheetData><row r='x'><c r='ZZZZ9'/></row>")
)
def test_a_workbook_with_a_strange_part(name, content):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as given_book, zipfile.ZipFile(out, "w") as made:
        for part in PARTS:
            made.writestr(part, content if part == name else given_book.read(part))
    attempt(out.getvalue())

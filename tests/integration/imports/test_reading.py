"""Files as they come: encodings, separators, heads, sheets, and what cannot be read, each with its answer."""

import pytest

from apps.core.errors import Refused
from apps.tenant.imports.reading import is_small, read_sheets
from apps.tenant.imports.reading.limits import MAX_COLUMNS, MAX_ROWS
from apps.tenant.imports.reading.workbooks import MAX_UNPACKED
from tests.integration.imports.files import archive, book, with_parts

ROWS = [["Name", "Users"], ["Café Größe", 3]]
TEXT = "Name,Users\nCafé Größe,3\n"


def cells(content, sheet=0):
    return [line.cells for line in read_sheets(content)[sheet].rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(encoding):
    assert cells(TEXT.encode(encoding)) == [("Name", "Users"), ("Café Größe", "3")]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators(separator):
    text = separator.join(["Name", "Users", "Note"]) + "\n" + separator.join(["A", "3", '"x, y; z"']) + "\n"
    assert cells(text.encode()) == [("Name", "Users", "Note"), ("A", "3", "x, y; z")]


def test_the_separator_that_excel_declares():
    assert cells(b"sep=;\r\nName;Cost\r\nA;1,5\r\n") == [("Name", "Cost"), ("A", "1,5")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_quoted_line_breaks(end):
    text = end.join(["Name,Notes", '"A","first', 'second ""x"""', "", "B,"]) + end
    assert [line.cells for line in read_sheets(text.encode())[0].rows] == [
        ("Name", "Notes"),
        ("A", f'first{end}second "x"'),
        ("B",),
    ]


def test_rows_keep_their_numbers_over_blank_ones():
    lines = read_sheets(b"\n\nName,Users\n,\n \t,\nA,1\n")[0].rows
    assert [line.number for line in lines] == [3, 6]


def test_one_column():
    assert cells(b"HubSpot\nGusto\n") == [("HubSpot",), ("Gusto",)]


def test_signs_that_no_database_holds_are_dropped():
    assert cells(b"Name,Users\nA\x00B\x1f,1\n") == [("Name", "Users"), ("AB", "1")]


def test_a_quotation_mark_that_is_never_closed_says_where():
    with pytest.raises(Refused, match="in row 3 is never closed"):
        read_sheets(b'Name,Users\nA,1\n"B,2\nC,3\n')


def test_stray_quotation_marks_are_read_as_they_stand():
    assert cells(b'Name,Size\n"A"x,5"\n')[1][1] == '5"'


def test_numbers_days_and_answers_of_a_workbook():
    import datetime

    given = [["Name", "Cost", "Renewal", "Shadow", "Users"], ["A", 1.5, datetime.date(2027, 3, 14), True, 8.0]]
    assert cells(book({"S": given}))[1] == ("A", 1.5, "2027-03-14", "yes", 8)


def test_every_sheet_is_there_also_empty_ones():
    sheets = read_sheets(book({"Cover": [], "Tools": ROWS, "Old": ROWS}))
    assert [(sheet.name, len(sheet.rows)) for sheet in sheets] == [("Cover", 0), ("Tools", 2), ("Old", 2)]


def test_a_cell_merged_over_rows_holds_for_each():
    rows = [["Department", "Name"], ["Sales", "A"], [None, "B"], ["Ops", "C"]]
    merged = book({"S": rows}, change=lambda made: made["S"].merge_cells("A2:A3"))
    assert cells(merged)[1:] == [("Sales", "A"), ("Sales", "B"), ("Ops", "C")]


def test_a_formula_without_a_stored_result_stands_as_its_text():
    assert cells(book({"S": [["Name", "Cost"], ["A", "=1+1"]]}))[1] == ("A", "=1+1")


def test_macros_are_not_looked_at():
    macros = with_parts(book({"S": ROWS}), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 macro"})
    assert cells(macros)[1] == ("Café Größe", 3)


def test_a_sheet_of_macros_is_an_empty_sheet():
    content = with_parts(
        book({"S": ROWS, "Macro1": [["x"]]}),
        {
            "xl/worksheets/sheet2.xml": b'<xm:macrosheet xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"/>'
        },
    )
    assert [(sheet.name, len(sheet.rows)) for sheet in read_sheets(content)] == [("S", 2), ("Macro1", 0)]


def test_a_cell_far_below_does_not_count_as_a_million_rows():
    far = book({"S": ROWS}, change=lambda made: made["S"].cell(row=150_000, column=1, value="Last"))
    assert read_sheets(far)[0].rows[-1].number == 150_000


BOMB = archive({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b"0" * (MAX_UNPACKED + 1)})
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"\xef\xbb\xbf\r\n \n", "The file is empty"),
        (b",,,\n,\n,,\n", "nothing in this file"),
        (book({"A": [], "B": []}), "nothing in this file"),
        (b"%PDF-1.7 ...", "This is a PDF"),
        (b"\x89PNG\r\n\x1a\n0000", "This is a picture"),
        (b"<!DOCTYPE html><table><tr><td>Name</td></tr></table>", "This is a web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "old Excel file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (BOMB, "Unpacked, this file is larger than 120 MB"),
        (archive({"word/document.xml": b"<w/>"}), "not an Excel file"),
        (archive({"mimetype": b"x", "content.xml": b"<x/>"}), "OpenDocument"),
        (archive({"xl/workbook.bin": b"x"}), "binary Excel file"),
        (archive({"xl/workbook.xml": b"not xml"}), "The file is damaged"),
        (with_parts(book({"S": ROWS}), {"xl/worksheets/sheet1.xml": ENTITIES}), "The file is damaged"),
        (book({"S": ROWS})[:-200], "The file is damaged"),
        (bytes(range(1, 32)) * 50, "neither text nor a spreadsheet"),
        ((",".join(f"c{n}" for n in range(10_000)) + "\n1,2\n").encode(), f"more than {MAX_COLUMNS} columns"),
        (book({"S": [[f"c{n}" for n in range(10_000)]]}), f"more than {MAX_COLUMNS} columns"),
        (b"Name\n" + b"x\n" * (MAX_ROWS + 1), f"up to {MAX_ROWS:,} rows"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else f"{len(value)} bytes",
)
def test_what_cannot_be_read_says_what_to_do(content, words):
    with pytest.raises(Refused) as refusal:
        read_sheets(content)
    assert words in refusal.value.message
    assert refusal.value.field == "file"


def test_small_is_told_by_what_is_unpacked():
    assert is_small(b"Name\nA\n")
    assert is_small(book({"S": ROWS}))
    assert not is_small(b"x" * 300_000)
    assert not is_small(archive({"xl/workbook.xml": b"<x/>", "y": b"0" * 5_000_000}))

"""How long 10,000 applications take to be read, judged, written and changed, history included. Prints its figures.

Run by `make bench`: pytest tests/benchmarks -s
"""

import io
import time
from collections.abc import Callable
from typing import Any

import xlsxwriter
from django.db import connection

from apps.core.tenancy.context import client_scope
from apps.tenant.imports import services
from apps.tenant.imports.models import ImportStatus
from apps.tenant.inventory.models import Application

ROWS = 10_000
HEADS = [
    "Name",
    "Vendor",
    "Function",
    "Departments",
    "Business owner",
    "Users",
    "Annual cost",
    "Renewal",
    "Holds",
    "SSO",
]
MOST_SECONDS = 60


def row(number: int, users: int) -> list[Any]:
    lists = [f"Department {number % 12}, Department {number % 7}", f"Person {number % 90}"]
    figures = [users, f"${number:,}.50", "14/03/2027", "Order; Invoice", "yes"]
    return [f"Tool {number}", f"Vendor {number % 40}", "CRM", *lists, *figures]


def workbook(users: int) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Tools")
    sheet.write_row(0, 0, HEADS)
    for number in range(1, ROWS + 1):
        sheet.write_row(number, 0, row(number, users))
    book.close()
    return out.getvalue()


def seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def test_ten_thousand_rows(harbor, consultant, run_outbox):
    def bring_in(users: int) -> tuple[float, float]:
        with client_scope(harbor):
            upload = services.Upload("tools.xlsx", workbook(users))
            imported = services.start_import(upload, client=harbor, by=consultant)
        reading = seconds(run_outbox)
        with client_scope(harbor):
            imported.refresh_from_db()
            assert imported.to_apply == ROWS
            services.apply_import(imported, client=harbor, by=consultant)
        writing = seconds(run_outbox)
        with client_scope(harbor):
            imported.refresh_from_db()
            assert imported.status == ImportStatus.APPLIED
        return reading, writing

    new, changed = bring_in(1), bring_in(2)
    with client_scope(harbor):
        assert Application.objects.filter(users=2, version=2).count() == ROWS
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM inventory_applicationevent")
            assert cursor.fetchone()[0] == 2 * ROWS
    for words, (reading, writing) in (("new", new), ("changed", changed)):
        print(f"\n{ROWS:,} {words}: read and judged {reading:.1f} s, written {writing:.1f} s")  # noqa: T201 - what a benchmark is for
    assert max(*new, *changed) < MOST_SECONDS

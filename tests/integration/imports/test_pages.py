"""The pages: handing in, matching, verdicts, applying, repairing; and the list of earlier imports."""

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.imports.models import Import, ImportStatus
from apps.tenant.inventory.models import Application
from tests.integration.imports.files import CSV, book, csv_file
from tests.queries import assert_constant, queries_of


@pytest.fixture
def url(harbor):
    return client_url(harbor, "imports")


@pytest.fixture
def browser(visit):
    return visit("consultant")


def page_of(harbor, imported, name="import"):
    return client_url(harbor, name, import_id=imported.pk)


def test_an_empty_list_teaches(browser, url):
    html = browser.get(url).content.decode()
    assert "Nothing was brought in yet" in html
    assert "Read the rows" in html


def test_a_file_is_read_and_its_verdicts_shown(browser, url, harbor):
    answer = browser.post(url, {"file": csv_file(CSV + ",,,9,\n")}, follow=True)
    html = answer.content.decode()
    assert "tools.csv" in html
    assert "Recognised, 100" in html
    assert "Apply 2 rows" in html
    assert "No name: every row needs the name" in html
    with client_scope(harbor):
        assert not Application.objects.exists()


def test_pasted_rows_are_read(browser, url):
    answer = browser.post(url, {"text": "Name\tUsers\nHubSpot\t8\n"}, follow=True)
    assert "Apply 1 row<" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Choose a file, or paste rows"),
        ({"text": "  \n "}, "Choose a file, or paste rows"),
        ({"file": b"%PDF-1.7"}, "This is a PDF"),
        ({"file": b""}, "The file is empty"),
        ({"file": CSV.encode(), "text": CSV}, "Give one of the two"),
    ],
)
def test_what_cannot_be_read_comes_back_with_the_reason(browser, url, harbor, typed, words):
    if isinstance(typed.get("file"), bytes):
        typed = typed | {"file": csv_file(typed["file"])}
    answer = browser.post(url, typed)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    with client_scope(harbor):
        assert not Import.objects.exists()


def test_200_megabytes_are_refused_by_what_they_announce(browser, url):
    answer = browser.post(url, b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=200 * 1024 * 1024)
    assert answer.status_code == 413
    assert "up to 25 MB" in answer.content.decode()


def test_columns_are_matched_by_hand(browser, harbor, bring_in):
    imported = bring_in("Name,Blurb\nHubSpot,CRM\n")
    here = page_of(harbor, imported)
    shown = browser.get(here).content.decode()
    assert "Not recognised" in shown
    answer = browser.post(here, {"head_row": 1, "column_0": "name", "column_1": "function"}, follow=True)
    assert "Chosen by hand" in answer.content.decode()
    wrong = browser.post(here, {"head_row": 1, "column_0": "name", "column_1": "name"})
    assert wrong.status_code == 422
    assert "Two columns are both taken for Application" in wrong.content.decode()


def test_applying_from_the_page_once(browser, harbor, bring_in):
    imported = bring_in(CSV)
    for _ in range(2):
        answer = browser.post(page_of(harbor, imported, "import-apply"), follow=True)
        assert "2 applications added, 0 changed" in answer.content.decode()
    with client_scope(harbor):
        assert Application.objects.count() == 2


def test_rows_are_filtered_by_verdict(browser, harbor, bring_in):
    imported = bring_in("Name,Users\nHubSpot,8\nGusto,many\n")
    html = browser.get(page_of(harbor, imported), {"verdict": "error"}).content.decode()
    assert "“many” is not a number" in html
    assert ">HubSpot</" not in html
    assert "No row has this verdict" in browser.get(page_of(harbor, imported), {"verdict": "update"}).content.decode()
    assert ">HubSpot</" in browser.get(page_of(harbor, imported), {"verdict": "x", "page": "99"}).content.decode()


def test_progress_is_asked_for_and_leads_on(browser, harbor, bring_in, run_outbox):
    imported = bring_in("Name\n" + "".join(f"Tool {n}\n" for n in range(600)))
    poll = {"path": page_of(harbor, imported), "data": {"poll": 1}, "headers": {"HX-Request": "true"}}
    assert "Opening the file" in browser.get(**poll).content.decode()
    run_outbox()
    assert browser.get(**poll).headers["HX-Redirect"] == page_of(harbor, imported)


def test_rows_to_repair_keep_their_cells_and_come_back_readable(browser, harbor, bring_in):
    imported = bring_in("Name,Vendor,Users\n=cmd|' /C calc'!A0,@x,many\nGusto,Gusto,2\n")
    csv = browser.get(page_of(harbor, imported, "import-repair"), {"format": "csv"})
    text = csv.content.decode("utf-8-sig")
    assert csv["Content-Disposition"].startswith("attachment")
    assert text.splitlines()[0] == "What is wrong,Row in the file,Name,Vendor,Users"
    assert "'=cmd|' /C calc'!A0,'@x,many" in text
    assert "Gusto" not in text
    again = bring_in(text.replace("many", "5"))
    assert again.counts == {"new": 1, "update": 0, "unchanged": 0, "error": 0}
    xlsx = browser.get(page_of(harbor, imported, "import-repair"), {"format": "xlsx"}).content
    with client_scope(harbor):
        assert bring_in(xlsx).rows.get().name == "=cmd|' /C calc'!A0"


def test_other_sheets_are_named_and_can_follow(browser, harbor, bring_in, put):
    tools, more = [["Name", "Users"], ["HubSpot", 8]], [["Name"], ["Gusto"]]
    imported = put(bring_in(book({"Tools": tools, "More": more, "Blank": []})))
    html = browser.get(page_of(harbor, imported)).content.decode()
    assert "Bring in More too" in html
    assert "Blank, empty" in html
    answer = browser.post(page_of(harbor, imported, "import-sheet"), {"sheet": "More"}, follow=True)
    assert "Apply 1 row<" in answer.content.decode()
    nowhere = browser.post(page_of(harbor, imported, "import-sheet"), {"sheet": "Nowhere"}, follow=True)
    assert "no rows in the sheet Nowhere" in nowhere.content.decode()


def test_a_discarded_import_stays_in_the_list(browser, url, harbor, bring_in):
    answer = browser.post(page_of(harbor, bring_in(CSV), "import-discard"), follow=True)
    assert "Discarded" in answer.content.decode()


@pytest.mark.parametrize("status", ImportStatus.values)
def test_every_state_has_a_page(browser, harbor, bring_in, status):
    imported = bring_in(CSV)
    with client_scope(harbor):
        Import.objects.update(status=status, error="Something was wrong." if status == "failed" else "")
    assert browser.get(page_of(harbor, imported)).status_code == 200


def test_queries_do_not_grow_with_rows(browser, url, harbor, bring_in):
    one = bring_in(CSV)
    few, few_rows = queries_of(browser, url), queries_of(browser, page_of(harbor, one))
    for number in range(5):
        bring_in(CSV.replace("Gusto", f"Gusto {number}"))
    assert_constant(browser, url, few=few)
    many = bring_in("Name,Users\n" + "".join(f"Tool {n},8\n" for n in range(40)))
    assert_constant(browser, page_of(harbor, many), few=few_rows)

"""The list of applications as a file: the rows and order on screen, and nothing that a program would run."""

import io

import openpyxl
import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.imports import services
from apps.tenant.inventory.services import add_application, set_system_of_record


@pytest.fixture
def url(harbor):
    return client_url(harbor, "applications-export")


@pytest.fixture
def filled(harbor, consultant):
    with client_scope(harbor):
        full = {"name": "HubSpot", "vendor": "HubSpot, Inc", "users": 8, "annual_cost": "9600.50", "sso": True}
        full |= {"departments": ["Sales", "Ops"], "data_objects": ["Deal", "Note, long"], "renewal_date": "2027-03-14"}
        hubspot = add_application(full | {"business_owner": "Jo", "bulk": False}, by=consultant)
        set_system_of_record(hubspot.holdings.first().data_object, hubspot, by=consultant)
        add_application({"name": "=HYPERLINK(0)", "is_shadow_it": True, "notes": "-2\n+3"}, by=consultant)
    return harbor


def names(content):
    return [line.split(",")[0] for line in content.decode("utf-8-sig").splitlines()[1:] if line[0] in "H'"]


def test_rows_and_order_are_those_on_screen(visit, url, filled):
    browser = visit("consultant")
    assert names(browser.get(url, {"sort": "-name"}).content) == ["HubSpot", "'=HYPERLINK(0)"]
    assert names(browser.get(url, {"only": "shadow"}).content) == ["'=HYPERLINK(0)"]
    assert names(browser.get(url, {"q": "hubs", "format": "nonsense"}).content) == ["HubSpot"]


def test_nothing_in_a_workbook_is_a_formula(visit, url, filled):
    content = visit("consultant").get(url, {"format": "xlsx"}).content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert [sheet["A2"].value, sheet["E3"].value] == ["'=HYPERLINK(0)", 9600.5]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_was_exported_comes_back_unchanged(visit, url, filled, consultant, kind):
    content = visit("consultant").get(url, {"format": kind}).content
    with client_scope(filled):
        imported = services.start_import(services.Upload("x", content), client=filled, by=consultant)
        assert [column["head"] for column in imported.columns if not column["field"]] == []
        assert [(row.reason, row.changes) for row in imported.rows.all()] == [("", []), ("", [])]
        assert imported.counts["unchanged"] == 2


def test_the_page_links_to_both_kinds_with_its_filters(visit, harbor, filled):
    html = visit("consultant").get(client_url(harbor, "applications"), {"only": "shadow"}).content.decode()
    assert "export/?only=shadow&amp;format=csv" in html
    assert "export/?only=shadow&amp;format=xlsx" in html

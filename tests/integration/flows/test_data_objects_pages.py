"""Data objects and conflicts: the matrix, the system of record, versions that disagree."""

import re

import pytest

from apps.core.errors import Refused
from apps.tenant.inventory import data_objects_services as services
from apps.tenant.inventory.models import Application, DataObject, Holding, ObjectConflict
from tests.queries import assert_constant, queries_of


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def product(flows, scope):
    return DataObject.objects.get(name="Product")


def test_the_matrix(flows, visit, to):
    page = visit("consultant").get(to("data-objects")).context["page"]
    names = [name for _, name in page.columns]
    rows = {line.row.data_object.name: dict(zip(names, line.cells, strict=True)) for line in page.rows}
    assert rows["Product"]["Shopify"].is_master
    assert rows["Product"]["Inventory sheet"].letters == "R U"
    assert rows["Product"]["ShipStation"].words == "not recorded, but a data flow touches it"
    assert rows["Product"]["HubSpot"] is None
    assert page.without_master == 4


def test_setting_the_system_of_record(visit, to, product, scope):
    browser, url = visit("consultant"), to("data-object-master", data_object_id=product.pk)
    assert "saved" in text(browser.post(url, {"application": "Inventory sheet"}, follow=True))
    product.refresh_from_db()
    assert product.system_of_record.name == "Inventory sheet"
    assert "There is no application called Nothing" in text(browser.post(url, {"application": "Nothing"}, follow=True))
    browser.post(url, {"application": ""})
    product.refresh_from_db()
    assert product.system_of_record is None


def test_who_holds_it(visit, to, product, scope):
    sheet = Application.objects.get(name="Inventory sheet")
    page = visit("consultant").get(to("data-object", data_object_id=product.pk)).context["page"]
    given = {name: "on" for name, field in page.uses.fields.items() if field.initial is True and "-new" not in name}
    given.pop(f"updates-{sheet.pk}")
    given |= {"application": "Asana", "reads-new": "on"}
    response = visit("consultant").post(to("data-object-uses", data_object_id=product.pk), given)
    assert response.status_code == 302
    held = {
        holding.application.name: (holding.creates, holding.reads, holding.updates)
        for holding in Holding.objects.filter(data_object=product)
    }
    assert held["Asana"] == (False, True, False)
    assert held["Inventory sheet"] == (False, True, False)
    assert held["Shopify"] == (True, True, True)
    wrong = visit("consultant").post(to("data-object-uses", data_object_id=product.pk), {"application": "Nothing"})
    assert wrong.status_code == 422


def test_adding_and_renaming(flows, visit, to, scope):
    browser = visit("consultant")
    browser.post(to("data-objects"), {"name": "Refund", "system_of_record": "Shopify"})
    refund = DataObject.objects.get(name="Refund")
    assert refund.system_of_record.name == "Shopify"
    taken = browser.post(to("data-object", data_object_id=refund.pk), {"name": "order"})
    assert taken.status_code == 422
    assert "There already is a data object called order" in text(taken)


def test_only_what_nothing_refers_to_can_go(visit, to, product, scope):
    url = to("data-object-remove", data_object_id=product.pk)
    assert "Product is used by data flows and applications and conflicts" in text(
        visit("consultant").post(url, follow=True)
    )
    unused = DataObject.objects.create(name="Unused")
    visit("consultant").post(to("data-object-remove", data_object_id=unused.pk))
    assert not DataObject.objects.filter(name="Unused").exists()


def test_conflicts_with_fields_and_example(flows, visit, to):
    shown = text(visit("consultant").get(to("conflicts")))
    assert "212 of 1,480" in shown
    assert "SKU, stock on hand" in shown
    assert "14 in Shopify, 9 in the sheet" in shown
    assert "2 open" in shown


def test_a_conflict_needs_two_applications(flows, visit, to, scope):
    given = {"data_object": "Invoice", "applications": "Zoho Invoice", "fields": "", "example": ""}
    response = visit("consultant").post(to("conflicts"), given)
    assert response.status_code == 422
    assert "at least two" in text(response)
    visit("consultant").post(to("conflicts"), given | {"applications": "Zoho Invoice, QuickBooks Online"})
    assert ObjectConflict.objects.get(data_object__name="Invoice").applications.count() == 2


def test_settling_and_reopening(flows, visit, to, scope):
    conflict, browser = ObjectConflict.objects.first(), visit("consultant")
    browser.post(to("conflict-settle", object_conflict_id=conflict.pk))
    assert "1 open" in text(browser.get(to("conflicts")))
    browser.post(to("conflict-reopen", object_conflict_id=conflict.pk))
    assert "2 open" in text(browser.get(to("conflicts")))


def test_changing_a_conflict(flows, visit, to, scope):
    conflict = ObjectConflict.objects.get(data_object__name="Product")
    page = to("conflict", object_conflict_id=conflict.pk)
    given = {"data_object": "Product", "applications": "Shopify, Inventory sheet", "records_differing": 180}
    assert visit("consultant").post(page, given | {"records_total": 1480}).status_code == 302
    assert visit("consultant").post(page, given | {"records_total": 100}).status_code == 422
    conflict.refresh_from_db()
    assert conflict.records_differing == 180


def test_more_cannot_differ_than_there_are(flows, scope, consultant):
    conflict = ObjectConflict.objects.first()
    with pytest.raises(Refused, match="More records differ"):
        services.change_conflict(conflict, {"records_differing": 5, "records_total": 4}, by=consultant)


def test_queries_do_not_grow(flows, visit, to, scope, consultant):
    browser = visit("consultant")
    for name in ("data-objects", "conflicts"):
        queries_of(browser, to(name))
        few = queries_of(browser, to(name))
        values = {"data_object": "Refund", "applications": ["Shopify", "Zendesk", "Asana"]}
        services.add_conflict(values, by=consultant)
        assert_constant(browser, to(name), few=few)

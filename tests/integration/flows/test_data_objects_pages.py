"""Data objects and conflicts: the matrix, the system of record, versions that disagree."""

import re

import pytest

from apps.core.errors import Refused
from apps.tenant.inventory import data_objects_services as services
from apps.tenant.inventory.finding_selectors import findings
from apps.tenant.inventory.finding_services import dismiss_finding
from apps.tenant.inventory.models import Application, DataObject, Holding, ObjectConflict
from tests.queries import assert_constant, queries_of

HTMX = {"HX-Request": "true"}


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
    assert rows["Product"]["HubSpot"].words == "nothing"
    assert (page.without_master, page.hidden) == (4, 0)


def test_setting_the_system_of_record(visit, to, product, scope):
    browser, url = visit("consultant"), to("data-object-master", data_object_id=product.pk)
    asked = text(browser.post(url, {"application": "Inventory sheet"}))
    assert "Today Shopify is its system of record" in asked
    product.refresh_from_db()
    assert product.system_of_record.name == "Shopify"
    sure = {"application": "Inventory sheet", "replace": "yes"}
    assert "saved" in text(browser.post(url, sure, follow=True))
    product.refresh_from_db()
    assert product.system_of_record.name == "Inventory sheet"
    assert "There is no application called Nothing" in text(
        browser.post(url, {"application": "Nothing", "replace": "yes"}, follow=True)
    )
    browser.post(url, {"application": "", "replace": "yes"})
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
    assert "1 open, 1 agreed" in shown
    assert "(14.3 %)" in shown
    assert "Tom Okafor" in shown
    assert "Shopify counts." in shown


def test_a_conflict_needs_two_applications(flows, visit, to, scope):
    given = {"data_object": "Invoice", "applications": "Zoho Invoice", "fields": "", "example": ""}
    response = visit("consultant").post(to("conflicts"), given)
    assert response.status_code == 422
    assert "at least two" in text(response)
    visit("consultant").post(to("conflicts"), given | {"applications": "Zoho Invoice, QuickBooks Online"})
    assert ObjectConflict.objects.get(data_object__name="Invoice").applications.count() == 2


def test_settling_and_reopening(flows, visit, to, scope):
    conflict, browser = ObjectConflict.objects.get(data_object__name="Contact"), visit("consultant")
    browser.post(to("conflict-settle", object_conflict_id=conflict.pk))
    assert "0 open, 1 agreed" in text(browser.get(to("conflicts")))
    conflict.refresh_from_db()
    assert conflict.resolved_at
    browser.post(to("conflict-reopen", object_conflict_id=conflict.pk))
    assert "1 open, 1 agreed" in text(browser.get(to("conflicts")))
    conflict.refresh_from_db()
    assert conflict.resolved_at is None


def test_agreeing_says_what_was_agreed(flows, visit, to, scope):
    conflict = ObjectConflict.objects.get(data_object__name="Contact")
    page = to("conflict", object_conflict_id=conflict.pk)
    given = {"data_object": "Contact", "applications": "HubSpot, Mailchimp", "state": "agreed", "found_by": "New One"}
    wrong = visit("consultant").post(page, given)
    assert (wrong.status_code, "Say what was agreed" in text(wrong)) == (422, True)
    assert visit("consultant").post(page, given | {"resolution": "HubSpot counts"}).status_code == 302
    conflict.refresh_from_db()
    assert (conflict.state, str(conflict.found_by)) == ("agreed", "New One")


def test_a_cell_is_changed_in_place(flows, visit, to, product, scope):
    sheet = Application.objects.get(name="Inventory sheet")
    browser, url = visit("consultant"), to("data-object-cell", data_object_id=product.pk)
    changed = browser.post(url, {"application": sheet.pk, "uses": "cr"}, headers=HTMX)
    assert "C R" in text(changed)
    assert "<tr" not in changed.content.decode()
    holding = Holding.objects.get(application=sheet, data_object=product)
    assert (holding.creates, holding.reads, holding.updates) == (True, True, False)
    browser.post(url, {"application": sheet.pk, "uses": ""}, headers=HTMX)
    assert not Holding.objects.filter(application=sheet, data_object=product).exists()
    for wrong in ({"application": 999999, "uses": "r"}, {"application": sheet.pk, "uses": "xyz"}, {"uses": "r"}):
        refused = browser.post(url, wrong, headers=HTMX)
        assert (refused.status_code, bool(refused["X-Message"])) == (400, True)


def test_findings_lead_to_where_to_repair_them(flows, visit, to, scope):
    shown = text(visit("consultant").get(to("findings")))
    assert "QuickBooks Online and Zoho Invoice both create Invoice." in shown
    assert "No application is the system of record of Timesheet." in shown
    assert "Invoice goes from HubSpot into its system of record, QuickBooks Online, one way." in shown
    assert f'href="{to("flow", flow_id=flows[2].pk)}"' in visit("consultant").get(to("findings")).content.decode()
    only = visit("consultant").get(to("findings"), {"kind": "two_claims"}).context["page"].page
    assert {one.finding.kind for one in only} == {"two_claims"}


def test_a_finding_is_set_aside_with_a_reason_and_taken_back(flows, visit, to, scope):
    browser = visit("consultant")
    before = browser.get(to("findings")).context["page"]
    key = next(one.finding.key for one in before.page if one.finding.kind == "two_claims")
    nothing = browser.post(to("findings"), {"key": key, "reason": " "})
    assert nothing.status_code == 422
    gone = browser.post(to("findings"), {"key": "two_claims:0:1:", "reason": "Fine"})
    assert (gone.status_code, "not found any more" in text(gone)) == (422, True)
    browser.post(to("findings"), {"key": key, "reason": "Zoho is for small jobs only"})
    page = browser.get(to("findings")).context["page"]
    assert page.page.paginator.count == before.page.paginator.count - 1
    assert [(one.dismissal.reason, str(one.dismissal.dismissed_by)) for one in page.aside] == [
        ("Zoho is for small jobs only", str(page.aside[0].dismissal.dismissed_by))
    ]
    browser.post(to("finding-restore", finding_dismissal_id=page.aside[0].dismissal.pk))
    assert browser.get(to("findings")).context["page"].page.paginator.count == before.page.paginator.count


def test_a_dismissal_ends_when_the_facts_change(flows, visit, to, scope, consultant):
    found = next(one for one in findings() if one.finding.kind == "two_claims")
    dismiss_finding(found.finding.key, "Known", by=consultant)
    shop = Application.objects.get(name="Shopify")
    services.hold(shop, DataObject.objects.get(name="Invoice"), {"creates": True}, by=consultant)
    again = next(one for one in findings() if one.finding.kind == "two_claims")
    assert again.dismissal is None


def test_the_object_shows_its_own_findings(flows, visit, to, scope):
    invoice = DataObject.objects.get(name="Invoice")
    page = visit("consultant").get(to("data-object", data_object_id=invoice.pk)).context["page"]
    assert {one.finding.object for one in page.findings} == {invoice.pk}


def test_changing_a_conflict(flows, visit, to, scope):
    conflict = ObjectConflict.objects.get(data_object__name="Product")
    page = to("conflict", object_conflict_id=conflict.pk)
    given = {"data_object": "Product", "applications": "Shopify, Inventory sheet", "records_differing": 180}
    given |= {"state": "agreed", "resolution": "Shopify counts"}
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
    for name in ("data-objects", "conflicts", "findings"):
        queries_of(browser, to(name))
        few = queries_of(browser, to(name))
        values = {"data_object": "Refund", "applications": ["Shopify", "Zendesk", "Asana"]}
        services.add_conflict(values, by=consultant)
        assert_constant(browser, to(name), few=few)

"""One contract: parts, fields in place, status, publishing, samples."""

import json

import pytest

from apps.core.errors import Conflict, Refused
from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.contracts import services
from apps.tenant.contracts.models import Contract, ContractField, ContractVersion
from apps.tenant.contracts.selectors import contract_line
from apps.tenant.history.models import Activity

PARTS = {
    "purpose": "What is owed",
    "owner": "Priya Raman",
    "approval_path": "Finance",
    "unique_key": "invoice_number",
    "matching": "By number",
    "write_rules": "Accounting",
    "error_handling": "Held back",
    "test_cases": "One valid",
}


@pytest.fixture
def at(harbor):
    return lambda name, **numbers: client_url(harbor, name, **numbers)


def field_of(harbor, contract, name):
    with client_scope(harbor):
        return ContractField.objects.get(contract=contract, name=name)


def test_the_page_counts_the_eight_parts(visit, at, invoice, make):
    browser = visit("consultant")
    assert "8 of 8" in browser.get(at("contract", contract_id=invoice.pk)).content.decode()
    bare = make("Timesheet", starter="")
    assert "0 of 8" in browser.get(at("contract", contract_id=bare.pk)).content.decode()


def test_parts_are_saved_with_their_history(visit, at, invoice, harbor):
    url = at("contract", contract_id=invoice.pk)
    response = visit("consultant").post(url, PARTS | {"version": 1})
    assert response.status_code == 302
    with client_scope(harbor):
        saved = Contract.objects.get(pk=invoice.pk)
        assert (saved.purpose, saved.version) == ("What is owed", 2)
        act = Activity.objects.get(noun="contract", verb="changed")
        assert "purpose" in {change["field"] for change in act.changes}


def test_a_change_made_meanwhile_is_noticed(visit, at, invoice):
    url = at("contract", contract_id=invoice.pk)
    browser = visit("consultant")
    browser.post(url, PARTS | {"version": 1})
    late = browser.post(url, PARTS | {"version": 1, "purpose": "Mine"})
    assert late.status_code == 422
    assert "Somebody else changed Invoice" in late.content.decode()


def test_a_field_is_added_and_edited_in_place(visit, at, invoice, harbor):
    browser = visit("consultant")
    values = {"name": "tax", "type": "number", "format": "two decimals"}
    assert browser.post(at("contract-field-add", contract_id=invoice.pk), values).status_code == 302
    tax = field_of(harbor, invoice, "tax")
    row = at("contract-field", contract_field_id=tax.pk)
    assert "edit-field-" in browser.get(row, {"edit": ""}).content.decode()
    saved = browser.post(row, values | {"is_required": "on", "default": "0"}, headers={"HX-Request": "true"})
    assert saved.status_code == 200
    tax = field_of(harbor, invoice, "tax")
    assert (tax.is_required, tax.default) == (True, "0")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": ""}, "This field is required"),
        ({"name": "TOTAL", "type": "number"}, "There already is a field called TOTAL"),
        ({"name": "colour", "type": "choice"}, "write the list"),
        ({"name": "colour", "type": "choice", "allowed_values": "red, blue", "default": "green"}, "green is not among"),
        ({"name": "colour", "type": "paint"}, "Select a valid choice"),
    ],
)
def test_mistakes_in_a_field_come_back(visit, at, invoice, typed, message):
    url = at("contract-field-add", contract_id=invoice.pk)
    response = visit("consultant").post(url, {"type": "text"} | typed)
    assert response.status_code == 422
    assert message in response.content.decode()


def test_a_removed_field_stays_in_the_published_version(visit, at, invoice, harbor, consultant):
    with client_scope(harbor):
        version = services.publish_version(invoice, by=consultant)
    total = field_of(harbor, invoice, "total")
    browser = visit("consultant")
    browser.post(at("contract-field-remove", contract_field_id=total.pk))
    page = browser.get(at("contract-version", contract_version_id=version.pk)).content.decode()
    assert "<code>total</code>" in page
    assert "<code>total</code>" not in browser.get(at("contract", contract_id=invoice.pk)).content.decode()


def test_publishing_counts_versions_by_what_changed(at_harbor, invoice, consultant):
    first = services.publish_version(invoice, by=consultant)
    services.add_field(invoice, {"name": "payment_link", "type": "text"}, by=consultant)
    second = services.publish_version(invoice, by=consultant, note="Pay from the mail")
    services.change_contract(invoice, {"purpose": "Other words"}, by=consultant)
    third = services.publish_version(invoice, by=consultant)
    found = [(one.number, one.change) for one in (first, second, third)]
    assert found == [("1.0.0", "first"), ("1.1.0", "compatible"), ("1.1.1", "wording")]
    assert second.reasons == ["payment_link: optional field added"]
    assert Contract.objects.get(pk=invoice.pk).status == "in_force"
    with pytest.raises(Conflict, match=r"Nothing has changed since version 1\.1\.1"):
        services.publish_version(invoice, by=consultant)


def test_a_breaking_change_needs_the_owner(visit, at, invoice, harbor, consultant):
    with client_scope(harbor):
        services.publish_version(invoice, by=consultant)
        services.add_field(invoice, {"name": "tax_id", "type": "text", "is_required": True}, by=consultant)
    url, browser = at("contract-publish", contract_id=invoice.pk), visit("consultant")
    assert "Priya Raman has approved this breaking change" in browser.get(url).content.decode()
    refused = browser.post(url, {"note": "Tax"})
    assert refused.status_code == 422
    assert "Priya Raman has to approve it" in refused.content.decode()
    assert browser.post(url, {"note": "Tax", "approved_by_owner": "on"}).status_code == 302
    with client_scope(harbor):
        version = ContractVersion.objects.first()
        assert (version.number, version.change, version.approved_by_owner) == ("2.0.0", "breaking", True)
        assert version.content["owner"] == "Priya Raman"


def test_without_an_owner_nothing_breaking_is_published(at_harbor, invoice, consultant):
    services.publish_version(invoice, by=consultant)
    services.change_contract(invoice, {"owner": "", "unique_key": "id"}, by=consultant)
    with pytest.raises(Refused, match="Name the owner first"):
        services.publish_version(invoice, by=consultant, approved_by_owner=True)


def test_an_empty_default_is_no_default(at_harbor, invoice, consultant):
    """A required field without one makes payloads invalid that were valid: breaking, not compatible."""
    services.publish_version(invoice, by=consultant)
    services.add_field(invoice, {"name": "tax_id", "type": "text", "is_required": True, "default": ""}, by=consultant)
    assert contract_line(invoice.pk).level == "breaking"


def test_draft_proposed_in_force_retired(visit, at, invoice, harbor):
    browser, url = visit("consultant"), at("contract-status", contract_id=invoice.pk)
    steps = [("proposed", "proposed"), ("draft", "draft"), ("in_force", "draft"), ("retired", "draft")]
    for wanted, expected in steps:
        browser.post(url, {"status": wanted})
        with client_scope(harbor):
            assert Contract.objects.get(pk=invoice.pk).status == expected, wanted


def test_only_an_unpublished_contract_is_removed(visit, at, invoice, harbor, consultant):
    with client_scope(harbor):
        services.publish_version(invoice, by=consultant)
    browser = visit("consultant")
    browser.post(at("contract-remove", contract_id=invoice.pk))
    assert "has published versions" in browser.get(at("contract", contract_id=invoice.pk)).content.decode()


def test_a_sample_is_checked_against_the_fields(visit, at, invoice):
    browser, url = visit("consultant"), at("contract-sample", contract_id=invoice.pk)
    wrong = {
        "invoice_number": "INV-1",
        "total": "12",
        "currency": "usd",
        "status": "sent",
        "due_on": "2026-02-30",
        "x": 1,
    }
    html = browser.post(url, {"payload": json.dumps(wrong)}).content.decode()
    for words in (
        "customer_id: missing, and required",
        "is not a number",
        "is not an ISO 4217 currency",
        "is not a date",
        "x: not in the contract",
    ):
        assert words in html, words


def test_the_starters_sample_fits_and_a_broken_one_says_where(visit, at, invoice, harbor):
    browser, url = visit("consultant"), at("contract-sample", contract_id=invoice.pk)
    assert "It fits the contract" in browser.post(url, {"payload": json.dumps(invoice.sample_payload)}).content.decode()
    broken = browser.post(url, {"payload": '{"a": }'})
    assert broken.status_code == 422
    assert "line 1, character 7" in broken.content.decode()
    assert browser.post(url, {"payload": '{"a": "\\u0000"}', "keep": "1"}).status_code == 422
    assert browser.post(url, {"payload": "[" * 5000}).status_code == 422

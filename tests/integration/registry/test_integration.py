"""One entry: who to call, changing it, checklist, status, the gate to live, the signal address."""

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.history.models import Activity
from apps.tenant.inventory.models import Person
from apps.tenant.registry.health_services import receive_signal
from apps.tenant.registry.models import ChecklistItem, Integration


@pytest.fixture
def at(harbor):
    return lambda name, entry: client_url(harbor, name, integration_id=entry.pk)


def state(harbor, entry):
    with client_scope(harbor):
        return Integration.objects.get(pk=entry.pk)


def test_who_to_call_comes_first(visit, at, make):
    entry = make(
        owner="Priya Raman",
        runbook_call="Jess Calder",
        runbook_call_phone="+1 503 555 0118",
        alert_channel="#ops-alerts",
    )
    html = visit("consultant").get(at("integration", entry)).content.decode()
    order = [
        html.index(words) for words in ("If it breaks, call", "Jess Calder", "tel:+15035550118", "Then", "Checklist")
    ]
    assert order == sorted(order)
    assert "Priya Raman" in html


def test_a_bare_entry_says_what_is_missing(visit, at, deal):
    html = visit("consultant").get(at("integration", deal)).content.decode()
    for words in ("Nobody yet", "0 of 8", "Not written yet", "No signals yet"):
        assert words in html, words


def test_changing_keeps_people_phones_and_history(visit, at, deal, harbor):
    browser, url = visit("consultant"), at("integration-change", deal)
    values = {"name": "Deal to invoice", "owner": "Priya Raman", "runbook_call": "Jess Calder"}
    values |= {"runbook_call_phone": "+1 503 555 0118", "authentication": "oauth", "has_retry": "no", "version": 1}
    assert browser.post(url, values).status_code == 302
    saved = state(harbor, deal)
    assert (saved.authentication, saved.has_retry, saved.version) == ("oauth", False, 2)
    with client_scope(harbor):
        assert Person.objects.get(name="Jess Calder").phone == "+1 503 555 0118"
        assert Activity.objects.filter(noun="integration", verb="changed").exists()
    late = browser.post(url, values | {"owner": ""})
    assert late.status_code == 422
    assert "Somebody else changed" in late.content.decode()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": " "}, "This field is required"),
        ({"name": "STOCK SYNC"}, "There already is an integration called STOCK SYNC"),
        ({"freshness_hours": "-1"}, "Hours cannot be negative"),
        ({"token_expires_on": "2027-02-30"}, "valid date"),
        ({"expected_per_day": "99999999999"}, "less than or equal to"),
    ],
)
def test_mistakes_come_back(visit, at, deal, make, typed, message):
    make("Stock sync")
    response = visit("consultant").post(at("integration-change", deal), {"name": "Deal to invoice"} | typed)
    assert response.status_code == 422
    assert message in response.content.decode()


def test_a_tick_says_who_and_when_and_can_be_taken_back(visit, at, deal, harbor, consultant):
    browser, url = visit("consultant"), at("integration-checklist", deal)
    browser.post(url, {"point": "audit_log", "done": "yes", "note": "Kept a year"})
    with client_scope(harbor):
        item = ChecklistItem.objects.get()
        assert (item.point, item.done_by, item.note) == ("audit_log", consultant, "Kept a year")
    shown = browser.post(url, {"point": "soc2", "done": "yes"}, headers={"HX-Request": "true"}).content.decode()
    assert "2 of 8" in shown
    assert "<html" not in shown
    browser.post(url, {"point": "audit_log", "done": "no"})
    browser.post(url, {"point": "coffee", "done": "yes"})
    with client_scope(harbor):
        assert list(ChecklistItem.objects.values_list("point", flat=True)) == ["soc2"]


def test_live_with_everything_there(visit, at, ready, harbor):
    assert visit("consultant").post(at("integration-go-live", ready), {}).status_code == 302
    saved = state(harbor, ready)
    assert saved.status == "live"
    assert saved.live_since is not None
    assert saved.override_reason == ""


@pytest.mark.parametrize("missing", ["checklist", "owner", "runbook"])
def test_not_live_with_anything_missing(visit, at, ready, harbor, missing):
    with client_scope(harbor):
        if missing == "checklist":
            ready.checklist.filter(point="deletion_test").delete()
        elif missing == "owner":
            Integration.objects.filter(pk=ready.pk).update(owner=None)
        else:
            Integration.objects.filter(pk=ready.pk).update(runbook_steps=" ")
    response = visit("lead").post(at("integration-go-live", ready), {})
    assert response.status_code == 422
    assert "Still missing" in response.content.decode()
    assert state(harbor, ready).status == "planned"


def test_a_lead_may_decide_otherwise_with_a_reason(visit, at, deal, harbor, lead):
    url = at("integration-go-live", deal)
    assert visit("lead").post(url, {"override_reason": "  "}).status_code == 422
    assert visit("lead").post(url, {"override_reason": "Season starts tomorrow"}).status_code == 302
    saved = state(harbor, deal)
    assert (saved.status, saved.override_reason) == ("live", "Season starts tomorrow")
    with client_scope(harbor):
        assert saved.override_by == lead
    html = visit("lead").get(at("integration", deal)).content.decode()
    assert "Season starts tomorrow" in html
    assert "Live without" in html


def test_a_consultant_may_not(visit, at, deal, harbor):
    response = visit("consultant").post(at("integration-go-live", deal), {"override_reason": "Because"})
    assert response.status_code == 422
    assert state(harbor, deal).status == "planned"


def test_live_goes_through_the_gate_alone(visit, at, deal, harbor):
    browser = visit("lead")
    browser.post(at("integration-status", deal), {"status": "live"})
    assert state(harbor, deal).status == "planned"
    browser.post(at("integration-status", deal), {"status": "building"})
    assert state(harbor, deal).status == "building"


def test_the_signal_address_is_shown_once_and_can_be_revoked(visit, at, deal, harbor):
    browser = visit("consultant")
    html = browser.post(at("integration-signal-address", deal)).content.decode()
    key = html.split("/api/v1/signals/")[1].split("/")[0]
    saved = state(harbor, deal)
    assert key.split(".")[1] not in browser.get(at("integration", deal)).content.decode()
    assert saved.signal_digest not in html
    assert len(saved.signal_digest) == 64
    browser.post(at("integration-signal-revoke", deal))
    assert state(harbor, deal).signal_digest == ""


def test_only_an_entry_without_a_past_is_removed(visit, at, deal, make, harbor):
    spoken = make("Spoken", status="live")
    with client_scope(harbor):
        receive_signal(harbor, spoken, {"kind": "success"})
    browser = visit("consultant")
    for entry in (deal, spoken):
        browser.post(at("integration-remove", entry))
    with client_scope(harbor):
        assert list(Integration.objects.all()) == [spoken]

"""The registry's list: registering what was decided, filters, flags, a constant number of queries."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.core.clock import today_of
from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.decisions.models import Decision
from apps.tenant.registry.health_services import receive_signal
from apps.tenant.registry.models import Integration
from tests.queries import assert_constant, queries_of


@pytest.fixture
def url(harbor):
    return client_url(harbor, "integrations")


def register(browser, harbor, item, kind="opportunity"):
    return browser.post(client_url(harbor, "integration-register"), {"kind": kind, "id": item.pk})


def test_an_empty_registry_points_to_decisions(visit, url):
    html = visit("consultant").get(url).content.decode()
    assert "No integrations yet" in html
    assert "Find an integration" not in html


def test_what_was_decided_waits_and_is_registered_once(visit, url, harbor, decided):
    item = decided()
    browser = visit("consultant")
    assert "Decided, not in the registry yet" in browser.get(url).content.decode()
    assert register(browser, harbor, item).status_code == 302
    assert register(browser, harbor, item).status_code == 302
    html = browser.get(url).content.decode()
    assert "is in the registry already" in html
    assert "Decided, not in the registry yet" not in html
    with client_scope(harbor):
        entry = Integration.objects.get()
        assert entry.purpose == "Moves Invoice from HubSpot to Deal to invoice tool."


@pytest.mark.parametrize("decision", [None, Decision.DISMISSED])
def test_nothing_is_registered_before_it_is_decided(visit, url, harbor, decided, decision):
    register(visit("consultant"), harbor, decided(decision=decision))
    with client_scope(harbor):
        assert not Integration.objects.exists()


@pytest.mark.parametrize("number", ["", "abc", "9" * 40, "0"])
def test_an_unknown_number_is_said(visit, url, harbor, number):
    browser = visit("consultant")
    browser.post(client_url(harbor, "integration-register"), {"kind": "opportunity", "id": number})
    assert "There is no such opportunity" in browser.get(url).content.decode()


def test_flags_say_what_somebody_should_see_to(visit, url, harbor, make):
    today = today_of(harbor)
    make("Soon", authentication="shared", token_expires_on=today + timedelta(days=14))
    make("Later", authentication="oauth", token_expires_on=today + timedelta(days=15))
    make("Over", authentication="hard_coded", token_expires_on=today - timedelta(days=1))
    html = visit("consultant").get(url).content.decode()
    assert html.count("shared credentials") == 1
    assert html.count("hard-coded credentials") == 1
    assert html.count("token expires in 14 days") == 1
    assert html.count("token has expired") == 1
    assert "in 15 days" not in html


def test_filters_keep_what_matches(visit, url, make):
    make("Deal to invoice", status="live", authentication="shared")
    make("Stock sync", status="building")
    browser = visit("consultant")
    assert "Stock sync" not in browser.get(url, {"status": "live"}).content.decode()
    assert "Stock sync" not in browser.get(url, {"only": "attention"}).content.decode()
    assert "Deal to invoice</a>" not in browser.get(url, {"q": "stock"}).content.decode()
    assert "No integration matches" in browser.get(url, {"q": "zzz"}).content.decode()
    for sort in ("name", "-status", "health", "last", "-errors", "age", "checklist", "nonsense"):
        assert browser.get(url, {"sort": sort}).status_code == 200


def test_as_many_queries_for_many_as_for_one(visit, url, harbor, make):
    def add(name):
        entry = make(name, status="live", owner="Priya Raman", runbook_call="Jess Calder")
        with client_scope(harbor):
            for days in range(3):
                at = timezone.now() - timedelta(days=days)
                receive_signal(harbor, entry, {"kind": "fail" if days else "success", "records": 5}, at=at)

    add("One")
    browser = visit("consultant")
    few = queries_of(browser, url)
    for name in ("Two", "Three", "Four"):
        add(name)
    assert_constant(browser, url, few=few)

"""Proposals: with their evidence, answered one by one or all, remembered when dismissed, never made unasked."""

from decimal import Decimal

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.decisions import selectors
from apps.tenant.decisions.models import DismissedProposal, Opportunity
from apps.tenant.flows.services import change_flow
from tests.integration.decisions.conftest import DEAL, ZOHO, hand_off
from tests.queries import assert_constant, queries_of


@pytest.fixture
def url(harbor):
    return client_url(harbor, "opportunities-propose")


@pytest.fixture
def waiting(harbor):
    def names():
        with client_scope(harbor):
            found = [one.name for one in selectors.find_proposals(harbor).waiting]
            assert selectors.count_proposals() == len(found)
            return found

    return names


def test_each_says_which_flows_and_why(visit, harbor, consultant, url, flows):
    with client_scope(harbor):
        hand_off(DEAL, consultant, times=2)
    html = visit("consultant").get(url).content.decode()
    assert "All 2 carry Invoice from HubSpot to QuickBooks: one connection would take over all of them." in html
    assert "The only hand-off of Order from Shopify to QuickBooks." in html
    assert "4.00 h a week" in html
    with client_scope(harbor):
        assert not Opportunity.objects.exists()


def test_accepting_the_chosen_ones(visit, harbor, url, flows, waiting):
    browser = visit("consultant")
    refused = browser.post(url, {})
    assert refused.status_code == 422
    assert "Choose at least one proposal" in refused.content.decode()
    assert browser.post(url, {"chosen": [str(flows["zoho"].pk)]}).status_code == 302
    with client_scope(harbor):
        made = Opportunity.objects.get()
        assert (made.name, list(made.flows.all())) == ("Invoice: Zoho to QuickBooks", [flows["zoho"]])
    assert waiting() == ["Invoice: HubSpot to QuickBooks", "Order: Shopify to QuickBooks"]


def test_accepting_all_leads_to_the_list(visit, harbor, url, add, flows, waiting):
    add("Order: shopify to QuickBooks", "zoho")  # the name is taken by another one
    answer = visit("consultant").post(url, {"all": "all"})
    assert answer["Location"] == client_url(harbor, "opportunities")
    assert waiting() == []
    with client_scope(harbor):
        assert Opportunity.objects.filter(name="Order: Shopify to QuickBooks 2").exists()


def test_one_that_changed_meanwhile_is_refused_and_nothing_is_half_done(visit, harbor, consultant, url, flows):
    keys = [str(flows["zoho"].pk), str(flows["deal"].pk)]
    with client_scope(harbor):
        hand_off(DEAL, consultant, times=1)
    answer = visit("consultant").post(url, {"chosen": keys})
    assert answer.status_code == 422
    assert "changed meanwhile" in answer.content.decode()
    with client_scope(harbor):
        assert not Opportunity.objects.exists()


def test_dismissed_ones_stay_away_until_their_flows_change(visit, harbor, consultant, url, flows, waiting):
    browser = visit("consultant")
    key = str(flows["zoho"].pk)
    answer = browser.post(client_url(harbor, "opportunities-dismiss"), {"chosen": key, "reason": "too rare"})
    assert answer.status_code == 302
    assert "Invoice: Zoho to QuickBooks" not in waiting()
    html = browser.get(url).content.decode()
    assert "Put aside" in html
    assert "too rare" in html
    with client_scope(harbor):
        assert DismissedProposal.objects.get().dismissed_by == consultant
        change_flow(flows["zoho"], {"minutes": Decimal(60)}, by=consultant)
    assert "Invoice: Zoho to QuickBooks" in waiting()
    assert "its flows changed since" in browser.get(url).content.decode()
    browser.post(client_url(harbor, "opportunities-dismiss"), {"chosen": key})
    assert "Invoice: Zoho to QuickBooks" not in waiting()
    with client_scope(harbor):
        hand_off(ZOHO, consultant, times=3)
    assert "Invoice: Zoho to QuickBooks" in waiting()


def test_undo_brings_a_dismissed_one_back(visit, harbor, url, flows, waiting):
    browser = visit("consultant")
    page = browser.post(client_url(harbor, "opportunities-dismiss"), {"chosen": str(flows["zoho"].pk)}, follow=True)
    undo = f"{client_url(harbor, 'opportunities-reconsider')}?chosen={flows['zoho'].pk}"
    assert undo in page.content.decode()
    browser.post(undo)
    assert "Invoice: Zoho to QuickBooks" in waiting()
    assert browser.post(undo).status_code == 422


def test_the_number_of_queries_does_not_grow(visit, harbor, consultant, url, flows):
    browser = visit("consultant")
    queries_of(browser, url)
    few = queries_of(browser, url)
    with client_scope(harbor):
        for number in range(8):
            hand_off(DEAL, consultant, data_object=f"Object {number}")
    assert_constant(browser, url, few=few)

"""Changing one part of an opportunity: what is accepted, what is refused and kept, what is written down."""

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.decisions import services
from apps.tenant.decisions.models import Opportunity
from apps.tenant.history.models import Activity
from tests.integration.decisions.conftest import COMPLETE, TODAY

HX = {"HX-Request": "true"}


@pytest.fixture
def at(harbor):
    return lambda name, item: client_url(harbor, f"opportunity-{name}", opportunity_id=item.pk)


@pytest.fixture
def fresh(harbor):
    def load(item):
        with client_scope(harbor):
            return Opportunity.objects.get(pk=item.pk)

    return load


@pytest.mark.parametrize("part", ["change", "inputs", "requirement", "decision", "overrule", "platform"])
def test_each_opens_as_a_dialog_and_as_a_page(visit, at, deal, part):
    browser = visit("consultant")
    browser.post(at("requirement", deal), COMPLETE)
    assert b"data-dialog-now" in browser.get(at(part, deal), headers=HX).content
    page = browser.get(at(part, deal)).content
    assert b"data-dialog-now" not in page
    assert b"<h1>" in page


def test_a_long_list_of_flows_can_be_narrowed(visit, at, deal):
    html = visit("consultant").get(at("change", deal)).content.decode()
    assert 'data-narrows="id_flows"' in html
    assert 'id="id_flows"' in html
    assert "Zoho → QuickBooks, Invoice" in html


def test_saving_leads_back_to_the_opportunity(visit, harbor, at, fresh, deal):
    saved = visit("consultant").post(at("inputs", deal), {"user_pain": "3", "error_points": "6.5"}, headers=HX)
    assert saved.status_code == 204
    assert saved["HX-Redirect"] == client_url(harbor, "opportunity", opportunity_id=deal.pk)
    assert fresh(deal).user_pain == 3
    assert fresh(deal).risk_checks is None


def test_wrong_values_keep_what_was_typed(visit, at, fresh, deal):
    answer = visit("consultant").post(at("inputs", deal), {"user_pain": "7"}, headers=HX)
    assert answer.status_code == 422
    assert b'value="7"' in answer.content
    assert fresh(deal).user_pain is None


def test_the_requirement_is_written_as_a_whole(visit, at, fresh, deal):
    browser = visit("consultant")
    assert browser.post(at("requirement", deal), {**COMPLETE, "security": ""}).status_code == 422
    assert browser.post(at("requirement", deal), COMPLETE).status_code == 302
    assert fresh(deal).requirement_written_on is not None


def test_no_platform_before_the_requirement(visit, at, fresh, deal):
    browser = visit("consultant")
    refused = browser.post(at("platform", deal), {"platform": "Zapier"})
    assert refused.status_code == 422
    assert "Write the requirement of Deal to invoice before choosing a platform" in refused.content.decode()
    assert "conflict resolution, volume, latency, security" in refused.content.decode()
    browser.post(at("requirement", deal), COMPLETE)
    assert browser.post(at("platform", deal), {"platform": "Zapier", "price": "30"}).status_code == 302
    assert (fresh(deal).platform, fresh(deal).platform_price) == ("Zapier", 30)


def test_a_decision_needs_its_reason(visit, harbor, at, fresh, deal):
    browser = visit("consultant")
    typed = {"decision": "integrate", "on": "2026-09-14", "together_with": "Marisol Vega"}
    assert browser.post(at("decision", deal), typed).status_code == 422
    assert browser.post(at("decision", deal), typed | {"reason": "pays"}).status_code == 302
    decided = fresh(deal)
    assert (decided.decision, str(decided.decided_on), decided.decided_with) == (
        "integrate",
        "2026-09-14",
        "Marisol Vega",
    )
    with client_scope(harbor):
        assert Activity.objects.filter(verb="decided", label="Deal to invoice").exists()
    browser.post(at("decision", deal), {"decision": "open", "on": "2026-09-15"})
    assert fresh(deal).decided_on is None


def test_overruling_needs_a_reason_and_tier_3_two(visit, at, fresh, deal):
    browser = visit("consultant")
    assert browser.post(at("overrule", deal), {"tier": "2"}).status_code == 422
    refused = browser.post(at("overrule", deal), {"tier": "3", "reason": "volume"})
    assert "why tiers 1 and 2 each fail" in refused.content.decode()
    assert browser.post(at("overrule", deal), {"tier": "2", "reason": "approval is coming"}).status_code == 302
    assert fresh(deal).tier_override == 2
    browser.post(at("overrule", deal), {"tier": "", "pattern": ""})
    assert (fresh(deal).tier_override, fresh(deal).override_reason) == (None, "")


def test_choosing_anothers_flow_merges_the_two(visit, harbor, at, add, deal, flows):
    other = add("Orders", "orders")
    typed = {"name": "Into the books", "flows": [flows["deal"].pk, flows["orders"].pk], "version": "1"}
    assert visit("consultant").post(at("change", deal), typed).status_code == 302
    with client_scope(harbor):
        assert not Opportunity.objects.filter(pk=other.pk).exists()
        assert Activity.objects.get(verb="merged").label == "Orders into Into the books"


def test_merging_never_empties_a_decided_one(visit, harbor, at, consultant, add, deal, flows):
    other = add("Orders", "orders")
    with client_scope(harbor):
        services.decide(other, "integrate", by=consultant, on=TODAY, reason="pays")
    typed = {"name": deal.name, "flows": [flows["deal"].pk, flows["orders"].pk], "version": "1"}
    answer = visit("consultant").post(at("change", deal), typed)
    assert "Orders would lose its last flow" in answer.content.decode()
    with client_scope(harbor):
        assert list(other.flows.all()) == [flows["orders"]]
        assert list(deal.flows.all()) == [flows["deal"]]


def test_the_second_of_two_people_is_told(visit, harbor, at, consultant, deal, flows):
    with client_scope(harbor):
        services.change_opportunity(deal, {"change_effort": 5}, by=consultant, on=TODAY)
    answer = visit("consultant").post(at("change", deal), {"name": "Mine", "flows": [flows["deal"].pk], "version": "1"})
    assert answer.status_code == 422
    assert "Somebody else changed Deal to invoice" in answer.content.decode()


def test_adding_needs_a_free_name_and_a_flow(visit, harbor, deal, flows):
    browser, url = visit("consultant"), client_url(harbor, "opportunity-add")
    assert browser.post(url, {"name": "New"}).status_code == 422
    taken = browser.post(url, {"name": "deal TO invoice", "flows": [flows["orders"].pk]})
    assert "There already is an opportunity called" in taken.content.decode()
    assert browser.post(url, {"name": "Orders", "flows": [flows["orders"].pk]}).status_code == 302

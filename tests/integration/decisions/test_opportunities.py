"""The ranked list with its detail: what it shows, moving through it, what a reader may not do."""

import re

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.decisions import services
from apps.tenant.decisions.models import Decision, Opportunity, Tier
from tests.integration.decisions.conftest import COMPLETE, TODAY
from tests.queries import assert_constant, queries_of


@pytest.fixture
def url(harbor):
    return client_url(harbor, "opportunities")


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_an_empty_list_teaches(visit, url):
    shown = words(visit("consultant").get(url))
    assert "No opportunities yet" in shown
    assert "Add opportunity" in shown


def test_with_flows_an_empty_list_offers_to_propose(visit, url, flows):
    assert "Propose from flows" in words(visit("consultant").get(url))


def test_bands_scores_hours_and_detail(visit, url, add, deal):
    add("Orders", "orders")
    shown = words(visit("consultant").get(url))
    assert "Priority score 18 and above" in shown
    assert "Secondary 8 to 17" in shown
    assert "4.00 h" in shown
    assert "$7,904" in shown
    assert "55.5 to 65.5" in shown
    assert "Missing: no survey yet" in shown
    assert "1, no-code connector" in shown
    assert "Requirement not written yet" in shown
    assert "1 group of hand-offs belongs to no opportunity yet." in shown


def test_every_part_can_be_opened_from_the_page(visit, harbor, url, deal):
    html = visit("consultant").get(url).content.decode()
    for part in ("change", "inputs", "decision", "overrule", "requirement"):
        address = client_url(harbor, f"opportunity-{part}", opportunity_id=deal.pk)
        assert f'href="{address}"' in html
        assert f'hx-get="{address}"' in html
    assert f'href="{client_url(harbor, "opportunity-add")}"' in html


def test_one_opportunity_by_its_address(visit, harbor, add, deal):
    orders = add("Orders", "orders")
    browser = visit("consultant")
    page = browser.get(client_url(harbor, "opportunity", opportunity_id=orders.pk))
    assert f'data-opportunity-shown="{orders.pk}"' in page.content.decode()
    assert browser.get(client_url(harbor, "opportunity", opportunity_id=4711)).status_code == 404


def test_a_click_loads_the_detail_alone_but_going_back_the_whole_page(visit, harbor, deal):
    here = client_url(harbor, "opportunity", opportunity_id=deal.pk)
    browser = visit("consultant")
    part = browser.get(here, headers={"HX-Request": "true"}).content.decode()
    assert "data-ranked" not in part
    assert "data-opportunity-shown" in part
    assert '<span id="here" hx-swap-oob="true">Deal to invoice</span>' in part
    restored = browser.get(here, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "data-ranked" in restored.content.decode()
    assert "hx-swap-oob" not in restored.content.decode()


def test_both_tiers_stay_visible_when_overruled(visit, harbor, url, consultant, add):
    both = add("Into the books", "orders", "deal")
    with client_scope(harbor):
        services.overrule_advice(both, tier=Tier.NO_CODE, reason="built as two connections", by=consultant)
    shown = words(visit("consultant").get(url))
    assert "Tier, overruled 1, no-code connector built as two connections" in shown
    assert "The rule says 2, integration platform: 3 systems" in shown


def test_a_decision_is_shown_with_who_and_when(visit, harbor, url, consultant, deal):
    with client_scope(harbor):
        services.change_opportunity(deal, COMPLETE, by=consultant, on=TODAY)
        services.choose_platform(deal, "Zapier", by=consultant, reason="connectors for both")
        services.decide(deal, Decision.INTEGRATE, by=consultant, on=TODAY, reason="pays", together_with="Marisol Vega")
    shown = words(visit("consultant").get(url))
    assert f"Decided 19 Nov 2026 by Marisol Vega and {consultant}" in shown
    assert "Requirement written 19 Nov 2026" in shown
    assert "Zapier" in shown


def test_removing_keeps_decided_ones(visit, harbor, consultant, add, deal):
    browser = visit("consultant")
    with client_scope(harbor):
        services.decide(deal, Decision.INTEGRATE, by=consultant, on=TODAY, reason="pays")
    remove = client_url(harbor, "opportunity-remove", opportunity_id=deal.pk)
    assert "Take the decision back first" in words(browser.post(remove, follow=True))
    other = add("Orders", "orders")
    browser.post(client_url(harbor, "opportunity-remove", opportunity_id=other.pk))
    with client_scope(harbor):
        assert list(Opportunity.objects.all()) == [deal]


def test_names_are_escaped(visit, url, add):
    add("<script>alert(1)</script>", "deal")
    html = visit("consultant").get(url).content.decode()
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_the_number_of_queries_does_not_grow(visit, url, add, deal):
    browser = visit("consultant")
    queries_of(browser, url)
    few = queries_of(browser, url)
    for number in range(8):
        add(f"Another {number}", "orders", "zoho")
    assert_constant(browser, url, few=few)

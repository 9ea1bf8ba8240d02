"""Integrate or consolidate, and the page of decisions."""

import re
from decimal import Decimal

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.decisions import services
from apps.tenant.decisions.models import Consolidation, Decision
from tests.integration.decisions.conftest import TODAY
from tests.queries import assert_constant, queries_of


@pytest.fixture
def url(harbor):
    return client_url(harbor, "consolidations")


@pytest.fixture
def case(harbor, consultant, flows):
    with client_scope(harbor):
        values = {"applications": ["Zoho", "QuickBooks"], "retraining_cost": Decimal(190), "can_maintain": False}
        return services.add_consolidation(values | {"migration_cost": Decimal(530)}, by=consultant)


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_without_capabilities_the_page_teaches(visit, url):
    assert "No overlap found" in words(visit("consultant").get(url))


def test_overlaps_are_found_and_weighed(visit, harbor, url, flows):
    browser = visit("consultant")
    html = browser.get(url).content.decode()
    assert "QuickBooks and Zoho overlap" in html
    link = re.search(r'href="([^"]+consolidate/add/[^"]*)"[^>]*>Weigh them', html).group(1).replace("&amp;", "&")
    assert browser.get(link).content.decode().count("checked") == 2
    with client_scope(harbor):
        from_form = [flows["zoho"].source_id, flows["zoho"].target_id]
    assert browser.post(link, {"applications": from_form, "retraining_cost": "190"}).status_code == 302
    assert "overlap</b>" not in browser.get(url).content.decode()


def test_the_three_questions_with_their_figures(visit, url, case):
    """DOMAIN's worked example: 540 of licence and 0.75 h a week at 38, against 530 and 190."""
    shown = words(visit("consultant").get(url))
    assert "75 %: invoicing, payment reminders, quotes" in shown
    assert "Saves $2,022" in shown
    assert "licence $540 + 0.75 h a week × $38.00 × 52" in shown
    assert "Costs $720 $530 to migrate; $190 to retrain" in shown
    assert "Recommended Consolidate" in shown
    assert "QuickBooks would stay" in shown


def test_every_dialog_can_be_opened_from_the_page(visit, harbor, url, case):
    html = visit("consultant").get(url).content.decode()
    for part in ("change", "decision"):
        assert f'href="{client_url(harbor, f"consolidation-{part}", consolidation_id=case.pk)}"' in html
    assert f'href="{client_url(harbor, "consolidation-add")}"' in html


def test_overruling_needs_a_reason_and_shows_both(visit, harbor, url, case, flows):
    browser = visit("consultant")
    change = client_url(harbor, "consolidation-change", consolidation_id=case.pk)
    typed = {"applications": [flows["zoho"].source_id, flows["zoho"].target_id], "overlap_override": "no"}
    typed |= {"retraining_cost": "190", "can_maintain": "no", "version": "1"}
    assert browser.post(change, typed).status_code == 422
    assert browser.post(change, typed | {"override_reason": "quotes differ"}).status_code == 302
    shown = words(browser.get(url))
    assert "overruled: quotes differ; computed yes" in shown
    assert "Recommended Integrate" in shown


def test_the_decision_reaches_its_opportunity(visit, harbor, consultant, case, add):
    zoho = add("Zoho into QuickBooks", "zoho")
    with client_scope(harbor):
        services.change_consolidation(case, {"opportunity": zoho}, by=consultant)
    decide = client_url(harbor, "consolidation-decision", consolidation_id=case.pk)
    browser = visit("consultant")
    assert browser.post(decide, {"decision": "consolidate", "on": "2026-09-17"}).status_code == 422
    typed = {"decision": "consolidate", "on": "2026-09-17", "reason": "done twice"}
    assert browser.post(decide, typed).status_code == 302
    with client_scope(harbor):
        zoho.refresh_from_db()
        assert (zoho.decision, str(zoho.decided_on)) == (Decision.CONSOLIDATE, "2026-09-17")
    remove = client_url(harbor, "consolidation-remove", consolidation_id=case.pk)
    assert "Take the decision back first" in words(browser.post(remove, follow=True))


def test_removing_an_open_case(visit, harbor, case):
    visit("consultant").post(client_url(harbor, "consolidation-remove", consolidation_id=case.pk))
    with client_scope(harbor):
        assert not Consolidation.objects.exists()


def test_decisions_are_listed_latest_first(visit, harbor, consultant, deal, case):
    url = client_url(harbor, "decisions")
    browser = visit("consultant")
    assert "Nothing is decided yet" in words(browser.get(url))
    with client_scope(harbor):
        services.decide(deal, Decision.INTEGRATE, by=consultant, on=TODAY.replace(day=1), reason="pays")
        services.decide_consolidation(case, Decision.CONSOLIDATE, by=consultant, on=TODAY, reason="done twice")
    shown = words(browser.get(url))
    assert shown.index("Zoho or QuickBooks") < shown.index("Deal to invoice")
    assert "done twice" in shown


def test_the_number_of_queries_does_not_grow(visit, harbor, url, consultant, case):
    browser = visit("consultant")
    queries_of(browser, url)
    few = queries_of(browser, url)
    with client_scope(harbor):
        for _ in range(5):
            services.add_consolidation({"applications": ["HubSpot", "Shopify", "Zoho"]}, by=consultant)
    assert_constant(browser, url, few=few)

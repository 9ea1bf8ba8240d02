"""Integrate or consolidate, and the page of decisions."""

import re
from decimal import Decimal

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.decisions import services
from apps.tenant.decisions.models import Consolidation, Decision
from apps.tenant.inventory.models import Application
from apps.tenant.inventory.services import add_application, change_application
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


@pytest.fixture
def page(harbor, case):
    return client_url(harbor, "consolidation", consolidation_id=case.pk)


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_without_capabilities_the_page_teaches(visit, url):
    assert "No overlap found" in words(visit("consultant").get(url))


def test_overlaps_are_found_and_weighed(visit, harbor, url, flows):
    browser = visit("consultant")
    html = browser.get(url).content.decode()
    assert "1 overlap found, nobody has weighed it yet" in html
    assert "QuickBooks and Zoho" in html
    link = re.search(r'href="([^"]+consolidate/add/[^"]*)"[^>]*>Weigh them', html).group(1).replace("&amp;", "&")
    assert browser.get(link).content.decode().count("checked") == 2
    with client_scope(harbor):
        from_form = [flows["zoho"].source_id, flows["zoho"].target_id]
    assert browser.post(link, {"applications": from_form, "retraining_cost": "190"}).status_code == 302
    assert "nobody has weighed" not in browser.get(url).content.decode()


def test_the_list_of_cases(visit, url, page, case):
    html = visit("consultant").get(url).content.decode()
    assert f'href="{page}"' in html
    assert "Consolidate" in html


def test_where_nothing_more_is_proposed_it_says_why(visit, harbor, url, consultant, case):
    shown = words(visit("consultant").get(url))
    assert "Among the 4 applications with capabilities, no two do at least 70 % of the same but those weighed" in shown
    with client_scope(harbor):
        add_application({"name": "Slack"}, by=consultant)
    shown = words(visit("consultant").get(url))
    assert "1 other has no capabilities listed and cannot be compared. Open applications" in shown


def test_the_three_questions_with_their_figures(visit, page):
    """DOMAIN's worked example: 540 of licence and 0.75 h a week at 38, against 530 and 190."""
    shown = words(visit("consultant").get(page))
    assert "75 % : invoicing, payment reminders, quotes" in shown
    assert "Saves $2,022" in shown
    assert "licence $540 + 0.75 h a week × $38.00 × 52" in shown
    assert "Costs $720 $530 to migrate; $190 to retrain" in shown
    assert "Recommended Consolidate" in shown
    assert "QuickBooks would stay" in shown


def test_every_dialog_can_be_opened_from_the_page(visit, harbor, url, page, case):
    browser = visit("consultant")
    html = browser.get(page).content.decode()
    for part in ("change", "decision"):
        assert f'href="{client_url(harbor, f"consolidation-{part}", consolidation_id=case.pk)}"' in html
    assert f'href="{client_url(harbor, "consolidation-add")}"' in browser.get(url).content.decode()


def test_overruling_needs_a_reason_and_shows_both(visit, harbor, page, case, flows):
    browser = visit("consultant")
    change = client_url(harbor, "consolidation-change", consolidation_id=case.pk)
    typed = {"applications": [flows["zoho"].source_id, flows["zoho"].target_id], "overlap_override": "no"}
    typed |= {"retraining_cost": "190", "can_maintain": "no", "version": "1"}
    assert browser.post(change, typed).status_code == 422
    assert browser.post(change, typed | {"override_reason": "quotes differ"}).status_code == 302
    shown = words(browser.get(page))
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
        kept = {"client": harbor, "by": consultant, "on": TODAY, "reason": "done twice"}
        services.decide_consolidation(case, Decision.CONSOLIDATE, **kept)
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


def test_a_case_asks_as_often_whatever_it_holds(visit, harbor, page, consultant, case):
    browser = visit("consultant")
    queries_of(browser, page)
    few = queries_of(browser, page)
    with client_scope(harbor):
        services.change_consolidation(
            case, {"applications": ["HubSpot", "Shopify", "Zoho", "QuickBooks"]}, by=consultant
        )
        for reason in ("first", "second", "third"):
            decide(case, harbor, consultant, Decision.INTEGRATE, reason=reason)
    # One more than before: a decision has somebody who took it, which the prefetch asks for once.
    assert len(queries_of(browser, page)) <= len(few) + 1


def decide(case, harbor, by, decision=Decision.CONSOLIDATE, **more):
    return services.decide_consolidation(
        case, decision, client=harbor, by=by, **{"on": TODAY, "reason": "done twice"} | more
    )


def test_a_decision_keeps_the_figures_of_its_day(visit, harbor, page, consultant, case):
    with client_scope(harbor):
        decide(case, harbor, consultant, weighed="Sales likes the quotes of Zoho")
        zoho = Application.objects.get(name="Zoho")
        change_application(zoho, {"annual_cost": Decimal(900)}, by=consultant)
    shown = words(visit("consultant").get(page))
    assert "licence $900" in shown
    record = shown[shown.index("Decision record") :]
    assert "Sales likes the quotes of Zoho" in record
    assert "Saving in 12 months $2,022" in record
    assert "The rule said Consolidate" in record


def test_a_later_decision_supersedes_and_both_stay(visit, harbor, page, consultant, case):
    with client_scope(harbor):
        decide(case, harbor, consultant, reason="done twice")
        decide(case, harbor, consultant, Decision.INTEGRATE, reason="sales refused")
        decide(case, harbor, consultant, Decision.OPEN, reason="")
        records = list(case.records.values_list("decision", "reason"))
        assert records == [("integrate", "sales refused"), ("consolidate", "done twice")]
        assert not case.records.filter(superseded_at=None).exists()
    shown = words(visit("consultant").get(page))
    assert shown.count("superseded") == 2
    decisions = words(visit("consultant").get(client_url(harbor, "decisions")))
    assert decisions.count("superseded") == 2


def test_an_overlap_is_dismissed_with_a_reason_and_taken_up_again(visit, harbor, url, flows):
    browser = visit("consultant")
    html = browser.get(url).content.decode()
    link = re.search(r'href="([^"]+consolidate/dismiss/[^"]*)"', html).group(1).replace("&amp;", "&")
    ids = re.findall(r"application=(\d+)", link)
    assert browser.post(link, {"applications": ids, "reason": " "}).status_code == 422
    assert browser.post(link, {"applications": [ids[0]], "reason": "one"}).status_code == 422
    assert browser.post(link, {"applications": ["999999"], "reason": "none"}).status_code == 422
    assert browser.post(link, {"applications": ids, "reason": "another country"}).status_code == 302
    shown = words(browser.get(url))
    assert "nobody has weighed" not in shown
    assert "another country" in shown
    again = re.search(r'action="([^"]+reconsider/)"', browser.get(url).content.decode()).group(1)
    browser.post(again)
    assert "1 overlap found" in words(browser.get(url))


def test_licences_that_nobody_uses(visit, harbor, url, consultant, flows):
    with client_scope(harbor):
        hubspot = Application.objects.get(name="HubSpot")
        change_application(hubspot, {"licences": 12}, by=consultant)
    assert "HubSpot 12 8 4 3,200" in words(visit("consultant").get(url))


def test_retraining_is_suggested_and_taken_over_only_when_asked(visit, harbor, consultant, flows):
    with client_scope(harbor):
        case = services.add_consolidation({"applications": ["Zoho", "QuickBooks"]}, by=consultant)
    page = client_url(harbor, "consolidation", consolidation_id=case.pk)
    browser = visit("consultant")
    assert "Retraining $114 ($57 to $228)" in words(browser.get(page))
    take = client_url(harbor, "consolidation-retraining", consolidation_id=case.pk)
    browser.post(take)
    with client_scope(harbor):
        case.refresh_from_db()
        assert (case.retraining_low, case.retraining_cost, case.retraining_high) == (57, 114, 228)
    assert "entered meanwhile" in words(browser.post(take, follow=True))


@pytest.mark.parametrize(
    ("wrong", "words_shown"),
    [
        ({"migration_cost": "-1"}, "greater than or equal to 0"),
        ({"migration_cost": "99999999999999"}, "no more than"),
        ({"migration_cost": "500", "migration_low": "600"}, "at or below the expected"),
        ({"migration_cost": "500", "migration_high": "400"}, "at or above the expected"),
        ({"retraining_low": "10"}, "Give the expected figure too"),
        ({"saving_12_months": "NaN"}, "Enter a number"),
    ],
)
def test_figures_that_make_no_sense_are_explained(visit, harbor, case, flows, wrong, words_shown):
    change = client_url(harbor, "consolidation-change", consolidation_id=case.pk)
    typed = {"applications": [flows["zoho"].source_id, flows["zoho"].target_id], "version": "1"}
    answer = visit("consultant").post(change, typed | wrong)
    assert answer.status_code == 422
    assert words_shown in words(answer)
    with client_scope(harbor):
        case.refresh_from_db()
        assert (case.migration_cost, case.version) == (530, 1)


def test_the_second_of_two_people_is_told(visit, harbor, case, flows):
    change = client_url(harbor, "consolidation-change", consolidation_id=case.pk)
    typed = {"applications": [flows["zoho"].source_id, flows["zoho"].target_id], "version": "1"}
    assert visit("consultant").post(change, typed | {"migration_cost": "600"}).status_code == 302
    late = visit("lead").post(change, typed | {"migration_cost": "700"})
    assert late.status_code == 422
    assert "Somebody else changed" in words(late)
    assert 'value="700"' in late.content.decode()


def test_the_answers_say_why(visit, page, case):
    shown = visit("consultant").get(page).content.decode()
    for field in ("question-overlap", "question-saving", "question-capability", "overlap", "recommendation"):
        assert f"explain/?object=consolidation-{case.pk}&amp;field={field}" in shown

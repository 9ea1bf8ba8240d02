"""Inputs entered where the figures stand: factors, suggested parts of the requirement, inputs of two people."""

from decimal import Decimal

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.decisions.models import Opportunity
from apps.tenant.flows.models import Flow
from apps.tenant.flows.services import change_flow
from apps.tenant.inventory.models import Application, DataObject
from tests.integration.decisions.test_opportunities import words

HX = {"HX-Request": "true"}


@pytest.fixture
def at(harbor, deal, flows):
    address = client_url(harbor, "opportunity-factor", opportunity_id=deal.pk, flow_id=flows["deal"].pk)
    return lambda of: f"{address}?of={of}"


def test_a_factor_opens_in_place_and_as_a_page(visit, at):
    browser = visit("consultant")
    part = browser.get(at("minutes"), headers=HX).content.decode()
    assert "<h1>" not in part
    assert 'value="12.00"' in part
    assert "<h1>" in browser.get(at("minutes")).content.decode()
    assert browser.get(at("nothing")).status_code == 404


def test_an_unknown_flow_is_not_found(visit, harbor, deal):
    unknown = client_url(harbor, "opportunity-factor", opportunity_id=deal.pk, flow_id=4711)
    assert visit("consultant").get(unknown).status_code == 404


def test_the_score_follows_at_once_in_the_detail_and_in_the_list(visit, harbor, at, flows):
    answer = visit("consultant").post(at("minutes"), {"minutes": "5", "version": "1"}, headers=HX)
    assert answer["HX-Retarget"] == "#detail"
    html = answer.content.decode()
    assert "under 10 minutes" in html
    assert '<div id="ranked" hx-swap-oob="true">' in html
    assert '<span class="score ss">9</span>' in html
    with client_scope(harbor):
        assert Flow.objects.get(pk=flows["deal"].pk).minutes == 5


def test_a_missing_input_makes_the_score_a_range(visit, harbor, at):
    answer = visit("consultant").post(at("error_cost"), {"error_cost": ""}, headers=HX)
    shown = words(answer)
    assert "6 to 18" in shown
    assert "Missing: what an error costs." in shown


@pytest.mark.parametrize(
    ("of", "typed"), [("minutes", {"minutes": "-1"}), ("times", {"times": "x", "per": "week"}), ("times", {"per": "y"})]
)
def test_wrong_values_keep_what_was_typed(visit, at, of, typed):
    answer = visit("consultant").post(at(of), typed, headers=HX)
    assert answer.status_code == 422
    assert "aria-invalid" in answer.content.decode()


def test_the_second_person_sees_the_firsts_change_and_decides(visit, harbor, consultant, at, flows):
    with client_scope(harbor):
        change_flow(flows["deal"], {"minutes": Decimal(20)}, by=consultant)
    browser = visit("consultant")
    answer = browser.post(at("minutes"), {"minutes": "5", "version": "1"}, headers=HX)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Somebody else changed this meanwhile. Now: 20.00." in html
    assert 'value="5"' in html
    assert 'name="version" value="2"' in html
    assert browser.post(at("minutes"), {"minutes": "5", "version": "2"}, headers=HX).status_code == 200


def test_a_suggestion_is_taken_over_only_when_a_person_says_so(visit, harbor, deal, flows):
    with client_scope(harbor):
        DataObject.objects.filter(name="Invoice").update(system_of_record=Application.objects.get(name="QuickBooks").pk)
    browser = visit("consultant")
    here = client_url(harbor, "opportunity", opportunity_id=deal.pk)
    shown = words(browser.get(here))
    assert "Suggested: QuickBooks wins for Invoice." in shown
    assert "About 87 runs a month." in shown
    with client_scope(harbor):
        assert not Opportunity.objects.get(pk=deal.pk).conflict_resolution
    take = client_url(harbor, "opportunity-suggestion", opportunity_id=deal.pk)
    browser.post(take, {"part": "conflict_resolution"})
    with client_scope(harbor):
        assert Opportunity.objects.get(pk=deal.pk).conflict_resolution == "QuickBooks wins for Invoice."
    again = browser.post(take, {"part": "conflict_resolution"}, follow=True)
    assert "written already" in words(again)


def opened(**values):
    """What a browser sends of a form: the fields as typed, and as they were when it was opened."""
    was = {"error_points": "6.50", "days_sooner": "2.0", "risk_checks": "4", "user_pain": "", "inputs_source": ""}
    return was | {f"initial-{name}": value for name, value in was.items()} | values


def test_two_people_who_change_different_inputs_lose_nothing(visit, harbor, deal):
    inputs = client_url(harbor, "opportunity-inputs", opportunity_id=deal.pk)
    browser = visit("consultant")
    assert browser.post(inputs, opened(user_pain="3")).status_code == 302
    assert browser.post(inputs, opened(risk_checks="1")).status_code == 302
    with client_scope(harbor):
        now = Opportunity.objects.get(pk=deal.pk)
        assert (now.user_pain, now.risk_checks, now.error_points) == (3, 1, Decimal("6.5"))


def test_two_people_who_change_the_same_input(visit, harbor, consultant, deal):
    inputs = client_url(harbor, "opportunity-inputs", opportunity_id=deal.pk)
    browser = visit("consultant")
    browser.post(inputs, opened(risk_checks="1"))
    answer = browser.post(inputs, opened(risk_checks="5"), headers=HX)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f"{consultant} changed this meanwhile to: 1." in html
    assert 'name="initial-risk_checks" value="1"' in html
    assert browser.post(inputs, opened(risk_checks="5") | {"initial-risk_checks": "1"}).status_code == 302
    with client_scope(harbor):
        assert Opportunity.objects.get(pk=deal.pk).risk_checks == 5


def test_the_list_stays_as_the_address_on_screen_asks_for_it(visit, harbor, at, add):
    add("Another one", "zoho")
    asked = {**HX, "HX-Current-URL": f"http://testserver{client_url(harbor, 'opportunities')}?q=deal+to&sort=hours"}
    html = visit("consultant").post(at("minutes"), {"minutes": "5", "version": "1"}, headers=asked).content.decode()
    assert html.count("data-for-opportunity=") == 1
    assert "Sorted by hours a week" in html

"""Order, figures and advice of the opportunities, against DOMAIN's worked values."""

from datetime import date
from decimal import Decimal

import pytest

from apps.methods.priority import Band
from apps.tenant.decisions import selectors, services
from apps.tenant.decisions.models import Decision, Opportunity, Pattern, Tier
from apps.tenant.flows.services import remove_flow
from tests.integration.decisions.conftest import DEAL, TODAY, hand_off


@pytest.fixture(autouse=True)
def _here(at_harbor):
    return at_harbor


def test_deal_to_invoice_as_in_the_domain(harbor, deal):
    line = selectors.opportunity_summary(harbor, deal.pk)
    assert (line.score, line.band) == (18, Band.PRIORITY)
    assert (line.hours_per_week, line.cost_per_year) == (4, 7904)
    assert line.hours_saved == 3
    assert (line.card.total, line.card.low, line.card.high) == (None, Decimal("55.5"), Decimal("65.5"))
    assert (line.tier, line.pattern) == (Tier.NO_CODE, Pattern.POINT_TO_POINT)


def test_order_is_score_then_hours_then_name(harbor, add):
    add("Orders", "orders")
    add("Zoho", "zoho")
    add("Deal", "deal")
    assert [line.name for line in selectors.ranked_opportunities(harbor)] == ["Deal", "Zoho", "Orders"]


def test_the_highest_flow_counts_and_hours_add_up(harbor, add):
    both = add("Into the books", "orders", "deal")
    line = selectors.opportunity_summary(harbor, both.pk)
    assert (line.score, line.hours_per_week) == (18, 6)
    assert [flow.score for flow in line.flows] == [18, 12]
    assert line.tier == Tier.IPAAS  # three systems
    assert line.advice.tier_reasons == ("3 systems",)


def test_a_flow_in_two_opportunities_counts_once_in_the_sum(harbor, add):
    add("One", "deal")
    add("Two", "deal", "orders")
    assert selectors.hours_of(selectors.ranked_opportunities(harbor)).hours_per_week == 6


def test_missing_inputs_are_missing_not_zero(harbor, consultant, flows):
    untimed = hand_off(DEAL, consultant, minutes=None, data_object="Contract")
    made = services.add_opportunity({"name": "Untimed", "flows": [untimed.pk]}, by=consultant, on=TODAY)
    line = selectors.opportunity_summary(harbor, made.pk)
    assert (line.priority, line.band, line.hours_saved) == (None, None, None)
    assert (line.card.low, line.card.high) == (0, 100)


def test_an_opportunity_survives_the_loss_of_its_flow(harbor, consultant, deal, flows):
    remove_flow(flows["deal"], by=consultant)
    line = selectors.opportunity_summary(harbor, deal.pk)
    assert (line.flows, line.advice, line.tier, line.hours_per_week) == ((), None, None, 0)


def test_later_connections_change_the_pattern(harbor, consultant, add):
    """Three systems in a row are two connections; the third of a client goes over a hub."""
    for name, key, day in (("Deal", "deal", 1), ("Orders", "orders", 2), ("Zoho", "zoho", 3)):
        made = add(name, key)
        services.decide(made, Decision.INTEGRATE, by=consultant, on=date(2026, 9, day), reason="pays")
    patterns = {line.name: line.pattern for line in selectors.ranked_opportunities(harbor)}
    assert patterns == {
        "Deal": Pattern.POINT_TO_POINT,
        "Orders": Pattern.POINT_TO_POINT,
        "Zoho": Pattern.HUB_AND_SPOKE,
    }


def test_a_consolidation_saves_all_of_its_hours(harbor, consultant, add):
    zoho = add("Zoho", "zoho")
    services.decide(zoho, Decision.CONSOLIDATE, by=consultant, on=TODAY, reason="done twice")
    assert selectors.opportunity_summary(harbor, zoho.pk).hours_saved == Decimal("0.75")


def test_proposals_are_groups_of_free_hand_offs(harbor, consultant, flows, deal):
    hand_off(DEAL, consultant, data_object="Order", source="Shopify", minutes=1)
    proposals = selectors.proposed_opportunities(harbor)
    assert [(one.name, len(one.flows)) for one in proposals] == [
        ("Invoice: Zoho to QuickBooks", 1),
        ("Order: Shopify to QuickBooks", 2),
    ]


def test_shortlist_and_robustness_leave_out_what_was_dismissed(harbor, consultant, add, deal):
    other = add("Orders", "orders", change_effort=1)
    services.decide(other, Decision.DISMISSED, by=consultant, on=TODAY, reason="too rare")
    lines = selectors.ranked_opportunities(harbor)
    assert selectors.shortlist_of(lines).picked == (str(deal.pk),)
    found = selectors.robustness_of(lines)
    assert found.shares == {deal.pk: 1}
    assert found.flip is None


def test_unknown_opportunity(harbor, flows):
    with pytest.raises(Opportunity.DoesNotExist):
        selectors.opportunity_summary(harbor, 4711)

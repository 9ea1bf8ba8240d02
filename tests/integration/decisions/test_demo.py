"""The demo client's second stage, as DEMO.md tells it."""

from datetime import date
from decimal import Decimal

import pytest

from apps.demo.decisions import load_decisions
from apps.demo.flows import load_flows
from apps.demo.inventory import load_inventory
from apps.tenant.decisions import selectors
from apps.tenant.decisions.models import Tier


@pytest.fixture
def lines(at_lumen, lead):
    at_lumen.engagement_start = date(2026, 9, 7)
    load_inventory(at_lumen, by=lead)
    load_flows(at_lumen, by=lead)
    load_decisions(at_lumen, by=lead)
    return {line.name: line for line in selectors.ranked_opportunities(at_lumen)}


def test_order_bands_and_sum(lines):
    assert [(name, line.score) for name, line in lines.items()] == [
        ("Stock sync", 18),
        ("Deal to invoice", 18),
        ("Zoho into QuickBooks", 18),
        ("Orders to accounting", 12),
        ("Lead sync", 12),
        ("Timesheets to payroll", 6),
        ("Tickets in the CRM", 3),
        ("Shipments for support", 3),
    ]
    cost = selectors.hours_of(list(lines.values()))
    assert round(cost.hours_per_week, 1) == Decimal("15.2")
    assert round(cost.cost_per_year, 2) == Decimal("30051.67")


def test_what_was_decided(lines):
    decided = {name: str(line.opportunity.decided_on) for name, line in lines.items() if line.opportunity.is_decided}
    assert decided == {
        "Stock sync": "2026-09-16",
        "Deal to invoice": "2026-09-14",
        "Zoho into QuickBooks": "2026-09-17",
        "Lead sync": "2026-11-11",
    }
    assert {name: line.opportunity.change_effort for name, line in lines.items() if name in decided} == {
        "Stock sync": 4,
        "Deal to invoice": 2,
        "Zoho into QuickBooks": 2,
        "Lead sync": 1,
    }


def test_deal_to_invoice_and_stock_sync(lines):
    deal, stock = lines["Deal to invoice"], lines["Stock sync"]
    assert (deal.card.low, deal.card.high) == (Decimal("55.5"), Decimal("65.5"))
    assert (stock.rule_tier, stock.tier) == (Tier.IPAAS, Tier.NO_CODE)
    assert stock.opportunity.override_reason
    assert not deal.opportunity.unwritten
    assert deal.opportunity.platform == "Zapier"


def test_zoho_is_consolidated_and_trello_a_close_call(lines, at_lumen):
    zoho, trello = selectors.consolidation_lines(at_lumen)
    assert (zoho.shared.value, zoho.saving, zoho.switching_cost) == (Decimal("0.75"), 2022, 720)
    assert (zoho.advice.recommendation, zoho.consolidation.decision) == ("consolidate", "consolidate")
    assert (trello.advice.recommendation, trello.advice.close_call) == ("integrate", True)
    assert selectors.found_overlaps().total == 0

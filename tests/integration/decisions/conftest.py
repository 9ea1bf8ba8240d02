"""A small landscape: four tools, three hand-offs, and ways to make opportunities of them."""

from datetime import date
from decimal import Decimal

import pytest

from apps.core.tenancy.context import client_scope
from apps.tenant.decisions import services
from apps.tenant.flows.services import add_flow
from apps.tenant.inventory.services import add_application

TODAY = date(2026, 11, 19)
TOOLS = {
    "HubSpot": {"users": 8, "annual_cost": Decimal(9600), "capabilities": ["deals"]},
    "QuickBooks": {
        "users": 3,
        "annual_cost": Decimal(1188),
        "capabilities": ["invoicing", "quotes", "payment reminders", "ledger"],
    },
    "Zoho": {
        "users": 3,
        "annual_cost": Decimal(540),
        "capabilities": ["Invoicing", "Quotes", "Payment reminders", "portal"],
    },
    "Shopify": {"users": 6, "capabilities": ["shop"]},
}
DEAL = {"source": "HubSpot", "target": "QuickBooks", "data_object": "Invoice", "times": 20, "minutes": 12}
ZOHO = {"source": "Zoho", "target": "QuickBooks", "data_object": "Invoice", "times": 1, "minutes": 45}
ORDERS = {"source": "Shopify", "target": "QuickBooks", "data_object": "Order", "times": 5, "minutes": 24}
COMPLETE = {
    "conflict_resolution": "HubSpot wins",
    "volume": "87 a month",
    "latency": "an hour",
    "security": "own account",
}


def hand_off(values, by, **more):
    typed = {**values, "times": Decimal(values["times"]), "minutes": Decimal(values["minutes"])}
    fixed = {"mechanism": "manual", "per": "week", "people": 1, "error_cost": "revenue_loss"}
    return add_flow({**fixed, **typed, **more}, by=by)


@pytest.fixture
def flows(harbor, consultant):
    """deal: 4 h a week, score 18; zoho: 0.75 h, score 18; orders: 2 h, score 12."""
    with client_scope(harbor):
        for name, values in TOOLS.items():
            add_application({"name": name, **values}, by=consultant)
        return {
            "deal": hand_off(DEAL, consultant),
            "zoho": hand_off(ZOHO, consultant),
            "orders": hand_off(ORDERS, consultant, error_cost="rework"),
        }


@pytest.fixture
def add(harbor, consultant, flows):
    """add("Deal to invoice", "deal", change_effort=2): an opportunity of the named flows."""

    def make(name, *keys, **values):
        with client_scope(harbor):
            values |= {"name": name, "flows": [flows[key].pk for key in keys]}
            return services.add_opportunity(values, by=consultant, on=TODAY)

    return make


@pytest.fixture
def deal(add):
    """The worked example of the scorecard: 55.5 to 65.5."""
    inputs = {"error_points": Decimal("6.5"), "days_sooner": Decimal(2), "risk_checks": 4}
    return add("Deal to invoice", "deal", change_effort=2, **inputs)

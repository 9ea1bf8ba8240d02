"""Harbor & Pine's fifteen data flows, nine of them carried by hand for 15.2 hours a week, and their processes."""

from decimal import Decimal
from typing import Any

from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.flows.models import Flow
from apps.tenant.flows.process_services import add_process
from apps.tenant.flows.services import add_flow

# number, from, to, object, times, per, minutes, error cost, who does it
HAND_OFFS: list[tuple[Any, ...]] = [
    (1, "Shopify", "Inventory sheet", "Order", 2, "day", 18, "revenue_loss", "Lena Brandt"),
    (2, "HubSpot", "QuickBooks Online", "Invoice", 20, "week", 12, "revenue_loss", "Priya Raman"),
    (3, "Shopify", "QuickBooks Online", "Order", 5, "week", 24, "rework", "Priya Raman"),
    (4, "Zendesk", "HubSpot", "Ticket", 15, "week", 6, "minor", "Nora Lind"),
    (5, "Asana", "Gusto", "Timesheet", 26, "year", 105, "rework", "Ana Duarte"),
    (6, "ShipStation", "Zendesk", "Shipment", 25, "week", 3, "minor", "Nora Lind"),
    (7, "Inventory sheet", "ShipStation", "Product", 1, "day", 15, "revenue_loss", "Lena Brandt"),
    (8, "Mailchimp", "HubSpot", "Lead", 1, "week", 35, "rework", "Eli Marsh"),
    (9, "Zoho Invoice", "QuickBooks Online", "Invoice", 1, "week", 45, "revenue_loss", "Ray Novak"),
]
SPREADSHEETS = {1, 5, 8}
# What people at the client say about it.
SYMPTOMS = {
    1: "The shop sells benches that the sheet says are gone",
    2: "Customers ring because the invoice has the wrong address",
    9: "Two invoices for one job, one in each tool",
}
CARED_FOR = {"mechanism": "connector", "has_owner": True, "is_monitored": True}
AUTOMATED: list[tuple[str, str, str, str, dict[str, Any]]] = [
    ("deals told", "HubSpot", "Slack", "Deal", CARED_FOR),
    ("tickets told", "Zendesk", "Slack", "Ticket", CARED_FOR),
    ("orders to ship", "Shopify", "ShipStation", "Order", CARED_FOR | {"wanted_direction": "two_way"}),
    (
        "contacts by night",
        "Shopify",
        "Mailchimp",
        "Contact",
        {
            "mechanism": "batch",
            "times": Decimal(1),
            "per": "day",
            "latency_hours": Decimal(24),
            "wanted_latency_hours": Decimal(1),
            "has_owner": True,
            "is_monitored": True,
        },
    ),
    (
        "payroll booked",
        "Gusto",
        "QuickBooks Online",
        "Payroll",
        {"mechanism": "script", "has_owner": False, "is_monitored": False, "notes": "Its author left in spring."},
    ),
    (
        "tasks told",
        "Asana",
        "Slack",
        "Task",
        CARED_FOR | {"direction": "two_way", "wanted_direction": "two_way"},
    ),
]
# name, what it is, its steps: a hand-off's number or an automated flow's key
PROCESSES: list[tuple[str, str, list[int | str]]] = [
    (
        "Order to delivery",
        "From an order in the shop to a parcel and its tracking number.",
        [1, 7, "orders to ship", 6],
    ),
    ("Deal to invoice", "From a won deal to a booked invoice.", ["deals told", 2, 9, 3]),
    ("Customer support", "From a ticket to an answer, with sales in the know.", ["tickets told", 4]),
    ("Lead to deal", "From a newsletter sign-up to somebody who calls.", ["contacts by night", 8]),
    ("Time to payroll", "From hours on projects to pay and its booking.", [5, "payroll booked"]),
]


def load_flows(client: Client, *, by: User) -> dict[int | str, Flow]:
    """Inside the client's scope, after `load_inventory`. The flows by number (hand-offs) and key (automated)."""
    flows: dict[int | str, Flow] = {row[0]: _hand_off(row, by=by) for row in HAND_OFFS}
    for key, source, target, data_object, facts in AUTOMATED:
        ends = {"source": source, "target": target, "data_object": data_object}
        flows[key] = add_flow({"wanted_direction": "one_way", **ends, **facts}, by=by)
    for name, description, steps in PROCESSES:
        ids = [flows[step].pk for step in steps]
        add_process({"name": name, "description": description, "steps": ids}, by=by)
    return flows


def _hand_off(row: tuple[Any, ...], *, by: User) -> Flow:
    number, source, target, data_object, times, per, minutes, error_cost, owner = row
    values = {
        "source": source,
        "target": target,
        "data_object": data_object,
        "mechanism": "spreadsheet" if number in SPREADSHEETS else "manual",
        "wanted_direction": "one_way",
        "times": Decimal(times),
        "per": per,
        "minutes": Decimal(minutes),
        "people": 1,
        "error_cost": error_cost,
        "owner": owner,
    }
    if number == 2:
        values["error_rate"] = Decimal("7.5")
    if number in SYMPTOMS:
        values["symptom"] = SYMPTOMS[number]
    return add_flow(values, by=by)

"""Harbor & Pine's twelve applications, the data objects they hold, and where two of them disagree."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.inventory.data_objects_services import add_conflict, change_data_object, hold
from apps.tenant.inventory.models import Application, DataObject, SavedView
from apps.tenant.inventory.saved_views import save_view
from apps.tenant.inventory.services import add_application

EVERYBODY = ["Sales", "Marketing", "Finance", "Operations", "Support", "People"]
READINESS = ("open_api", "connectors", "webhooks", "bulk", "sso")
ANSWERS = {"y": True, "n": False, "?": None}
COLUMNS = ("name", "vendor", "function", "departments", "users", "annual_cost", "business_owner", "ready", "renews")
# renews: days after the engagement's first day; None where it is billed month by month.
APPLICATIONS: list[tuple[Any, ...]] = [
    ("HubSpot", "HubSpot", "CRM", ["Sales"], 8, 9600, "Jess Calder", "yyyyy", 188),
    ("QuickBooks Online", "Intuit", "Accounting", ["Finance"], 3, 1188, "Priya Raman", "yyyyn", None),
    ("Asana", "Asana", "Project management", ["Operations"], 15, 2430, "Tom Okafor", "yyyyy", 176),
    ("Zendesk", "Zendesk", "Customer support", ["Support"], 5, 3300, "Nora Lind", "yyyyy", 146),
    ("Shopify", "Shopify", "E-commerce", ["Sales"], 6, 3948, "Jess Calder", "yyyyn", None),
    ("Inventory sheet", "Google", "Stock", ["Operations"], 4, 0, "Tom Okafor", "yn?yn", None),
    ("Mailchimp", "Intuit", "E-mail marketing", ["Marketing"], 2, 1560, "Eli Marsh", "yyyyn", 93),
    ("Gusto", "Gusto", "Payroll and HR", ["People"], 2, 4896, "Ana Duarte", "yy??y", None),
    ("Slack", "Salesforce", "Messaging", EVERYBODY, 48, 4176, "Tom Okafor", "yyyny", 236),
    ("ShipStation", "Auctane", "Shipping", ["Operations"], 4, 1908, "Lena Brandt", "yyyyn", None),
    ("Zoho Invoice", "Zoho", "Invoicing", ["Sales"], 3, 540, "Ray Novak", "yyy?n", 104),
    ("Trello", "Atlassian", "Boards", ["Marketing"], 6, 720, "", "yyyyy", None),
]
MORE: dict[str, dict[str, Any]] = {
    "HubSpot": {
        "capabilities": ["contacts", "deals", "sales pipeline"],
        "classification": "confidential",
        "notice_days": 60,
    },
    "QuickBooks Online": {
        "capabilities": ["bookkeeping", "invoicing", "quotes", "payment reminders", "bank feed"],
        "classification": "confidential",
        "has_financial": True,
        "current_integrations": "Bank feed",
    },
    "Asana": {"capabilities": ["boards", "task lists", "due dates", "project timelines", "workload"]},
    "Zendesk": {"capabilities": ["tickets", "help centre"], "notice_days": 30},
    "Shopify": {"capabilities": ["web shop", "point of sale", "product catalogue"]},
    "Inventory sheet": {
        "capabilities": ["stock levels"],
        "hosting": "file",
        "is_shadow_it": True,
        "found_by": "intake_link",
        "found_note": "“We keep stock in a shared sheet.” Tom Okafor, Operations",
    },
    "Mailchimp": {"capabilities": ["newsletters", "audience lists"]},
    "Gusto": {"capabilities": ["payroll", "employee records"], "classification": "restricted", "has_pii": True},
    "Slack": {"capabilities": ["messaging"]},
    "ShipStation": {"capabilities": ["shipping labels", "tracking"]},
    "Zoho Invoice": {
        "capabilities": ["invoicing", "quotes", "payment reminders", "customer portal"],
        "found_by": "interview",
        "found_note": "Sales sends invoices for small jobs from it",
    },
    "Trello": {
        "capabilities": ["boards", "task lists", "due dates", "add-on market"],
        "is_shadow_it": True,
        "found_by": "card_export",
        "found_note": "A monthly charge on Marketing's card",
    },
}
# What each application does with the objects it holds: c creates, r reads, u updates.
HOLDINGS: dict[str, dict[str, str]] = {
    "HubSpot": {"Contact": "cru", "Company": "cru", "Deal": "cru"},
    "QuickBooks Online": {"Invoice": "cru", "Payment": "cru"},
    "Asana": {"Timesheet": "cru"},
    "Zendesk": {"Ticket": "cru"},
    "Shopify": {"Order": "cru", "Product": "cru"},
    "Inventory sheet": {"Product": "ru"},
    "Mailchimp": {"Contact": "ru", "Lead": "cr"},
    "Gusto": {"Timesheet": "r"},
    "ShipStation": {"Shipment": "cru"},
    "Zoho Invoice": {"Invoice": "cr"},
}
MASTERS = {
    "HubSpot": ("Contact", "Company", "Deal"),
    "QuickBooks Online": ("Invoice", "Payment"),
    "Zendesk": ("Ticket",),
    "Shopify": ("Order", "Product"),
    "ShipStation": ("Shipment",),
}
# found_on: days after the engagement's first day.
CONFLICTS: list[dict[str, Any]] = [
    {
        "data_object": "Product",
        "applications": ["Shopify", "Inventory sheet"],
        "fields": "SKU, stock on hand",
        "example": "Teak bench TB-120: 14 in Shopify, 9 in the sheet",
        "records_differing": 212,
        "records_total": 1480,
        "found_by": "Tom Okafor",
        "found_on": 9,
        "state": "agreed",
        "resolution": "Shopify counts. Lena corrects the sheet after the weekly stock-taking.",
    },
    {
        "data_object": "Contact",
        "applications": ["HubSpot", "Mailchimp"],
        "fields": "e-mail, opt-in",
        "example": "A customer who unsubscribed in Mailchimp still counts as opted in in HubSpot",
        "found_by": "Eli Marsh",
        "found_on": 12,
    },
]
# Shared with the team.
VIEW: dict[str, Any] = {
    "name": "Renewals, dearest first",
    "is_shared": True,
    "filters": {"only": ["renewing"], "sort": ["-annual_cost"]},
    "columns": ["name", "vendor", "departments", "users", "annual_cost", "renewal_date", "business_owner"],
}


def load_inventory(client: Client, *, by: User) -> None:
    """Inside the client's scope. Dates count from the engagement's first day."""
    for row in APPLICATIONS:
        add_application(_values(dict(zip(COLUMNS, row, strict=True)), client.engagement_start), by=by)
    for application, objects in HOLDINGS.items():
        for name, letters in objects.items():
            uses = {use: use[0] in letters for use in ("creates", "reads", "updates")}
            hold(Application.objects.get(name=application), DataObject.objects.get(name=name), uses, by=by)
    for application, names in MASTERS.items():
        for name in names:
            change_data_object(DataObject.objects.get(name=name), {"system_of_record": application}, by=by)
    for conflict in CONFLICTS:
        add_conflict(conflict | {"found_on": _day(client, conflict["found_on"])}, by=by)
    save_view(SavedView(), VIEW, by=by)


def _day(client: Client, days: int) -> date | None:
    return client.engagement_start + timedelta(days=days) if client.engagement_start else None


def _values(row: Mapping[str, Any], start: date | None) -> dict[str, Any]:
    plain = {name: value for name, value in row.items() if name not in {"ready", "renews"}}
    renews = start + timedelta(days=row["renews"]) if start and row["renews"] is not None else None
    values = plain | {
        "annual_cost": Decimal(row["annual_cost"]),
        "renewal_date": renews,
        "hosting": "cloud",
        "data_objects": list(HOLDINGS.get(row["name"], {})),
        **{name: ANSWERS[answer] for name, answer in zip(READINESS, row["ready"], strict=True)},
    }
    return values | MORE[row["name"]]

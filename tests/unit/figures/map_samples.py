"""Input for figure tests: the demo client and generated landscapes of any size."""

import random
from decimal import Decimal

from apps.figures.bus_types import BusMap, FlowKind, MapApplication, MapFlow

_APPLICATIONS = [
    ("HubSpot", "Sales", "CRM"),
    ("QuickBooks Online", "Finance", "Accounting"),
    ("Asana", "Operations", "Projects"),
    ("Zendesk", "Support", "Support"),
    ("Shopify", "Sales", "E-commerce"),
    ("Inventory sheet", "Operations", "Stock"),
    ("Mailchimp", "Marketing", "E-mail"),
    ("Gusto", "People", "Payroll and HR"),
    ("Slack", "Everyone", "Messaging"),
    ("ShipStation", "Operations", "Shipping"),
    ("Zoho Invoice", "Sales", "Invoicing"),
    ("Trello", "Marketing", "Boards"),
]
_HAND_OFFS = [
    ("Shopify", "Inventory sheet", "Order", "3.00"),
    ("HubSpot", "QuickBooks Online", "Invoice", "4.00"),
    ("Shopify", "QuickBooks Online", "Order", "2.00"),
    ("Zendesk", "HubSpot", "Ticket", "1.50"),
    ("Asana", "Gusto", "Timesheet", "0.875"),
    ("ShipStation", "Zendesk", "Shipment", "1.25"),
    ("Inventory sheet", "ShipStation", "Product", "1.25"),
    ("Mailchimp", "HubSpot", "Lead", "0.5833333333"),
    ("Zoho Invoice", "QuickBooks Online", "Invoice", "0.75"),
]
_AUTOMATED = [
    ("HubSpot", "Slack", "Deal", "", False),
    ("Zendesk", "Slack", "Ticket", "", False),
    ("Shopify", "ShipStation", "Order", "one-way", False),
    ("Shopify", "Mailchimp", "Contact", "batch", False),
    ("Gusto", "QuickBooks Online", "Payroll", "fragile", False),
    ("Asana", "Slack", "Task", "", True),
]


def demo_map() -> BusMap:
    """Harbor & Pine: 12 applications, 9 hand-offs of 15.2 h a week, 6 automated flows."""
    ids = {name: at for at, (name, _, _) in enumerate(_APPLICATIONS, 1)}
    applications = tuple(
        MapApplication(id=ids[n], name=n, department=d, function=f, is_shadow=n in {"Inventory sheet", "Trello"})
        for n, d, f in _APPLICATIONS
    )
    manual = [
        MapFlow(
            id=at,
            source=ids[source],
            target=ids[target],
            object=what,
            kind=FlowKind.MANUAL,
            hours_per_week=Decimal(hours),
            gap="no integration",
            mark=str(at),
        )
        for at, (source, target, what, hours) in enumerate(_HAND_OFFS, 1)
    ]
    automated = [
        MapFlow(id=at, source=ids[s], target=ids[t], object=what, kind=FlowKind.AUTOMATED, gap=gap, is_two_way=two_way)
        for at, (s, t, what, gap, two_way) in enumerate(_AUTOMATED, len(manual) + 1)
    ]
    return BusMap(applications=applications, flows=tuple(manual + automated))


def landscape(applications: int, flows: int, *, departments: int = 8, seed: int = 1) -> BusMap:
    """A generated client of any size."""
    rng = random.Random(seed)
    names = [
        "Manufacturing",
        "Logistics",
        "HR",
        "Procurement",
        "Sales",
        "Customer Service",
        "Finance",
        "IT",
        "Legal",
        "Marketing",
        "Quality",
        "R&D",
    ]
    vendors = [
        "SAP S/4HANA",
        "Salesforce",
        "Excel workbook",
        "Oracle EBS",
        "Workday",
        "Access DB",
        "Custom .NET",
        "ServiceNow",
    ]
    apps = tuple(
        MapApplication(
            id=one,
            name=f"{rng.choice(vendors)} {names[one % departments][:4]}-{one:03}",
            department=names[one % departments],
            function="",
            is_shadow=rng.random() < 0.1,
        )
        for one in range(applications)
    )
    lines = []
    for at in range(flows):
        source = int(applications * rng.random() ** 1.6)
        inside = rng.random() < 0.4
        target = rng.choice(
            [a.id for a in apps if (a.department == apps[source].department) is inside and a.id != source] or [source]
        )
        manual = rng.random() < 0.3
        lines.append(
            MapFlow(
                id=at,
                source=source,
                target=target,
                object=rng.choice(["Order", "Invoice", "Customer", "Product"]),
                kind=FlowKind.MANUAL if manual else FlowKind.AUTOMATED,
                hours_per_week=Decimal(rng.randrange(1, 60)) / 10 if manual else Decimal(0),
                gap="no integration" if manual else rng.choice(["", "", "", "batch", "one-way"]),
            )
        )
    return BusMap(applications=apps, flows=tuple(lines))

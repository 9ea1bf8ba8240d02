"""Stage 2 of the demo client: eight opportunities, four of them decided, and two overlaps of tools."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.decisions import services
from apps.tenant.decisions.models import Decision, Opportunity, Tier
from apps.tenant.flows.models import Flow
from apps.tenant.inventory.models import Application

SPONSOR = "Marisol Vega"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """flows: source and target of each hand-off. points, days, risks, pain: the scorecard's inputs, None missing."""

    name: str
    flows: tuple[tuple[str, str], ...]
    effort: int
    points: str
    days: str
    risks: int
    pain: str | None
    source: str = "interviews in week 1"

    def values(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "flows": [_flow(source, target).pk for source, target in self.flows],
            "change_effort": self.effort,
            "error_points": Decimal(self.points),
            "days_sooner": Decimal(self.days),
            "risk_checks": self.risks,
            "user_pain": Decimal(self.pain) if self.pain else None,
            "inputs_source": self.source,
        }


STOCK, DEAL, ZOHO, LEADS = "Stock sync", "Deal to invoice", "Zoho into QuickBooks", "Lead sync"
CANDIDATES = (
    Candidate(
        name=STOCK,
        flows=(("Shopify", "Inventory sheet"), ("Inventory sheet", "ShipStation")),
        effort=4,
        points="8",
        days="3",
        risks=4,
        pain="2.6",
    ),
    Candidate(
        name=DEAL,
        flows=(("HubSpot", "QuickBooks Online"),),
        effort=2,
        points="6.5",
        days="2",
        risks=4,
        pain=None,
        source="audit of 120 invoices, interview with Jess Calder",
    ),
    Candidate(
        name=ZOHO,
        flows=(("Zoho Invoice", "QuickBooks Online"),),
        effort=2,
        points="6",
        days="3",
        risks=4,
        pain="3",
    ),
    Candidate(
        name="Orders to accounting",
        flows=(("Shopify", "QuickBooks Online"),),
        effort=2,
        points="5",
        days="1.5",
        risks=2,
        pain="3.2",
    ),
    Candidate(name=LEADS, flows=(("Mailchimp", "HubSpot"),), effort=1, points="6", days="1.5", risks=2, pain="2.2"),
    Candidate(
        name="Timesheets to payroll", flows=(("Asana", "Gusto"),), effort=3, points="5", days="0", risks=4, pain="2.2"
    ),
    Candidate(
        name="Tickets in the CRM", flows=(("Zendesk", "HubSpot"),), effort=2, points="2", days="0.5", risks=1, pain="3"
    ),
    Candidate(
        name="Shipments for support",
        flows=(("ShipStation", "Zendesk"),),
        effort=1,
        points="1",
        days="0",
        risks=1,
        pain="2",
    ),
)

# Days after the engagement began on which each requirement was written.
REQUIREMENTS: dict[str, tuple[int, dict[str, str]]] = {
    DEAL: (
        4,
        {
            "conflict_resolution": "HubSpot wins until the invoice is sent, QuickBooks Online from then on.",
            "volume": "About 87 invoices a month, 40 on the busiest day of a season.",
            "latency": "Within an hour of the deal being won.",
            "security": "Financial data and customer contacts; an account of its own, write access to invoices only.",
        },
    ),
    STOCK: (
        8,
        {
            "conflict_resolution": "Shopify wins for orders, the stock count in the sheet for quantities.",
            "volume": "About 40 orders a day, 1,480 products.",
            "latency": "Within 15 minutes in shop hours.",
            "security": "No personal data but delivery addresses; read access to orders, write access to stock.",
        },
    ),
    LEADS: (
        64,
        {
            "conflict_resolution": "HubSpot wins; a contact that unsubscribed stays unsubscribed everywhere.",
            "volume": "About 60 leads a week.",
            "latency": "Within a day.",
            "security": "Personal data with consent; deletion in one tool reaches the other.",
        },
    ),
}


# When, and why each is connected; lead sync was decided on last.
REASONS = {
    DEAL: (7, "The longest hand-off, with money in it; two tools with ready connectors."),
    STOCK: (9, "Wrong stock costs orders every week, and the sheet hangs on one person."),
    LEADS: (65, "For the leads' sake: a lead called the same day is worth more than the hours saved."),
}
PLATFORMS = {
    DEAL: ("30", "connectors for both systems"),
    STOCK: ("60", "the same platform as for deal to invoice, connectors for all three"),
    LEADS: ("0", "fits into the plan that is already paid"),
}


def load_decisions(client: Client, *, by: User) -> None:
    """Inside the client's scope, after applications and flows. Dates count from the day the engagement began."""
    decide_first(client, by=by)
    decide_on_leads(client, by=by)


def decide_first(client: Client, *, by: User) -> None:
    """The opportunities, and what was decided on in the first two weeks."""
    began = _began(client)
    for candidate in CANDIDATES:
        services.add_opportunity(candidate.values(), by=by, on=began + timedelta(days=3))
    for name, (day, parts) in REQUIREMENTS.items():
        services.change_opportunity(_opportunity(name), parts, by=by, on=began + timedelta(days=day))
    for name in (DEAL, STOCK):
        _decide(name, began, by)
    services.overrule_advice(
        _opportunity(STOCK),
        tier=Tier.NO_CODE,
        reason="Built as two connections of two tools each, orders into the sheet and the sheet into ShipStation; "
        "each is one trigger and one action.",
        by=by,
    )
    for name in (DEAL, STOCK):
        _choose_platform(name, by)
    _prices(began, by)
    _overlaps(client, began, by)


def decide_on_leads(client: Client, *, by: User) -> None:
    """In week 10."""
    _decide(LEADS, _began(client), by)
    _choose_platform(LEADS, by)


def _began(client: Client) -> date:
    if client.engagement_start is None:
        raise ValueError(f"{client} has no first day to count from.")
    return client.engagement_start


def _decide(name: str, began: date, by: User) -> None:
    day, reason = REASONS[name]
    services.decide(
        _opportunity(name),
        Decision.INTEGRATE,
        by=by,
        on=began + timedelta(days=day),
        reason=reason,
        together_with=SPONSOR,
    )


def _choose_platform(name: str, by: User) -> None:
    price, reason = PLATFORMS[name]
    services.choose_platform(_opportunity(name), "Zapier", price=Decimal(price), reason=reason, by=by)


def _prices(began: date, by: User) -> None:
    """The invoices' steps as they were counted, and what the client's own Zapier invoice says."""
    services.count_steps(_opportunity(DEAL), 4, by=by)
    own = {"platform": "Zapier", "plan": "Professional 750", "price": Decimal(30), "source": "Zapier's invoice"}
    services.set_price(own | {"sourced_on": began + timedelta(days=9)}, by=by)


def _overlaps(client: Client, began: date, by: User) -> None:
    zoho = services.add_consolidation(
        {
            "name": "Zoho Invoice or QuickBooks Online",
            "applications": ["Zoho Invoice", "QuickBooks Online"],
            "keep": Application.objects.in_use().get(name="QuickBooks Online"),
            "opportunity": _opportunity(ZOHO),
            "migration_cost": Decimal(530),
            "retraining_cost": Decimal(190),
            "can_maintain": True,
        },
        by=by,
    )
    services.decide_consolidation(
        zoho,
        Decision.CONSOLIDATE,
        client=client,
        by=by,
        on=began + timedelta(days=10),
        reason="Three of four jobs are done twice, and the licence alone nearly pays for the move.",
        together_with=SPONSOR,
    )
    services.add_consolidation(
        {
            "name": "Trello or Asana",
            "applications": ["Trello", "Asana"],
            "keep": Application.objects.in_use().get(name="Asana"),
            "retraining_cost": Decimal(228),
            "can_maintain": True,
        },
        by=by,
    )


def _opportunity(name: str) -> Opportunity:
    return Opportunity.objects.get(name=name)


def _flow(source: str, target: str) -> Flow:
    """The hand-off between two applications."""
    return Flow.objects.hand_offs().get(source__name__startswith=source, target__name__startswith=target)

"""Harbor & Pine's first roadmap, with the hand-offs of DEMO: 4 h, 4.25 h and 0.75 h a week by hand."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from apps.core.tenancy.context import client_scope
from apps.tenant.decisions.models import Decision
from apps.tenant.decisions.services import add_opportunity, decide
from apps.tenant.flows.services import add_flow
from apps.tenant.inventory.services import add_application
from apps.tenant.roadmap.models import Initiative, State
from apps.tenant.roadmap.services import accept_opportunity, add_initiative, change_initiative, publish_version

START = date(2026, 9, 7)
# name, source, target, object, times, per, minutes
FLOWS = {
    "Deal to invoice": [("HubSpot", "QuickBooks", "Invoice", 20, "week", 12)],
    "Stock sync": [("Shopify", "Sheet", "Order", 2, "day", 18), ("Sheet", "ShipStation", "Product", 1, "day", 15)],
    "Zoho into QuickBooks": [("Zoho", "QuickBooks", "Invoice", 1, "week", 45)],
    "Lead sync": [("Mailchimp", "HubSpot", "Lead", 1, "week", 35)],
}
DATES = {
    "Deal to invoice": (date(2026, 9, 14), date(2026, 10, 1)),
    "Zoho into QuickBooks": (date(2026, 10, 26), date(2026, 12, 9)),
    "Stock sync": (date(2026, 11, 2), date(2026, 12, 21)),
    "Lead sync": (date(2026, 11, 30), date(2026, 12, 18)),
}
FIRST = ("Deal to invoice", "Stock sync", "Zoho into QuickBooks")


@dataclass
class Roadmap:
    """A client with its roadmap; `by` writes."""

    client: object
    by: object
    initiatives: dict[str, Initiative]

    def publish(self, **options):
        with client_scope(self.client):
            return publish_version(self.client, by=self.by, **options)

    def change(self, name, /, **values):
        with client_scope(self.client):
            self.initiatives[name] = change_initiative(self.initiatives[name], values, by=self.by)

    def add(self, name, **values):
        with client_scope(self.client):
            self.initiatives[name] = add_initiative({"name": name, "state": State.PLANNED, **values}, by=self.by)
        return self.initiatives[name]

    def accept(self, name):
        with client_scope(self.client):
            opportunity = _opportunity(name, self.by)
            start, end = DATES[name]
            self.initiatives[name] = accept_opportunity(opportunity, {"start": start, "end": end}, by=self.by)

    def second_version(self):
        """Stock sync two weeks later, lead sync new."""
        self.change("Stock sync", end=date(2027, 1, 4))
        self.accept("Lead sync")
        return self.publish()


def make_roadmap(client, by) -> Roadmap:
    client.engagement_start = START
    client.save(update_fields=["engagement_start"])
    made = Roadmap(client, by, {})
    with client_scope(client):
        names = {end for flows in FLOWS.values() for flow in flows for end in flow[:2]}
        for name in sorted(names):
            add_application({"name": name}, by=by)
    for name in FIRST:
        made.accept(name)
    return made


def _opportunity(name, by):
    flows = [
        add_flow(
            {
                "source": source,
                "target": target,
                "data_object": data_object,
                "mechanism": "manual",
                "times": Decimal(times),
                "per": per,
                "minutes": Decimal(minutes),
                "people": 1,
            },
            by=by,
        )
        for source, target, data_object, times, per, minutes in FLOWS[name]
    ]
    opportunity = add_opportunity({"name": name, "flows": [flow.pk for flow in flows]}, by=by, on=START)
    decision = Decision.CONSOLIDATE if name.startswith("Zoho") else Decision.INTEGRATE
    return decide(opportunity, decision, by=by, on=START, reason="It costs the most.")

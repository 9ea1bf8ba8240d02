"""Stage 4 of the demo client: two contracts, four registry entries, seven weeks of signals and last week's incident."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from apps.demo.decisions import DEAL, LEADS, STOCK, ZOHO
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.contracts import services as contracts
from apps.tenant.contracts.models import Contract, ContractStatus
from apps.tenant.decisions.models import Opportunity
from apps.tenant.registry import health_services, services
from apps.tenant.registry.models import Integration, IntegrationStatus, SignalKind

# Records of each working day since deal to invoice went live on a Thursday; an invoice takes about four: the customer,
# the invoice and its lines. The last Tuesday but one is the day on which the token expired.
VOLUMES = (
    (None, None, None, 16, 15),
    (20, 17, 19, 16, 14),
    (21, 17, 18, 17, 13),
    (22, 16, 17, 16, 14),
    (21, 17, 18, 16, 14),
    (22, 18, 18, 15, 14),
    (20, 10, 19, 16, 13),
    (21, 17, 18, 16, 14),
)
LIVE_DAY = 24  # Thursday of week 4
INCIDENT_DAY = 64  # Tuesday of week 10
FIRST_REPORT = 46  # Friday of week 7
RUNS = ((9, 35, 3), (12, 10, 2), (16, 20, 1))  # hour, minute, and the share of what is left: a third, a half, the rest
AGE = timedelta(minutes=3)

CHECKED: dict[str, tuple[int, str]] = {
    "classification": (21, ""),
    "soc2": (21, "Zapier's report of this year"),
    "least_privilege": (22, "An account of its own, ops-integrations"),
    "audit_log": (22, ""),
    "error_alerts": (23, "Turned on, to #ops-alerts"),
    "documented": (23, ""),
    "access_review": (23, "Next one in December"),
    "deletion_test": (24, "A test contact, deleted along the way"),
}
ENTRIES: dict[str, dict[str, Any]] = {
    DEAL: {
        "purpose": "Turns a won deal in HubSpot into an invoice in QuickBooks Online.",
        "trigger": "Deal set to won",
        "owner": "Priya Raman",
        "runbook_call": "Priya Raman",
        "runbook_call_phone": "+1 503 555 0142",
        "runbook_then": "Jess Calder",
        "runbook_then_phone": "+1 503 555 0118",
        "alert_channel": "#ops-alerts in Slack",
        "authentication": "oauth",
        "scopes": "HubSpot: read deals; QuickBooks Online: write invoices",
        "encrypted_in_transit": True,
        "encrypted_at_rest": True,
        "has_retry": True,
        "has_dead_letter_queue": True,
        "idempotency_key": "deal id",
        "regulated_data": "Customer contacts, invoices",
        "legal_basis": "contract with the customer",
        "freshness_hours": Decimal("0.25"),
        "run_every_hours": Decimal(96),
        "expected_per_day": 17,
        "runbook_broke": "No new invoices although deals are won.",
        "runbook_causes": "Token expired after a password change; a deal without a customer; QuickBooks is down.",
        "runbook_steps": "Zapier, Zap history: is the last run red?\n"
        "“Token expired”: reconnect HubSpot as ops-integrations\n"
        "Replay held runs; the deal id is the key, so nothing doubles\n"
        "Compare today's won deals with invoices",
        "monthly_check": "Ten won deals against their invoices, first Monday",
        "upkeep_hours": Decimal(2),
        "tested_after_updates": True,
    },
    STOCK: {
        "purpose": "Orders in Shopify lower the stock in the sheet, and what is left reaches ShipStation.",
        "trigger": "Order paid",
        "owner": "Lena Brandt",
        "alert_channel": "#ops-alerts in Slack",
        "authentication": "oauth",
        "freshness_hours": Decimal("0.25"),
        "expected_per_day": 40,
        "upkeep_hours": Decimal(3),
    },
    ZOHO: {
        "purpose": "Zoho Invoice goes; QuickBooks Online writes all invoices. Both run until the numbers agree.",
        "owner": "Priya Raman",
        "platform": "QuickBooks Online",
        "tier": None,
        "monthly_check": "Each Friday of the parallel run: invoices and sums of both tools",
    },
    LEADS: {"purpose": "New newsletter leads reach HubSpot the same day.", "owner": "Eli Marsh"},
}
STATUS = {STOCK: IntegrationStatus.BUILDING, ZOHO: IntegrationStatus.PARALLEL}


@dataclass(frozen=True)
class _Begun:
    """The engagement's first day, and the client's clock."""

    day: date
    zone: ZoneInfo

    def on(self, days: int) -> date:
        return self.day + timedelta(days=days)

    def at(self, days: int, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(self.on(days), time(hour, minute), self.zone)


def load_run(client: Client, *, by: User) -> dict[str, Integration]:
    """Inside the client's scope, after decisions and roadmap. The entries by name."""
    begin_run(client, by=by)
    return go_on_running(client, by=by)


def begin_run(client: Client, *, by: User) -> None:
    """Deal to invoice with its contract, live, and its signals up to the first report."""
    begun = _begun(client)
    invoice = _contract("Invoice", "Priya Raman", "Finance agrees, then Sales", by=by)
    contracts.publish_version(invoice, by=by, note="As sales and finance write it today", at=begun.at(11, 15))
    contracts.add_field(
        invoice, {"name": "payment_link", "type": "text", "description": "Shown in the customer's mail"}, by=by
    )
    contracts.publish_version(invoice, by=by, note="Customers can pay from the mail", at=begun.at(38, 10, 30))
    deal = _load_entry(client, DEAL, begun, by=by)
    _load_signals(client, deal, begun, range(FIRST_REPORT), by=by)


def go_on_running(client: Client, *, by: User) -> dict[str, Integration]:
    """All that came after it. The entries by name."""
    begun = _begun(client)
    product = _contract("Product", "Lena Brandt", "Operations agrees, then Sales", by=by)
    contracts.set_status(product, ContractStatus.PROPOSED, by=by)
    deal = Integration.objects.get(name=DEAL)
    made = {name: _load_entry(client, name, begun, by=by) for name in ENTRIES if name != DEAL}
    _load_signals(client, deal, begun, range(FIRST_REPORT, LIVE_DAY + 7 * len(VOLUMES)), by=by)
    return {DEAL: deal, **made}


def _begun(client: Client) -> _Begun:
    if client.engagement_start is None:
        raise ValueError(f"{client} has no first day to count from.")
    return _Begun(client.engagement_start, ZoneInfo(client.time_zone))


def _contract(name: str, owner: str, path: str, *, by: User) -> Contract:
    values = {"data_object": name, "starter": name, "owner": owner, "approval_path": path}
    return contracts.add_contract(values, by=by)


def _load_entry(client: Client, name: str, begun: _Begun, *, by: User) -> Integration:
    entry = services.register(client, "opportunity", Opportunity.objects.get(name=name).pk, by=by)
    entry = services.change_integration(entry, ENTRIES[name], by=by)
    if name in STATUS:
        return services.set_status(entry, STATUS[name], by=by)
    if name == DEAL:
        services.change_integration(entry, {"token_expires_on": begun.on(154)}, by=by)
        for point, (day, note) in CHECKED.items():
            services.tick_point(entry, point, note=note, at=begun.at(day, 14), by=by)
        services.make_signal_key(entry, client.pk, by=by)
        return services.go_live(entry, by=by, on=begun.on(LIVE_DAY))
    return entry


def _load_signals(client: Client, entry: Integration, begun: _Begun, days: range, *, by: User) -> None:
    """Three runs a working day of those days, up to this moment; the incident where it belongs."""
    now = timezone.now()
    for day, records in _days():
        if day not in days:
            continue
        if day == INCIDENT_DAY:
            _incident(client, entry, begun, by=by)
            records_by_run = [(12, 10, 4), (16, 20, records - 4)]
        else:
            records_by_run = _runs(records)
        for hour, minute, part in records_by_run:
            at = begun.at(day, hour, minute)
            if at <= now:
                values = {"kind": SignalKind.SUCCESS, "records": part, "errors": 0, "newest_record_at": at - AGE}
                health_services.receive_signal(client, entry, values, at=at)
        if day == INCIDENT_DAY:
            health_services.check_integrations(client, now=begun.at(day + 1, 6, 7))


def _days() -> Iterator[tuple[int, int]]:
    """Day of the engagement and its records."""
    for week, volumes in enumerate(VOLUMES):
        for weekday, records in enumerate(volumes):
            if records is not None:
                yield LIVE_DAY - 3 + week * 7 + weekday, records


def _runs(records: int) -> list[tuple[int, int, int]]:
    runs, left = [], records
    for hour, minute, share in RUNS:
        runs.append((hour, minute, left // share))
        left -= left // share
    return runs


def _incident(client: Client, entry: Integration, begun: _Begun, *, by: User) -> None:
    """09:05 to 12:15: 3 h 10 min."""
    failed = {"kind": SignalKind.FAIL, "records": 0, "errors": 0, "note": "token expired"}
    health_services.receive_signal(client, entry, failed, at=begun.at(INCIDENT_DAY, 9, 5))
    incident = entry.incidents.get()
    health_services.acknowledge_incident(incident, by=by, at=begun.at(INCIDENT_DAY, 9, 22))
    helped = "HubSpot connected again as ops-integrations; volume and age of the data are back in their bands."
    health_services.resolve_incident(incident, helped, by=by, at=begun.at(INCIDENT_DAY, 12, 15))

"""Everything that a report says, collected once into plain JSON; drawing it asks nothing of the database any more.

Each stage has its own small function in `collecting/`; all figures are the other apps', unrounded. The snapshot is
stored with its SHA-256, so that the same report can be made again and compared byte by byte.
"""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from apps.methods.engagement import week_of
from apps.shared.clients.models import Client
from apps.tenant.reports.collecting.assess import collect_hand_offs, collect_inventory
from apps.tenant.reports.collecting.decide import collect_opportunities
from apps.tenant.reports.collecting.entered import collect_entered
from apps.tenant.reports.collecting.plan import collect_roadmap, connected_flows
from apps.tenant.reports.collecting.prove import collect_returns, collect_standing
from apps.tenant.reports.collecting.run import collect_run
from apps.tenant.reports.collecting.since import collect_since
from apps.tenant.reports.facts import FORMAT, About, Snapshot
from apps.tenant.reports.models import Report
from apps.tenant.reports.plain import from_plain, to_plain
from apps.tenant.reports.selectors import report_before


def collect(client: Client, report: Report) -> dict[str, Any]:
    """The snapshot of a report as plain JSON. The client's scope is active."""
    standing, left = collect_standing(client)
    before = report_before(client, report)
    about = collect_about(client, report, before)
    facts = Snapshot(
        format=FORMAT,
        about=about,
        inventory=collect_inventory(),
        hand_offs=collect_hand_offs(client, standing, left, connected_flows(client)),
        opportunities=collect_opportunities(client),
        roadmap=collect_roadmap(client, about.today),
        returns=collect_returns(client, about.today),
        run=collect_run(client, about.made_at),
    )
    since = collect_since(before.snapshot if before else None, facts)
    facts = replace(facts, entered=collect_entered(client, facts), since=since)
    plain: dict[str, Any] = to_plain(facts)
    return plain


def read(plain: dict[str, Any]) -> Snapshot:
    """The facts of a stored snapshot."""
    facts: Snapshot = from_plain(Snapshot, plain)
    return facts


def collect_about(client: Client, report: Report, before: Report | None = None) -> About:
    """Dated by the moment at which the report was asked for, in the client's time zone. before: the one it replaces."""
    zone = ZoneInfo(client.time_zone)
    today = report.requested_at.astimezone(zone).date()
    return About(
        id=str(report.public_id),
        number=Report.objects.filter(kind=report.kind, pk__lte=report.pk).count(),
        made_at=report.requested_at,
        today=today,
        firm=client.firm.name,
        accent=client.firm.accent,
        client=client.name,
        currency=client.currency,
        locale=client.locale,
        time_zone=client.time_zone,
        hourly_rate=client.hourly_rate,
        engagement_start=client.engagement_start,
        week=week_of(client.engagement_start, today),
        previous_on=before.requested_at.astimezone(zone).date() if before else None,
    )

"""Stage 3 for a report: the roadmap that waits for approval, else as it stands, beside the version approved last."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from apps.shared.clients.models import Client
from apps.tenant.reports.collecting.decide import STATES
from apps.tenant.reports.facts import InitiativeFact, RoadmapFacts, VersionFact
from apps.tenant.roadmap import selectors as roadmap
from apps.tenant.roadmap.models import Initiative, RoadmapVersion, State, VersionStatus
from apps.tenant.roadmap.snapshot import Bar, Snapshot, published


def collect_roadmap(client: Client, today: date) -> RoadmapFacts | None:
    """None while nothing is on the roadmap. Candidates are the consultants' own and stay out."""
    latest, approved = roadmap.latest_version(), roadmap.approved_version()
    waiting = latest if latest and latest.status == VersionStatus.PROPOSED else None
    drawn = roadmap.snapshot_of(waiting) if waiting else published(roadmap.current_snapshot(client))
    if not drawn.committed:
        return None
    before = roadmap.snapshot_of(approved) if approved else None
    name = f"version {approved.number}" if approved else ""
    behind = opportunities_of([bar.id for bar in drawn.committed])
    gantt = roadmap.gantt_data(client, snapshot=drawn, before=before, before_name=name, with_support=False, today=today)
    return RoadmapFacts(
        gantt=gantt,
        rows=tuple(replace(_row(bar, drawn, before), opportunity=behind.get(bar.id)) for bar in drawn.committed),
        most_in_flight=max(gantt.in_flight, default=0),
        limit=gantt.limit,
        limit_reason=drawn.limit_reason,
        approved=_version(approved, client) if approved else None,
        waiting=_version(waiting, client) if waiting else None,
    )


def connected_flows(client: Client) -> frozenset[int]:
    """Ids of the flows that something live has taken over."""
    live = [line.initiative for line in roadmap.list_initiatives(client) if line.initiative.state == State.LIVE]
    opportunities = [one.opportunity for one in live if one.opportunity_id and one.opportunity]
    return frozenset(pk for one in opportunities for pk in one.flows.values_list("pk", flat=True))


def opportunities_of(initiatives: Collection[int]) -> dict[int, int]:
    """Id of an initiative → id of the opportunity behind it."""
    found = Initiative.objects.filter(pk__in=initiatives, opportunity__isnull=False)
    return dict(found.values_list("pk", "opportunity_id"))


def _row(bar: Bar, drawn: Snapshot, before: Snapshot | None) -> InitiativeFact:
    was = before.bar(bar.id) if before else None
    word, tone = STATES[bar.state]
    return InitiativeFact(
        id=bar.id,
        name=bar.name,
        phase=drawn.phase_of(bar),
        state=word,
        tone=tone,
        owner=bar.owner,
        start=bar.start,
        live=bar.live,
        was_live=was.live if was else None,
        was_planned=was is not None,
        reason=bar.date_reason or bar.reason,
    )


def _version(version: RoadmapVersion, client: Client) -> VersionFact:
    return VersionFact(
        number=version.number,
        status=str(version.get_status_display()),
        published_on=_day(version.published_at, client),
        decided_on=_day(version.decided_at, client) if version.decided_at else None,
    )


def _day(moment: datetime, client: Client) -> date:
    return moment.astimezone(ZoneInfo(client.time_zone)).date()

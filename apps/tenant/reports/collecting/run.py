"""Stage 4 for a report: the registry's health, incidents, contracts that wait, and who carries the change."""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Subquery

from apps.figures.daily import Daily
from apps.methods.checklist import CheckPoint
from apps.tenant.change.selectors import overdue_look_backs
from apps.tenant.contracts.models import Contract, ContractStatus
from apps.tenant.flows import selectors as flows
from apps.tenant.inventory.models import Person
from apps.tenant.registry.figures import volume_data
from apps.tenant.registry.models import Incident, Integration, IntegrationStatus, Signal
from apps.tenant.registry.selectors import registry_lines
from apps.tenant.reports.facts import IncidentFact, IntegrationFact, RunFacts

RECENT_INCIDENTS = 20
TONES = {IntegrationStatus.LIVE: "good", IntegrationStatus.PLANNED: "open", IntegrationStatus.RETIRED: "open"}


def collect_run(client: flows.Terms, now: datetime) -> RunFacts:
    """now: the moment of the report."""
    today = now.astimezone(ZoneInfo(client.time_zone)).date()
    fragile = flows.list_flows(client, flows.FlowFilter(gap="fragile"))
    name, volumes = _struck(client, now)
    return RunFacts(
        integrations=tuple(_integration(one) for one in _integrations()),
        incidents=tuple(_incident(one) for one in Incident.objects.select_related("integration")[:RECENT_INCIDENTS]),
        proposed_contracts=tuple(
            Contract.objects.filter(status=ContractStatus.PROPOSED).values_list("data_object__name", flat=True)
        ),
        fragile=tuple(line.name for line in fragile),
        champions=_champions(),
        volumes=volumes,
        volumes_of=name,
        not_looked_back=overdue_look_backs(today),
    )


def _struck(client: flows.Terms, now: datetime) -> tuple[str, Daily | None]:
    """The integration that had the latest incident, with its days; nothing where there was none lately."""
    latest = Incident.objects.values_list("integration", flat=True).first()
    line = next(iter(registry_lines(client, now=now, only=[latest])), None) if latest else None
    return (line.name, volume_data(line)) if line and line.incidents else ("", None)


def _integrations() -> list[Integration]:
    newest = Signal.objects.filter(integration=OuterRef("pk"))
    return list(
        Integration.objects.select_related("owner", "runbook_call")
        .annotate(
            signal_kind=Subquery(newest.values("kind")[:1]),
            signal_at=Subquery(newest.values("at")[:1]),
        )
        .prefetch_related("checklist")
    )


def _integration(one: Integration) -> IntegrationFact:
    kind, done = getattr(one, "signal_kind", None), {item.point for item in one.checklist.all()}
    return IntegrationFact(
        name=one.name,
        status=str(one.get_status_display()).lower(),
        tone=TONES.get(IntegrationStatus(one.status), "half"),
        owner=one.owner.name if one.owner else "",
        checklist_done=len(done),
        checklist=tuple(point for point in CheckPoint if point in done),
        last_signal=kind or "",
        last_signal_at=getattr(one, "signal_at", None),
        has_runbook=bool(one.runbook_steps.strip()),
        token_expires_on=one.token_expires_on,
    )


def _incident(one: Incident) -> IncidentFact:
    return IncidentFact(
        integration=one.integration.name,
        summary=one.summary,
        opened_at=one.opened_at,
        resolved_at=one.resolved_at,
        resolution=one.resolution,
    )


def _champions() -> tuple[tuple[str, int], ...]:
    names = Person.objects.filter(is_champion=True, department__isnull=False).values_list("department__name", flat=True)
    return tuple(sorted(Counter(names).items()))

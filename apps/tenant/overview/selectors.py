"""How far a client is, in counts and in figures."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from apps.methods.measurement import Standing
from apps.methods.stages import Counts
from apps.tenant.contracts.models import Contract, ContractStatus
from apps.tenant.decisions.models import Decision, Opportunity
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.models import Flow
from apps.tenant.flows.selectors import found, sum_of
from apps.tenant.intake.selectors import waiting_count
from apps.tenant.inventory.models import Application
from apps.tenant.registry.models import Incident, Integration, IntegrationStatus
from apps.tenant.roadmap.models import Initiative, RoadmapVersion, State, VersionStatus
from apps.tenant.roadmap.selectors import ApprovedValue, approved_value
from apps.tenant.roi.selectors import Headline, business_case_of, payback_headline, standing

RECENT = timedelta(days=7)
DONE_WITH = (State.CANDIDATE, State.DROPPED)


def counts() -> Counts:
    """Everything that the stages' progress and the next step are computed from. Eleven queries."""
    measured = tuple(_measured_initiatives().values_list("name", flat=True))
    return Counts(
        **_applications(),
        **_hand_offs(),
        **_opportunities(),
        **_initiatives(),
        **_versions(),
        live_measured=_measured_initiatives().filter(state=State.LIVE).count(),
        measured_names=measured,
        contracts_proposed=tuple(_proposed_contracts()),
        **_running(),
        answers_waiting=waiting_count(),
    )


def _applications() -> dict[str, Any]:
    """Complete: it has a function and a department, so that it stands on the map."""
    in_use = Application.objects.in_use()
    complete = in_use.exclude(function="").filter(departments__isnull=False).distinct()
    return {"applications": in_use.count(), "applications_complete": complete.count()}


def _hand_offs() -> dict[str, Any]:
    timed = Q(minutes__isnull=False, times__isnull=False)
    return Flow.objects.hand_offs().aggregate(hand_offs=Count("pk"), hand_offs_timed=Count("pk", filter=timed))


def _opportunities() -> dict[str, Any]:
    decided = ~Q(decision=Decision.OPEN)
    return Opportunity.objects.aggregate(opportunities=Count("pk"), opportunities_decided=Count("pk", filter=decided))


def _initiatives() -> dict[str, Any]:
    ready = Q(start__isnull=False, end__isnull=False, owner__isnull=False)
    return Initiative.objects.exclude(state__in=DONE_WITH).aggregate(
        initiatives=Count("pk"),
        initiatives_ready=Count("pk", filter=ready),
        live=Count("pk", filter=Q(state=State.LIVE)),
        building=Count("pk", filter=Q(state=State.BUILDING)),
        in_parallel_run=Count("pk", filter=Q(state=State.PARALLEL)),
    )


def _versions() -> dict[str, Any]:
    versions = list(RoadmapVersion.objects.exclude(status=VersionStatus.WITHDRAWN).values_list("number", "status"))
    if not versions:
        return {}
    number, status = versions[0]
    return {
        "version": number,
        "approved_version": max((n for n, s in versions if s == VersionStatus.APPROVED), default=0),
        "is_published": True,
        "changes_asked": status == VersionStatus.CHANGES_REQUESTED,
    }


def _running() -> dict[str, Any]:
    running = (IntegrationStatus.LIVE, IntegrationStatus.PARALLEL)
    opened = Incident.objects.aggregate(
        open_incidents=Count("pk", filter=Q(resolved_at=None)),
        recent_incidents=Count("pk", filter=Q(opened_at__gte=timezone.now() - RECENT)),
    )
    return {"running": Integration.objects.filter(status__in=running).count(), **opened}


def _proposed_contracts() -> Any:
    proposed = Contract.objects.filter(status=ContractStatus.PROPOSED)
    return proposed.order_by("pk").values_list("data_object__name", flat=True)


def _measured_initiatives() -> Any:
    """Initiatives with observations of one metric from before and after."""
    before, after = (Q(metrics__observations__phase=phase) for phase in ("before", "after"))
    return Initiative.objects.filter(before).filter(after).distinct().order_by("pk")


@dataclass(frozen=True)
class KeyFigures:
    standing: Standing
    approved: ApprovedValue | None
    payback: Headline | None


def key_figures(client: Any, lines: list[FlowLine] | None = None) -> KeyFigures:
    """lines: all flows in use, where they are there already."""
    made = business_case_of(client)
    baseline = found(client) if lines is None else sum_of(lines)
    return KeyFigures(standing(client, made, baseline), approved_value(), payback_headline(client, made))


def running_integrations() -> list[Integration]:
    """What is live, in parallel run or being built, live ones first."""
    order = (IntegrationStatus.LIVE, IntegrationStatus.PARALLEL, IntegrationStatus.BUILDING)
    found = Integration.objects.filter(status__in=order)
    return sorted(found, key=lambda integration: (order.index(IntegrationStatus(integration.status)), integration.name))

"""Hours of upkeep: what was booked, and how it stands against what is expected."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta
from django.db.models import QuerySet

from apps.core.clock import today_of
from apps.methods.upkeep import Judged, judge
from apps.shared.clients.models import Client
from apps.tenant.registry.models import Integration, IntegrationStatus
from apps.tenant.roadmap.models import Initiative
from apps.tenant.roi.models import UpkeepHours


@dataclass(frozen=True)
class UpkeepLine:
    """One integration: its months from the one after it went live to the last whole one, and this month's hours."""

    integration: Integration
    judged: Judged
    this_month: Decimal


def upkeep_lines(client: Client) -> list[UpkeepLine]:
    """Integrations that are live or have hours booked, by name. Two queries."""
    booked: dict[int, dict[date, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for integration, month, hours in UpkeepHours.objects.values_list("integration_id", "month", "hours"):
        booked[integration][month] += hours
    running = today_of(client).replace(day=1)
    lines = []
    for one in Integration.objects.order_by("name"):
        own = booked.get(one.pk, {})
        if own or one.status == IntegrationStatus.LIVE:
            whole = {first: own.get(first, Decimal(0)) for first in _whole_months(one, own, running)}
            lines.append(UpkeepLine(one, judge(whole, planned=one.upkeep_hours), own.get(running, Decimal(0))))
    return lines


def upkeep_of(client: Client, initiative: Initiative) -> UpkeepLine | None:
    """Of the integration that an initiative became; None while there is none."""
    lines = {line.integration.opportunity_id: line for line in upkeep_lines(client)}
    return lines.get(initiative.opportunity_id) if initiative.opportunity_id else None


def booked_hours() -> QuerySet[UpkeepHours]:
    """Newest month first."""
    return UpkeepHours.objects.select_related("integration", "entered_by")


def _whole_months(one: Integration, own: dict[date, Decimal], running: date) -> list[date]:
    """Months that are over: from the first with hours, or the one after it went live, whichever is earlier."""
    begun = [one.live_since.replace(day=1) + relativedelta(months=1)] if one.live_since else []
    first = min([*begun, *own], default=running)
    found = []
    while first < running:
        found.append(first)
        first += relativedelta(months=1)
    return found

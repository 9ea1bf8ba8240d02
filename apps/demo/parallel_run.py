"""Zoho Invoice beside QuickBooks Online: two of four weeks compared, the first of which found something."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from apps.methods.reconciliation import CutOverPoint
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.decisions import services
from apps.tenant.decisions.models import Consolidation

ZOHO = "Zoho Invoice or QuickBooks Online"
# name, unit, may differ by, in percent; then old, new and note of each week
MEASURES: list[tuple[dict[str, Any], list[tuple[str, str, str]]]] = [
    (
        {"name": "Open invoices", "unit": "invoices", "tolerance": Decimal(0)},
        [("23", "22", "One sent from a phone was never entered; put right the same day"), ("21", "21", "")],
    ),
    (
        {"name": "Sum of open invoices", "unit": "$", "tolerance": Decimal(0)},
        [("18460.00", "17980.00", "The same invoice"), ("16935.50", "16935.50", "")],
    ),
    (
        {"name": "Sum invoiced in the week", "unit": "$", "tolerance": Decimal("0.5"), "is_percent": True},
        [("4310.00", "4310.00", ""), ("3725.00", "3724.40", "Cents of tax are rounded once, not for each line")],
    ),
    (
        {"name": "Payment reminders sent", "unit": "reminders", "tolerance": Decimal(0)},
        [("6", "6", ""), ("5", "5", "")],
    ),
]
FRIDAYS = (67, 74)
DONE = {CutOverPoint.DATA_MOVED: 65, CutOverPoint.WAY_BACK: 65}


def load_parallel_run(client: Client, *, by: User) -> None:
    """Inside the client's scope, after the roadmap, which sets the cut-over."""
    case = Consolidation.objects.get(name=ZOHO)
    made = [(services.add_measure(case, values, by=by), weeks) for values, weeks in MEASURES]
    for week, friday in enumerate(FRIDAYS, start=1):
        readings = {
            measure.pk: {"old": Decimal(old), "new": Decimal(new), "note": note}
            for measure, weeks in made
            for old, new, note in [weeks[week - 1]]
        }
        services.read_week(case, week, readings, client=client, by=by, at=_at(client, friday))
    for point, day in DONE.items():
        services.tick_point(case, point, done=True, by=by, at=_at(client, day))


def _at(client: Client, day: int) -> datetime:
    """Late on that day of the engagement, never in the future."""
    if client.engagement_start is None:
        raise ValueError(f"{client} has no first day to count from.")
    there = datetime.combine(client.engagement_start + timedelta(days=day), time(16), ZoneInfo(client.time_zone))
    return min(there, timezone.now())

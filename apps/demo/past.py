"""When the demo's acts happened: weeks ago, though all are written in the moment of loading."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Max
from django.utils import timezone

from apps.shared.clients.models import Client
from apps.tenant.history.models import Activity


@contextmanager
def happened(client: Client, *, day: int, hour: int = 10) -> Iterator[None]:
    """Acts inside belong to that day of the engagement (0 is the first), four minutes apart, never in the future."""
    last = Activity.objects.aggregate(last=Max("pk"))["last"] or 0
    yield
    if client.engagement_start is None:
        raise ValueError(f"{client} has no first day to count from.")
    begun = datetime.combine(client.engagement_start + timedelta(days=day), time(hour), ZoneInfo(client.time_zone))
    acts = list(Activity.objects.filter(pk__gt=last).order_by("pk"))
    for number, act in enumerate(acts):
        act.at = min(begun + timedelta(minutes=4 * number), timezone.now())
    Activity.objects.bulk_update(acts, ["at"])

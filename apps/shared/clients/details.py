"""Changing what was settled about a client when the engagement began."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from apps.core.days import refuse_far_days
from apps.core.outbox import enqueue
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.shared.clients.people import HISTORY_TASK, in_public


@dataclass(frozen=True, kw_only=True)
class Details:
    """hourly_rate: per hour, in `currency`; engagement_weeks: planned length."""

    name: str
    currency: str
    hourly_rate: Decimal
    time_zone: str
    engagement_start: date | None
    engagement_weeks: int


@in_public
def change_client(client: Client, details: Details, *, by: User) -> None:
    """Save the details; the client's history says which are others now. Refused for a year that cannot be."""
    refuse_far_days(engagement_start=details.engagement_start)
    values = vars(details)
    changed = [name for name, value in values.items() if getattr(client, name) != value]
    for name in changed:
        setattr(client, name, values[name])
    if not changed:
        return
    client.save(update_fields=changed)
    enqueue(
        HISTORY_TASK,
        client=client,
        at=timezone.now().isoformat(),
        verb="changed",
        label="the client’s " + ", ".join(name.replace("_", " ") for name in changed),
        actor=(by.pk, str(by)),
        object_id=client.pk,
    )

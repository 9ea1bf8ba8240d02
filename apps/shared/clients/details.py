"""Changing what was settled about a client when the engagement began."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.module_loading import import_string

from apps.core.days import refuse_far_days
from apps.core.errors import Refused
from apps.core.outbox import enqueue
from apps.core.tenancy.context import client_scope
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.shared.clients.people import HISTORY_TASK, in_public

CURRENCY_STAYS = (
    "Amounts are entered in {now} already, so the currency stays. They would mean something else in {other}: the rate "
    "differs from day to day. Convert them yourself, and set up a client that counts in {other}."
)
# Functions by name, asked inside the client's scope whether there are amounts of money; apps that keep some add theirs.
amounts_entered: list[str] = []


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
    """Save the details; the client's history says what they were and are.

    Refused for a year that cannot be, and for another currency once amounts are entered.
    """
    refuse_far_days(engagement_start=details.engagement_start)
    if details.currency != client.currency:
        _refuse_currency(client, details.currency)
    values = vars(details)
    changed = [name for name, value in values.items() if getattr(client, name) != value]
    changes = [_change(name, getattr(client, name), values[name]) for name in changed]
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
        label=client.name,
        actor=(by.pk, str(by)),
        object_id=client.pk,
        noun="client",
        path="settings/",
        changes=changes,
    )


def _refuse_currency(client: Client, other: str) -> None:
    with client_scope(client):
        has_amounts = any(import_string(name)() for name in amounts_entered)
    if has_amounts:
        raise Refused(CURRENCY_STAYS.format(now=client.currency, other=other), field="currency")


def _change(name: str, before: object, after: object) -> dict[str, str]:
    label = name.replace("_", " ").capitalize()
    return {"field": name, "label": label, "before": _shown(before), "after": _shown(after)}


def _shown(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%-d %b %Y}"
    return "–" if value is None else str(value)

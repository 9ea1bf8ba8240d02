"""Booking hours of upkeep. Page and API give the same plain values."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict
from uuid import UUID

from django.db import transaction

from apps.core.checking import check_fields
from apps.core.clock import today_of
from apps.core.errors import Refused
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.history.services import differences, record
from apps.tenant.registry.models import Integration
from apps.tenant.roi.models import UpkeepHours

FIELDS = ("integration", "month", "hours", "done_by", "note")
PATH = "prove/upkeep/"


class UpkeepValues(TypedDict, total=False):
    """month: any day of it. integration: an id. key: under which it is booked once only."""

    integration: int
    month: date
    hours: Decimal
    done_by: str
    note: str
    key: UUID | None


@transaction.atomic
def book_hours(client: Client, values: Mapping[str, Any], *, by: User) -> UpkeepHours:
    """Hours spent in a month, by whoever is named (else by who books them). The same key books them once."""
    key = values.get("key")
    if key is not None and (again := UpkeepHours.objects.filter(key=key).first()):
        return again
    made = UpkeepHours(entered_by=by, key=key)
    _apply(client, made, {"done_by": str(by)[:80]} | {name: value for name, value in values.items() if value != ""})
    record("booked", made, by=by, label=_named(made), path=PATH)
    return made


@transaction.atomic
def change_hours(client: Client, booked: UpkeepHours, values: Mapping[str, Any], *, by: User) -> UpkeepHours:
    current = UpkeepHours.objects.select_for_update(of=("self",)).select_related("integration").get(pk=booked.pk)
    before = _snapshot(current)
    _apply(client, current, values)
    if changes := differences(before, _snapshot(current), UpkeepHours):
        record("changed", current, by=by, label=_named(current), changes=changes, path=PATH)
    return current


@transaction.atomic
def remove_hours(booked: UpkeepHours, *, by: User) -> None:
    """Take out what was booked by mistake; the history keeps it."""
    record("removed", booked, by=by, label=_named(booked), path=PATH)
    booked.delete()


def _apply(client: Client, booked: UpkeepHours, values: Mapping[str, Any]) -> None:
    for name in ("hours", "done_by", "note"):
        if name in values:
            setattr(booked, name, values[name])
    if "integration" in values:
        found = Integration.objects.filter(pk=values["integration"]).first()
        if found is None:
            raise Refused("Choose an integration that is there.", field="integration")
        booked.integration = found
    if "month" in values:
        if values["month"] > today_of(client):
            raise Refused("This month has not begun yet. Book hours once they are spent.", field="month")
        booked.month = values["month"].replace(day=1)
    check_fields(booked, exclude={"entered_by", "entered_at", "key", "id"})
    booked.save()


def _snapshot(booked: UpkeepHours) -> dict[str, Any]:
    return {name: getattr(booked, name) for name in FIELDS} | {"integration": str(booked.integration)}


def _named(booked: UpkeepHours) -> str:
    """After "hours of upkeep", as the history writes it."""
    return f"{booked.hours.normalize():f} h in {booked.month:%b %Y}, {booked.integration}"

"""Writes of the roadmap's phases."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from apps.core.clock import today_of
from apps.core.days import refuse_far_days
from apps.core.errors import Refused
from apps.methods.phases import TEMPLATES, days_of
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.history.services import differences, record
from apps.tenant.roadmap.models import Phase

PLAIN = ("name", "start", "end")
PATH = "plan/roadmap/phases/"


@transaction.atomic
def start_from_template(client: Client, key: str, *, by: User) -> list[Phase]:
    """Add the phases of one of the three templates, dated from the engagement's first day.

    A phase of the same name that is there already stays as it is. Refused for an unknown template.
    """
    template = TEMPLATES.get(key)
    if template is None:
        raise Refused("Choose one of the templates.", field="template")
    today = today_of(client)
    begun = client.engagement_start or today - timedelta(days=today.weekday())
    taken = {name.lower() for name in Phase.objects.values_list("name", flat=True)}
    made = []
    for plan in template.phases:
        if plan.name.lower() not in taken:
            start, end = days_of(plan, begun)
            made.append(add_phase({"name": plan.name, "start": start, "end": end}, by=by))
    return made


@transaction.atomic
def add_phase(values: Mapping[str, Any], *, by: User) -> Phase:
    """A new phase at the end. Refused without a name, with a taken one, or when it would end before it starts."""
    phase = Phase(position=(Phase.objects.aggregate(last=Max("position"))["last"] or 0) + 1)
    _apply(phase, values)
    record("added", phase, by=by, path=PATH)
    return phase


@transaction.atomic
def change_phase(phase: Phase, values: Mapping[str, Any], *, by: User) -> Phase:
    """Change the given fields only."""
    current = Phase.objects.select_for_update().get(pk=phase.pk)
    before = {name: getattr(current, name) for name in PLAIN}
    _apply(current, values)
    changes = differences(before, {name: getattr(current, name) for name in PLAIN}, Phase)
    if changes:
        record("changed", current, by=by, changes=changes, path=PATH)
    return current


@transaction.atomic
def remove_phase(phase: Phase, *, by: User) -> None:
    """Its initiatives stay on the roadmap, without a phase."""
    record("removed", phase, by=by)
    phase.delete()


def find_or_add_phase(name: str, *, by: User) -> Phase:
    """The phase of that name, whatever its capitals; made at the end when there is none."""
    name = " ".join(name.split())[:80]
    return Phase.objects.filter(name__iexact=name).first() or add_phase({"name": name}, by=by)


def _apply(phase: Phase, values: Mapping[str, Any]) -> None:
    for field in values.keys() & set(PLAIN):
        setattr(phase, field, values[field])
    phase.name = " ".join(phase.name.split())
    if not phase.name:
        raise Refused("Give the phase a name.", field="name")
    if Phase.objects.filter(name__iexact=phase.name).exclude(pk=phase.pk).exists():
        raise Refused(f"There already is a phase called {phase.name}.", field="name")
    refuse_far_days(start=phase.start, end=phase.end)
    refuse_backwards(phase.name, phase.start, phase.end)
    phase.save()


def refuse_backwards(name: str, start: date | None, end: date | None) -> None:
    if start and end and end < start:
        raise Refused(f"{name} would end before it starts. Choose a later end or an earlier start.", field="end")

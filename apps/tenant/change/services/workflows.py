"""The work today and as it is wanted, step by step."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from apps.core.errors import Refused
from apps.shared.accounts.models import User
from apps.tenant.change.models import Side, WorkflowStep
from apps.tenant.change.services.saving import fill, note_changes, path_of, state_of
from apps.tenant.history.services import record
from apps.tenant.roadmap.models import Initiative

PLAIN = ("side", "who", "source", "target", "what", "is_manual", "minutes")
MOST_STEPS = 40


@transaction.atomic
def add_step(initiative: Initiative, values: Mapping[str, Any], *, by: User) -> WorkflowStep:
    """At the end of its side. Refused beyond forty steps: nobody reads such a picture."""
    step = WorkflowStep(initiative=initiative)
    fill(step, {"who": "", "source": "", "target": "", "what": "", "side": "", **values}, PLAIN)
    Initiative.objects.select_for_update().get(pk=initiative.pk)
    there = list(initiative.workflow_steps.filter(side=step.side).values_list("position", flat=True))
    if len(there) >= MOST_STEPS:
        raise Refused(f"{MOST_STEPS} steps are as many as a picture can hold. Put some of them together.", field="what")
    step.position = max(there, default=-1) + 1
    step.save()
    record("added", step, by=by, label=_label(step), path=path_of(initiative))
    return step


@transaction.atomic
def change_step(step: WorkflowStep, values: Mapping[str, Any], *, by: User) -> WorkflowStep:
    current = WorkflowStep.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=step.pk)
    before = state_of(current, values)
    fill(current, values, PLAIN)
    note_changes(current, before, by=by, label=_label(current), path=path_of(current.initiative))
    current.save()
    return current


@transaction.atomic
def move_step(step: WorkflowStep, by_places: int, *, by: User) -> None:
    """Earlier (below 0) or later among the steps of its side; stays where it is at the end."""
    siblings = list(step.initiative.workflow_steps.select_for_update().filter(side=step.side))
    at = next((place for place, one in enumerate(siblings) if one.pk == step.pk), None)
    if at is None:
        return
    siblings.insert(max(at + by_places, 0), siblings.pop(at))
    for place, one in enumerate(siblings):
        one.position = place
        one.save(update_fields=["position"])
    record("moved", step, by=by, label=_label(step), path=path_of(step.initiative))


@transaction.atomic
def remove_step(step: WorkflowStep, *, by: User) -> None:
    record("removed", step, by=by, label=_label(step), path=path_of(step.initiative))
    step.delete()


@transaction.atomic
def copy_today(initiative: Initiative, *, by: User) -> int:
    """The workflow wanted begins as a copy of today's; refused when it has steps already. How many there are."""
    steps = list(initiative.workflow_steps.select_for_update())
    if any(step.side == Side.WANTED for step in steps):
        raise Refused("The workflow wanted has steps already.")
    today = [step for step in steps if step.side == Side.TODAY]
    if not today:
        raise Refused("Enter how the work is done today first.")
    for step in today:
        add_step(initiative, {**{name: getattr(step, name) for name in PLAIN}, "side": Side.WANTED}, by=by)
    return len(today)


def _label(step: WorkflowStep) -> str:
    return f"{step.get_side_display()}: {step}"

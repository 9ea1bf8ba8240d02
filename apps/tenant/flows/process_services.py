"""Writes of the business processes: their names, their order, and the flows that are their steps."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from apps.core.errors import Conflict, Refused
from apps.shared.accounts.models import User
from apps.tenant.flows.models import Flow, Process
from apps.tenant.history.services import differences, record, shown

PATH = "assess/processes/"
FIELDS = ("name", "description")


@transaction.atomic
def add_process(values: Mapping[str, Any], *, by: User) -> Process:
    """A new process at the end of the list. Refused without a name or with one that is taken.

    values: name, description, and steps: the ids of its flows in order.
    """
    last = Process.objects.aggregate(last=Max("position"))["last"] or 0
    process = Process(position=last + 1)
    _apply(process, values)
    if values.get("steps"):
        _set_steps(process, values["steps"])
    record("added", process, by=by, path=path_of(process))
    return process


@transaction.atomic
def change_process(process: Process, values: Mapping[str, Any], *, by: User, version: int | None = None) -> Process:
    """Change the given fields only (as in `add_process`). Conflict when somebody changed it since `version`."""
    current = Process.objects.select_for_update().get(pk=process.pk)
    if version is not None and version != current.version:
        raise Conflict(f"Somebody else changed {current} while you were editing. Check what is shown and save again.")
    names = values.keys() & set(FIELDS)
    before = {name: getattr(current, name) for name in names}
    _apply(current, values)
    changes = differences(before, {name: getattr(current, name) for name in names}, Process)
    if "steps" in values:
        changes += _set_steps(current, values["steps"])
    if changes:
        current.version += 1
        current.save(update_fields=["version"])
        record("changed", current, by=by, changes=changes, path=path_of(current))
    return current


@transaction.atomic
def move_step(process: Process, flow_id: int, move: str, *, by: User) -> Process:
    """One change to the order of the steps. move: "add" (at the end), "out", "-1" (up) or "1" (down)."""
    steps = steps_of(process)
    if move == "add":
        steps = [*(step for step in steps if step != flow_id), flow_id]
    elif flow_id not in steps:
        raise Refused("That data flow is not a step of this process any more.")
    else:
        place = steps.index(flow_id)
        steps.remove(flow_id)
        if move != "out":
            steps.insert(max(0, place + int(move)), flow_id)
    return change_process(process, {"steps": steps}, by=by)


@transaction.atomic
def move_process(process: Process, by_places: int, *, by: User) -> Process:
    """Up (negative) or down the list; past either end it stays there."""
    order = list(Process.objects.in_use())
    return place_process(process, order.index(process) + 1 + by_places, by=by)


@transaction.atomic
def place_process(process: Process, place: int, *, by: User) -> Process:
    """To this place in the list, counted from 1; beyond an end means that end."""
    order = list(Process.objects.in_use().select_for_update())
    before = order.index(process)
    order.insert(max(0, place - 1), order.pop(before))
    for position, one in enumerate(order, 1):
        one.position = position
    Process.objects.bulk_update(order, ["position"])
    after = order.index(process)
    if after != before:
        moved = {"field": "position", "label": "Place", "before": str(before + 1), "after": str(after + 1)}
        record("moved", process, by=by, changes=[moved], path=path_of(process))
    return process


@transaction.atomic
def remove_process(process: Process, *, by: User) -> None:
    """Into the trash. Its flows stay; restoring brings the trace back."""
    if process.deleted_at is None:
        process.deleted_at = timezone.now()
        process.save(update_fields=["deleted_at"])
        record("removed", process, by=by)


@transaction.atomic
def restore_process(process: Process, *, by: User) -> Process:
    """Out of the trash. Refused while another process has taken the name."""
    if process.deleted_at is not None:
        _refuse_taken_name(process, process.name)
        process.deleted_at = None
        process.save(update_fields=["deleted_at"])
        record("restored", process, by=by, path=path_of(process))
    return process


def path_of(process: Process) -> str:
    return f"{PATH}{process.pk}/"


def steps_of(process: Process) -> list[int]:
    """The ids of its flows in order."""
    return list(process.flows.in_use().order_by("position", "id").values_list("pk", flat=True))


def _apply(process: Process, values: Mapping[str, Any]) -> None:
    name = " ".join(str(values.get("name", process.name)).split())
    if not name:
        raise Refused("Give the process a name.", field="name")
    _refuse_taken_name(process, name)
    process.name = name
    process.description = values.get("description", process.description)
    process.save()


def _refuse_taken_name(process: Process, name: str) -> None:
    if Process.objects.in_use().filter(name__iexact=name).exclude(pk=process.pk).exists():
        raise Refused(f"There already is a process called {name}. Choose another name.", field="name")


def _set_steps(process: Process, steps: Sequence[int]) -> list[dict[str, str]]:
    """Make these flows its steps, in this order; the change in words, or nothing when they already are."""
    before = steps_of(process)
    if list(steps) == before:
        return []
    flows = _flows(process, steps)
    names = {flow.pk: str(flow) for flow in process.flows.select_related("source", "target", "data_object")} | {
        pk: str(flow) for pk, flow in flows.items()
    }
    Flow.objects.filter(process=process, deleted_at=None).exclude(pk__in=steps).update(process=None, position=0)
    for position, pk in enumerate(steps, 1):
        flows[pk].process, flows[pk].position = process, position
    Flow.objects.bulk_update(flows.values(), ["process", "position"])
    words = [shown([names[pk] for pk in ids]) for ids in (before, steps)]
    return [{"field": "steps", "label": "Steps", "before": words[0], "after": words[1]}]


def _flows(process: Process, steps: Sequence[int]) -> dict[int, Flow]:
    """The flows of these ids. Refused for an unknown one, one named twice, and one of another process."""
    if len(set(steps)) < len(steps):
        raise Refused("Each data flow can be a step once.", field="steps")
    related = ("source", "target", "data_object", "process")
    flows = {flow.pk: flow for flow in Flow.objects.in_use().select_related(*related).filter(pk__in=steps)}
    if unknown := [str(pk) for pk in steps if pk not in flows]:
        raise Refused(f"There is no data flow with the number {', '.join(unknown)}.", field="steps")
    for flow in flows.values():
        other = flow.process
        if other and other != process and other.deleted_at is None:
            raise Refused(f"{flow} is a step of {other} already. Take it out there first.", field="steps")
    return flows

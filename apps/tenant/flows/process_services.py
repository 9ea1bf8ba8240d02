"""Writes of the business processes: their names, their order, and the flows that are their steps."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from apps.core.errors import Refused, Stale
from apps.shared.accounts.models import User
from apps.tenant.flows.models import Flow, Process, ProcessStep
from apps.tenant.flows.selectors import steps_in_use
from apps.tenant.flows.services import add_flow
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
        raise Stale(
            f"Somebody else changed {current} while you were editing. Check what is shown and save again.",
            version=current.version,
        )
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
def add_step(process: Process, flow_id: int, *, by: User) -> Process:
    """One more pass at the end of the trace; the same flow may pass again."""
    return change_process(process, {"steps": [*steps_of(process), flow_id]}, by=by)


@transaction.atomic
def add_new_step(process: Process, values: Mapping[str, Any], *, by: User) -> Flow:
    """A new data flow (see `add_flow`) that is the last step of this process."""
    flow = add_flow({name: value for name, value in values.items() if name != "processes"}, by=by)
    add_step(process, flow.pk, by=by)
    return flow


@transaction.atomic
def move_step(process: Process, step_id: int, move: str, *, by: User) -> Process:
    """One change to the trace. move: "out", "-1" (up) or "1" (down)."""
    order = [step.pk for step in _steps(process)]
    if step_id not in order:
        raise Refused("That step is not in this process any more.")
    place = order.index(step_id)
    order.remove(step_id)
    if move != "out":
        order.insert(max(0, place + int(move)), step_id)
    return arrange_steps(process, order, by=by)


@transaction.atomic
def arrange_steps(process: Process, order: Sequence[int], *, by: User) -> Process:
    """Bring the steps (by their own ids) into this order; those left out leave the trace. Refused for strange ones."""
    flows = {step.pk: step.flow_id for step in _steps(process)}
    if len(set(order)) < len(order) or not flows.keys() >= set(order):
        raise Refused("Somebody else changed the steps in between. Check the order shown and move again.")
    before, kept = steps_of(process), [flows[step] for step in order]
    process.steps.filter(pk__in=flows.keys() - set(order)).delete()
    _number(process, order)
    if changes := _step_changes(before, kept):
        current = Process.objects.select_for_update().get(pk=process.pk)
        current.version += 1
        current.save(update_fields=["version"])
        record("changed", current, by=by, changes=changes, path=path_of(current))
    return process


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
    """The ids of its flows in order; one that passes twice is there twice."""
    return [step.flow_id for step in _steps(process)]


def _steps(process: Process) -> list[ProcessStep]:
    return list(steps_in_use().filter(process=process))


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
    """Make these flows its steps, in this order; the change in words, or nothing when they already are.

    A pass that stays keeps its row. Steps of flows in the trash stay where they are, for the day they come back.
    """
    _refuse_unknown(steps)
    present = _steps(process)
    before = [step.flow_id for step in present]
    if list(steps) == before:
        return []
    rows: dict[int, list[int]] = defaultdict(list)
    for step in present:
        rows[step.flow_id].append(step.pk)
    order = [rows[flow].pop(0) if rows[flow] else _new_step(process, flow) for flow in steps]
    process.steps.filter(pk__in=[pk for left in rows.values() for pk in left]).delete()
    _number(process, order)
    return _step_changes(before, steps)


def _new_step(process: Process, flow_id: int) -> int:
    return ProcessStep.objects.create(process=process, flow_id=flow_id, position=0).pk


def _number(process: Process, order: Sequence[int]) -> None:
    rows = process.steps.in_bulk(order)
    for position, pk in enumerate(order, 1):
        rows[pk].position = position
    ProcessStep.objects.bulk_update(rows.values(), ["position"])


def _step_changes(before: Sequence[int], after: Sequence[int]) -> list[dict[str, str]]:
    if list(before) == list(after):
        return []
    flows = Flow.objects.select_related("source", "target", "data_object").filter(pk__in={*before, *after})
    names = {flow.pk: str(flow) for flow in flows}
    words = [shown([names[pk] for pk in ids]) for ids in (before, after)]
    return [{"field": "steps", "label": "Steps", "before": words[0], "after": words[1]}]


def _refuse_unknown(steps: Sequence[int]) -> None:
    known = set(Flow.objects.in_use().filter(pk__in=steps).values_list("pk", flat=True))
    if unknown := [str(pk) for pk in steps if pk not in known]:
        raise Refused(f"There is no data flow with the number {', '.join(unknown)}.", field="steps")

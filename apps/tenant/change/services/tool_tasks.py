"""The tasks of a change of a tool."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.core.days import refuse_far_days
from apps.core.errors import Refused
from apps.shared.accounts.models import User
from apps.tenant.change.models import ToolChange, ToolTask
from apps.tenant.change.services.saving import fill
from apps.tenant.change.services.tool_changes import locked, path_of
from apps.tenant.history.services import record

MOST_TASKS = 60


@transaction.atomic
def add_task(change: ToolChange, values: Mapping[str, Any], *, by: User) -> ToolTask:
    """One of their own, beside those of the exit conditions. values: name, due."""
    current = locked(change)
    there = list(current.tasks.values_list("position", flat=True))
    if len(there) >= MOST_TASKS:
        raise Refused(f"{MOST_TASKS} steps are enough for one change. Split it into two.", field="name")
    task = ToolTask(tool_change=current, position=max(there, default=-1) + 1)
    fill(task, {"name": "", **values}, ("name", "due"))
    refuse_far_days(due=task.due)
    task.save()
    record("added", task, by=by, path=path_of(current))
    return task


@transaction.atomic
def tick_task(
    task: ToolTask, *, by: User, done: bool = True, note: str | None = None, at: datetime | None = None
) -> ToolTask:
    """Done, or open again. note: how it went; None leaves it."""
    locked(task.tool_change)
    current = ToolTask.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if note is not None:
        fill(current, {"note": note}, ["note"])
    if done != bool(current.done_at):
        current.done_at, current.done_by = (at or timezone.now(), by) if done else (None, None)
        record("finished" if done else "reopened", current, by=by, path=path_of(task.tool_change))
    current.save()
    return current


@transaction.atomic
def remove_task(task: ToolTask, *, by: User) -> None:
    """Refused for exit conditions: they are what closing rests on."""
    change = locked(task.tool_change)
    if task.condition:
        raise Refused("This is an exit condition, so it stays. Finish it, or drop the whole change.")
    record("removed", task, by=by, path=path_of(change))
    task.delete()

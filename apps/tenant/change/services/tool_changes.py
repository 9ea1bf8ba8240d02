"""A change of a tool, from its start with all tasks to its end with all exit conditions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.core.days import refuse_far_days
from apps.core.errors import Conflict, Refused
from apps.methods.tool_change import suggest
from apps.shared.accounts.models import User
from apps.tenant.change.models import ChangeKind, ChangeState, Condition, ToolChange, ToolTask
from apps.tenant.change.selectors import conditions_missing, touched_contracts, touched_integrations
from apps.tenant.change.services.saving import fill, note_changes, person_named, refuse_changed, state_of
from apps.tenant.history.services import record
from apps.tenant.inventory.models import Application

PLAIN = ("kind", "reason", "major_changes", "start", "end")


@transaction.atomic
def start_tool_change(application: Application, values: Mapping[str, Any], *, by: User) -> ToolChange:
    """With its tasks, from what the application touches today. One at a time for each application.

    Beside the plain fields (`PLAIN`): successor, an application or None; owner, a person's name. Without an end the
    latest day of the suggestion.
    """
    change = ToolChange(application=application)
    _apply(change, {"reason": "", "start": None, "end": None, **values})
    open_one = application.tool_changes.filter(state=ChangeState.OPEN).first()
    if open_one:
        raise Conflict(f"{open_one} is under way. Close or drop it before you start another change of {application}.")
    try:
        with transaction.atomic():
            change.save()
    except IntegrityError as error:
        raise Conflict(f"Somebody else just started a change of {application}.") from error
    ToolTask.objects.bulk_create(_tasks(change))
    record("started", change, by=by, path=path_of(change))
    return change


@transaction.atomic
def change_tool_change(
    change: ToolChange, values: Mapping[str, Any], *, by: User, version: int | None = None
) -> ToolChange:
    current = locked(change)
    refuse_changed(current, version, "this change")
    before = state_of(current, values)
    _apply(current, values)
    if note_changes(current, before, by=by, path=path_of(current)):
        current.version += 1
    current.save()
    return current


@transaction.atomic
def close_tool_change(change: ToolChange, *, by: User) -> ToolChange:
    """Refused until its exit conditions hold; the refusal names those that do not."""
    current = locked(change)
    missing = [str(Condition(one.value).label).lower() for one in conditions_missing(current)]
    if missing:
        raise Refused(f"Not yet: {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing.")
    return _end(current, ChangeState.CLOSED, "closed", by=by)


@transaction.atomic
def drop_tool_change(change: ToolChange, reason: str, *, by: User) -> ToolChange:
    """It will not be done. What was done and found stays readable."""
    current = locked(change)
    fill(current, {"drop_reason": reason}, ["drop_reason"])
    if not current.drop_reason:
        raise Refused("Say why it is dropped.", field="drop_reason")
    return _end(current, ChangeState.DROPPED, "dropped", by=by)


def locked(change: ToolChange) -> ToolChange:
    """The row for writing. Conflict once it has ended."""
    rows = ToolChange.objects.select_for_update(of=("self",)).select_related("application", "successor", "owner")
    current = rows.get(pk=change.pk)
    if current.state != ChangeState.OPEN:
        raise Conflict(f"{current} is {current.get_state_display().lower()}, so it stays as it is.")
    return current


def path_of(change: ToolChange) -> str:
    return f"plan/tool-changes/{change.pk}/"


def _end(current: ToolChange, state: ChangeState, verb: str, *, by: User) -> ToolChange:
    current.state, current.ended_at, current.ended_by = state, timezone.now(), by
    current.version += 1
    current.save()
    record(verb, current, by=by, path=path_of(current))
    return current


def _apply(change: ToolChange, values: Mapping[str, Any]) -> None:
    given = dict(values)
    if "end" in given and not given["end"]:
        given["end"] = _latest(given.get("start") or change.start, given.get("major_changes", change.major_changes))
    fill(change, given, PLAIN)
    refuse_far_days(start=change.start, end=change.end)
    if change.end < change.start:
        raise Refused("It would be done before it starts.", field="end")
    if "successor" in given:
        change.successor = given["successor"]
    if change.successor_id == change.application_id:
        raise Refused("A tool cannot be replaced by itself.", field="successor")
    if change.kind != ChangeKind.REPLACE:
        change.successor = None
    if "owner" in given:
        change.owner = person_named(given["owner"])


def _latest(start: date | None, major_changes: Any) -> date | None:
    """The end of the suggestion; None where it cannot be worked out, which the fields then say."""
    try:
        return suggest(start, int(major_changes)).latest if start else None
    except (ValueError, TypeError, OverflowError):
        return None


def _tasks(change: ToolChange) -> list[ToolTask]:
    """The exit conditions, one by one for everything touched, then the rest."""
    own, days = change.application, (change.end - change.start) / 4
    integrations, contracts = touched_integrations([own.pk]), touched_contracts([own.pk])
    rows: list[tuple[str, str, date]] = [
        (Condition.REVIEW, f"Go through everything that {own} touches, with its owners", change.start + days),
        *((Condition.REVIEW, f"Check the data contract {one}", change.start + days) for one in contracts),
    ]
    tested = [f"Test {one} in staging" for one in integrations] or ["Test the change in staging"]
    updated = [f"Update the registry entry {one}" for one in integrations] or [
        "Check that the registry needs no new or changed entry"
    ]
    rows += [(Condition.STAGING_TEST, words, change.start + days * 3) for words in tested]
    rows += [(Condition.REGISTRY, words, change.end) for words in updated]
    if change.kind != ChangeKind.UPDATE:
        rows.append(("", f"Set {own} to phasing out, then to retired", change.end))
    return [
        ToolTask(tool_change=change, condition=condition, name=name[:200], due=due, position=at)
        for at, (condition, name, due) in enumerate(rows)
    ]

"""Writes of the data objects: what they are, who holds them and how, and where versions disagree."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.core.errors import Refused
from apps.shared.accounts.models import User
from apps.tenant.history.services import differences, record, shown
from apps.tenant.inventory.models import Application, ConflictState, DataObject, Holding, ObjectConflict, Person
from apps.tenant.inventory.selectors import application_named
from apps.tenant.inventory.services import find_or_add, set_system_of_record

PATH = "assess/data-objects/"
CONFLICTS_PATH = "assess/data-objects/conflicts/"
USES = ("creates", "reads", "updates")
CONFLICT_FIELDS = (
    *("fields", "example", "records_differing", "records_total", "found_on"),
    *("state", "resolution"),
)


@transaction.atomic
def add_data_object(values: Mapping[str, Any], *, by: User) -> DataObject:
    """A new object. values: name, description, system_of_record (an application's id or name, "" for none)."""
    data_object = DataObject()
    _apply(data_object, values)
    record("added", data_object, by=by, path=PATH)
    _declare_master(data_object, values, by=by)
    return data_object


@transaction.atomic
def change_data_object(data_object: DataObject, values: Mapping[str, Any], *, by: User) -> DataObject:
    """Change the given fields only, as in `add_data_object`."""
    current = DataObject.objects.select_for_update().get(pk=data_object.pk)
    names = values.keys() & {"name", "description"}
    before = {name: getattr(current, name) for name in names}
    _apply(current, values)
    changes = differences(before, {name: getattr(current, name) for name in names}, DataObject)
    if changes:
        record("changed", current, by=by, changes=changes, path=PATH)
    _declare_master(current, values, by=by)
    return current


@transaction.atomic
def remove_data_object(data_object: DataObject, *, by: User) -> None:
    """Gone for good, so only while nothing refers to it. Refused otherwise."""
    uses = {"data flows": data_object.flows, "applications": data_object.holdings, "conflicts": data_object.conflicts}
    used = [words for words, rows in uses.items() if rows.exists()]
    if hasattr(data_object, "contract"):
        used.append("a data contract")
    if used:
        raise Refused(f"{data_object} is used by {' and '.join(used)}. Change those first.")
    record("removed", data_object, by=by)
    data_object.delete()


@transaction.atomic
def hold(application: Application, data_object: DataObject, uses: Mapping[str, bool], *, by: User) -> None:
    """What an application does with an object: creates, reads, updates. None of them: it does not hold it.

    An application that is the object's system of record goes on being it.
    """
    holding = Holding.objects.filter(application=application, data_object=data_object).first()
    before = [name for name in USES if holding and getattr(holding, name)]
    after = [name for name in USES if uses.get(name)]
    if before == after:
        return
    if after:
        flags = {name: name in after for name in USES}
        Holding.objects.update_or_create(application=application, data_object=data_object, defaults=flags)
    elif holding:
        holding.delete()
    change = {"field": "holdings", "label": str(application), "before": shown(before), "after": shown(after)}
    record("changed", data_object, by=by, changes=[change], path=PATH)


@transaction.atomic
def hold_all(data_object: DataObject, uses: Mapping[int | str, Mapping[str, bool]], *, by: User) -> None:
    """`hold` for several applications, by id or by name. Refused for an unknown one."""
    for wanted, flags in uses.items():
        hold(_application(wanted, "application"), data_object, flags, by=by)


@transaction.atomic
def add_conflict(values: Mapping[str, Any], *, by: User) -> ObjectConflict:
    """The same object in several applications that disagree.

    values: data_object (a name, made when new), applications (two names or more), fields, example,
    records_differing, records_total, found_by (a name, made when new), found_on, state, resolution.
    """
    conflict = ObjectConflict()
    _apply_conflict(conflict, values)
    record("added", conflict, by=by, label=label_of(conflict), path=CONFLICTS_PATH)
    return conflict


@transaction.atomic
def change_conflict(conflict: ObjectConflict, values: Mapping[str, Any], *, by: User) -> ObjectConflict:
    """Change the given fields only, as in `add_conflict`."""
    names = [name for name in (*CONFLICT_FIELDS, "data_object", "applications", "found_by") if name in values]
    before = conflict_values(conflict, names)
    _apply_conflict(conflict, values)
    changes = differences(before, conflict_values(conflict, names), ObjectConflict)
    if changes:
        record("changed", conflict, by=by, label=label_of(conflict), changes=changes, path=CONFLICTS_PATH)
    return conflict


@transaction.atomic
def settle_conflict(conflict: ObjectConflict, *, by: User) -> None:
    """The versions agree again; `reopen_conflict` takes it back."""
    _set_state(conflict, ConflictState.RESOLVED, "resolved", by=by)


@transaction.atomic
def reopen_conflict(conflict: ObjectConflict, *, by: User) -> None:
    _set_state(conflict, ConflictState.OPEN, "reopened", by=by)


def label_of(conflict: ObjectConflict) -> str:
    return f"{conflict.data_object} in {', '.join(str(application) for application in conflict.applications.all())}"


def conflict_values(conflict: ObjectConflict, names: Any) -> dict[str, Any]:
    """The named fields in the form in which `add_conflict` takes them."""
    values = {name: getattr(conflict, name) for name in names}
    if "applications" in values:
        values["applications"] = [str(application) for application in conflict.applications.all()]
    if "found_by" in values:
        values["found_by"] = str(conflict.found_by or "")
    if "data_object" in values:
        values["data_object"] = str(conflict.data_object)
    return values


def _apply(data_object: DataObject, values: Mapping[str, Any]) -> None:
    name = " ".join(str(values.get("name", data_object.name)).split())
    if not name:
        raise Refused("Give the data object a name.", field="name")
    if DataObject.objects.filter(name__iexact=name).exclude(pk=data_object.pk).exists():
        raise Refused(f"There already is a data object called {name}.", field="name")
    data_object.name = name
    data_object.description = values.get("description", data_object.description)
    data_object.save()


def _declare_master(data_object: DataObject, values: Mapping[str, Any], *, by: User) -> None:
    if "system_of_record" in values:
        wanted = values["system_of_record"]
        set_system_of_record(data_object, _application(wanted, "system_of_record") if wanted else None, by=by)


def _application(wanted: int | str, field: str) -> Application:
    in_use = Application.objects.in_use()
    by_number = in_use.filter(pk=wanted).first() if isinstance(wanted, int) else None
    found = by_number or application_named(str(wanted))
    if found is None:
        raise Refused(f"There is no application called {wanted}. Add it under Applications first.", field=field)
    return found


def _object(wanted: int | str) -> DataObject:
    found = DataObject.objects.filter(pk=wanted).first() if isinstance(wanted, int) else None
    if found is None and isinstance(wanted, int):
        raise Refused(f"There is no data object with the number {wanted}.", field="data_object")
    return found or find_or_add(DataObject, str(wanted))


def _apply_conflict(conflict: ObjectConflict, values: Mapping[str, Any]) -> None:
    if "data_object" in values:
        conflict.data_object = _object(values["data_object"])
    for name in values.keys() & set(CONFLICT_FIELDS):
        setattr(conflict, name, values[name])
    differing, total = conflict.records_differing, conflict.records_total
    if differing is not None and total is not None and differing > total:
        raise Refused("More records differ than there are.", field="records_differing")
    if conflict.state == ConflictState.AGREED and not conflict.resolution.strip():
        raise Refused("Say what was agreed: whose version counts, and who corrects the others.", field="resolution")
    if "found_by" in values:
        conflict.found_by = find_or_add(Person, values["found_by"]) if values["found_by"] else None
    _date_resolution(conflict)
    holders = [_application(name, "applications") for name in values.get("applications", ())]
    if "applications" in values and len(set(holders)) < 2:
        raise Refused("Name at least two applications that hold it.", field="applications")
    conflict.save()
    if holders:
        conflict.applications.set(holders)


def _set_state(conflict: ObjectConflict, state: ConflictState, verb: str, *, by: User) -> None:
    conflict.state = state
    _date_resolution(conflict)
    conflict.save(update_fields=["state", "resolved_at"])
    record(verb, conflict, by=by, label=label_of(conflict), path=CONFLICTS_PATH)


def _date_resolution(conflict: ObjectConflict) -> None:
    """Since when the versions agree; empty while they do not."""
    is_resolved = conflict.state == ConflictState.RESOLVED
    conflict.resolved_at = (conflict.resolved_at or timezone.now()) if is_resolved else None

"""Writes of the data flows. Each verb is atomic and leaves its trace in the history."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from difflib import get_close_matches
from typing import Any, TypedDict

from django.db import transaction
from django.utils import timezone

from apps.core.errors import Refused, Stale
from apps.shared.accounts.models import User
from apps.tenant.flows.models import Flow, Process, ProcessStep
from apps.tenant.history.services import differences, record
from apps.tenant.inventory.models import Application, DataObject, Person
from apps.tenant.inventory.selectors import application_named, application_names
from apps.tenant.inventory.services import find_or_add

ENDS = {"source": "Say which application the data come from.", "target": "Say which application the data go to."}
PLAIN = (
    *("mechanism", "direction", "wanted_direction", "times", "per", "records", "minutes", "people", "hourly_rate"),
    *("error_rate", "error_cost", "latency_hours", "wanted_latency_hours", "has_owner", "is_monitored"),
    *("last_broke_on", "symptom", "gap_override", "gap_override_reason", "notes"),
)
REFERENCES = ("source", "target", "data_object", "owner")


class FlowValues(TypedDict, total=False):
    """What a form or the API may set, beside the model's plain fields (`PLAIN`).

    source, target: an application's id or name, which must be known; data_object: an id, or a name that is made when
    new; processes: ids or names of all that it is a step of; process: the only one, "" or None for none; owner: a name
    that is made when new, "" for nobody.
    """

    source: int | str
    target: int | str
    data_object: int | str
    process: int | str | None
    processes: Sequence[int | str]
    owner: str


@transaction.atomic
def add_flow(values: Mapping[str, Any], *, by: User) -> Flow:
    """A new flow. Refused without both applications and an object, or between an application and itself."""
    flow = Flow()
    _apply(flow, values)
    record("added", flow, by=by, path=path_of(flow))
    return flow


@transaction.atomic
def change_flow(flow: Flow, values: Mapping[str, Any], *, by: User, version: int | None = None) -> Flow:
    """Change the given fields only.

    version: the one the person saw; None when a script changes single fields. Raises Conflict when somebody changed
    the flow since, and changes nothing.
    """
    current = Flow.objects.select_for_update().get(pk=flow.pk)
    if version is not None and version != current.version:
        raise Stale(
            f"Somebody else changed {current} while you were editing. Their change is kept and shown below; "
            "check it and save again.",
            version=current.version,
        )
    before = snapshot(current, values)
    _apply(current, values)
    changes = differences(before, snapshot(current, values), Flow)
    if changes:
        current.version += 1
        current.save(update_fields=["version"])
        record("changed", current, by=by, changes=changes, path=path_of(current))
    return current


def overrule_gap(flow: Flow, gap: str, reason: str, *, by: User, version: int | None = None) -> Flow:
    """A person's answer to which gap this is, beside the rule's own; gap "" goes back to the rule's."""
    values = {"gap_override": gap, "gap_override_reason": reason if gap else ""}
    return change_flow(flow, values, by=by, version=version)


@transaction.atomic
def remove_flow(flow: Flow, *, by: User) -> None:
    """Into the trash; `restore_flow` brings it back as it was."""
    if flow.deleted_at is None:
        flow.deleted_at = timezone.now()
        flow.save(update_fields=["deleted_at"])
        record("removed", flow, by=by)


@transaction.atomic
def restore_flow(flow: Flow, *, by: User) -> Flow:
    """Out of the trash. Refused while one of its applications is in the trash."""
    for application in (flow.source, flow.target):
        if application.deleted_at is not None:
            raise Refused(f"{application} is in the trash too. Restore {application} first, then this data flow.")
    if flow.deleted_at is not None:
        flow.deleted_at = None
        flow.save(update_fields=["deleted_at"])
        record("restored", flow, by=by, path=path_of(flow))
    return flow


def path_of(flow: Flow) -> str:
    return f"assess/flows/{flow.pk}/"


def snapshot(flow: Flow, names: Iterable[str]) -> dict[str, Any]:
    """The named fields as people read them: names for references, a list for its processes."""
    return {name: _shown(flow, name) for name in names}


def _shown(flow: Flow, name: str) -> Any:
    if name in {"process", "processes"}:
        return process_names(flow)
    value = getattr(flow, name)
    if name in REFERENCES:
        return str(value) if value else ""
    labelled = getattr(flow, f"get_{name}_display", None)
    return labelled() if labelled else value


def _apply(flow: Flow, values: Mapping[str, Any]) -> None:
    for name, missing in ENDS.items():
        if name in values or flow.pk is None:
            setattr(flow, name, find_application(values.get(name), field=name, missing=missing))
    if "data_object" in values or flow.pk is None:
        flow.data_object = _data_object(values.get("data_object"))
    for name in values.keys() & set(PLAIN):
        setattr(flow, name, values[name])
    if "owner" in values:
        flow.owner = find_or_add(Person, values["owner"]) if values["owner"] else None
    wanted = _processes(values)
    _check(flow)
    flow.save()
    if wanted is not None:
        _join(flow, wanted)


def _check(flow: Flow) -> None:
    if flow.last_broke_on and flow.last_broke_on > timezone.now().date() + timedelta(days=1):  # their day may be ahead
        raise Refused("This day is still to come. Give the day on which it last broke.", field="last_broke_on")
    if flow.source_id == flow.target_id:
        raise Refused(f"Data flows between two applications. Choose another one than {flow.source}.", field="target")
    if flow.gap_override and not flow.gap_override_reason.strip():
        raise Refused("Say why the rule's answer does not hold here.", field="gap_override_reason")


def find_application(wanted: Any, *, field: str, missing: str) -> Application:
    """By id (a number) or by name. Refused, with the nearest name, when unknown: tools are never made in passing."""
    if wanted in (None, ""):
        raise Refused(missing, field=field)
    found = _by_id(Application.objects.in_use(), wanted) or application_named(str(wanted))
    if found is None:
        raise Refused(_unknown_application(str(wanted)), field=field)
    return found


def _by_id(rows: Any, wanted: Any) -> Any:
    return rows.filter(pk=wanted).first() if isinstance(wanted, int) else None


def _unknown_application(name: str) -> str:
    names = {known.lower(): known for _, known in application_names()}
    near = get_close_matches(name.strip().lower(), names, n=1, cutoff=0.5)
    hint = f" Did you mean {names[near[0]]}?" if near else ""
    return f"There is no application called {name.strip()}.{hint} Otherwise add it under Applications first."


def _data_object(wanted: Any) -> DataObject:
    found = _by_id(DataObject.objects.all(), wanted)
    if found is None and isinstance(wanted, int):
        raise Refused(f"There is no data object with the number {wanted}.", field="data_object")
    if found is None and not str(wanted or "").strip():
        raise Refused("Say what moves: Order, Invoice, Contact.", field="data_object")
    return found or find_or_add(DataObject, str(wanted))


def find_process(wanted: Any) -> Process | None:
    """By id or by name; None for "" and None. Refused when there is none of that name."""
    if wanted in (None, ""):
        return None
    in_use = Process.objects.in_use()
    found = _by_id(in_use, wanted) or in_use.filter(name__iexact=str(wanted).strip()).first()
    if found is None:
        raise Refused(f"There is no process called {wanted}. Add it under Processes first.", field="process")
    return found


def process_names(flow: Flow) -> list[str]:
    """Of the processes in use that it is a step of."""
    return list(Process.objects.in_use().filter(steps__flow=flow).distinct().values_list("name", flat=True))


def _processes(values: Mapping[str, Any]) -> list[Process] | None:
    """The processes that the values ask for, None when they say nothing about it. Refused for an unknown one."""
    if "process" not in values and "processes" not in values:
        return None
    wanted = values["processes"] if "processes" in values else [values["process"]]
    return [process for one in wanted if (process := find_process(one))]


def _join(flow: Flow, wanted: list[Process]) -> None:
    """At the end of those where it is no step yet, out of the others. Where it is a step already, it stays."""
    kept = {process.pk for process in wanted}
    flow.steps.filter(process__deleted_at=None).exclude(process__in=kept).delete()
    joined = set(flow.steps.values_list("process", flat=True))
    for process in wanted:
        if process.pk not in joined:
            last = process.steps.order_by("-position").values_list("position", flat=True).first() or 0
            ProcessStep.objects.create(process=process, flow=flow, position=last + 1)
            joined.add(process.pk)

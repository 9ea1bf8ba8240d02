"""What the consultants make of a proposal: take it field by field, merge it, dismiss it, and take that back.

`done` of a proposal says what accepting it did, step by step: which row, its version afterwards, and its fields before
(None: the row was made). Undoing walks it backwards, and refuses once somebody changed the row since.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.core.errors import Conflict, Refused
from apps.shared.accounts.models import User
from apps.tenant.flows.models import Flow, Per
from apps.tenant.flows.services import add_flow, change_flow, remove_flow
from apps.tenant.history.services import record
from apps.tenant.intake.models import IntakeProposal, ProposalKind, ProposalState
from apps.tenant.intake.selectors import words_of
from apps.tenant.inventory.models import Application, FoundBy
from apps.tenant.inventory.selectors import application_named
from apps.tenant.inventory.services import add_application, change_application, remove_application, snapshot

SOMEBODY_ELSE = "Somebody else decided about this meanwhile. Their decision is kept and shown below."
CHANGED_SINCE = "{} was changed after this was accepted, so it stays. Change it by hand if it is wrong."
TOOL_FIELDS = ("name", "function", "departments", "is_shadow_it")
FLOW_FIELDS = ("source", "target", "data_object", "times", "per", "minutes", "people", "notes")
DECIMALS = ("times", "minutes")


@dataclass(frozen=True)
class Taking:
    """Which fields to take, with which values, into the row with id `into`; None: into a new one.

    into_version: of that row, as the person saw it; None where a script does not care. add_missing: make the
    applications at the ends of a new hand-off that are not listed yet.
    """

    values: Mapping[str, Any]
    into: int | None = None
    into_version: int | None = None
    add_missing: bool = False


@transaction.atomic
def accept(proposal: IntakeProposal, taking: Taking, *, by: User, version: int | None = None) -> IntakeProposal:
    """Take the fields that a consultant chose.

    version: of the proposal, as the person saw it. Conflict when it or the row was changed since; nothing is changed
    then. Refused where the inventory or the flows refuse.
    """
    current = _locked(proposal, version)
    if not current.is_open:
        raise Conflict(f"This was {current.get_state_display().lower()} already.")
    if current.kind == ProposalKind.TOOL:
        current.application, steps = _take_tool(current, taking, by)
    else:
        current.flow, steps = _take_hand_off(current, taking, by)
    current.done = steps
    return _decided(current, ProposalState.ACCEPTED, by, "accepted")


@transaction.atomic
def dismiss(proposal: IntakeProposal, *, by: User, version: int | None = None) -> IntakeProposal:
    current = _locked(proposal, version)
    if current.state == ProposalState.ACCEPTED:
        raise Conflict("This was accepted already. Undo that first.")
    return current if not current.is_open else _decided(current, ProposalState.DISMISSED, by, "dismissed")


@transaction.atomic
def undo(proposal: IntakeProposal, *, by: User, version: int | None = None) -> IntakeProposal:
    """Back to waiting, with everything that accepting did taken back. Conflict when that was changed since."""
    current = _locked(proposal, version)
    if current.is_open:
        return current
    for step in reversed(current.done):
        _take_back(step, by)
    current.done, current.application, current.flow = [], None, None
    return _decided(current, ProposalState.OPEN, by, "reopened")


def _take_tool(proposal: IntakeProposal, taking: Taking, by: User) -> tuple[Application, list[dict[str, Any]]]:
    values = {name: taking.values[name] for name in TOOL_FIELDS if name in taking.values}
    department = values.pop("departments", "")
    if taking.into is None:
        values = {"name": proposal.name} | values | {"departments": [department] if department else []}
        values |= {"found_by": FoundBy.INTAKE_LINK, "found_note": words_of(proposal)[:300]}
        made = add_application(values, by=by)
        return made, [_made("application", made)]
    found = Application.objects.in_use().select_for_update(of=("self",)).filter(pk=taking.into).first()
    if found is None:
        raise Refused("Choose an application that is there.", field="into")
    values.pop("name", None)
    if department:
        known = [str(one) for one in found.departments.all()]
        values["departments"] = sorted({*known, department}, key=str.casefold)
    before = snapshot(found, values)
    changed = change_application(found, values, by=by, version=taking.into_version)
    return changed, [_changed("application", changed, before)]


def _take_hand_off(proposal: IntakeProposal, taking: Taking, by: User) -> tuple[Flow, list[dict[str, Any]]]:
    values = {name: taking.values[name] for name in FLOW_FIELDS if name in taking.values}
    if taking.into is None:
        ends = {name: str(values.get(name) or getattr(proposal, name)) for name in ("source", "target")}
        steps = [_made("application", one) for one in _missing(proposal, ends, by)] if taking.add_missing else []
        whole = {"data_object": proposal.data_object} | values | ends | {"mechanism": "manual"}
        made = add_flow({name: value for name, value in whole.items() if value is not None}, by=by)
        return made, [*steps, _made("flow", made)]
    found = Flow.objects.in_use().select_for_update(of=("self",)).filter(pk=taking.into).first()
    if found is None:
        raise Refused("Choose a data flow that is there.", field="into")
    if values.get("notes"):
        values["notes"] = f"{found.notes}\n{values['notes']}".strip()
    before = {name: _plain(getattr(found, name)) for name in values}
    changed = change_flow(found, values, by=by, version=taking.into_version)
    return changed, [_changed("flow", changed, before)]


def _missing(proposal: IntakeProposal, ends: Mapping[str, str], by: User) -> list[Application]:
    """The applications at the ends that nobody listed, made now."""
    note = words_of(proposal)[:300]
    return [
        add_application({"name": name, "found_by": FoundBy.INTAKE_LINK, "found_note": note}, by=by)
        for name in ends.values()
        if application_named(name) is None
    ]


def _take_back(step: Mapping[str, Any], by: User) -> None:
    model = Application if step["what"] == "application" else Flow
    row = model._default_manager.select_for_update(of=("self",)).filter(pk=step["id"]).first()
    if row is None or row.deleted_at is not None:
        return
    if row.version != step["version"]:
        raise Conflict(CHANGED_SINCE.format(row))
    before = step["before"]
    if isinstance(row, Application):
        _refuse_in_use(row, step)
    if before is None:
        remove_application(row, by=by) if isinstance(row, Application) else remove_flow(row, by=by)
    elif isinstance(row, Application):
        change_application(row, before, by=by)
    else:
        change_flow(row, _typed(before), by=by)


def _refuse_in_use(application: Application, step: Mapping[str, Any]) -> None:
    """An application that was made here has flows by now: taking it away would take them along."""
    flows = Flow.objects.in_use()
    if step["before"] is None and (flows.filter(source=application) | flows.filter(target=application)).exists():
        raise Conflict(f"{application} has data flows by now, so it stays. Remove those first.")


def _typed(before: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a flow as they were kept, in the types that its service takes."""
    return {
        name: Decimal(value) if name in DECIMALS and value is not None else Per(value) if name == "per" else value
        for name, value in before.items()
    }


def _plain(value: Any) -> Any:
    return str(value) if hasattr(value, "_meta") else value


def _made(what: str, row: Application | Flow) -> dict[str, Any]:
    return {"what": what, "id": row.pk, "version": row.version, "before": None}


def _changed(what: str, row: Application | Flow, before: Mapping[str, Any]) -> dict[str, Any]:
    return {"what": what, "id": row.pk, "version": row.version, "before": dict(before)}


def _locked(proposal: IntakeProposal, version: int | None) -> IntakeProposal:
    rows = IntakeProposal.objects.select_for_update(of=("self",)).select_related("answer__link")
    current = rows.get(pk=proposal.pk)
    if version is not None and version != current.version:
        raise Conflict(SOMEBODY_ELSE)
    return current


def _decided(proposal: IntakeProposal, state: ProposalState, by: User, verb: str) -> IntakeProposal:
    proposal.state, proposal.version = state, proposal.version + 1
    proposal.decided_by = None if state == ProposalState.OPEN else by
    proposal.decided_at = None if state == ProposalState.OPEN else timezone.now()
    proposal.save()
    label = f"{proposal}, proposed by {proposal.answer.person}"
    record(verb, proposal, by=by, label=label, path=f"assess/intake/answers/{proposal.answer_id}/")
    return proposal

"""Writes of the registry: entries, the checklist, going live, the signal address."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.core.checking import check_fields
from apps.core.errors import Conflict, Refused, Stale
from apps.methods.checklist import POINT_WORDS, CheckPoint, Override, gate
from apps.shared.accounts.models import User
from apps.tenant.decisions.models import Consolidation, Decision, Opportunity
from apps.tenant.decisions.selectors import opportunity_summary
from apps.tenant.flows.selectors import Terms
from apps.tenant.history.services import differences, record
from apps.tenant.inventory.models import Person
from apps.tenant.inventory.services import find_or_add
from apps.tenant.registry.models import ChecklistItem, Integration, IntegrationStatus
from apps.tenant.registry.signal_keys import new_key

PLAIN = (
    *("name", "purpose", "trigger", "platform", "tier", "authentication", "token_expires_on", "scopes"),
    *("encrypted_in_transit", "encrypted_at_rest", "has_retry", "has_dead_letter_queue", "idempotency_key"),
    *("regulated_data", "legal_basis", "freshness_hours", "expected_per_day", "run_every_hours", "alert_channel"),
    *("runbook_broke", "runbook_causes", "runbook_steps", "monthly_check", "upkeep_hours", "tested_after_updates"),
)
PEOPLE = ("owner", "runbook_call", "runbook_then")
PHONES = {"runbook_call_phone": "runbook_call", "runbook_then_phone": "runbook_then"}
SETTABLE = (
    *(IntegrationStatus.PLANNED, IntegrationStatus.BUILDING, IntegrationStatus.PARALLEL, IntegrationStatus.RETIRED),
)


@transaction.atomic
def register(client: Terms, kind: str, number: int, *, by: User) -> Integration:
    """The entry of something that was decided on, with what is known already. kind: opportunity or consolidation.

    Refused before the decision, and where there is an entry.
    """
    if kind == "consolidation":
        entry = _of_consolidation(Consolidation.objects.filter(pk=number).first())
    else:
        entry = _of_opportunity(client, Opportunity.objects.filter(pk=number).first())
    _check_name(entry)
    entry.save()
    record("added", entry, by=by, path=path_of(entry))
    return entry


@transaction.atomic
def change_integration(
    integration: Integration, values: Mapping[str, Any], *, by: User, version: int | None = None
) -> Integration:
    """Change the given fields only. values: fields of `PLAIN`; owner, runbook_call and runbook_then by name ("" for
    nobody); runbook_call_phone and runbook_then_phone. Conflict when somebody changed it since `version`.
    """
    current = locked(integration, version)
    before = _snapshot(current, values)
    for name in values.keys() & set(PLAIN):
        setattr(current, name, values[name])
    for name in PEOPLE:
        if name in values:
            setattr(current, name, find_or_add(Person, values[name]) if values[name] else None)
    _check_name(current)
    _check(current)
    current.save()
    for name, of in PHONES.items():
        _set_phone(getattr(current, of), values.get(name), by=by)
    _recorded("changed", current, differences(before, _snapshot(current, values), Integration), by=by)
    return current


@transaction.atomic
def set_status(integration: Integration, status: str, *, by: User) -> Integration:
    """Planned, being built, parallel run or retired. Live goes through `go_live`."""
    if status not in SETTABLE:
        raise Refused("Going live has a gate of its own: the checklist, an owner and a runbook.", field="status")
    current = locked(integration)
    before = str(current.get_status_display())
    current.status = status
    current.save()
    changes = differences({"status": before}, {"status": current.get_status_display()}, Integration)
    _recorded("changed", current, changes, by=by)
    return current


@transaction.atomic
def tick_point(
    integration: Integration, point: str, *, by: User, note: str = "", at: datetime | None = None
) -> ChecklistItem:
    """A point of the checklist is done: by whom and when is kept. at: when, by default now."""
    current = locked(integration)
    words = _point_words(point)
    if len(note) > 300:
        raise Refused("Keep the note below 300 characters.", field="note")
    item, is_new = ChecklistItem.objects.get_or_create(
        integration=current,
        point=point,
        defaults={"note": note.strip(), "done_by": by, "done_at": at or timezone.now()},
    )
    if is_new:
        record("ticked", current, by=by, path=path_of(current), changes=[_tick(words, "–", "done")])
    return item


@transaction.atomic
def untick_point(integration: Integration, point: str, *, by: User) -> None:
    current = locked(integration)
    words = _point_words(point)
    if ChecklistItem.objects.filter(integration=current, point=point).delete()[0]:
        record("unticked", current, by=by, path=path_of(current), changes=[_tick(words, "done", "–")])


@transaction.atomic
def go_live(
    integration: Integration, *, by: User, on: date, override_reason: str = "", by_lead: bool = False
) -> Integration:
    """Live, with a finished checklist, an owner and a runbook; or by a lead's decision, with its reason, which is kept.

    by_lead: whether `by` is a lead of this client. Refused otherwise, with what is missing.
    """
    current = locked(integration)
    if current.status == IntegrationStatus.LIVE:
        raise Conflict(f"{current} is live already.")
    if current.status == IntegrationStatus.RETIRED:
        raise Conflict(f"{current} is retired. Plan it again first.")
    reason = override_reason.strip()
    override = Override(str(by), by_lead=by_lead, reason=reason, at=timezone.now()) if reason else None
    done = set(current.checklist.values_list("point", flat=True))
    has_runbook = bool(current.runbook_steps.strip() and current.runbook_call_id)
    try:
        result = gate(
            {point: point in done for point in CheckPoint},
            has_owner=current.owner_id is not None,
            has_runbook=has_runbook,
            override=override,
        )
    except ValueError as error:
        raise Refused(str(error), field="override_reason") from error
    if not result.is_open:
        raise Refused(
            f"Not yet. Still missing: {', '.join(result.missing)}. A lead can decide otherwise, with a reason."
        )
    used = result.overridden_by
    current.status, current.live_since = IntegrationStatus.LIVE, on
    current.override_reason, current.override_by = (used.reason, by) if used else ("", None)
    current.save()
    changes = [{"field": "status", "label": "Status", "before": str(integration.get_status_display()), "after": "Live"}]
    if used:
        changes.append(
            {"field": "override_reason", "label": "Without the checklist", "before": "–", "after": used.reason}
        )
    _recorded("took live", current, changes, by=by)
    return current


@transaction.atomic
def make_signal_key(integration: Integration, client_id: int, *, by: User) -> str:
    """A new signal key, to be shown once; one made before stops working."""
    current = locked(integration)
    had = bool(current.signal_digest)
    key, current.signal_digest = new_key(client_id)
    current.save()
    _recorded("renewed the signal address of" if had else "made a signal address for", current, [], by=by, always=True)
    return key


@transaction.atomic
def revoke_signal_key(integration: Integration, *, by: User) -> None:
    current = locked(integration)
    if current.signal_digest:
        current.signal_digest = ""
        current.save()
        _recorded("revoked the signal address of", current, [], by=by, always=True)


@transaction.atomic
def remove_integration(integration: Integration, *, by: User) -> None:
    """Refused once it was live or sent a signal: retire it instead."""
    current = locked(integration)
    if current.live_since or current.signals.exists():
        raise Refused(f"{current} has a past that stays readable. Retire it instead.")
    record("removed", current, by=by)
    current.delete()


def path_of(integration: Integration) -> str:
    return f"run/integrations/{integration.pk}/"


def locked(integration: Integration, version: int | None = None) -> Integration:
    """The row, ours until the transaction ends."""
    current = Integration.objects.select_for_update(of=("self",)).get(pk=integration.pk)
    if version is not None and version != current.version:
        raise Stale(
            f"Somebody else changed {current} while you were editing. Check it and save again.",
            version=current.version,
        )
    return current


def _of_opportunity(client: Terms, found: Opportunity | None) -> Integration:
    if found is None:
        raise Refused("There is no such opportunity.", field="opportunity")
    if found.decision not in {Decision.INTEGRATE, Decision.CONSOLIDATE}:
        raise Refused(f"{found} is not decided on. Decide first, then it comes into the registry.", field="opportunity")
    if hasattr(found, "integration"):
        raise Conflict(f"{found} is in the registry already.", field="opportunity")
    line = opportunity_summary(client, found.pk)
    moves = ", ".join(f"{flow.data_object} from {flow.source} to {flow.target}" for flow in line.flows)
    return Integration(
        opportunity=found,
        name=found.name,
        purpose=f"Moves {moves}." if moves else "",
        platform=found.platform,
        tier=line.tier,
    )


def _of_consolidation(found: Consolidation | None) -> Integration:
    if found is None:
        raise Refused("There is no such consolidation.", field="consolidation")
    if found.decision != Decision.CONSOLIDATE:
        raise Refused(
            f"{found} is not decided on. Decide first, then it comes into the registry.", field="consolidation"
        )
    if hasattr(found, "integration"):
        raise Conflict(f"{found} is in the registry already.", field="consolidation")
    return Integration(consolidation=found, name=found.name, purpose="Two tools become one.")


def _check_name(entry: Integration) -> None:
    entry.name = " ".join(entry.name.split())
    if not entry.name:
        raise Refused("Give the integration a name.", field="name")
    if Integration.objects.filter(name__iexact=entry.name).exclude(pk=entry.pk).exists():
        raise Refused(f"There already is an integration called {entry.name}.", field="name")


def _check(entry: Integration) -> None:
    for name in ("freshness_hours", "run_every_hours", "upkeep_hours"):
        value = getattr(entry, name)
        if value is not None and Decimal(value) < 0:
            raise Refused("Hours cannot be negative.", field=name)
    check_fields(entry, exclude={"override_by"})


def _set_phone(person: Person | None, phone: str | None, *, by: User) -> None:
    if person is None or not phone or phone.strip() == person.phone:
        return
    if len(phone.strip()) > 40:
        raise Refused("A phone number has at most 40 characters.", field="runbook_call_phone")
    changes = differences({"phone": person.phone}, {"phone": phone.strip()}, Person)
    person.phone = phone.strip()
    person.save(update_fields=["phone"])
    record("changed", person, by=by, changes=changes)


def _point_words(point: str) -> str:
    if point not in set(CheckPoint):
        raise Refused(f"The checklist has no point called {point}.", field="point")
    return POINT_WORDS[CheckPoint(point)]


def _tick(words: str, before: str, after: str) -> dict[str, str]:
    return {"field": "checklist", "label": words[0].upper() + words[1:], "before": before, "after": after}


def _snapshot(integration: Integration, values: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: getattr(integration, name) for name in values.keys() & set(PLAIN)}
    for name in ("tier", "authentication"):
        if name in found:
            found[name] = getattr(integration, f"get_{name}_display")()
    return found | {name: str(getattr(integration, name) or "") for name in values.keys() & set(PEOPLE)}


def _recorded(
    verb: str, integration: Integration, changes: list[dict[str, str]], *, by: User, always: bool = False
) -> None:
    if changes or always:
        integration.version += 1
        integration.save(update_fields=["version"])
        record(verb, integration, by=by, changes=changes, path=path_of(integration))

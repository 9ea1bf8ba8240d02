"""Writes of integrate-or-consolidate cases."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from apps.core.checking import check_fields
from apps.core.errors import Refused, Stale
from apps.methods.rounding import half_up
from apps.shared.accounts.models import User
from apps.tenant.decisions.models import Consolidation, Decision
from apps.tenant.decisions.selectors import consolidation_line
from apps.tenant.decisions.services.decision_records import keep_record, supersede
from apps.tenant.decisions.services.opportunities import decide
from apps.tenant.flows.selectors import Terms
from apps.tenant.history.services import differences, record
from apps.tenant.inventory.models import Application

PLAIN = (
    *("name", "keep", "opportunity", "saving_12_months", "migration_cost", "retraining_cost", "can_maintain"),
    *("migration_low", "migration_high", "retraining_low", "retraining_high"),
    *("overlap_override", "saving_override", "override_reason"),
)
PATH = "decide/consolidate/"


@transaction.atomic
def add_consolidation(values: Mapping[str, Any], *, by: User) -> Consolidation:
    """A case for two or more applications. `values`: fields of `PLAIN`, and applications (names)."""
    applications = _named(values.get("applications", ()))
    case = Consolidation(name=values.get("name") or " or ".join(one.name for one in applications)[:120])
    _apply(case, values, applications)
    case.applications.set(applications)
    record("added", case, by=by, path=path_of(case))
    return case


@transaction.atomic
def change_consolidation(
    case: Consolidation, values: Mapping[str, Any], *, by: User, version: int | None = None
) -> Consolidation:
    """Change the given figures and answers only. Conflict when somebody changed it since `version`."""
    current = _locked(case, version)
    before = _snapshot(current, values)
    members = _named(values["applications"]) if "applications" in values else list(current.applications.all())
    _apply(current, values, members)
    current.applications.set(members)
    _recorded("changed", current, before, by=by)
    return current


@transaction.atomic
def decide_consolidation(  # noqa: PLR0913 - each is a field of the record
    case: Consolidation,
    decision: Decision,
    *,
    client: Terms,
    by: User,
    on: date,
    reason: str = "",
    together_with: str = "",
    weighed: str = "",
) -> Consolidation:
    """Record the decision with the figures as they stand, and the same one on the case's opportunity.

    weighed: what was weighed, in the decider's words. Refused without a reason. An earlier record stays, superseded.
    """
    current = _locked(case)
    is_open = decision == Decision.OPEN
    if not is_open and not reason.strip():
        raise Refused("Write the reason down: in six months somebody will ask.", field="reason")
    before = _snapshot(current, ("decision", "decision_reason", "decided_on", "decided_with"))
    current.decision, current.decision_reason = decision, reason.strip()
    current.decided_on = None if is_open else on
    current.decided_with = "" if is_open else together_with.strip()
    current.decided_by = None if is_open else by
    current.save()
    if current.opportunity:
        decide(current.opportunity, decision, by=by, on=on, reason=reason, together_with=together_with)
    supersede(current)
    if not is_open:
        keep_record(current, client=client, by=by, weighed=weighed)
    _recorded("reopened" if is_open else "decided", current, before, by=by)
    return current


@transaction.atomic
def accept_retraining(case: Consolidation, *, client: Terms, by: User) -> Consolidation:
    """Take the suggested cost of retraining over. Refused when one was entered, or there is nothing to suggest."""
    current = _locked(case)
    if current.retraining_cost is not None:
        raise Refused("A cost of retraining was entered meanwhile; it stays.")
    found = consolidation_line(current.pk, client).suggested_retraining
    if found is None:
        raise Refused("Nothing to suggest yet: the number of users is not known.")
    values = {
        name: half_up(value, 2)
        for name, value in (
            ("retraining_low", found.low),
            ("retraining_cost", found.expected),
            ("retraining_high", found.high),
        )
    }
    return change_consolidation(current, values, by=by)


@transaction.atomic
def remove_consolidation(case: Consolidation, *, by: User) -> None:
    """Refused once it is decided on."""
    current = _locked(case)
    if current.is_decided:
        raise Refused(f"{current} is decided on. Take the decision back first.")
    record("removed", current, by=by)
    current.delete()


def path_of(case: Consolidation) -> str:
    return f"{PATH}{case.pk}/"


def _locked(case: Consolidation, version: int | None = None) -> Consolidation:
    current = Consolidation.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if version is not None and version != current.version:
        raise Stale(
            f"Somebody else changed {current.name} while you were editing. Check it and save again.",
            version=current.version,
        )
    return current


def _named(names: Sequence[str]) -> list[Application]:
    wanted = {" ".join(name.split()).casefold(): name for name in names}
    found = {one.name.casefold(): one for one in Application.objects.in_use() if one.name.casefold() in wanted}
    unknown = [name for key, name in wanted.items() if key not in found]
    if unknown:
        raise Refused(f"There is no application called {', '.join(unknown)}.", field="applications")
    if len(found) < 2:
        raise Refused("Choose at least two applications to compare.", field="applications")
    return [found[key] for key in wanted]


def _apply(case: Consolidation, values: Mapping[str, Any], members: Sequence[Application]) -> None:
    for field in values.keys() & set(PLAIN):
        setattr(case, field, values[field])
    overruled = case.overlap_override is not None or case.saving_override is not None
    if overruled and not case.override_reason.strip():
        raise Refused("Overruling an answer needs a reason; both stay visible.", field="override_reason")
    if case.keep and case.keep not in members:
        raise Refused("The one that stays has to be one of the applications compared.", field="keep")
    check_fields(case, exclude={"decided_by"})
    _check_ranges(case)
    case.save()


def _check_ranges(case: Consolidation) -> None:
    """Low ≤ expected ≤ high, and no low or high without an expected figure, unless the migration is estimated."""
    for name in ("migration", "retraining"):
        expected = getattr(case, f"{name}_cost")
        low, high = getattr(case, f"{name}_low"), getattr(case, f"{name}_high")
        if expected is None and (low is not None or high is not None):
            raise Refused("Give the expected figure too; low and high stand around it.", field=f"{name}_cost")
        if low is not None and low > expected:
            raise Refused("Low has to be at or below the expected figure.", field=f"{name}_low")
        if high is not None and high < expected:
            raise Refused("High has to be at or above the expected figure.", field=f"{name}_high")


def _recorded(verb: str, case: Consolidation, before: Mapping[str, Any], *, by: User) -> None:
    changes = differences(before, _snapshot(case, before), Consolidation)
    if changes:
        case.version += 1
        case.save(update_fields=["version"])
        record(verb, case, by=by, changes=changes, path=path_of(case))


def _snapshot(case: Consolidation, names: Iterable[str]) -> dict[str, Any]:
    found = {name: getattr(case, name) for name in names if name != "applications"}
    if "decision" in found:
        found["decision"] = case.get_decision_display()
    if "applications" in names:
        found["applications"] = sorted(case.applications.values_list("name", flat=True))
    return found

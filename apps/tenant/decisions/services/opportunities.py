"""Writes of opportunities: making, changing, deciding, overruling, choosing a platform."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from apps.core.checking import check_fields
from apps.core.errors import Conflict, Refused, Stale
from apps.shared.accounts.models import User
from apps.tenant.decisions.models import Decision, Opportunity, Pattern, Regrouping, Tier
from apps.tenant.decisions.services.remembering import as_they_are, remember
from apps.tenant.flows.models import Flow
from apps.tenant.history.services import differences, record

REQUIREMENT = (
    *("requirement", "conflict_resolution", "volume", "latency", "security", "needs_real_time", "needs_complex_logic"),
    *("needs_approval_steps", "rules_out", "tier_1_fails", "tier_2_fails"),
)
INPUTS = ("error_points", "days_sooner", "risk_checks", "user_pain", "inputs_source")
# What hangs on an opportunity in the later stages; it cannot go any more then.
LATER = ("initiative", "integration")
PLAIN = ("name", "change_effort", *REQUIREMENT, *INPUTS)


@transaction.atomic
def add_opportunity(values: Mapping[str, Any], *, by: User, on: date, move: bool = False) -> Opportunity:
    """A new opportunity. `values`: fields of `PLAIN`, and flows (ids). `on`: today by the client's clock.

    move: the flows leave the opportunities that they were part of; one left without flows goes (merging).
    Refused without a name or flows, or with a name that is taken.
    """
    opportunity = Opportunity()
    _apply(opportunity, values, on=on)
    if not values.get("flows"):
        raise Refused("Choose at least one flow: it says what is connected and what it costs today.", field="flows")
    _connect(opportunity, values["flows"], by=by, move=move, is_new=True)
    record("added", opportunity, by=by, path=path_of(opportunity))
    return opportunity


@transaction.atomic
def change_opportunity(
    opportunity: Opportunity,
    values: Mapping[str, Any],
    *,
    by: User,
    on: date,
    version: int | None = None,
    move: bool = False,
) -> Opportunity:
    """Change the given fields only. Conflict when somebody changed it since `version`."""
    current = _locked(opportunity, version)
    before = _snapshot(current, values)
    _apply(current, values, on=on)
    if "flows" in values:
        _connect(current, values["flows"], by=by, move=move)
    _recorded("changed", current, before, by=by)
    return current


@transaction.atomic
def decide(
    opportunity: Opportunity, decision: Decision, *, by: User, on: date, reason: str = "", together_with: str = ""
) -> Opportunity:
    """Record a decision: integrate, consolidate, not worth doing; `Decision.OPEN` takes it back.

    Refused without a reason. The day is the one on which it was decided.
    """
    current = _locked(opportunity)
    if decision != Decision.OPEN and not reason.strip():
        raise Refused("Write the reason down: in six months somebody will ask.", field="reason")
    is_open = decision == Decision.OPEN
    fields: dict[str, Any] = {
        "decision": decision,
        "decision_reason": reason.strip(),
        "decided_on": None if is_open else on,
        "decided_with": "" if is_open else together_with.strip(),
        "decided_by": None if is_open else by,
    }
    return _set("reopened" if is_open else "decided", current, fields, by=by)


@transaction.atomic
def overrule_advice(
    opportunity: Opportunity, *, by: User, tier: int | None = None, pattern: str = "", reason: str = ""
) -> Opportunity:
    """Another tier or pattern than the rule's, with the reason; the rule's own answer stays visible beside it.

    Neither: back to the rule. Tier 3 also needs the written reasons why tiers 1 and 2 fail.
    """
    current = _locked(opportunity)
    if (tier or pattern) and not reason.strip():
        raise Refused("Overruling needs a reason; it stays beside the rule's own answer.", field="reason")
    if tier == Tier.CUSTOM and not (current.tier_1_fails.strip() and current.tier_2_fails.strip()):
        raise Refused("Tier 3 needs the written reasons why tiers 1 and 2 each fail. Add them first.", field="tier")
    fields = {
        "tier_override": tier,
        "pattern_override": Pattern(pattern) if pattern else "",
        "override_reason": reason.strip() if tier or pattern else "",
    }
    return _set("changed", current, fields, by=by)


@transaction.atomic
def choose_platform(
    opportunity: Opportunity, platform: str, *, by: User, price: Decimal | None = None, reason: str = ""
) -> Opportunity:
    """Conflict while the requirement is unwritten: first what is needed, then the tool (G mistake 4)."""
    current = _locked(opportunity)
    if platform.strip() and current.unwritten:
        raise Conflict(
            f"Write the requirement of {current} before choosing a platform. Still missing: "
            f"{', '.join(current.unwritten)}.",
            field="platform",
        )
    fields = {"platform": platform.strip(), "platform_price": price, "platform_reason": reason.strip()}
    return _set("changed", current, fields, by=by)


@transaction.atomic
def remove_opportunity(opportunity: Opportunity, *, by: User) -> None:
    """Its flows stay. Refused once it is decided on."""
    current = _locked(opportunity)
    if current.is_decided:
        raise Refused(f"{current} is decided on. Take the decision back first.")
    record("removed", current, by=by)
    try:
        current.delete()
    except ProtectedError as error:
        raise Refused(f"{current} already has an integration in the registry and stays.") from error


def path_of(opportunity: Opportunity) -> str:
    return f"decide/opportunities/{opportunity.pk}/"


def _locked(opportunity: Opportunity, version: int | None = None) -> Opportunity:
    current = Opportunity.objects.select_for_update().get(pk=opportunity.pk)
    if version is not None and version != current.version:
        raise Stale(
            f"Somebody else changed {current.name} while you were editing. Their change is kept; check yours against "
            "it and save again.",
            version=current.version,
        )
    return current


def _apply(opportunity: Opportunity, values: Mapping[str, Any], *, on: date) -> None:
    for field in values.keys() & set(PLAIN):
        setattr(opportunity, field, values[field])
    opportunity.name = " ".join(opportunity.name.split())
    if not opportunity.name:
        raise Refused("Give the opportunity a name.", field="name")
    if Opportunity.objects.filter(name__iexact=opportunity.name).exclude(pk=opportunity.pk).exists():
        raise Refused(f"There already is an opportunity called {opportunity.name}.", field="name")
    _check(opportunity)
    if opportunity.platform and opportunity.unwritten:
        raise Refused(f"{opportunity.platform} was chosen for this requirement. Take the platform back first.")
    if opportunity.unwritten:
        opportunity.requirement_written_on = None
    elif values.keys() & set(REQUIREMENT) and not opportunity.requirement_written_on:
        opportunity.requirement_written_on = on
    opportunity.save()


def _check(opportunity: Opportunity) -> None:
    check_fields(opportunity, exclude={"decided_by"})


def _connect(opportunity: Opportunity, ids: Sequence[int], *, by: User, move: bool, is_new: bool = False) -> None:
    wanted = set(Flow.objects.in_use().filter(pk__in=ids))
    if not wanted or len(wanted) < len(set(ids)):
        raise Refused("Choose at least one flow; each has to be one of this client's.", field="flows")
    others = list(Opportunity.objects.filter(flows__in=wanted).exclude(pk=opportunity.pk).distinct()) if move else []
    before = as_they_are([*([] if is_new else [opportunity]), *others]) if others else []
    opportunity.flows.set(wanted)
    if others:
        merged = [other for other in others if not _keeps_flows(other, wanted, by=by, into=opportunity)]
        kind = Regrouping.Kind.MERGE if merged or not is_new else Regrouping.Kind.SPLIT
        names = ", ".join(map(str, merged or others))
        label = f"{opportunity} split from {names}" if kind == Regrouping.Kind.SPLIT else f"{names} into {opportunity}"
        remember(kind, opportunity, before, label=label, by=by)


def _keeps_flows(other: Opportunity, flows: Iterable[Flow], *, by: User, into: Opportunity) -> bool:
    """Take the flows from another opportunity; one left without flows goes, and its history says where."""
    before = _snapshot(other, ["flows"])
    other.flows.remove(*flows)
    if other.flows.exists():
        _recorded("changed", other, before, by=by)
        return True
    if other.is_decided or any(hasattr(other, stage) for stage in LATER):
        raise Refused(f"{other} would lose its last flow, and it is decided on. Take that decision back first.")
    record("merged", other, by=by, label=f"{other} into {into}", path=path_of(into))
    other.delete()
    return False


def _set(verb: str, opportunity: Opportunity, fields: Mapping[str, Any], *, by: User) -> Opportunity:
    before = _snapshot(opportunity, fields)
    for name, value in fields.items():
        setattr(opportunity, name, value)
    _check(opportunity)
    opportunity.save()
    _recorded(verb, opportunity, before, by=by)
    return opportunity


def _recorded(verb: str, opportunity: Opportunity, before: Mapping[str, Any], *, by: User) -> None:
    changes = differences(before, _snapshot(opportunity, before), Opportunity)
    if changes:
        opportunity.version += 1
        opportunity.save(update_fields=["version"])
        record(verb, opportunity, by=by, changes=changes, path=path_of(opportunity))


def _snapshot(opportunity: Opportunity, names: Iterable[str]) -> dict[str, Any]:
    found = {name: getattr(opportunity, name) for name in names if name != "flows"}
    for name in ("decision", "pattern_override", "tier_override"):
        if name in found:
            found[name] = getattr(opportunity, f"get_{name}_display")()
    if "flows" in names:
        found["flows"] = sorted(map(str, opportunity.flows.select_related("source", "target", "data_object")))
    return found

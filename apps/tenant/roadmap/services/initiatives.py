"""Writes of initiatives. Form, table row and API give the same plain values."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any, TypedDict

from django.db import transaction

from apps.core.checking import check_fields
from apps.core.days import refuse_far_days
from apps.core.errors import Conflict, Refused, Stale
from apps.methods import claims
from apps.methods.capacity import LIMIT, find_cycle, over_limit
from apps.methods.critical_path import in_order
from apps.shared.accounts.models import User
from apps.tenant.decisions.models import Consolidation, Decision, Opportunity
from apps.tenant.history.services import differences, record, shown
from apps.tenant.inventory.models import Person
from apps.tenant.inventory.services import find_or_add
from apps.tenant.roadmap.lines import PERCENT, UNCOMMITTED
from apps.tenant.roadmap.models import Degree, Initiative, Kind, LimitReason, State
from apps.tenant.roadmap.selectors import roadmap_spans
from apps.tenant.roadmap.services.parts import PARTS, part_words, write_milestones, write_risks
from apps.tenant.roadmap.services.phases import find_or_add_phase

MONEY = (
    *("build_cost", "training_cost", "subscription_per_month", "upkeep_hours_per_month", "share_low"),
    *("share_expected", "share_high", "other_saving_per_month", "other_saving_note", "reason"),
)
PLAIN = (
    *("name", "kind", "state", "start", "end", "parallel_weeks", "effort_days", "confidence", "summary"),
    *("date_reason", "notes"),
    *MONEY,
)
SHARES = {"share_low": "low", "share_expected": "expected", "share_high": "high"}


class InitiativeValues(TypedDict, total=False):
    """Beside the model's plain fields (`PLAIN`): phase: a name, made when new, "" for none; owner: a person's name;
    depends_on: ids of initiatives; opportunity, consolidation: an id, None for none; milestones, risks: whole lists, as
    `parts` takes them."""

    name: str
    phase: str
    owner: str
    depends_on: list[int]
    opportunity: int | None
    consolidation: int | None
    milestones: list[Mapping[str, Any]]
    risks: list[Mapping[str, Any]]


@transaction.atomic
def add_initiative(values: Mapping[str, Any], *, by: User) -> Initiative:
    """A new bar on the roadmap. Refused without a name, going live before the build starts, or in a circle."""
    initiative = Initiative()
    _apply(initiative, values, by=by)
    record("added", initiative, by=by, path=path_of(initiative))
    return initiative


@transaction.atomic
def accept_opportunity(opportunity: Opportunity, values: Mapping[str, Any], *, by: User) -> Initiative:
    """Take an opportunity onto the roadmap: planned when it is decided on, until then a candidate."""
    return add_initiative({**_of_opportunity(opportunity), **values}, by=by)


@transaction.atomic
def accept_consolidation(case: Consolidation, values: Mapping[str, Any], *, by: User) -> Initiative:
    """Take a consolidation onto the roadmap; its opportunity with it where it has one."""
    return add_initiative({**_of_consolidation(case), **values}, by=by)


def suggested_values(kind: str, pk: int) -> dict[str, Any]:
    """What accepting an "opportunity" or "consolidation" would start from, for a form to show first."""
    if kind == "opportunity":
        return _of_opportunity(Opportunity.objects.get(pk=pk))
    return _of_consolidation(Consolidation.objects.get(pk=pk))


@transaction.atomic
def change_initiative(
    initiative: Initiative, values: Mapping[str, Any], *, by: User, version: int | None = None
) -> Initiative:
    """Change the given fields only. Conflict when somebody changed it since `version`."""
    current = Initiative.objects.select_for_update().get(pk=initiative.pk)
    if version is not None and version != current.version:
        raise Stale(
            f"Somebody else changed {current.name} while you were editing. Check it and save again.",
            version=current.version,
        )
    before = snapshot(current, values)
    _apply(current, values, by=by)
    changes = differences(_worded(before), _worded(snapshot(current, values)), Initiative)
    if changes:
        current.version += 1
        current.save(update_fields=["version"])
        record("changed", current, by=by, changes=changes, path=path_of(current))
    return current


@transaction.atomic
def move_initiative(
    initiative: Initiative, days: int, *, by: User, edge: str = "both", version: int | None = None
) -> Initiative:
    """Move it by days, later is positive. edge: "both" keeps its length, "start" or "end" moves that day alone.

    Refused without dates, and when it would be live before its build starts. Conflict, with the days as they stand
    now, when somebody changed it since `version`.
    """
    current = Initiative.objects.select_for_update().get(pk=initiative.pk)
    if version is not None and version != current.version:
        raise Conflict(
            f"Somebody else changed {current.name} meanwhile: {shown(current.start)} to {shown(current.end)}. It stays "
            "as they left it; move it again if you still want to."
        )
    if current.start is None or current.end is None:
        raise Refused(f"Give {current} a start and a go-live day first.")
    dates = {"start": current.start, "end": current.end}
    try:
        moved = {name: day + timedelta(days=days) for name, day in dates.items() if edge in {"both", name}}
    except OverflowError as error:
        raise Refused("That is too far away.") from error
    return change_initiative(current, moved, by=by)


@transaction.atomic
def put_in_order(*, by: User) -> list[Initiative]:
    """Move later, never earlier, what starts before something it waits for is live; what is live stays.

    Those that moved. Refused when everything is in order.
    """
    known = {str(one.pk): one for one in Initiative.objects.select_for_update().exclude(state__in=UNCOMMITTED)}
    live = {key for key, one in known.items() if one.state == State.LIVE}
    waits: dict[str, list[str]] = {}
    for one, before in Initiative.depends_on.through.objects.values_list("from_initiative_id", "to_initiative_id"):
        waits.setdefault(str(one), []).append(str(before))
    ordered = in_order(roadmap_spans(), waits, fixed=live)
    later = [(known[key], span) for key, span in ordered.items() if span.start != known[key].start]
    if not later:
        raise Refused("Nothing starts before what it waits for.")
    return [change_initiative(one, {"start": span.start, "end": span.live}, by=by) for one, span in later]


@transaction.atomic
def remove_initiative(initiative: Initiative, *, by: User) -> None:
    """Off the roadmap. Published versions keep it; what it came from can be accepted again."""
    record("removed", initiative, by=by)
    initiative.delete()


@transaction.atomic
def give_limit_reason(reason: str, *, by: User) -> LimitReason:
    """Why more than three run at once, kept for each period in which they do. Refused when none does."""
    periods = over_limit(roadmap_spans())
    if not reason.strip():
        raise Refused("Write the reason down: it stays on the roadmap.", field="reason")
    if not periods:
        raise Refused(f"No more than {LIMIT} run at once, so no reason is needed.")
    covers = [[int(key) for key in period.keys] for period in periods]
    given = LimitReason.objects.create(reason=reason.strip()[:300], covers=covers, given_by=by)
    record("gave a reason for", given, by=by, label="more than three efforts at once", path="plan/roadmap/")
    return given


def path_of(initiative: Initiative) -> str:
    return f"plan/roadmap/initiatives/{initiative.pk}/"


def snapshot(initiative: Initiative, names: Iterable[str]) -> dict[str, Any]:
    """The named fields in the form in which `InitiativeValues` gives them."""
    return {name: _value(initiative, name) for name in names}


def _value(initiative: Initiative, name: str) -> Any:
    if name in {"phase", "owner"}:
        named = getattr(initiative, name)
        return named.name if named else ""
    if name in PARTS:
        return part_words(initiative, name)
    if name == "depends_on":
        return [] if initiative.pk is None else sorted(initiative.depends_on.values_list("pk", flat=True))
    return getattr(initiative, f"{name}_id" if name in {"opportunity", "consolidation"} else name)


def _worded(values: Mapping[str, Any]) -> dict[str, Any]:
    """Choices in the words that people read, other initiatives by name."""
    words = {"kind": Kind, "state": State, "confidence": Degree}
    shown = {
        name: str(words[name](value).label) if value and name in words else value for name, value in values.items()
    }
    if shown.get("depends_on"):
        shown["depends_on"] = sorted(
            Initiative.objects.filter(pk__in=shown["depends_on"]).values_list("name", flat=True)
        )
    return shown


def _apply(initiative: Initiative, values: Mapping[str, Any], *, by: User) -> None:
    for field in values.keys() & set(PLAIN):
        setattr(initiative, field, values[field])
    initiative.name = " ".join(str(initiative.name).split())
    _check(initiative)
    if "phase" in values:
        initiative.phase = find_or_add_phase(values["phase"], by=by) if values["phase"] else None
    if "owner" in values:
        initiative.owner = find_or_add(Person, values["owner"]) if values["owner"] else None
    _connect(initiative, values)
    initiative.save()
    if "depends_on" in values:
        _depend(initiative, values["depends_on"])
    if "milestones" in values:
        write_milestones(initiative, values["milestones"])
    if "risks" in values:
        write_risks(initiative, values["risks"])


def _check(initiative: Initiative) -> None:
    if not initiative.name:
        raise Refused("Give the initiative a name.", field="name")
    check_fields(initiative, exclude={"phase", "owner", "opportunity", "consolidation"})
    start, end = initiative.start, initiative.end
    refuse_far_days(start=start, end=end)
    if start and end and end < start:
        raise Refused(f"{initiative.name} would be live before its build starts.", field="end")
    if not Decimal(0) <= initiative.share_low <= initiative.share_expected <= initiative.share_high <= PERCENT:
        raise Refused("The shares have to rise from low to expected to high, at most 100 %.", field="share_expected")


def _connect(initiative: Initiative, values: Mapping[str, Any]) -> None:
    """The opportunity or consolidation that it came from; each can be on the roadmap once."""
    for field, model in (("opportunity", Opportunity), ("consolidation", Consolidation)):
        pk = values.get(field)
        if pk is not None:
            if not model._default_manager.filter(pk=pk).exists():
                raise Refused(f"There is no {field} {pk}.", field=field)
            twin = Initiative.objects.filter(**{field: pk}).exclude(pk=initiative.pk).first()
            if twin:
                raise Refused(f"{twin.name} is on the roadmap for it already.", field=field)
        if field in values:
            setattr(initiative, f"{field}_id", pk)


def _depend(initiative: Initiative, ids: Iterable[int]) -> None:
    wanted = {one.pk: one for one in Initiative.objects.filter(pk__in=list(ids))}
    if len(wanted) < len(set(ids)):
        raise Refused("It can only wait for initiatives that are on the roadmap.", field="depends_on")
    links = Initiative.depends_on.through.objects.exclude(from_initiative=initiative.pk)
    needs: dict[str, list[str]] = {str(initiative.pk): [str(pk) for pk in wanted]}
    for one, before in links.values_list("from_initiative_id", "to_initiative_id"):
        needs.setdefault(str(one), []).append(str(before))
    circle = find_cycle(needs)
    if circle:
        names = dict(Initiative.objects.filter(pk__in=[int(key) for key in circle]).values_list("pk", "name"))
        path = " → ".join(names[int(key)] for key in circle)
        raise Refused(f"These would wait for each other in a circle: {path}.", field="depends_on")
    initiative.depends_on.set(wanted.values())


def _of_opportunity(opportunity: Opportunity) -> dict[str, Any]:
    is_consolidation = opportunity.decision == Decision.CONSOLIDATE
    return {
        "name": opportunity.name,
        "kind": Kind.CONSOLIDATION if is_consolidation else Kind.INTEGRATION,
        "state": State.PLANNED if opportunity.is_decided else State.CANDIDATE,
        "opportunity": opportunity.pk,
        **(_consolidation_shares() if is_consolidation else {}),
    }


def _of_consolidation(case: Consolidation) -> dict[str, Any]:
    return {
        "name": case.name,
        "kind": Kind.CONSOLIDATION,
        "state": State.PLANNED if case.is_decided else State.CANDIDATE,
        "opportunity": case.opportunity_id,
        "consolidation": case.pk,
        **_consolidation_shares(),
    }


def _consolidation_shares() -> dict[str, Decimal]:
    share = claims.CONSOLIDATION_SHARE
    return {field: getattr(share, case) * PERCENT for field, case in SHARES.items()}

"""Writes of a sitting. What is named becomes the client's ordinary data at once, through the apps that own it."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from apps.core.errors import Conflict, Refused
from apps.methods.sitting import STEPS
from apps.methods.sitting import Step as Place
from apps.shared.accounts.models import User
from apps.shared.clients.details import Details, change_client
from apps.shared.clients.models import Client
from apps.tenant.audit.models import AuditDraft, AuditHandOff, AuditSitting, AuditTool, SittingState, Step
from apps.tenant.audit.selectors import COSTS, MOST
from apps.tenant.flows.models import Flow, Mechanism
from apps.tenant.flows.services import add_flow, change_flow, find_application, remove_flow
from apps.tenant.history.services import differences, record
from apps.tenant.inventory.models import Application, Person
from apps.tenant.inventory.selectors import application_named
from apps.tenant.inventory.services import add_application, change_application, find_or_add, remove_application

MINUTES = ("times", "per", "minutes", "people", "error_cost")
SCORE = ("effort", *COSTS)
SENT_PAGE = "sent page"  # beside the fields of a draft
OVER = "This audit is finished. What was entered is ordinary data now: change it under Assess."
FULL = f"{MOST} hand-offs are enough for a first sitting. Take one out first, or add this one under Data flows later."


def start_sitting(*, by: User) -> AuditSitting:
    """Begin; where a sitting is open already that one is returned, so a double click begins one."""
    try:
        with transaction.atomic():
            made = AuditSitting.objects.create(started_by=by)
            made.refresh_from_db()
            record("began", made, by=by, path=path_of(made))
            return made
    except IntegrityError:
        return AuditSitting.objects.get(state=SittingState.OPEN)


@transaction.atomic
def pause(sitting: AuditSitting, *, by: User) -> AuditSitting:
    current = locked(sitting)
    if current.paused_at is None:
        current.paused_at = timezone.now()
        current.save(update_fields=["paused_at"])
        record("paused", current, by=by, path=path_of(current))
    return current


@transaction.atomic
def go_on(sitting: AuditSitting, *, by: User) -> AuditSitting:
    """The clock runs again."""
    current = locked(sitting)
    if current.paused_at is not None:
        current.paused_seconds += int((timezone.now() - current.paused_at).total_seconds())
        current.paused_at = None
        current.save(update_fields=["paused_at", "paused_seconds"])
        record("went on with", current, by=by, path=path_of(current))
    return current


def reach(sitting: AuditSitting, step: str) -> None:
    """Remember how far it got; going back forgets nothing."""
    before = STEPS[: STEPS.index(Place(step))]
    still = AuditSitting.objects.filter(pk=sitting.pk, state=SittingState.OPEN, step__in=[one.value for one in before])
    still.update(step=step)


@transaction.atomic
def change_people(sitting: AuditSitting, *, joined: Iterable[str], left: Iterable[str], by: User) -> None:
    """Who came and who went; people that nobody mentions stay as they are."""
    current = locked(sitting)
    before = _names(current)
    gone = {name.lower() for name in left}
    current.people.remove(*[person for person in current.people.all() if person.name.lower() in gone])
    current.people.add(*[find_or_add(Person, name) for name in joined])
    _recorded(current, {"people": before}, {"people": _names(current)}, by=by)


def set_rate(client: Client, rate: Decimal, *, by: User) -> None:
    """The client's own default rate, from now on everywhere."""
    kept = {name: getattr(client, name) for name in Details.__dataclass_fields__}
    change_client(client, Details(**kept | {"hourly_rate": rate}), by=by)


@transaction.atomic
def add_tools(sitting: AuditSitting, tools: Iterable[tuple[str, str]], *, by: User) -> list[Application]:
    """Each (name, department or ""): an application that is known is taken, another one made."""
    current, found = locked(sitting), []
    for name, department in tools:
        known = application_named(name)
        application = known or add_application({"name": name}, by=by)
        if department and not application.departments.exists():
            change_application(application, {"departments": [department]}, by=by)
        AuditTool.objects.get_or_create(sitting=current, application=application, defaults={"is_new": known is None})
        found.append(application)
    return found


@transaction.atomic
def take_out_tool(sitting: AuditSitting, application_id: int, *, by: User) -> None:
    """Out of the sitting; one that was made in it and has no data flow goes to the trash."""
    tool = AuditTool.objects.filter(sitting=locked(sitting), application=application_id).first()
    if tool is None:
        return
    application = tool.application
    flows = Flow.objects.in_use().filter(models.Q(source=application) | models.Q(target=application))
    if tool.is_new and flows.exists():
        raise Refused(f"{application} is part of a hand-off. Take that one out first.")
    tool.delete()
    if tool.is_new:
        remove_application(application, by=by)


@transaction.atomic
def add_hand_off(sitting: AuditSitting, values: Mapping[str, Any], *, by: User) -> AuditHandOff:
    """values: source, target, data_object, by id or name. The same hand-off, where it is known, is taken.

    Refused when five are there, or for a tool that nobody named yet.
    """
    current = locked(sitting)
    ends = {
        name: find_application(values.get(name), field=name, missing=f"Say which tool the data {way}.")
        for name, way in (("source", "come from"), ("target", "go to"))
    }
    known = Flow.objects.hand_offs().filter(
        **ends, data_object__name__iexact=" ".join(str(values.get("data_object") or "").split())
    )
    flow = known.order_by("pk").first()
    if flow is not None:
        return _take(current, flow, is_new=False, by=by)
    _refuse_sixth(current)
    given = {name: application.pk for name, application in ends.items()}
    made = add_flow(given | {"data_object": values.get("data_object"), "mechanism": Mechanism.MANUAL}, by=by)
    return _take(current, made, is_new=True, by=by)


@transaction.atomic
def take_hand_off(sitting: AuditSitting, flow_id: int, *, by: User) -> AuditHandOff:
    """One that was known before."""
    flow = Flow.objects.hand_offs().filter(pk=flow_id).first()
    if flow is None:
        raise Conflict("This hand-off is not there any more. Choose another one.")
    return _take(locked(sitting), flow, is_new=False, by=by)


@transaction.atomic
def take_out_hand_off(sitting: AuditSitting, hand_off_id: int, *, by: User) -> None:
    """Out of the five; one that was made in this sitting goes to the trash, unless something was made of it."""
    item = AuditHandOff.objects.select_related("flow").filter(sitting=locked(sitting), pk=hand_off_id).first()
    if item is not None:
        item.delete()
        record("took out", item, by=by, label=str(item.flow), path=path_of(sitting))
        if item.is_new and not item.flow.opportunities.exists():
            remove_flow(item.flow, by=by)


@transaction.atomic
def change_minutes(item: AuditHandOff, values: Mapping[str, Any], seen: Mapping[str, Any], *, by: User) -> None:
    """Fields of MINUTES. seen: what the person had before them; Conflict where it is something else meanwhile."""
    locked(item.sitting)
    flow = Flow.objects.select_for_update().get(pk=item.flow_id)
    change_flow(flow, _merged(flow, values, seen), by=by)


@transaction.atomic
def change_score(item: AuditHandOff, values: Mapping[str, Any], seen: Mapping[str, Any], *, by: User) -> None:
    """Fields of SCORE; None goes back to what is assumed."""
    sitting = locked(item.sitting)
    current = AuditHandOff.objects.select_for_update().get(pk=item.pk)
    changes = _merged(current, values, seen)
    before = {name: getattr(current, name) for name in changes}
    for name, value in changes.items():
        setattr(current, name, value)
    current.save(update_fields=list(changes))
    if told := differences(before, changes, AuditHandOff):
        record("changed", current, by=by, changes=told, path=path_of(sitting))


@transaction.atomic
def keep_draft(
    sitting: AuditSitting, step: str, values: Mapping[str, str], *, by: User, page: str = "", is_sent: bool = True
) -> None:
    """Nothing that was typed is lost. page: on which one it was typed; is_sent: by its button, not by its script.

    What the script of a page still had on the way when the page itself was sent comes too late, and counts no more.
    """
    AuditSitting.objects.select_for_update(of=("self",)).get(pk=sitting.pk)
    sent = _draft(sitting, step, by).get(SENT_PAGE, "")
    if not is_sent and page and page == sent:
        return
    kept = dict(values) | {SENT_PAGE: page if is_sent else sent}
    AuditDraft.objects.update_or_create(sitting=sitting, person=by, step=Step(step), defaults={"values": kept})


def draft_of(sitting: AuditSitting, step: str, *, by: User) -> dict[str, str]:
    return {name: text for name, text in _draft(sitting, step, by).items() if name != SENT_PAGE}


def _draft(sitting: AuditSitting, step: str, by: User) -> dict[str, str]:
    found = AuditDraft.objects.filter(sitting=sitting, person=by, step=step).values_list("values", flat=True).first()
    return dict(found or {})


def path_of(sitting: AuditSitting) -> str:
    return f"assess/audit/{sitting.pk}/"


def locked(sitting: AuditSitting) -> AuditSitting:
    """The open sitting, held until the act is over. Conflict when it is finished."""
    current = AuditSitting.objects.select_for_update(of=("self",)).get(pk=sitting.pk)
    if not current.is_open:
        raise Conflict(OVER)
    return current


def _take(sitting: AuditSitting, flow: Flow, *, is_new: bool, by: User) -> AuditHandOff:
    item = sitting.hand_offs.filter(flow=flow).first()
    if item is not None:
        return item
    _refuse_sixth(sitting)
    item = AuditHandOff.objects.create(sitting=sitting, flow=flow, is_new=is_new)
    for application in (flow.source, flow.target):
        AuditTool.objects.get_or_create(sitting=sitting, application=application)
    record("named", item, by=by, path=path_of(sitting))
    return item


def _refuse_sixth(sitting: AuditSitting) -> None:
    in_use = sitting.hand_offs.filter(flow__in=Flow.objects.in_use())
    if in_use.count() >= MOST:
        raise Refused(FULL)


def _merged(current: models.Model, values: Mapping[str, Any], seen: Mapping[str, Any]) -> dict[str, Any]:
    """What this person changed. Conflict at the field that somebody else changed to something else."""
    changes = {name: value for name, value in values.items() if name not in seen or value != seen[name]}
    for name, value in changes.items():
        now = getattr(current, name)
        if name in seen and now not in (seen[name], value):
            raise Conflict("Somebody else changed this meanwhile. Theirs is kept; save again to use yours.", field=name)
    return changes


def _names(sitting: AuditSitting) -> list[str]:
    return sorted(person.name for person in sitting.people.all())


def _recorded(sitting: AuditSitting, before: Mapping[str, Any], after: Mapping[str, Any], *, by: User) -> None:
    if changes := differences(before, after, AuditSitting):
        record("changed", sitting, by=by, changes=changes, path=path_of(sitting))

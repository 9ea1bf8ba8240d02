"""Champions, the support channel and the targets of adoption."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from apps.core.errors import Refused
from apps.shared.accounts.models import User
from apps.tenant.change.models import ChangePlan
from apps.tenant.change.services.saving import fill, note_changes, path_of, person_named, refuse_changed, state_of
from apps.tenant.history.services import record
from apps.tenant.inventory.models import Department, Person
from apps.tenant.inventory.services import find_or_add
from apps.tenant.roadmap.models import Initiative

PLAIN = ("support_channel", "feature", "logins_target", "uses_target", "tickets_most")
CHAMPIONS = "plan/change/"


@transaction.atomic
def change_plan(
    initiative: Initiative, values: Mapping[str, Any], *, by: User, version: int | None = None
) -> ChangePlan:
    """Change the given fields (`PLAIN`, and support_person: a name); the plan is made with the first of them."""
    plan, _ = ChangePlan.objects.get_or_create(initiative=initiative)
    plan = ChangePlan.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=plan.pk)
    refuse_changed(plan, version, "this plan")
    before = state_of(plan, values)
    fill(plan, values, PLAIN)
    if "support_person" in values:
        plan.support_person = person_named(values["support_person"])
    if note_changes(plan, before, by=by, path=path_of(initiative)):
        plan.version += 1
    plan.save()
    return plan


@transaction.atomic
def name_champion(name: str, department: str, *, by: User) -> Person:
    """Somebody who helps their colleagues; person and department are made when new."""
    name, department = " ".join(name.split()), " ".join(department.split())
    if not name:
        raise Refused("Say who it is.", field="name")
    if not department:
        raise Refused("Say in which department.", field="department")
    person, home = find_or_add(Person, name), find_or_add(Department, department)
    if person.is_champion and person.department_id == home.pk:
        raise Refused(f"{person} is a champion of {home} already.", field="name")
    if person.is_champion and person.department:
        raise Refused(f"{person} is a champion of {person.department} already. Release them there first.", field="name")
    person.is_champion, person.department = True, home
    person.save(update_fields=["is_champion", "department"])
    record("named as champion", person, by=by, label=f"{person}, {home}", path=CHAMPIONS)
    return person


@transaction.atomic
def release_champion(person: Person, *, by: User) -> None:
    """No champion any more; the person and the department stay."""
    if not person.is_champion:
        return
    person.is_champion = False
    person.save(update_fields=["is_champion"])
    record("released as champion", person, by=by, path=CHAMPIONS)

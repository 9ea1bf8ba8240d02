"""Writes of the inventory. Each verb is atomic, leaves its trace in the history and refreshes the portfolio."""

from collections.abc import Iterable, Mapping
from typing import Any, TypedDict, TypeVar

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from apps.core.errors import Refused, Stale
from apps.shared.accounts.models import User
from apps.tenant.history.services import differences, record
from apps.tenant.inventory.models import Application, Capability, DataObject, Department, Holding, Named, Person

NamedModel = TypeVar("NamedModel", bound=Named)

NAME_LISTS: dict[str, type[Named]] = {"departments": Department, "capabilities": Capability}
PEOPLE = frozenset({"business_owner", "technical_owner"})
PLAIN = (
    *("name", "vendor", "function", "users", "licences", "annual_cost", "renewal_date", "notice_days", "lifecycle"),
    *("hosting", "current_integrations", "classification", "has_pii", "has_phi", "has_financial", "open_api"),
    *("connectors", "webhooks", "bulk", "sso", "is_shadow_it", "found_by", "found_note", "notes"),
)


class ApplicationValues(TypedDict, total=False):
    """What a form, an import row or the API may set. Lists and people are given by name and made when new.

    Beside the model's plain fields (`PLAIN`): departments, capabilities, data_objects: lists of names;
    business_owner, technical_owner: a name, or "" for nobody.
    """

    name: str
    departments: list[str]
    capabilities: list[str]
    data_objects: list[str]
    business_owner: str
    technical_owner: str


def find_or_add(model: type[NamedModel], name: str) -> NamedModel:
    """The entry of that name, whatever its capitals; made when there is none. Safe against a simultaneous twin."""
    name = " ".join(name.split())[:80]
    found = model._default_manager.filter(name__iexact=name).first()
    if found:
        return found
    try:
        with transaction.atomic():
            return model._default_manager.create(name=name)
    except IntegrityError:
        return model._default_manager.get(name__iexact=name)


@transaction.atomic
def add_application(values: Mapping[str, Any], *, by: User) -> Application:
    """A new application. Refused without a name, or with one that another application already has."""
    application = Application()
    _apply(application, values)
    record("added", application, by=by, path=path_of(application))
    return application


@transaction.atomic
def change_application(
    application: Application, values: Mapping[str, Any], *, by: User, version: int | None = None
) -> Application:
    """Change the given fields only.

    version: the one the person saw; None when a script changes single fields. Raises Conflict when somebody
    changed the application since, and changes nothing.
    """
    current = Application.objects.select_for_update().get(pk=application.pk)
    if version is not None and version != current.version:
        raise Stale(
            f"Somebody else changed {current.name} while you were editing. Their change is kept and shown below; "
            "check it and save again.",
            version=current.version,
        )
    before = snapshot(current, values)
    _apply(current, values)
    changes = differences(before, snapshot(current, values), Application)
    if changes:
        current.version += 1
        current.save(update_fields=["version"])
        record("changed", current, by=by, changes=changes, path=path_of(current))
    return current


@transaction.atomic
def remove_application(application: Application, *, by: User) -> None:
    """Into the trash; `restore_application` brings it back with everything that hangs on it."""
    if application.deleted_at is None:
        application.deleted_at = timezone.now()
        application.save(update_fields=["deleted_at"])
        record("removed", application, by=by)


@transaction.atomic
def restore_application(application: Application, *, by: User) -> Application:
    """Out of the trash. Refused while another application has taken the name."""
    if application.deleted_at is not None:
        _refuse_taken_name(application, application.name)
        application.deleted_at = None
        application.save(update_fields=["deleted_at"])
        record("restored", application, by=by, path=path_of(application))
    return application


@transaction.atomic
def set_system_of_record(data_object: DataObject, application: Application | None, *, by: User) -> DataObject:
    """Declare the one application whose version of the object counts."""
    before = {"system_of_record": data_object.system_of_record}
    data_object.system_of_record = application
    data_object.save(update_fields=["system_of_record"])
    changes = differences(before, {"system_of_record": application}, DataObject)
    if changes:
        record("changed", data_object, by=by, changes=changes, path="assess/data-objects/")
    return data_object


def path_of(application: Application) -> str:
    return f"assess/applications/{application.pk}/"


def snapshot(application: Application, names: Iterable[str]) -> dict[str, Any]:
    """The named fields in the form in which `ApplicationValues` gives them."""
    return {name: _value(application, name) for name in names}


def _value(application: Application, name: str) -> Any:
    if application.pk is None and (name in NAME_LISTS or name == "data_objects"):
        return []
    if name in NAME_LISTS:
        return sorted(str(entry) for entry in getattr(application, name).all())
    if name == "data_objects":
        return sorted(holding.data_object.name for holding in application.holdings.select_related("data_object"))
    if name in PEOPLE:
        person = getattr(application, name)
        return person.name if person else ""
    return getattr(application, name)


def _apply(application: Application, values: Mapping[str, Any]) -> None:
    name = " ".join(str(values.get("name", application.name)).split())
    if not name:
        raise Refused("Give the application a name.", field="name")
    _refuse_taken_name(application, name)
    for field in values.keys() & set(PLAIN):
        setattr(application, field, values[field])
    for field in values.keys() & PEOPLE:
        setattr(application, field, find_or_add(Person, values[field]) if values[field] else None)
    application.name = name
    application.save()
    for field in values.keys() & set(NAME_LISTS):
        getattr(application, field).set(_named(NAME_LISTS[field], values[field]))
    if "data_objects" in values:
        _hold(application, _named(DataObject, values["data_objects"]))


def _named(model: type[NamedModel], names: Iterable[str]) -> list[NamedModel]:
    return [find_or_add(model, name) for name in dict.fromkeys(" ".join(n.split()) for n in names) if name]


def _hold(application: Application, data_objects: list[DataObject]) -> None:
    application.holdings.exclude(data_object__in=data_objects).delete()
    known = set(application.holdings.values_list("data_object_id", flat=True))
    Holding.objects.bulk_create(
        Holding(application=application, data_object=item) for item in data_objects if item.pk not in known
    )


def _refuse_taken_name(application: Application, name: str) -> None:
    twins: models.QuerySet[Application] = (
        Application.objects.in_use().filter(name__iexact=name).exclude(pk=application.pk)
    )
    if twins.exists():
        raise Refused(
            f"There already is an application called {name}. Open that one, or choose another name.", field="name"
        )

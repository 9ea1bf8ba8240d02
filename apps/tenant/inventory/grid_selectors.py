"""The applications as the grid holds them: one short list a row, in the order of `FIELDS`. Six queries for all."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from apps.tenant.inventory.grid_columns import EDITABLE
from apps.tenant.inventory.models import (
    Application,
    Capability,
    DataObject,
    Department,
    Holding,
    ObjectConflict,
    Person,
)
from apps.tenant.inventory.services import NAME_LISTS, PEOPLE

# id and version, then the fields that people edit, then the objects it is the system of record of and whether one of
# its objects is in conflict.
FIELDS = ("id", "version", *EDITABLE, "masters", "in_conflict")
PLAIN = tuple(field for field in FIELDS if field not in {*NAME_LISTS, "data_objects", "masters", "in_conflict"})
Names = dict[int, list[str]]
SUGGESTED_NAMES = 2_000


def grid_rows(applications: QuerySet[Application] | None = None) -> list[list[Any]]:
    """Those in use by name, or the given ones, with values as JSON has them."""
    chosen = Application.objects.in_use() if applications is None else applications
    ids = None if applications is None else chosen.values("pk")
    columns = [f"{field}__name" if field in PEOPLE else field for field in PLAIN]
    lists = _lists(ids)
    masters = _by_application(DataObject.objects.exclude(system_of_record=None), "system_of_record", "name", ids)
    in_conflict = set(ObjectConflict.objects.filter(resolved_at=None).values_list("applications", flat=True))
    rows = []
    for values in chosen.values_list(*columns):
        row = {field: wire(value) for field, value in zip(PLAIN, values, strict=True)}
        number = row["id"]
        row |= {field: sorted(names.get(number, ()), key=str.casefold) for field, names in lists.items()}
        row |= {"masters": masters.get(number, []), "in_conflict": number in in_conflict}
        rows.append([row[field] for field in FIELDS])
    return rows


def wire(value: Any) -> Any:
    """A value as the grid gets it and sends it back to say what it saw: amounts and days as text, nobody as ""."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value


def wire_values(values: dict[str, Any]) -> dict[str, Any]:
    """Of the form of `ApplicationValues`; lists in the order of `grid_rows`, nobody as None."""
    sent: dict[str, Any] = {}
    for field, value in values.items():
        if isinstance(value, list):
            sent[field] = sorted(value, key=str.casefold)
        else:
            sent[field] = (value or None) if field in PEOPLE else wire(value)
    return sent


def known_names() -> dict[str, list[str]]:
    """What has been called by a name before, offered while typing. Four queries."""
    models = {"departments": Department, "capabilities": Capability, "data_objects": DataObject, "people": Person}
    return {
        key: list(model._default_manager.values_list("name", flat=True)[:SUGGESTED_NAMES])
        for key, model in models.items()
    }


def _lists(ids: Any) -> dict[str, Names]:
    found = {field: _through(field, ids) for field in NAME_LISTS}
    return found | {"data_objects": _by_application(Holding.objects.all(), "application", "data_object__name", ids)}


def _through(field: str, ids: Any) -> Names:
    through: Any = getattr(Application, field).through
    name = f"{NAME_LISTS[field]._meta.model_name}__name"
    return _by_application(through._default_manager.all(), "application", name, ids)


def _by_application(rows: QuerySet[Any], application: str, name: str, ids: Any) -> Names:
    if ids is not None:
        rows = rows.filter(**{f"{application}__in": ids})
    found: Names = defaultdict(list)
    pairs: Iterable[tuple[int, str]] = rows.order_by().values_list(application, name)
    for number, text in pairs:
        found[number].append(text)
    return found

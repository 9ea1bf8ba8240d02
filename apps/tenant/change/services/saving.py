"""What every write of this app does: fill a row, refuse what does not fit, write down what changed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import CharField, Model

from apps.core.checking import check_fields
from apps.core.errors import Stale
from apps.shared.accounts.models import User
from apps.tenant.history.services import differences, record
from apps.tenant.inventory.models import Person
from apps.tenant.inventory.services import find_or_add
from apps.tenant.roadmap.models import Initiative


def fill(row: Model, values: Mapping[str, Any], fields: Iterable[str]) -> None:
    """Set those of the fields that are given, and refuse at the first that does not fit. Nothing is saved yet."""
    given = [name for name in fields if name in values]
    for name in given:
        value = values[name]
        is_line = type(row._meta.get_field(name)) is CharField and isinstance(value, str)
        setattr(row, name, " ".join(value.split()) if is_line else value)
    others = {field.name for field in row._meta.concrete_fields} - set(given)
    check_fields(row, exclude=others)


def person_named(name: str | None) -> Person | None:
    """Made when new; None for nobody."""
    return find_or_add(Person, name) if name and name.strip() else None


def refuse_changed(row: Any, version: int | None, what: str) -> None:
    """Conflict when somebody saved `row` since `version`."""
    if version is not None and version != row.version:
        raise Stale(
            f"Somebody else changed {what} while you were editing. Check it and save again.",
            version=row.version,
        )


def state_of(row: Any, fields: Iterable[str]) -> dict[str, Any]:
    """For the history: choices in words, people and applications by name."""
    return {name: _shown(row, name) for name in fields}


def _shown(row: Any, name: str) -> Any:
    words = getattr(row, f"get_{name}_display", None)
    value = words() if words else getattr(row, name)
    return str(value) if isinstance(value, Model) else value


def note_changes(row: Any, before: Mapping[str, Any], *, by: User, path: str, label: str = "") -> bool:
    """Write down what differs from `before`; False when nothing does."""
    changes = differences(before, state_of(row, before), type(row))
    if changes:
        record("changed", row, by=by, label=label, changes=changes, path=path)
    return bool(changes)


def path_of(initiative: Initiative) -> str:
    return f"plan/roadmap/initiatives/{initiative.pk}/change/"

"""The one way to write down an act."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst

from apps.shared.accounts.models import User
from apps.tenant.history.models import Activity


def record(
    verb: str,
    subject: models.Model,
    *,
    by: User | None,
    label: str = "",
    changes: Iterable[Mapping[str, Any]] = (),
    path: str = "",
) -> Activity:
    """Write down that `by` did `verb` (past tense: "added", "changed") to `subject`.

    by: None for what the product did itself (a signal that arrived, a nightly check).
    label: the object's name as people know it; default `str(subject)`.
    changes: from `differences()`; path: the object's page, relative to the client's address.
    Call it inside the transaction of the act.
    """
    activity = _activity(verb, subject, by=by, label=label, changes=changes, path=path)
    activity.save()
    return activity


def record_each(
    verb: str, subjects: Iterable[tuple[models.Model, Iterable[Mapping[str, Any]], str]], *, by: User
) -> None:
    """The same act on many objects, each with its changes and path, in one statement."""
    Activity.objects.bulk_create(
        _activity(verb, subject, by=by, label="", changes=changes, path=path) for subject, changes, path in subjects
    )


def _activity(
    verb: str, subject: models.Model, *, by: User | None, label: str, changes: Iterable[Mapping[str, Any]], path: str
) -> Activity:
    return Activity(
        actor=by,
        actor_name=str(by) if by else "Throughline",
        verb=verb,
        noun=str(subject._meta.verbose_name),
        object_id=subject.pk,
        label=(label or str(subject))[:200],
        changes=list(changes),
        path=path,
    )


def differences(before: Mapping[str, Any], after: Mapping[str, Any], model: type[models.Model]) -> list[dict[str, str]]:
    """The fields of `after` whose value differs from `before`, in words a person reads."""
    return [
        {"field": name, "label": _label(model, name), "before": shown(before.get(name)), "after": shown(value)}
        for name, value in after.items()
        if before.get(name) != value
    ]


def shown(value: Any) -> str:
    """A value as the history shows it: a missing one is a dash, lists are joined, days and numbers as people write
    them, 16 Sep 2026 and 1,480.5."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        whole = value == value.to_integral_value()
        return f"{value.to_integral_value() if whole else value.normalize():,f}"
    if isinstance(value, date):
        return f"{value.day} {value:%b %Y}"
    if isinstance(value, list | tuple | set):
        return ", ".join(str(item) for item in value) or "–"
    return str(value)


def _label(model: type[models.Model], name: str) -> str:
    """The field's own words; a list that is no field of the model ("data_objects") is called by its name."""
    try:
        return capfirst(str(cast(models.Field, model._meta.get_field(name)).verbose_name))
    except (FieldDoesNotExist, AttributeError):  # also rows that point here, which have no words of their own
        return capfirst(name.replace("_", " "))

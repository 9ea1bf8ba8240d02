"""Two applications that are one: everything of the second moves to the first, and can be moved back."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from apps.core.errors import Conflict, Refused
from apps.shared.accounts.models import User
from apps.tenant.history.services import record
from apps.tenant.history.tracking import HistoryEvent
from apps.tenant.inventory.grid_columns import BY_KEY
from apps.tenant.inventory.grid_selectors import wire_values
from apps.tenant.inventory.models import Application, Holding, Merge
from apps.tenant.inventory.services import (
    PEOPLE,
    change_application,
    path_of,
    remove_application,
    restore_application,
    snapshot,
)

USES = ("creates", "reads", "updates")
Moved = list[tuple[str, str, list[int]]]


@transaction.atomic
def merge_applications(kept: Application, merged: Application, values: Mapping[str, Any], *, by: User) -> Merge:
    """Flows, data objects, conflicts and whatever else names `merged` now names `kept`; `merged` goes to the trash.

    values: what `kept` shall have where the two differ, in the form of `ApplicationValues`. What `kept` already has,
    and a data flow between the two, stays with `merged`. Refused for an application with itself or one in the trash.
    """
    if kept.pk == merged.pk:
        raise Refused("Choose two different applications.")
    locked = Application.objects.in_use().select_for_update().filter(pk__in=[kept.pk, merged.pk]).order_by("pk")
    if len(locked) != 2:
        raise Conflict("One of the two has been removed meanwhile. Load the page again.")
    before = snapshot(kept, values)
    widened = _widen(kept, merged)
    merge = Merge.objects.create(
        kept=kept,
        merged=merged,
        moved=_moved(merged, kept),
        widened=widened,
        before=wire_values(before),
    )
    remove_application(merged, by=by)
    changed = change_application(kept, values, by=by)
    merge.after = wire_values(snapshot(changed, values))
    merge.save(update_fields=["after"])
    for application in (kept, merged):
        record("merged", application, by=by, label=f"{merged} into {kept}", path=path_of(kept))
    return merge


@transaction.atomic
def undo_merge(merge: Merge, *, by: User) -> Application:
    """Everything back where it was; the application that was merged. What was changed since stays as it is.

    Refused while another application has the merged one's name.
    """
    merge = Merge.objects.select_for_update(of=("self",)).select_related("kept", "merged").get(pk=merge.pk)
    if merge.undone_at:
        raise Conflict("This merge has been undone already.")
    restored = restore_application(merge.merged, by=by)
    for label, field, ids in merge.moved:
        _point(apps.get_model(label), field, ids, at=restored, instead_of=merge.kept)
    for number, uses in merge.widened.items():
        Holding.objects.filter(pk=number, application=merge.kept).update(**dict(zip(USES, uses, strict=True)))
    stands = wire_values(snapshot(merge.kept, merge.after))
    untouched = {field for field, value in merge.after.items() if stands[field] == value}
    change_application(merge.kept, {field: _value(field, merge.before[field]) for field in untouched}, by=by)
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    for application in (merge.kept, restored):
        record("took apart", application, by=by, label=str(merge), path=path_of(restored))
    return restored


def restore_or_take_apart(application: Application, *, by: User) -> Application:
    """Out of the trash; one that was merged gets everything back that was its own."""
    merge = application.merged_into.filter(undone_at=None).first()
    return undo_merge(merge, by=by) if merge else restore_application(application, by=by)


def _moved(merged: Application, kept: Application) -> Moved:
    found: Moved = []
    for model, field in _references():
        ids = list(model._base_manager.filter(**{field: merged}).values_list("pk", flat=True))
        moved = _point(model, field, ids, at=kept, instead_of=merged)
        if moved:
            found.append((model._meta.label, field, moved))
    return found


def _references() -> list[tuple[type[models.Model], str]]:
    """Every model and field that points at an application, but for the history, merges, and its own lists."""
    found: list[tuple[type[models.Model], str]] = []
    for relation in Application._meta.related_objects:
        model: Any = relation.related_model
        if issubclass(model, HistoryEvent) or model is Merge:
            continue
        if relation.many_to_many:
            field: Any = relation.field
            found.append((field.remote_field.through, field.m2m_reverse_field_name()))
        else:
            found.append((model, relation.field.name))
    return found


def _point(model: Any, field: str, ids: list[int], *, at: Application, instead_of: Application) -> list[int]:
    """Those of the rows that now point at another application; one that may not (it has its like there) stays."""
    moved = []
    for number in ids:
        try:
            with transaction.atomic():
                if model._base_manager.filter(pk=number, **{field: instead_of}).update(**{field: at}):
                    moved.append(number)
        except IntegrityError:
            continue
    return moved


def _widen(kept: Application, merged: Application) -> dict[str, list[bool]]:
    """Of objects that both hold, `kept` takes over what only `merged` did with them."""
    theirs = {holding.data_object_id: holding for holding in merged.holdings.all()}
    before = {}
    for holding in kept.holdings.filter(data_object__in=theirs):
        other = theirs[holding.data_object_id]
        before[str(holding.pk)] = [getattr(holding, use) for use in USES]
        for use in USES:
            setattr(holding, use, getattr(holding, use) or getattr(other, use))
        holding.save(update_fields=USES)
    return before


def _value(field: str, wired: Any) -> Any:
    """Back from the form of `wire_values`."""
    if wired is None:
        return "" if field in PEOPLE else None
    kind = BY_KEY[field].kind
    return Decimal(wired) if kind == "money" else date.fromisoformat(wired) if kind == "date" else wired

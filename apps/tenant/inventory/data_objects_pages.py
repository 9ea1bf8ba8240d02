"""What the templates of data objects and conflicts may use."""

from dataclasses import dataclass

from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.http import Request
from apps.core.listing import Link
from apps.tenant.history.models import Activity
from apps.tenant.history.selectors import activities_of
from apps.tenant.inventory.data_objects_forms import ConflictForm, DataObjectForm, UsesForm
from apps.tenant.inventory.data_objects_selectors import (
    ObjectRow,
    Use,
    busiest_applications,
    list_conflicts,
    object_rows,
)
from apps.tenant.inventory.models import DataObject, ObjectConflict
from apps.tenant.inventory.selectors import application_names


@dataclass(frozen=True)
class MatrixRow:
    """One object, with a cell for each column (None: the application has nothing to do with it)."""

    row: ObjectRow
    cells: list[Use | None]


@dataclass(frozen=True)
class DataObjectsPage:
    columns: list[tuple[int, str]]
    rows: list[MatrixRow]
    without_master: int
    hidden: int
    views: list[Link]
    new: DataObjectForm
    names: list[str]
    may_edit: bool


def data_objects_page(request: Request, *, new: DataObjectForm | None = None) -> DataObjectsPage:
    rows = object_rows()
    columns = busiest_applications(rows)
    holders = {use.application_id for row in rows for use in row.uses.values()}
    return DataObjectsPage(
        columns=columns,
        rows=[MatrixRow(row, [row.uses.get(pk) for pk, _ in columns]) for row in rows],
        without_master=sum(row.data_object.system_of_record_id is None for row in rows),
        hidden=len(holders) - len(columns),
        views=_views("data-objects"),
        new=new or DataObjectForm(),
        names=[name for _, name in application_names()],
        may_edit=allowed(request, Right.WORK_EDIT),
    )


@dataclass(frozen=True)
class DataObjectPage:
    data_object: DataObject
    row: ObjectRow
    form: DataObjectForm
    uses: UsesForm
    names: list[str]
    history: list[Activity]
    may_edit: bool


def uses_of(data_object: DataObject) -> list[Use]:
    return object_rows(DataObject.objects.filter(pk=data_object.pk))[0].holders


def data_object_page(
    request: Request, item: DataObject, *, form: DataObjectForm | None = None, uses: UsesForm | None = None
) -> DataObjectPage:
    row = object_rows(DataObject.objects.filter(pk=item.pk))[0]
    return DataObjectPage(
        data_object=row.data_object,
        row=row,
        form=form or DataObjectForm(instance=row.data_object),
        uses=uses or UsesForm(row.holders),
        names=[name for _, name in application_names()],
        history=activities_of("data object", item.pk),
        may_edit=allowed(request, Right.WORK_EDIT),
    )


@dataclass(frozen=True)
class ConflictsPage:
    conflicts: list[ObjectConflict]
    open_count: int
    views: list[Link]
    new: ConflictForm
    objects: list[str]
    may_edit: bool


def conflicts_page(request: Request, *, new: ConflictForm | None = None) -> ConflictsPage:
    conflicts = list(list_conflicts())
    return ConflictsPage(
        conflicts=conflicts,
        open_count=sum(conflict.resolved_at is None for conflict in conflicts),
        views=_views("conflicts"),
        new=new or ConflictForm(),
        objects=object_names(),
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def object_names() -> list[str]:
    return list(DataObject.objects.values_list("name", flat=True))


def _views(current: str) -> list[Link]:
    kinds = [("Who holds what", "data-objects"), ("Conflicts", "conflicts")]
    return [Link(label, reverse(name), name == current) for label, name in kinds]

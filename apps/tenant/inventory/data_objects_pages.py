"""What the templates of data objects and conflicts may use."""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.http import Request
from apps.core.listing import Chip, Link, chip
from apps.tenant.history.models import Activity
from apps.tenant.history.selectors import activities_of
from apps.tenant.inventory.data_objects_forms import ConflictForm, DataObjectForm, DismissForm, UsesForm
from apps.tenant.inventory.data_objects_selectors import (
    ObjectRow,
    Use,
    busiest_applications,
    list_conflicts,
    object_rows,
)
from apps.tenant.inventory.finding_selectors import KIND_LABELS, ObjectFinding, findings
from apps.tenant.inventory.models import ConflictState, DataObject, ObjectConflict, Person
from apps.tenant.inventory.selectors import application_names

ROWS_PER_PAGE = 40


@dataclass(frozen=True)
class MatrixRow:
    """One object, with a cell for each column."""

    row: ObjectRow
    cells: list[Use]


@dataclass(frozen=True)
class DataObjectsPage:
    """page: of the objects; hidden: applications without a column."""

    columns: list[tuple[int, str]]
    rows: list[MatrixRow]
    page: Page[DataObject]
    without_master: int
    hidden: int
    views: list[Link]
    new: DataObjectForm
    names: list[str]
    may_edit: bool


def data_objects_page(request: Request, *, new: DataObjectForm | None = None) -> DataObjectsPage:
    objects = DataObject.objects.all()
    page = Paginator(objects, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    rows = object_rows(DataObject.objects.filter(pk__in=[item.pk for item in page.object_list]))
    columns, names = busiest_applications(rows), [name for _, name in application_names()]
    return DataObjectsPage(
        columns=columns,
        rows=[matrix_row(row, columns) for row in rows],
        page=page,
        without_master=objects.filter(system_of_record=None).count(),
        hidden=len(names) - len(columns),
        views=_views("data-objects"),
        new=new or DataObjectForm(),
        names=names,
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def matrix_row(row: ObjectRow, columns: list[tuple[int, str]]) -> MatrixRow:
    return MatrixRow(row, [row.uses.get(pk) or Use(pk, name) for pk, name in columns])


def matrix_cell(item: DataObject, application: int) -> Use:
    """One cell as it stands. KeyError for an application that is not in use."""
    row = object_rows(DataObject.objects.filter(pk=item.pk))[0]
    return row.uses.get(application) or Use(application, dict(application_names())[application])


@dataclass(frozen=True)
class FindingsPage:
    """open: what the rules find, by kind; aside: what somebody set aside. Both at most a page of them."""

    page: Page[ObjectFinding]
    aside: list[ObjectFinding]
    aside_count: int
    kinds: list[Chip]
    views: list[Link]
    wrong: DismissForm | None
    may_edit: bool


def findings_page(request: Request, *, wrong: DismissForm | None = None) -> FindingsPage:
    found = findings()
    counted = [one for one in found if one.dismissal is None]
    aside = [one for one in found if one.dismissal]
    kind = request.GET.get("kind", "")
    shown = [one for one in counted if one.finding.kind == kind] if kind in set(KIND_LABELS) else counted
    counts = Counter(one.finding.kind for one in counted)
    return FindingsPage(
        page=Paginator(shown, ROWS_PER_PAGE).get_page(request.GET.get("page")),
        aside=aside[:ROWS_PER_PAGE],
        aside_count=len(aside),
        kinds=[
            chip(request, "kind", one, label, count=counts[one]) for one, label in KIND_LABELS.items() if counts[one]
        ],
        views=_views("findings"),
        wrong=wrong,
        may_edit=allowed(request, Right.WORK_EDIT),
    )


@dataclass(frozen=True)
class DataObjectPage:
    data_object: DataObject
    row: ObjectRow
    findings: list[ObjectFinding]
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
        findings=[one for one in findings(DataObject.objects.filter(pk=item.pk)) if one.dismissal is None],
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
    agreed_count: int
    views: list[Link]
    new: ConflictForm
    objects: list[str]
    people: list[str]
    may_edit: bool


def conflicts_page(request: Request, *, new: ConflictForm | None = None) -> ConflictsPage:
    conflicts = list(list_conflicts())
    return ConflictsPage(
        conflicts=conflicts,
        open_count=sum(conflict.state == ConflictState.OPEN for conflict in conflicts),
        agreed_count=sum(conflict.state == ConflictState.AGREED for conflict in conflicts),
        views=_views("conflicts"),
        new=new or ConflictForm(),
        objects=object_names(),
        people=people_names(),
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def object_names() -> list[str]:
    return list(DataObject.objects.values_list("name", flat=True))


def people_names() -> list[str]:
    return list(Person.objects.values_list("name", flat=True))


def _views(current: str) -> list[Link]:
    kinds = [("Who holds what", "data-objects"), ("Findings", "findings"), ("Conflicts", "conflicts")]
    return [Link(label, reverse(name), name == current) for label, name in kinds]

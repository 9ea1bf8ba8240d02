"""What the inventory's templates may use."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from apps.core.access import Right, allowed
from apps.core.display import manner_of
from apps.core.http import Request
from apps.core.listing import Column, Link
from apps.methods.discovery import found_beyond_list
from apps.methods.readiness import Readiness
from apps.tenant.history.models import Activity
from apps.tenant.inventory.access import view_or_none
from apps.tenant.inventory.catalogue_pages import CataloguePanel, catalogue_panel
from apps.tenant.inventory.forms import ApplicationFilterForm, ApplicationForm, ApplicationRowForm, SavedViewForm
from apps.tenant.inventory.grid_columns import COLUMNS as GRID_COLUMNS
from apps.tenant.inventory.grid_columns import DEFAULTS
from apps.tenant.inventory.merge_forms import Difference, MergeForm
from apps.tenant.inventory.models import Application, Department, DifferentPair, Merge, SavedView
from apps.tenant.inventory.saved_views import address_of, views_of
from apps.tenant.inventory.selectors import (
    READINESS,
    RENEWING_DAYS,
    ApplicationFilter,
    InventoryTotals,
    different_pairs,
    history_of,
    inventory_totals,
    likely_duplicates,
    list_applications,
    readiness_of,
)

ROWS_PER_PAGE = 100
COLUMNS = [
    Column("Application", "name", sticky=True),
    Column("Function", "function"),
    Column("Department", "departments"),
    Column("Users", "users", num=True),
    Column("Cost", "annual_cost", unit="a year", num=True),
    Column("Renewal", "renewal_date"),
    Column("Business owner", "business_owner"),
    Column("Readiness", "readiness", title="Open API, connectors, webhooks, bulk import and export, single sign-on"),
    Column("Holds", "data_objects"),
]
VIEWS = {"": "All", "found": "Found later", "renewing": f"Renewing in {RENEWING_DAYS} days", "no_owner": "No owner"}


@dataclass(frozen=True)
class ApplicationRow:
    """One line of the table that stands there before the grid does, and without scripts."""

    application: Application
    readiness: Readiness
    holds: list["Held"]

    @classmethod
    def of(cls, application: Application) -> "ApplicationRow":
        masters = {item.pk for item in application.master_of.all()}
        holds = [Held(h.data_object.name, h.data_object_id in masters) for h in application.holdings.all()]
        return cls(application, readiness_of(application), sorted(holds, key=lambda h: (not h.is_master, h.name)))


@dataclass(frozen=True)
class Held:
    name: str
    is_master: bool


@dataclass(frozen=True)
class GridChip:
    """A filter or view of the grid. key: of `only` in the address, or the number of a saved view."""

    key: str
    label: str
    url: str
    is_on: bool
    count: int | None = None


@dataclass(frozen=True)
class ApplicationsPage:
    rows: list[ApplicationRow]
    page: Page[Application]
    wanted: ApplicationFilter
    filters: ApplicationFilterForm
    totals: InventoryTotals
    more_than_listed: Decimal | None
    may_edit: bool
    new: ApplicationRowForm
    columns: list[Column]
    views: list[GridChip]
    chips: list[GridChip]
    view: SavedView | None
    may_change_view: bool
    view_form: SavedViewForm
    address: str
    grid: dict[str, Any]

    @property
    def sort(self) -> str:
        return f"-{self.wanted.sort}" if self.wanted.descending else self.wanted.sort

    @property
    def add_url(self) -> str:
        """Where the new row is posted; also from a page that came back from another address."""
        return f"{reverse('applications')}?{self.address}"

    @property
    def first_steps(self) -> list[Link]:
        return [Link("Add application", "#add-application"), Link("Paste or import", reverse("imports"))]


def applications_page(
    request: Request, *, new: ApplicationRowForm | None = None, view_form: SavedViewForm | None = None
) -> ApplicationsPage:
    view = view_or_none(request)
    address = address_of(view, request.GET) if view else request.GET
    filters = ApplicationFilterForm(address)
    wanted = filters.wanted()
    page = Paginator(list_applications(wanted), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    totals = inventory_totals()
    may_edit = allowed(request, Right.WORK_EDIT)
    return ApplicationsPage(
        rows=[ApplicationRow.of(application) for application in page.object_list],
        page=page,
        wanted=wanted,
        filters=filters,
        totals=totals,
        more_than_listed=found_beyond_list(listed=totals.listed, found=totals.found),
        may_edit=may_edit,
        new=new or ApplicationRowForm(),
        columns=COLUMNS,
        views=_views(request, wanted, view),
        chips=_chips(wanted, totals),
        view=view,
        may_change_view=view is not None and view.owner_id == request.user.pk,
        view_form=view_form or SavedViewForm(initial={"name": view.name if view else "", "address": _kept(address)}),
        address=_kept(address),
        grid=_grid(request, filters, view, may_edit=may_edit),
    )


def _views(request: Request, wanted: ApplicationFilter, view: SavedView | None) -> list[GridChip]:
    """The usual ways to look at the list, then those that people saved."""
    only = "".join(wanted.only) if view is None and len(wanted.only) < 2 else None
    usual = [GridChip(key, label, f"?only={key}" if key else "?", key == only) for key, label in VIEWS.items()]
    kept = views_of(request.user)
    saved = [GridChip(str(one.pk), one.name, f"?view={one.pk}", one == view) for one in kept]
    return usual + saved


def _chips(wanted: ApplicationFilter, totals: InventoryTotals) -> list[GridChip]:
    kinds = [
        ("shadow", "Shadow IT", totals.shadow),
        ("personal", "Personal data", totals.personal),
        ("conflict", "In conflict", totals.in_conflict),
    ]
    return [GridChip(key, label, f"?only={key}", key in wanted.only, count) for key, label, count in kinds]


def _kept(address: QueryDict) -> str:
    kept = address.copy()
    for name in ("page", "view"):
        kept.pop(name, None)
    return kept.urlencode()


def _grid(
    request: Request, filters: ApplicationFilterForm, view: SavedView | None, *, may_edit: bool
) -> dict[str, Any]:
    """What the grid's script needs to know; it fetches the rows itself."""
    wanted, manner = filters.wanted(), manner_of(request.client)
    kept = QueryDict(mutable=True)
    if view:
        kept = address_of(view, QueryDict())
    return {
        "rows": reverse("applications-rows"),
        "application": reverse("application", args=[0]),
        "export": reverse("applications-export"),
        "merge": reverse("applications-merge"),
        "overlap": reverse("consolidation-add"),
        "locale": manner.locale.replace("_", "-"),
        "currency": manner.currency,
        "today": timezone.localdate().isoformat(),
        "renewing_days": RENEWING_DAYS,
        "may_edit": may_edit,
        "columns": [asdict(column) | {"label": column.label} for column in GRID_COLUMNS],
        "readiness": READINESS,
        "defaults": DEFAULTS,
        "departments": dict(Department.objects.values_list("pk", "name")),
        "view": view.pk if view else None,
        "view_address": kept.urlencode(),
        "state": {
            "q": wanted.query,
            "department": str(wanted.department or ""),
            "lifecycle": wanted.lifecycle,
            "only": wanted.only,
            "sort": f"-{wanted.sort}" if wanted.descending else wanted.sort,
            "columns": filters.columns_wanted() or DEFAULTS,
        },
    }


@dataclass(frozen=True)
class ApplicationPage:
    application: Application
    form: ApplicationForm
    readiness: Readiness
    history: list[Activity]
    merges: list[Merge]
    catalogue: CataloguePanel
    may_edit: bool


def application_page(
    request: Request, application: Application, *, form: ApplicationForm | None = None
) -> ApplicationPage:
    return ApplicationPage(
        application=application,
        form=form or ApplicationForm(instance=application),
        readiness=readiness_of(application),
        history=history_of(application),
        merges=list(application.merges.filter(undone_at=None).select_related("merged")),
        catalogue=catalogue_panel(request, application),
        may_edit=allowed(request, Right.WORK_EDIT),
    )


@dataclass(frozen=True)
class MergePage:
    kept: Application
    other: Application
    form: MergeForm
    differences: list[Difference]
    swap_url: str


def merge_page(kept: Application, other: Application, form: MergeForm) -> MergePage:
    swap = f"{reverse('applications-merge')}?keep={other.pk}&other={kept.pk}"
    return MergePage(kept, other, form, form.differences(), swap)


@dataclass(frozen=True)
class DuplicateRow:
    one: Application
    other: Application
    likeness: int
    url: str


@dataclass(frozen=True)
class DuplicatesPage:
    rows: list[DuplicateRow]
    apart: list[DifferentPair]
    may_edit: bool


def duplicates_page(request: Request) -> DuplicatesPage:
    return DuplicatesPage(
        rows=_duplicate_rows(), apart=list(different_pairs()), may_edit=allowed(request, Right.WORK_EDIT)
    )


def _duplicate_rows() -> list[DuplicateRow]:
    found = likely_duplicates()
    applications = Application.objects.in_bulk({number for pair in found for number in (pair.one, pair.other)})
    address = reverse("applications-merge")
    return [
        DuplicateRow(
            applications[pair.one],
            applications[pair.other],
            pair.likeness,
            f"{address}?keep={pair.one}&other={pair.other}",
        )
        for pair in found
    ]

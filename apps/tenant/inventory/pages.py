"""What the inventory's templates may use."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.http import Request
from apps.core.listing import Chip, Column, Link, chip
from apps.methods.discovery import found_beyond_list
from apps.methods.readiness import Readiness
from apps.tenant.history.models import Activity
from apps.tenant.history.selectors import activities_of
from apps.tenant.inventory.forms import ApplicationFilterForm, ApplicationForm, ApplicationRowForm
from apps.tenant.inventory.models import Application
from apps.tenant.inventory.selectors import (
    ApplicationFilter,
    InventoryTotals,
    inventory_totals,
    list_applications,
    readiness_of,
)

ROWS_PER_PAGE = 100
COLUMNS = [
    Column("Application", "name", sticky=True),
    Column("Function", "function"),
    Column("Department"),
    Column("Users", "users", num=True),
    Column("Cost", "cost", unit="a year", num=True),
    Column("Renewal", "renewal"),
    Column("Business owner", "owner"),
    Column("Readiness", title="Open API, connectors, webhooks, bulk import and export, single sign-on: yes of five"),
    Column("Holds"),
]


@dataclass(frozen=True)
class ApplicationRow:
    """One line of the table. `form` is there only while the line is edited."""

    application: Application
    readiness: Readiness
    holds: list["Held"]
    form: ApplicationRowForm | None = None

    @property
    def form_id(self) -> str:
        return f"edit-{self.application.pk}"

    @classmethod
    def of(cls, application: Application, *, form: ApplicationRowForm | None = None) -> "ApplicationRow":
        masters = {item.pk for item in application.master_of.all()}
        holds = [Held(h.data_object.name, h.data_object_id in masters) for h in application.holdings.all()]
        return cls(application, readiness_of(application), sorted(holds, key=lambda h: (not h.is_master, h.name)), form)


@dataclass(frozen=True)
class Held:
    name: str
    is_master: bool


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
    chips: list[Chip]

    @property
    def sort(self) -> str:
        return f"-{self.wanted.sort}" if self.wanted.descending else self.wanted.sort

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a search keeps of the address."""
        return [(name, self.filters.data[name]) for name in ("only", "sort", "department") if name in self.filters.data]

    @property
    def first_steps(self) -> list[Link]:
        return [Link("Add application", "#add-application"), Link("Paste or import", reverse("imports"))]

    @property
    def is_filtered(self) -> bool:
        return bool(self.wanted.query or self.wanted.department or self.wanted.lifecycle or self.wanted.only)


def applications_page(request: Request, *, new: ApplicationRowForm | None = None) -> ApplicationsPage:
    filters = ApplicationFilterForm(request.GET)
    wanted = filters.wanted()
    page = Paginator(list_applications(wanted), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    totals = inventory_totals()
    return ApplicationsPage(
        rows=[ApplicationRow.of(application) for application in page.object_list],
        page=page,
        wanted=wanted,
        filters=filters,
        totals=totals,
        more_than_listed=found_beyond_list(listed=totals.listed, found=totals.found),
        may_edit=allowed(request, Right.WORK_EDIT),
        new=new or ApplicationRowForm(),
        columns=COLUMNS,
        chips=_chips(request, totals),
    )


def _chips(request: Request, totals: InventoryTotals) -> list[Chip]:
    kinds = [
        ("found", "Found later", totals.found),
        ("shadow", "Shadow IT", totals.shadow),
        ("personal", "Personal data", totals.personal),
        ("conflict", "In conflict", totals.in_conflict),
        ("no_owner", "No owner", totals.no_owner),
    ]
    return [chip(request, "only", key, label, count=count) for key, label, count in kinds]


@dataclass(frozen=True)
class ApplicationPage:
    application: Application
    form: ApplicationForm
    readiness: Readiness
    history: list[Activity]
    may_edit: bool


def application_page(
    request: Request, application: Application, *, form: ApplicationForm | None = None
) -> ApplicationPage:
    return ApplicationPage(
        application=application,
        form=form or ApplicationForm(instance=application),
        readiness=readiness_of(application),
        history=activities_of("application", application.pk),
        may_edit=allowed(request, Right.WORK_EDIT),
    )

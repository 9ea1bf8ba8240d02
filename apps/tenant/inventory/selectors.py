"""Reads of the inventory. A list costs the same number of queries whatever its length."""

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Lower

from apps.methods.readiness import Criteria, Readiness, readiness
from apps.tenant.inventory.models import Application, DataObject, Department, FoundBy, ObjectConflict

SORTS: dict[str, list[Any]] = {
    "name": [Lower("name")],
    "function": [Lower("function"), Lower("name")],
    "users": ["users", Lower("name")],
    "cost": ["annual_cost", Lower("name")],
    "renewal": ["renewal_date", Lower("name")],
    "owner": [Lower("business_owner__name"), Lower("name")],
}


@dataclass(frozen=True)
class ApplicationFilter:
    """What the address asks for. Unknown values filter nothing."""

    query: str = ""
    department: int | None = None
    lifecycle: str = ""
    only: str = ""  # shadow, personal, conflict, no_owner
    sort: str = "name"
    descending: bool = False


def list_applications(wanted: ApplicationFilter) -> QuerySet[Application]:
    """The applications in use that match, with everything that a table row shows already fetched."""
    return (
        _ordered(_matching(Application.objects.in_use(), wanted), wanted)
        .select_related("business_owner", "technical_owner")
        .prefetch_related("departments", "capabilities", "holdings__data_object", "master_of")
    )


def _matching(applications: QuerySet[Application], wanted: ApplicationFilter) -> QuerySet[Application]:
    if wanted.query:
        words = Q(name__icontains=wanted.query) | Q(vendor__icontains=wanted.query)
        applications = applications.filter(words | Q(function__icontains=wanted.query))
    if wanted.department:
        applications = applications.filter(departments=wanted.department)
    if wanted.lifecycle:
        applications = applications.filter(lifecycle=wanted.lifecycle)
    return applications.filter(ONLY[wanted.only]()) if wanted.only in ONLY else applications


def _ordered(applications: QuerySet[Application], wanted: ApplicationFilter) -> QuerySet[Application]:
    first, *rest = SORTS.get(wanted.sort, SORTS["name"])
    key = F(first) if isinstance(first, str) else first
    direction = key.desc(nulls_last=True) if wanted.descending else key.asc(nulls_last=True)
    return applications.order_by(direction, *rest)


ONLY = {
    "shadow": lambda: Q(is_shadow_it=True),
    "personal": lambda: Q(has_pii=True),
    "conflict": lambda: Q(pk__in=ObjectConflict.objects.filter(resolved_at=None).values("applications")),
    "no_owner": lambda: Q(business_owner=None),
    "found": lambda: ~Q(found_by=FoundBy.LISTED),
}


@dataclass(frozen=True)
class InventoryTotals:
    applications: int
    listed: int
    found: int
    annual_cost: Decimal
    departments: int
    shadow: int
    personal: int
    no_owner: int
    in_conflict: int


def inventory_totals() -> InventoryTotals:
    """Counts and the yearly cost of the applications in use. Two queries."""
    in_use = Application.objects.in_use()
    figures = in_use.aggregate(
        applications=Count("pk"),
        listed=Count("pk", filter=Q(found_by=FoundBy.LISTED)),
        annual_cost=Sum("annual_cost", default=Decimal(0)),
        shadow=Count("pk", filter=Q(is_shadow_it=True)),
        personal=Count("pk", filter=Q(has_pii=True)),
        no_owner=Count("pk", filter=Q(business_owner=None)),
        in_conflict=Count("pk", filter=ONLY["conflict"]()),
    )
    departments = Department.objects.filter(applications__in=in_use).distinct().count()
    return InventoryTotals(**figures, found=figures["applications"] - figures["listed"], departments=departments)


def application_names() -> list[tuple[int, str]]:
    return list(Application.objects.in_use().values_list("pk", "name"))


def application_named(name: str) -> Application | None:
    return Application.objects.in_use().filter(name__iexact=name.strip()).first()


def list_data_objects() -> QuerySet[DataObject]:
    return DataObject.objects.select_related("system_of_record").prefetch_related("holdings__application")


def open_conflicts() -> QuerySet[ObjectConflict]:
    return (
        ObjectConflict.objects.filter(resolved_at=None).select_related("data_object").prefetch_related("applications")
    )


def readiness_of(application: Application) -> Readiness:
    return readiness(Criteria(**{field.name: getattr(application, field.name) for field in fields(Criteria)}))

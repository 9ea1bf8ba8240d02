"""Reads of the inventory. A list costs the same number of queries whatever its length."""

from dataclasses import dataclass, fields
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Collate, Lower, NullIf
from django.utils import timezone

from apps.methods.duplicates import Pair, find_duplicates
from apps.methods.readiness import Criteria, Readiness, readiness
from apps.tenant.history.models import Activity
from apps.tenant.inventory.models import (
    Application,
    Capability,
    Classification,
    DataObject,
    Department,
    DifferentPair,
    FoundBy,
    Hosting,
    Lifecycle,
    Merge,
    Named,
    ObjectConflict,
)

PLAIN_ORDER = "C"  # of small letters by their code: every server and browser has it, so page and export agree
RENEWING_DAYS = 90
ALIASES = {"cost": "annual_cost", "renewal": "renewal_date", "owner": "business_owner"}


def _letters(field: str) -> NullIf:
    return NullIf(Collate(Lower(field), PLAIN_ORDER), Value(""))


def _first_name(model: type[Named], path: str) -> Subquery:
    entries = model._default_manager.filter(**{path: OuterRef("pk")}).annotate(key=_letters("name"))
    return Subquery(entries.order_by("key").values("key")[:1])


def _place(field: str, choices: list[tuple[str, str]]) -> Case:
    """Choices sort in the order in which they are offered."""
    return Case(*(When(**{field: key}, then=Value(n)) for n, (key, _) in enumerate(choices)), default=None)


TEXTS = ("name", "vendor", "function", "current_integrations", "found_note", "notes")
CHOICES: dict[str, Any] = {
    "lifecycle": Lifecycle.choices,
    "hosting": Hosting.choices,
    "classification": Classification.choices,
    "found_by": FoundBy.choices,
}
READINESS = tuple(field.name for field in fields(Criteria))
SORTS: dict[str, Any] = {
    **{field: _letters(field) for field in TEXTS},
    **{field: _letters(f"{field}__name") for field in ("business_owner", "technical_owner")},
    **{field: _place(field, choices) for field, choices in CHOICES.items()},
    **{field: F(field) for field in ("users", "licences", "annual_cost", "renewal_date", "notice_days")},
    **{field: F(field) for field in ("has_pii", "has_phi", "has_financial", "is_shadow_it", *READINESS)},
    "departments": _first_name(Department, "applications"),
    "capabilities": _first_name(Capability, "applications"),
    "data_objects": _first_name(DataObject, "holdings__application"),
    "readiness": sum((Case(When(**{field: True}, then=1), default=0) for field in READINESS), Value(0)),
}


@dataclass(frozen=True)
class ApplicationFilter:
    """What the address asks for. Unknown values filter nothing."""

    query: str = ""
    department: int | None = None
    lifecycle: str = ""
    only: tuple[str, ...] = ()  # of ONLY, all of them together
    sort: str = "name"
    descending: bool = False

    @property
    def is_narrow(self) -> bool:
        return bool(self.query or self.department or self.lifecycle or self.only)


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
    for key in wanted.only:
        applications = applications.filter(ONLY[key]())
    return applications


def _ordered(applications: QuerySet[Application], wanted: ApplicationFilter) -> QuerySet[Application]:
    key = SORTS.get(ALIASES.get(wanted.sort, wanted.sort), SORTS["name"])
    applications = applications.annotate(sort_key=key)
    direction = F("sort_key").desc(nulls_last=True) if wanted.descending else F("sort_key").asc(nulls_last=True)
    return applications.order_by(direction, _letters("name"), "pk")


def _renewing() -> Q:
    return Q(renewal_date__range=(timezone.localdate(), timezone.localdate() + timedelta(days=RENEWING_DAYS)))


ONLY = {
    "found": lambda: ~Q(found_by=FoundBy.LISTED),
    "renewing": _renewing,
    "no_owner": lambda: Q(business_owner=None),
    "shadow": lambda: Q(is_shadow_it=True),
    "personal": lambda: Q(has_pii=True),
    "conflict": lambda: Q(pk__in=ObjectConflict.objects.filter(resolved_at=None).values("applications")),
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
    renewing: int


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
        renewing=Count("pk", filter=ONLY["renewing"]()),
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


def likely_duplicates() -> list[Pair]:
    """Pairs of applications in use whose names probably mean the same tool, as far as nobody said no. Two queries."""
    apart = set(DifferentPair.objects.values_list("one", "other"))
    return [pair for pair in find_duplicates(dict(application_names())) if (pair.one, pair.other) not in apart]


def different_pairs() -> QuerySet[DifferentPair]:
    """Those in use that somebody told apart, the latest first. One query."""
    in_use = DifferentPair.objects.filter(one__deleted_at=None, other__deleted_at=None)
    return in_use.select_related("one", "other", "said_by")


def history_of(application: Application, *, limit: int = 20) -> list[Activity]:
    """What was done to it, and to those that were merged into it."""
    merged = application.merges.filter(undone_at=None).values_list("merged", flat=True)
    numbers = [application.pk, *merged]
    return list(Activity.objects.filter(noun="application", object_id__in=numbers)[:limit])


def trashed_applications() -> QuerySet[Application]:
    """The newest first; those that were merged know into which. Two queries."""
    merges = Merge.objects.filter(undone_at=None).select_related("kept")
    trash = Application.objects.in_trash().order_by("-deleted_at")
    return trash.prefetch_related(Prefetch("merged_into", merges, to_attr="standing_merges"))

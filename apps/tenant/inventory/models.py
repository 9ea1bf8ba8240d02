"""Stage 1, what is there: applications, the data they hold, and the client's departments and people."""

from decimal import Decimal
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Lower, Now

from apps.core.fields import UserField
from apps.core.names import initials_of
from apps.methods.object_rules import share_differing
from apps.tenant.history.tracking import track


class Named(models.Model):
    """A short list entry that people know by its name, whatever its capitals."""

    name = models.CharField(max_length=80)

    class Meta:
        abstract = True
        ordering = [Lower("name")]

    def __str__(self) -> str:
        return self.name


@track
class Department(Named):
    class Meta(Named.Meta):
        constraints = [models.UniqueConstraint(Lower("name"), name="inventory_department_name")]


@track
class Capability(Named):
    """What an application is used for: "invoicing", "quotes"."""

    class Meta(Named.Meta):
        verbose_name_plural = "capabilities"
        constraints = [models.UniqueConstraint(Lower("name"), name="inventory_capability_name")]


@track
class Person(Named):
    """Somebody at the client who owns, champions or is to be called. Need not sign in."""

    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=80, blank=True)
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.SET_NULL, related_name="people")
    is_champion = models.BooleanField(default=False)

    class Meta(Named.Meta):
        verbose_name_plural = "people"
        constraints = [models.UniqueConstraint(Lower("name"), name="inventory_person_name")]

    @property
    def initials(self) -> str:
        return initials_of(self.name)


class Lifecycle(models.TextChoices):
    PLANNED = "planned", "Planned"
    ACTIVE = "active", "Active"
    PHASING_OUT = "phasing_out", "Phasing out"
    RETIRED = "retired", "Retired"


class Hosting(models.TextChoices):
    CLOUD = "cloud", "Cloud service"
    OWN_SERVER = "own_server", "Own server"
    DESKTOP = "desktop", "Desktop"
    FILE = "file", "Shared file"


class Classification(models.TextChoices):
    PUBLIC = "public", "Public"
    INTERNAL = "internal", "Internal"
    CONFIDENTIAL = "confidential", "Confidential"
    RESTRICTED = "restricted", "Restricted"


class FoundBy(models.TextChoices):
    LISTED = "listed", "Listed by the client"
    INTERVIEW = "interview", "Interview"
    CARD_EXPORT = "card_export", "Card export"
    SSO_EXPORT = "sso_export", "Sign-in export"
    INTAKE_LINK = "intake_link", "Intake link"


class ApplicationQuerySet(models.QuerySet["Application"]):
    def in_use(self) -> "ApplicationQuerySet":
        """Not in the trash."""
        return self.filter(deleted_at=None)

    def in_trash(self) -> "ApplicationQuerySet":
        return self.exclude(deleted_at=None)


@track
class Application(models.Model):
    """A tool that holds or moves data; spreadsheets and personal tools are applications too."""

    name = models.CharField(max_length=120)
    vendor = models.CharField(max_length=120, blank=True)
    function = models.CharField(max_length=120, blank=True)
    departments = models.ManyToManyField(Department, blank=True, related_name="applications")
    capabilities = models.ManyToManyField(Capability, blank=True, related_name="applications")
    business_owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    technical_owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    users = models.PositiveIntegerField(null=True, blank=True)
    licences = models.PositiveIntegerField("licences paid", null=True, blank=True)
    annual_cost = models.DecimalField(
        "yearly cost", max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    renewal_date = models.DateField("renewal", null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField("notice, days", null=True, blank=True)
    lifecycle = models.CharField(max_length=12, choices=Lifecycle, default=Lifecycle.ACTIVE)
    hosting = models.CharField(max_length=12, choices=Hosting, blank=True)
    current_integrations = models.CharField(max_length=200, blank=True)
    classification = models.CharField("data classification", max_length=12, choices=Classification, blank=True)
    has_pii = models.BooleanField("personal data", default=False)
    has_phi = models.BooleanField("health data", default=False)
    has_financial = models.BooleanField("financial data", default=False)
    # Integration readiness (R "integration-first"): yes, no, or None for unknown.
    open_api = models.BooleanField("open API with documentation", null=True, blank=True)
    connectors = models.BooleanField("connectors to the other systems", null=True, blank=True)
    webhooks = models.BooleanField("webhooks", null=True, blank=True)
    bulk = models.BooleanField("bulk import and export", null=True, blank=True)
    sso = models.BooleanField("single sign-on", null=True, blank=True)
    is_shadow_it = models.BooleanField("shadow IT", default=False)
    found_by = models.CharField(max_length=12, choices=FoundBy, default=FoundBy.LISTED)
    found_note = models.CharField(max_length=300, blank=True)
    notes = models.TextField(blank=True)
    # Counts changes, so that of two people editing the same row the second is told instead of overwriting.
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name")]
        constraints = [
            models.UniqueConstraint(
                Lower("name"), condition=models.Q(deleted_at=None), name="inventory_application_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


@track
class Merge(models.Model):
    """One application that turned out to be another one listed twice, and all that moved, so that it can be undone.

    moved: [model, field, ids] of the rows that pointed at `merged` and now point at `kept`. widened: what `kept` did
    with an object before it took over what `merged` did with it. before, after: `kept`'s own values that changed.
    """

    kept = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="merges")
    merged = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="merged_into")
    moved = models.JSONField(default=list)
    widened = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    merged_at = models.DateTimeField(db_default=Now())
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["merged"], condition=models.Q(undone_at=None), name="inventory_one_merge_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.merged} into {self.kept}"


@track
class DifferentPair(models.Model):
    """Two applications with names alike that are different tools, as somebody said; `one` has the smaller number.

    Nothing of the applications' own points here, so that a merge of either with a third leaves it alone.
    """

    one = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    said_by = UserField()
    said_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-said_at", "-pk"]
        verbose_name = "tools"
        verbose_name_plural = "tools"
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="inventory_different_pair")]

    def __str__(self) -> str:
        return f"{self.one} and {self.other}"


@track
class SavedView(models.Model):
    """A way to look at the applications that somebody keeps: the address's filters and sort, and the columns."""

    name = models.CharField(max_length=60)
    owner = UserField()
    is_shared = models.BooleanField("shared with the team", default=False)
    filters = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = [Lower("name"), "pk"]
        verbose_name = "view"
        constraints = [models.UniqueConstraint("owner", Lower("name"), name="inventory_view_name")]

    def __str__(self) -> str:
        return self.name


@track
class DataObject(Named):
    """A kind of thing that data is about: Customer, Order, Invoice. One application is its system of record."""

    description = models.CharField(max_length=300, blank=True)
    system_of_record = models.ForeignKey(
        Application, null=True, blank=True, on_delete=models.SET_NULL, related_name="master_of"
    )

    class Meta(Named.Meta):
        constraints = [models.UniqueConstraint(Lower("name"), name="inventory_data_object_name")]


@track
class Holding(models.Model):
    """An application holds a data object, and what it does with it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="holdings")
    data_object = models.ForeignKey(DataObject, on_delete=models.CASCADE, related_name="holdings")
    creates = models.BooleanField(default=True)
    reads = models.BooleanField(default=True)
    updates = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "data_object"], name="inventory_one_holding")]


class ConflictState(models.TextChoices):
    OPEN = "open", "Open"
    AGREED = "agreed", "Agreed"
    RESOLVED = "resolved", "Resolved"


@track
class ObjectConflict(models.Model):
    """The same object in several applications, with versions that disagree."""

    data_object = models.ForeignKey(DataObject, on_delete=models.CASCADE, related_name="conflicts")
    applications = models.ManyToManyField(Application, related_name="conflicts")
    fields = models.CharField(max_length=200, blank=True)
    example = models.CharField(max_length=300, blank=True)
    records_differing = models.PositiveIntegerField(null=True, blank=True)
    records_total = models.PositiveIntegerField(null=True, blank=True)
    found_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    found_on = models.DateField(null=True, blank=True)
    # Agreed: it is known whose version counts; resolved: the versions agree again.
    state = models.CharField(max_length=8, choices=ConflictState, default=ConflictState.OPEN)
    resolution = models.CharField("what was agreed", max_length=300, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "conflict"

    @property
    def share_differing(self) -> Decimal | None:
        """Percent of the records that differ; None while either number is missing or there are none."""
        return share_differing(self.records_differing, self.records_total)


@track
class FindingDismissal(models.Model):
    """A finding about a data object that somebody looked at and set aside, with the reason.

    key: of the finding (`apps.methods.object_rules`); it comes back when other applications or flows are concerned.
    """

    key = models.CharField(max_length=400, unique=True)
    data_object = models.ForeignKey(DataObject, on_delete=models.CASCADE, related_name="dismissals")
    text = models.CharField(max_length=400)
    reason = models.CharField(max_length=300)
    dismissed_by = UserField()
    dismissed_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-dismissed_at"]
        verbose_name = "dismissed finding"

    def __str__(self) -> str:
        return self.text


def tri_state(value: Any) -> str:
    """ "yes", "no" or "unknown": the form in which readiness is entered and exported."""
    return "unknown" if value is None else "yes" if value else "no"


from apps.tenant.inventory.catalogue_models import CatalogueAnswer  # noqa: E402, F401 - refers to Application by name

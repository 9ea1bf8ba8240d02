"""Stage 4: data contracts, what two applications agree on about one data object."""

from django.db import models
from django.db.models.functions import Now

from apps.core.fields import UserField
from apps.tenant.history.tracking import track
from apps.tenant.inventory.models import DataObject, Person


class ContractStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    PROPOSED = "proposed", "Proposed"
    IN_FORCE = "in_force", "In force"
    RETIRED = "retired", "Retired"


class FieldType(models.TextChoices):
    TEXT = "text", "Text"
    NUMBER = "number", "Number"
    INTEGER = "integer", "Whole number"
    BOOLEAN = "boolean", "Yes or no"
    DATE = "date", "Date"
    MOMENT = "moment", "Date and time"
    CHOICE = "choice", "One of a list"


@track
class Contract(models.Model):
    """N's eight parts for one data object. The system of record is the data object's own."""

    data_object = models.OneToOneField(DataObject, on_delete=models.PROTECT, related_name="contract")
    status = models.CharField(max_length=10, choices=ContractStatus, default=ContractStatus.DRAFT)
    purpose = models.TextField(blank=True)
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    approval_path = models.CharField(max_length=300, blank=True)
    unique_key = models.CharField(max_length=200, blank=True)
    matching = models.TextField(blank=True)
    write_rules = models.TextField("create and update rules, and who may write", blank=True)
    error_handling = models.TextField("error handling and fallback defaults", blank=True)
    test_cases = models.TextField(blank=True)
    sample_payload = models.JSONField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["data_object__name"]

    def __str__(self) -> str:
        return self.data_object.name


@track
class ContractField(models.Model):
    """One field of the object, in the contract's working copy."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="fields")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=80)
    type = models.CharField(max_length=8, choices=FieldType, default=FieldType.TEXT)
    is_required = models.BooleanField("required", default=False)
    is_unique = models.BooleanField("unique", default=False)
    format = models.CharField(max_length=120, blank=True)
    allowed_values = models.JSONField(default=list, blank=True)
    default = models.CharField(max_length=120, blank=True)
    description = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["contract", "name"], name="contracts_field_name")]

    def __str__(self) -> str:
        return self.name


class ContractVersion(models.Model):
    """The contract as it was published under a semantic version. Never changed afterwards."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="versions")
    number = models.CharField(max_length=20)
    content = models.JSONField()
    change = models.CharField(max_length=12)  # first, compatible, breaking
    reasons = models.JSONField(default=list)
    note = models.CharField(max_length=300, blank=True)
    approved_by_owner = models.BooleanField(default=False)
    published_by = UserField()
    published_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["contract", "number"], name="contracts_version_number")]

    def __str__(self) -> str:
        return f"{self.contract} {self.number}"

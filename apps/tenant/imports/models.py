"""Spreadsheets brought in: the file, how its columns are read, and the verdict on each row."""

from django.db import models
from django.db.models.functions import Now

from apps.core.fields import UserField


class ImportStatus(models.TextChoices):
    READING = "reading", "Being read"
    READY = "ready", "To be applied"
    APPLYING = "applying", "Being applied"
    APPLIED = "applied", "Applied"
    FAILED = "failed", "Could not be read"
    DISCARDED = "discarded", "Discarded"


class Verdict(models.TextChoices):
    NEW = "new", "New"
    UPDATE = "update", "Update"
    UNCHANGED = "unchanged", "Unchanged"
    ERROR = "error", "Error"


class ImportSource(models.Model):
    """What was uploaded or pasted, byte for byte: several sheets of one file are several imports of one source."""

    name = models.CharField(max_length=200)
    content = models.BinaryField()
    is_pasted = models.BooleanField(default=False)


class Import(models.Model):
    """One sheet on its way into the list of applications."""

    source = models.ForeignKey(ImportSource, null=True, on_delete=models.SET_NULL, related_name="imports")
    name = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=ImportStatus, default=ImportStatus.READING)
    error = models.CharField(max_length=400, blank=True)
    # Every sheet of the file with its number of filled rows, so that none is lost unseen.
    sheets = models.JSONField(default=list)
    sheet = models.CharField(max_length=200, blank=True)
    # Number of the row with the heads, 0 when there are none, None until guessed or chosen.
    head_row = models.PositiveIntegerField(null=True, blank=True)
    # One entry a column: head, field ("" for not brought in), confidence (0 when a person chose), samples.
    columns = models.JSONField(default=list)
    first_rows = models.JSONField(default=list)
    new = models.PositiveIntegerField(default=0)
    update = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    created_by = UserField()
    created_at = models.DateTimeField(db_default=Now())
    applied_by = UserField(null=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def counts(self) -> dict[str, int]:
        """The verdicts by their names, as the API gives them."""
        return {"new": self.new, "update": self.update, "unchanged": self.unchanged, "error": self.errors}

    @property
    def to_apply(self) -> int:
        return self.new + self.update

    @property
    def rows_read(self) -> int:
        return sum(self.counts.values())

    @property
    def is_open(self) -> bool:
        """Its columns can still be matched in another way."""
        return self.status in {ImportStatus.READY, ImportStatus.READING, ImportStatus.FAILED}

    @property
    def is_working(self) -> bool:
        return self.status in {ImportStatus.READING, ImportStatus.APPLYING}


class ImportRow(models.Model):
    """One row as it stands in the file, with what would become, or became, of it."""

    file = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    name = models.CharField(max_length=200, blank=True)
    verdict = models.CharField(max_length=9, choices=Verdict)
    reason = models.TextField(blank=True)
    changes = models.JSONField(default=list)
    # The application as it was when the verdict was given.
    application_id = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="imports_one_row")]
        indexes = [models.Index(fields=["file", "verdict", "number"], name="imports_by_verdict")]

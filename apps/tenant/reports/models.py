"""PDF reports made from a stored snapshot, and their delivery by e-mail."""

import uuid

from django.db import models
from django.db.models.functions import Now
from django.utils.text import slugify

from apps.core.fields import UserField


class ReportKind(models.TextChoices):
    EXECUTIVE = "executive", "Executive summary"
    AUDIT = "audit", "Audit on one page"


class ReportStatus(models.TextChoices):
    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Being made"
    READY = "ready", "Ready"
    FAILED = "failed", "Failed"


class Report(models.Model):
    """A report, made again byte for byte from its snapshot whenever that is needed."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=ReportKind, default=ReportKind.EXECUTIVE)
    title = models.CharField(max_length=160)
    status = models.CharField(max_length=8, choices=ReportStatus, default=ReportStatus.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(max_length=120, blank=True)
    snapshot = models.JSONField(null=True)
    snapshot_sha256 = models.CharField(max_length=64, blank=True)
    file = models.FileField(upload_to="unused", max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField(null=True)
    size = models.PositiveIntegerField(null=True)
    error = models.CharField(max_length=300, blank=True)
    # How often a worker has begun; one that kills its worker is not tried for ever.
    attempts = models.PositiveSmallIntegerField(default=0)
    is_published = models.BooleanField(default=False)
    requested_by = UserField()
    requested_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_ready(self) -> bool:
        return self.status == ReportStatus.READY

    @property
    def is_under_way(self) -> bool:
        return self.status in {ReportStatus.WAITING, ReportStatus.RUNNING}

    @property
    def file_name(self) -> str:
        """What the file is called on the reader's side: plain letters, no path."""
        return f"{slugify(self.title)[:80] or 'report'}.pdf"


class Delivery(models.Model):
    """One e-mail written to one or more people."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="deliveries")
    subject = models.CharField(max_length=200)
    message = models.TextField(blank=True)
    # Made when the form is shown: sending the same form twice delivers once.
    key = models.UUIDField(unique=True)
    sent_by = UserField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "deliveries"

    def __str__(self) -> str:
        return self.subject


class RecipientState(models.TextChoices):
    PENDING = "pending", "Waiting"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"


class Recipient(models.Model):
    """One person's copy. "Sending" that never ends is shown to a person and never sent again by itself."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="recipients")
    email = models.EmailField()
    name = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=8, choices=RecipientState, default=RecipientState.PENDING)
    attempt = models.PositiveSmallIntegerField(default=1)
    message_id = models.CharField(max_length=200, blank=True)
    by_link = models.BooleanField(default=False)
    error = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField(db_default=Now())
    # The link in this copy opens nothing any more.
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["delivery", "email"], name="reports_one_copy_per_address")]

    def __str__(self) -> str:
        return self.email

"""Stage 1, how data move: business processes and the flows between applications."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower, Now

from apps.tenant.flows.map_models import MapPlacement  # noqa: F401 - Django looks for models here
from apps.tenant.history.tracking import track
from apps.tenant.inventory.models import Application, DataObject, Named, Person

ZERO = MinValueValidator(Decimal(0))


class ProcessQuerySet(models.QuerySet["Process"]):
    def in_use(self) -> "ProcessQuerySet":
        """Not in the trash."""
        return self.filter(deleted_at=None)

    def in_trash(self) -> "ProcessQuerySet":
        return self.exclude(deleted_at=None)


@track
class Process(Named):
    """One of the client's business processes, an ordered trace of flows."""

    description = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    # Its steps stay while it is in the trash, so that restoring brings the trace back as it was.
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = ProcessQuerySet.as_manager()

    class Meta(Named.Meta):
        ordering = ["position", Lower("name")]
        verbose_name_plural = "processes"
        constraints = [
            models.UniqueConstraint(Lower("name"), condition=models.Q(deleted_at=None), name="flows_process_name")
        ]


class Mechanism(models.TextChoices):
    MANUAL = "manual", "Manual re-entry"
    SPREADSHEET = "spreadsheet", "Spreadsheet export and import"
    BATCH = "batch", "Scheduled batch"
    SCRIPT = "script", "Script"
    CONNECTOR = "connector", "Connector"
    API = "api", "API"
    EVENT = "event", "Webhook or event"


class Direction(models.TextChoices):
    ONE_WAY = "one_way", "One-way"
    TWO_WAY = "two_way", "Two-way"


class Per(models.TextChoices):
    HOUR = "hour", "an hour"
    DAY = "day", "a day"
    WEEK = "week", "a week"
    MONTH = "month", "a month"
    QUARTER = "quarter", "a quarter"
    YEAR = "year", "a year"


class ErrorCost(models.TextChoices):
    REVENUE_LOSS = "revenue_loss", "Revenue loss"
    REWORK = "rework", "Rework"
    MINOR = "minor", "Minor inconvenience"


class Gap(models.TextChoices):
    NONE = "none", "No gap"
    NO_INTEGRATION = "no_integration", "No integration"
    BATCH = "batch", "Batch"
    ONE_WAY = "one_way", "One-way"
    FRAGILE = "fragile", "Fragile"


class FlowQuerySet(models.QuerySet["Flow"]):
    def in_use(self) -> "FlowQuerySet":
        """Not in the trash, and between applications that are not in the trash."""
        return self.filter(deleted_at=None, source__deleted_at=None, target__deleted_at=None)

    def in_trash(self) -> "FlowQuerySet":
        return self.exclude(deleted_at=None)

    def hand_offs(self) -> "FlowQuerySet":
        """Flows that a person performs."""
        return self.in_use().filter(mechanism__in=[Mechanism.MANUAL, Mechanism.SPREADSHEET])


@track
class Flow(models.Model):
    """One data object moving from one application to another, as it was found (the baseline).

    What an integration changed is measured beside it, never written over it.
    """

    source = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="flows_out")
    target = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="flows_in")
    data_object = models.ForeignKey(DataObject, on_delete=models.PROTECT, related_name="flows")
    mechanism = models.CharField(max_length=12, choices=Mechanism, default=Mechanism.MANUAL)
    direction = models.CharField("direction today", max_length=8, choices=Direction, default=Direction.ONE_WAY)
    wanted_direction = models.CharField("direction wanted", max_length=8, choices=Direction, blank=True)
    times = models.DecimalField("how often", max_digits=9, decimal_places=2, null=True, blank=True, validators=[ZERO])
    per = models.CharField(max_length=8, choices=Per, default=Per.WEEK)
    records = models.PositiveIntegerField("records each time", null=True, blank=True)
    minutes = models.DecimalField(
        "minutes each time", max_digits=8, decimal_places=2, null=True, blank=True, validators=[ZERO]
    )
    people = models.PositiveSmallIntegerField(default=1)
    hourly_rate = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True, validators=[ZERO])
    error_rate = models.DecimalField(
        "error rate, %",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[ZERO, MaxValueValidator(100)],
    )
    error_cost = models.CharField("an error costs", max_length=12, choices=ErrorCost, blank=True)
    latency_hours = models.DecimalField(
        "hours old on arrival", max_digits=8, decimal_places=2, null=True, blank=True, validators=[ZERO]
    )
    wanted_latency_hours = models.DecimalField(
        "hours old at most", max_digits=8, decimal_places=2, null=True, blank=True, validators=[ZERO]
    )
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    has_owner = models.BooleanField("somebody owns it", null=True, blank=True)
    is_monitored = models.BooleanField("somebody is told when it fails", null=True, blank=True)
    last_broke_on = models.DateField(null=True, blank=True)
    symptom = models.CharField("symptom, in the client's words", max_length=300, blank=True)
    gap_override = models.CharField("gap, overruled", max_length=16, choices=Gap, blank=True)
    gap_override_reason = models.CharField("reason for overruling", max_length=300, blank=True)
    notes = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = FlowQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = "data flow"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(source=models.F("target")), name="flows_between_two_applications"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}, {self.data_object}"

    @property
    def is_hand_off(self) -> bool:
        return self.mechanism in {Mechanism.MANUAL, Mechanism.SPREADSHEET}


@track
class ProcessStep(models.Model):
    """One pass of a flow in a process's trace. A flow may be a step of several processes, or twice of the same."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="steps")
    flow = models.ForeignKey(Flow, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "step"

"""Stage 5: what it was worth. Observations, and the assumptions of the business case."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now

from apps.core.fields import UserField
from apps.shared.catalog.models import MetricKind
from apps.tenant.flows.models import Flow
from apps.tenant.history.tracking import track
from apps.tenant.registry.models import Integration
from apps.tenant.roadmap.models import ZERO, Initiative

LONGEST_HORIZON = 120
LONGEST_YEARS = LONGEST_HORIZON // 12
PERCENT = [ZERO, MaxValueValidator(Decimal(100))]


@track
class Metric(models.Model):
    """Something measured before and after an initiative."""

    initiative = models.ForeignKey(Initiative, null=True, blank=True, on_delete=models.CASCADE, related_name="metrics")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=MetricKind)
    unit = models.CharField(max_length=40, blank=True)
    # The hand-off that is timed or audited: its cadence turns minutes into hours a week.
    flow = models.ForeignKey(Flow, null=True, blank=True, on_delete=models.SET_NULL, related_name="metrics")
    higher_is_better = models.BooleanField(default=False)
    cost_per_error = models.DecimalField(
        "what one error costs", max_digits=10, decimal_places=2, null=True, blank=True, validators=[ZERO]
    )
    baseline_signed_by = UserField(null=True, blank=True)
    baseline_signed_at = models.DateTimeField(null=True, blank=True)
    # Asked in the portal to sign what was observed before; None: nobody of the client sees it there.
    signing_asked_at = models.DateTimeField(null=True, blank=True)
    integration = models.ForeignKey(
        Integration, null=True, blank=True, on_delete=models.SET_NULL, related_name="metrics"
    )
    # The entry of the library it was chosen from: a key of apps.methods.metric_library, or "firm:12"; "" for neither.
    standard = models.CharField(max_length=40, blank=True, default="", db_default="")
    goal_limit = models.DecimalField(
        "target, in the metric's unit", max_digits=12, decimal_places=4, null=True, blank=True, validators=[ZERO]
    )
    goal_change_percent = models.DecimalField(
        "target, better by at least, %", max_digits=6, decimal_places=2, null=True, blank=True, validators=[ZERO]
    )
    # How many timings there were when somebody dismissed their mean as the hand-off's minutes: more ask again.
    dismissed_at_n = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class PhaseOfStudy(models.TextChoices):
    BEFORE = "before", "Before"
    AFTER = "after", "After"


@track
class Observation(models.Model):
    """One timing, count or answer; or, for an error audit, so many errors in a sample."""

    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, related_name="observations")
    phase = models.CharField(max_length=6, choices=PhaseOfStudy)
    value = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    errors = models.PositiveIntegerField(null=True, blank=True)
    sample = models.PositiveIntegerField(null=True, blank=True)
    observed_on = models.DateField(null=True, blank=True)
    # What was wrong, or anything else to know about this one.
    note = models.CharField(max_length=120, blank=True)
    # Given by whoever sends it, so that sending it twice adds it once.
    key = models.UUIDField(null=True, blank=True, unique=True)
    entered_by = UserField(null=True)
    entered_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(value__isnull=False, errors=None, sample=None)
                | models.Q(value=None, errors__lte=models.F("sample"), sample__gt=0),
                name="roi_observation_value_or_sample",
            )
        ]

    def __str__(self) -> str:
        return f"{self.metric}, {self.phase}"


@track
class BusinessCase(models.Model):
    """The client's assumptions. One row."""

    horizon_months = models.PositiveSmallIntegerField(
        "horizon, months", default=24, validators=[MinValueValidator(1), MaxValueValidator(LONGEST_HORIZON)]
    )
    discount_rate = models.DecimalField(
        "discount rate, % a year", max_digits=5, decimal_places=2, default=Decimal(0), validators=PERCENT
    )
    low_cost_increase = models.DecimalField(
        "low case: build and training cost more, %",
        max_digits=5,
        decimal_places=2,
        default=Decimal(25),
        validators=[ZERO],
    )
    low_upkeep_hours = models.DecimalField(
        "low case: upkeep is at least, hours a month",
        max_digits=5,
        decimal_places=2,
        default=Decimal(3),
        validators=[ZERO],
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "business case"

    def __str__(self) -> str:
        return "Business case"


class LineKind(models.TextChoices):
    COST = "cost", "Cost"
    BENEFIT = "benefit", "Benefit"


@track
class CaseLine(models.Model):
    """A cost or benefit beside what follows from the initiatives. Amounts are in the client's currency, 0 or more."""

    kind = models.CharField(max_length=7, choices=LineKind)
    name = models.CharField(max_length=120)
    # Where it comes from: a quote, an interview, a study, with its year.
    source = models.CharField("where it comes from", max_length=200, blank=True)
    initial = models.DecimalField(
        "on the first day", max_digits=14, decimal_places=2, default=Decimal(0), validators=[ZERO]
    )
    # One amount for each year from the first day on; nothing after the last.
    yearly = ArrayField(
        models.DecimalField(max_digits=14, decimal_places=2, validators=[ZERO]), size=LONGEST_YEARS, default=list
    )
    ramp_months = models.PositiveSmallIntegerField(
        "ramp-up, months", default=0, validators=[MaxValueValidator(LONGEST_HORIZON)]
    )
    low_percent = models.DecimalField(
        "low case: worse by, %", max_digits=5, decimal_places=2, default=Decimal(0), validators=PERCENT
    )
    high_percent = models.DecimalField(
        "high case: better by, %", max_digits=5, decimal_places=2, default=Decimal(0), validators=PERCENT
    )
    risk_percent = models.DecimalField(
        "risk adjustment, %", max_digits=5, decimal_places=2, default=Decimal(0), validators=PERCENT
    )
    # False: shown beside the business case, and in none of its figures.
    is_counted = models.BooleanField("counts", default=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["kind", "id"]
        verbose_name = "line of the business case"

    def __str__(self) -> str:
        return self.name


@track
class UpkeepHours(models.Model):
    """Hours that somebody spent on looking after an integration in a month; several rows a month add up."""

    integration = models.ForeignKey(Integration, on_delete=models.CASCADE, related_name="upkeep")
    month = models.DateField()  # its first day
    hours = models.DecimalField(
        max_digits=6, decimal_places=2, validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal(744))]
    )
    done_by = models.CharField("by whom", max_length=80, blank=True)
    note = models.CharField(max_length=200, blank=True)
    # Given by whoever sends it, so that sending it twice books it once.
    key = models.UUIDField(null=True, blank=True, unique=True)
    entered_by = UserField(null=True)
    entered_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-month", "-id"]
        verbose_name = "hours of upkeep"

    def __str__(self) -> str:
        return f"{self.hours} h, {self.integration}"

"""Stage 2: which connections are worth making, and how."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower, Now

from apps.core.fields import UserField
from apps.tenant.flows.models import Flow
from apps.tenant.history.tracking import track
from apps.tenant.inventory.models import Application

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class Decision(models.TextChoices):
    OPEN = "open", "Not decided"
    INTEGRATE = "integrate", "Integrate"
    CONSOLIDATE = "consolidate", "Consolidate"
    DISMISSED = "dismissed", "Not worth doing"


class Pattern(models.TextChoices):
    POINT_TO_POINT = "point_to_point", "Point-to-point"
    HUB_AND_SPOKE = "hub_and_spoke", "Hub-and-spoke"
    EVENT_DRIVEN = "event_driven", "Event-driven"


class Tier(models.IntegerChoices):
    NO_CODE = 1, "1, no-code connector"
    IPAAS = 2, "2, integration platform"
    CUSTOM = 3, "3, custom API"


@track
class Opportunity(models.Model):
    """A candidate integration, made of one or more flows."""

    name = models.CharField(max_length=120)
    flows = models.ManyToManyField(Flow, related_name="opportunities")
    change_effort = models.PositiveSmallIntegerField(default=3, validators=[MinValueValidator(1), MaxValueValidator(5)])
    # The requirement, written before a platform is chosen (G mistake 4). Systems, objects and direction follow from
    # the flows; these are the parts that somebody has to write.
    conflict_resolution = models.TextField(blank=True)
    volume = models.CharField(max_length=200, blank=True)
    latency = models.CharField(max_length=200, blank=True)
    security = models.TextField(blank=True)
    requirement_confirmed_at = models.DateTimeField(null=True, blank=True)
    needs_real_time = models.BooleanField(default=False)
    needs_complex_logic = models.BooleanField("complex logic", default=False)
    needs_approval_steps = models.BooleanField("multi-step approval", default=False)
    tier_1_and_2_ruled_out = models.TextField("why tiers 1 and 2 fail", blank=True)
    tier_override = models.PositiveSmallIntegerField(choices=Tier, null=True, blank=True)
    tier_override_reason = models.CharField(max_length=300, blank=True)
    pattern_override = models.CharField(max_length=16, choices=Pattern, blank=True)
    platform = models.CharField(max_length=60, blank=True)
    # Scorecard inputs (N); time saved comes from the flows. None: not measured yet, shown as a range.
    error_points = models.DecimalField(
        "errors avoided, percentage points", max_digits=5, decimal_places=2, null=True, blank=True
    )
    days_sooner = models.DecimalField("cash in, days sooner", max_digits=5, decimal_places=1, null=True, blank=True)
    risk_checks = models.PositiveSmallIntegerField(
        "risk checks that get better, of 5", null=True, blank=True, validators=[MaxValueValidator(5)]
    )
    user_pain = models.DecimalField(
        "user survey, 1 to 5",
        max_digits=3,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    decision = models.CharField(max_length=12, choices=Decision, default=Decision.OPEN)
    decided_by = UserField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "opportunities"
        constraints = [models.UniqueConstraint(Lower("name"), name="decisions_opportunity_name")]

    def __str__(self) -> str:
        return self.name


class ScorecardWeights(models.Model):
    """The client's own weights in percent. Each change adds a row; the newest counts, the others are the history."""

    time_saved = models.PositiveSmallIntegerField(default=30, validators=PERCENT)
    error_reduction = models.PositiveSmallIntegerField(default=20, validators=PERCENT)
    revenue = models.PositiveSmallIntegerField(default=25, validators=PERCENT)
    risk_reduction = models.PositiveSmallIntegerField(default=15, validators=PERCENT)
    user_experience = models.PositiveSmallIntegerField(default=10, validators=PERCENT)
    reason = models.CharField(max_length=200, blank=True)
    changed_by = UserField(null=True)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    time_saved=100
                    - models.F("error_reduction")
                    - models.F("revenue")
                    - models.F("risk_reduction")
                    - models.F("user_experience")
                ),
                name="decisions_weights_add_to_100",
            )
        ]

    def __str__(self) -> str:
        return "Scorecard weights"


@track
class Consolidation(models.Model):
    """Whether applications that overlap should become one: the three questions, the figures and the decision."""

    name = models.CharField(max_length=120)
    applications = models.ManyToManyField(Application, related_name="consolidations")
    keep = models.ForeignKey(Application, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    opportunity = models.OneToOneField(
        Opportunity, null=True, blank=True, on_delete=models.SET_NULL, related_name="consolidation"
    )
    overlap_override = models.BooleanField("overlap, overruled", null=True, blank=True)
    saving_12_months = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    migration_cost = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    retraining_cost = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    can_maintain = models.BooleanField("can or wants to maintain several integrations", null=True, blank=True)
    decision = models.CharField(max_length=12, choices=Decision, default=Decision.OPEN)
    decision_reason = models.CharField(max_length=300, blank=True)
    decided_by = UserField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

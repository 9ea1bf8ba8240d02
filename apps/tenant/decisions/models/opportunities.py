"""Candidate integrations, how they are grouped, and the weights that rank them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower, Now

from apps.core.fields import UserField
from apps.tenant.decisions.models.decided import ZERO, Decided, Pattern, RuledOut, Tier
from apps.tenant.flows.models import Flow
from apps.tenant.history.tracking import track
from apps.tenant.inventory.models import Application, DataObject

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


@track
class Opportunity(Decided):
    """A candidate integration, made of one or more flows."""

    name = models.CharField(max_length=120)
    flows = models.ManyToManyField(Flow, related_name="opportunities")
    change_effort = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    # The requirement, written before a platform is chosen (G mistake 4). Systems, objects and direction follow from
    # the flows; these four parts somebody has to write, or all of them in one statement.
    requirement = models.TextField("requirement in one text", blank=True)
    conflict_resolution = models.TextField(blank=True)
    volume = models.CharField(max_length=200, blank=True)
    latency = models.CharField(max_length=200, blank=True)
    security = models.TextField(blank=True)
    requirement_written_on = models.DateField(null=True, blank=True)
    needs_real_time = models.BooleanField("real time needed", default=False)
    needs_complex_logic = models.BooleanField("complex logic", default=False)
    needs_approval_steps = models.BooleanField("approval in several steps", default=False)
    rules_out = models.CharField("rules out ready-made platforms", max_length=12, choices=RuledOut, blank=True)
    tier_1_fails = models.CharField("why tier 1 fails", max_length=300, blank=True)
    tier_2_fails = models.CharField("why tier 2 fails", max_length=300, blank=True)
    tier_override = models.PositiveSmallIntegerField("tier, overruled", choices=Tier, null=True, blank=True)
    pattern_override = models.CharField("pattern, overruled", max_length=16, choices=Pattern, blank=True)
    override_reason = models.CharField("reason for overruling", max_length=300, blank=True)
    platform = models.CharField(max_length=60, blank=True)
    platform_price = models.DecimalField(
        "platform, a month", max_digits=10, decimal_places=2, null=True, blank=True, validators=[ZERO]
    )
    platform_steps = models.PositiveSmallIntegerField(
        "steps after the trigger", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    platform_reason = models.CharField("why this platform", max_length=300, blank=True)
    # Scorecard inputs (N); time saved comes from the flows. None: not measured yet, shown as a range.
    error_points = models.DecimalField(
        "errors avoided, percentage points",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[ZERO, MaxValueValidator(100)],
    )
    days_sooner = models.DecimalField(
        "cash in, days sooner", max_digits=5, decimal_places=1, null=True, blank=True, validators=[ZERO]
    )
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
    inputs_source = models.CharField("where these figures come from", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "opportunities"
        constraints = [models.UniqueConstraint(Lower("name"), name="decisions_opportunity_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def unwritten(self) -> list[str]:
        """The parts of the requirement that nobody has written yet, in words."""
        if self.requirement.strip():
            return []
        parts = ("conflict_resolution", "volume", "latency", "security")
        return [name.replace("_", " ") for name in parts if not getattr(self, name).strip()]


class DismissedProposal(models.Model):
    """Hand-offs that share source, target and object and that nobody wants as an opportunity.

    `seen` lists the flows as they were ("12.3 14.1": id and version); once that differs they are proposed again.
    """

    source = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    target = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    data_object = models.ForeignKey(DataObject, on_delete=models.CASCADE, related_name="+")
    seen = models.TextField()
    reason = models.CharField(max_length=200, blank=True)
    dismissed_by = UserField(null=True)
    dismissed_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "proposed opportunity"
        verbose_name_plural = "proposed opportunities"
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "data_object"], name="decisions_one_dismissal_a_group")
        ]

    def __str__(self) -> str:
        return f"{self.data_object}: {self.source} to {self.target}"


class Regrouping(models.Model):
    """A merge or a split done by hand, with what there was before, so that it can be taken back.

    before: the opportunities concerned as they were, each with its id, fields and flows. after: id → flows as they
    became. opportunity: the one that took the flows in, or that they were split from.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", "Merged"
        SPLIT = "split", "Split"

    kind = models.CharField(max_length=5, choices=Kind)
    opportunity = models.ForeignKey(Opportunity, null=True, on_delete=models.SET_NULL, related_name="regroupings")
    label = models.CharField("what was done", max_length=300)
    before = models.JSONField(default=list)
    after = models.JSONField(default=dict)
    made_by = UserField(null=True)
    made_at = models.DateTimeField(db_default=Now())
    undone_by = UserField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.label


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
        verbose_name = "scorecard weights"
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

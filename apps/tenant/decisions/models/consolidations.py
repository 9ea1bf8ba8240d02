"""Applications that overlap: the case, what was decided on it, and the run of old and new side by side."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower, Now

from apps.core.fields import UserField
from apps.tenant.decisions.models.decided import ZERO, Decided, Decision
from apps.tenant.decisions.models.opportunities import Opportunity
from apps.tenant.history.tracking import track
from apps.tenant.inventory.models import Application


@track
class Consolidation(Decided):
    """Whether applications that overlap should become one: the three questions, the figures and the decision."""

    name = models.CharField(max_length=120)
    applications = models.ManyToManyField(Application, related_name="consolidations")
    keep = models.ForeignKey(
        Application, verbose_name="which one stays", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    opportunity = models.OneToOneField(
        Opportunity, null=True, blank=True, on_delete=models.SET_NULL, related_name="consolidation"
    )
    overlap_override = models.BooleanField("overlap of 70 % or more, overruled", null=True, blank=True)
    saving_override = models.BooleanField("pays within 12 months, overruled", null=True, blank=True)
    override_reason = models.CharField("reason for overruling", max_length=300, blank=True)
    saving_12_months = models.DecimalField(
        "saving in 12 months", max_digits=12, decimal_places=2, null=True, blank=True, validators=[ZERO]
    )
    migration_cost = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True, validators=[ZERO])
    retraining_cost = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True, validators=[ZERO])
    # Low and high beside the expected figures; None: 25 % either way.
    migration_low = models.DecimalField(
        "migration, low", max_digits=12, decimal_places=2, null=True, blank=True, validators=[ZERO]
    )
    migration_high = models.DecimalField(
        "migration, high", max_digits=12, decimal_places=2, null=True, blank=True, validators=[ZERO]
    )
    retraining_low = models.DecimalField(
        "retraining, low", max_digits=12, decimal_places=2, null=True, blank=True, validators=[ZERO]
    )
    retraining_high = models.DecimalField(
        "retraining, high", max_digits=12, decimal_places=2, null=True, blank=True, validators=[ZERO]
    )
    can_maintain = models.BooleanField("can or wants to maintain several integrations", null=True, blank=True)
    # Old and new side by side. None: they follow from the initiative on the roadmap.
    parallel_start = models.DateField("parallel run, first day", null=True, blank=True)
    cut_over_on = models.DateField("cut-over planned", null=True, blank=True)
    cut_over_done_on = models.DateField("cut over", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class DecisionRecord(models.Model):
    """One decision on a case as it was taken. figures: what the page showed on that day; never changed afterwards.

    A later decision supersedes it; both stay.
    """

    consolidation = models.ForeignKey(Consolidation, on_delete=models.CASCADE, related_name="records")
    decision = models.CharField(max_length=12, choices=Decision)
    reason = models.CharField(max_length=300)
    weighed = models.TextField("what was weighed", blank=True)
    decided_on = models.DateField()
    decided_with = models.CharField("decided together with", max_length=120, blank=True)
    decided_by = UserField()
    figures = models.JSONField(default=dict)
    recorded_at = models.DateTimeField(db_default=Now())
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["consolidation"],
                condition=models.Q(superseded_at=None),
                name="decisions_one_record_counts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.consolidation}: {self.get_decision_display()}"


@track
class DismissedOverlap(models.Model):
    """A pair of applications that overlap on paper, and why nobody needs to weigh them. first has the smaller id."""

    first = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=200)
    dismissed_by = UserField()
    dismissed_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "dismissed overlap"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="decisions_one_dismissal_a_pair"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="decisions_smaller_application_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}"


@track
class ReconciliationMeasure(models.Model):
    """A number that both tools show: open invoices, sum of the month. Its two readings are compared every week."""

    consolidation = models.ForeignKey(Consolidation, on_delete=models.CASCADE, related_name="measures")
    name = models.CharField(max_length=80)
    unit = models.CharField(max_length=20, blank=True)
    tolerance = models.DecimalField("may differ by", max_digits=12, decimal_places=2, default=0, validators=[ZERO])
    is_percent = models.BooleanField("in percent of the old number", default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "measure"
        ordering = ["id"]
        constraints = [models.UniqueConstraint("consolidation", Lower("name"), name="decisions_one_measure_of_a_name")]

    def __str__(self) -> str:
        return self.name


@track
class Reconciliation(models.Model):
    """One week's reading of a measure in the old tool and in the new one."""

    measure = models.ForeignKey(ReconciliationMeasure, on_delete=models.CASCADE, related_name="readings")
    week = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(4)])
    old = models.DecimalField("old tool", max_digits=16, decimal_places=2, null=True, blank=True)
    new = models.DecimalField("new tool", max_digits=16, decimal_places=2, null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    read_by = UserField()
    read_at = models.DateTimeField(db_default=Now())
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["week"]
        constraints = [models.UniqueConstraint(fields=["measure", "week"], name="decisions_one_reading_a_week")]

    def __str__(self) -> str:
        return f"{self.measure}, week {self.week}"


@track
class CutOverTick(models.Model):
    """One point of the cut-over checklist, done by somebody. Missing rows are points not yet done."""

    consolidation = models.ForeignKey(Consolidation, on_delete=models.CASCADE, related_name="ticks")
    point = models.CharField(max_length=24)
    note = models.CharField(max_length=200, blank=True)
    done_by = UserField()
    done_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "cut-over point"
        constraints = [models.UniqueConstraint(fields=["consolidation", "point"], name="decisions_one_tick_a_point")]

    def __str__(self) -> str:
        return self.point

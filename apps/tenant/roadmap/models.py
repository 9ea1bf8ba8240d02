"""Stage 3: in what order, by whom, and what was shown to the sponsor."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Now

from apps.core.fields import UserField
from apps.tenant.decisions.models import Consolidation, Opportunity
from apps.tenant.history.tracking import track
from apps.tenant.inventory.models import Person

ZERO = MinValueValidator(Decimal(0))


@track
class Phase(models.Model):
    name = models.CharField(max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class Kind(models.TextChoices):
    INTEGRATION = "integration", "Integration"
    CONSOLIDATION = "consolidation", "Consolidation"
    ANALYTICS = "analytics", "Analytics"
    CHANGE = "change", "Change"


class State(models.TextChoices):
    CANDIDATE = "candidate", "Candidate"
    PLANNED = "planned", "Planned"
    BUILDING = "building", "Being built"
    PARALLEL = "parallel", "Parallel run"
    LIVE = "live", "Live"
    DROPPED = "dropped", "Dropped"


class Degree(models.TextChoices):
    """How sure, how likely, how bad."""

    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


@track
class Initiative(models.Model):
    """A bar on the roadmap, from the first day of building to the day before it is live; with its money."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=14, choices=Kind, default=Kind.INTEGRATION)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    phase = models.ForeignKey(Phase, null=True, blank=True, on_delete=models.SET_NULL, related_name="initiatives")
    opportunity = models.OneToOneField(
        Opportunity, null=True, blank=True, on_delete=models.SET_NULL, related_name="initiative"
    )
    # Only of a consolidation without an opportunity of its own: its hand-offs are those between its tools.
    consolidation = models.OneToOneField(
        Consolidation, null=True, blank=True, on_delete=models.SET_NULL, related_name="initiative"
    )
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="initiatives")
    start = models.DateField("build starts", null=True, blank=True)
    end = models.DateField("live on", null=True, blank=True)
    depends_on = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="needed_by")
    # A consolidation keeps old and new side by side before its cut-over, everything else after it is live.
    parallel_weeks = models.PositiveSmallIntegerField("parallel run, weeks", null=True, blank=True)
    effort_days = models.DecimalField(
        "effort, days", max_digits=6, decimal_places=1, null=True, blank=True, validators=[ZERO]
    )
    # How sure we are of dates and effort; "" while nobody has said.
    confidence = models.CharField(max_length=6, choices=Degree, blank=True, db_default="")
    # What the client's people read about it in the portal; notes stay with the consultants.
    summary = models.CharField("what changes, in one sentence", max_length=160, blank=True)
    date_reason = models.CharField("why the dates moved", max_length=160, blank=True)
    # Money (stage 5). Shares of the hand-off hours that are expected to go, in percent.
    build_cost = models.DecimalField(
        "build, once", max_digits=12, decimal_places=2, default=Decimal(0), validators=[ZERO]
    )
    training_cost = models.DecimalField(
        "training, once", max_digits=12, decimal_places=2, default=Decimal(0), validators=[ZERO]
    )
    subscription_per_month = models.DecimalField(max_digits=10, decimal_places=2, default=Decimal(0), validators=[ZERO])
    upkeep_hours_per_month = models.DecimalField(max_digits=6, decimal_places=2, default=Decimal(0), validators=[ZERO])
    share_low = models.DecimalField(
        "share removed, low, %", max_digits=5, decimal_places=2, default=Decimal(60), validators=[ZERO]
    )
    share_expected = models.DecimalField(
        "share removed, expected, %", max_digits=5, decimal_places=2, default=Decimal(75), validators=[ZERO]
    )
    share_high = models.DecimalField(
        "share removed, high, %", max_digits=5, decimal_places=2, default=Decimal(90), validators=[ZERO]
    )
    other_saving_per_month = models.DecimalField(max_digits=10, decimal_places=2, default=Decimal(0), validators=[ZERO])
    other_saving_note = models.CharField(max_length=120, blank=True)
    reason = models.CharField("why, although it does not pay back", max_length=300, blank=True)
    notes = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["start", "id"]

    def __str__(self) -> str:
        return self.name


@track
class Milestone(models.Model):
    """A day of an initiative that people wait for."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="milestones")
    name = models.CharField(max_length=60)
    on = models.DateField()
    is_done = models.BooleanField("done", default=False)

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return self.name


@track
class Risk(models.Model):
    """What could go wrong with an initiative, and what is done about it."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="risks")
    what = models.CharField(max_length=160)
    likelihood = models.CharField(max_length=6, choices=Degree, default=Degree.MEDIUM)
    impact = models.CharField(max_length=6, choices=Degree, default=Degree.MEDIUM)
    answer = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="risks")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.what


@track
class LimitReason(models.Model):
    """Why more than three efforts run at once. Stays visible on the roadmap and in the report."""

    reason = models.CharField(max_length=300)
    # Sets of initiatives that it was given for, as lists of ids; it holds for each of them and for fewer.
    covers = models.JSONField(default=list)
    given_by = UserField()
    given_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.reason


class VersionStatus(models.TextChoices):
    PROPOSED = "proposed", "Waits for approval"
    APPROVED = "approved", "Approved"
    CHANGES_REQUESTED = "changes_requested", "Changes asked for"
    WITHDRAWN = "withdrawn", "Withdrawn"


@track
class RoadmapVersion(models.Model):
    """The roadmap as it was published to the portal. The content never changes, its status does."""

    number = models.PositiveIntegerField(unique=True)
    status = models.CharField(max_length=18, choices=VersionStatus, default=VersionStatus.PROPOSED)
    content = models.JSONField()
    note = models.CharField(max_length=300, blank=True)
    published_by = UserField()
    published_at = models.DateTimeField(db_default=Now())
    first_seen_at = models.DateTimeField(null=True, blank=True)
    decided_by = UserField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.TextField(blank=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = "roadmap version"

    def __str__(self) -> str:
        return f"Roadmap v{self.number}"

"""Stage 4: what was built, who owns it, and whether it works."""

from django.db import models
from django.db.models.functions import Lower, Now

from apps.core.fields import UserField
from apps.tenant.decisions.models import Consolidation, Opportunity, Tier
from apps.tenant.history.tracking import track
from apps.tenant.inventory.models import Person


class IntegrationStatus(models.TextChoices):
    PLANNED = "planned", "Planned"
    BUILDING = "building", "Being built"
    PARALLEL = "parallel", "Parallel run"
    LIVE = "live", "Live"
    RETIRED = "retired", "Retired"


class Authentication(models.TextChoices):
    OAUTH = "oauth", "OAuth 2.0"
    API_KEY = "api_key", "API key of its own"
    SHARED = "shared", "Shared credentials"
    HARD_CODED = "hard_coded", "Hard-coded credentials"


@track
class Integration(models.Model):
    """A registry entry: everything somebody needs when it breaks six months from now."""

    opportunity = models.OneToOneField(
        Opportunity, null=True, blank=True, on_delete=models.PROTECT, related_name="integration"
    )
    # Only of a consolidation that was decided on without an opportunity of its own.
    consolidation = models.OneToOneField(
        Consolidation, null=True, blank=True, on_delete=models.PROTECT, related_name="integration"
    )
    name = models.CharField(max_length=120)
    status = models.CharField(max_length=10, choices=IntegrationStatus, default=IntegrationStatus.PLANNED)
    purpose = models.TextField("what it does", blank=True)
    trigger = models.CharField(max_length=300, blank=True)
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="integrations")
    platform = models.CharField(max_length=60, blank=True)
    tier = models.PositiveSmallIntegerField(choices=Tier, null=True, blank=True)
    authentication = models.CharField(max_length=12, choices=Authentication, blank=True)
    token_expires_on = models.DateField(null=True, blank=True)
    scopes = models.CharField(max_length=300, blank=True)
    encrypted_in_transit = models.BooleanField("TLS 1.2 or newer", null=True, blank=True)
    encrypted_at_rest = models.BooleanField("AES-256 at rest", null=True, blank=True)
    has_retry = models.BooleanField("retry with back-off", null=True, blank=True)
    has_dead_letter_queue = models.BooleanField("dead-letter queue", null=True, blank=True)
    idempotency_key = models.CharField(max_length=120, blank=True)
    regulated_data = models.CharField(max_length=200, blank=True)
    legal_basis = models.CharField(max_length=200, blank=True)
    freshness_hours = models.DecimalField(
        "freshness target, hours", max_digits=8, decimal_places=2, null=True, blank=True
    )
    expected_per_day = models.PositiveIntegerField("expected records a day", null=True, blank=True)
    run_every_hours = models.DecimalField(
        "a run at least every, hours", max_digits=6, decimal_places=2, null=True, blank=True
    )
    alert_channel = models.CharField(max_length=200, blank=True)
    runbook_broke = models.TextField("what broke", blank=True)
    runbook_causes = models.TextField("likely causes", blank=True)
    runbook_steps = models.TextField("steps to recover", blank=True)
    runbook_call = models.ForeignKey(
        Person, verbose_name="who to call", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    runbook_then = models.ForeignKey(
        Person, verbose_name="who to call next", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    monthly_check = models.CharField(max_length=300, blank=True)
    upkeep_hours = models.DecimalField("upkeep, hours a month", max_digits=5, decimal_places=2, null=True, blank=True)
    tested_after_updates = models.BooleanField("staging test after updates", null=True, blank=True)
    live_since = models.DateField(null=True, blank=True)
    override_reason = models.CharField("reason for going live without the checklist", max_length=300, blank=True)
    override_by = UserField(null=True, blank=True)
    # SHA-256 of the secret in the signal address; the address itself is shown once.
    signal_digest = models.CharField(max_length=64, blank=True, db_index=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = [Lower("name")]
        constraints = [models.UniqueConstraint(Lower("name"), name="registry_integration_name")]

    def __str__(self) -> str:
        return self.name


@track
class ChecklistItem(models.Model):
    """One of G's eight points, done by somebody at some time. Missing rows are points not yet done."""

    integration = models.ForeignKey(Integration, on_delete=models.CASCADE, related_name="checklist")
    point = models.CharField(max_length=24)
    note = models.CharField(max_length=300, blank=True)
    done_by = UserField()
    done_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "checklist point"
        constraints = [models.UniqueConstraint(fields=["integration", "point"], name="registry_one_tick_per_point")]

    def __str__(self) -> str:
        return self.point


class SignalKind(models.TextChoices):
    START = "start", "Run started"
    SUCCESS = "success", "Run succeeded"
    FAIL = "fail", "Run failed"


class Signal(models.Model):
    """What an integration said about one of its runs."""

    integration = models.ForeignKey(Integration, on_delete=models.CASCADE, related_name="signals")
    kind = models.CharField(max_length=8, choices=SignalKind)
    run = models.CharField(max_length=64, blank=True)
    records = models.PositiveIntegerField(null=True, blank=True)
    errors = models.PositiveIntegerField(null=True, blank=True)
    newest_record_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["integration", "-at"], name="registry_signals_newest")]

    def __str__(self) -> str:
        return f"{self.integration}: {self.get_kind_display()}"


@track
class Incident(models.Model):
    """One cause that broke or slowed an integration, from the first sign to its end.

    cause: a key of `apps.methods.health`, or "reported" by a person. about: which occurrence of the cause it is (a
    run, a day, a token's last day), so that the same one is never opened twice. effect: what the day's check found.
    """

    integration = models.ForeignKey(Integration, on_delete=models.CASCADE, related_name="incidents")
    cause = models.CharField(max_length=40)
    about = models.CharField(max_length=64, blank=True)
    summary = models.CharField(max_length=300)
    effect = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField(db_default=Now())
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = UserField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolution = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["integration", "cause"],
                condition=models.Q(resolved_at=None),
                name="registry_one_open_per_cause",
            )
        ]

    def __str__(self) -> str:
        return self.summary

"""A firm's clients, who belongs to them, and the outbox through which their background work starts."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django_tenants.models import DomainMixin, TenantMixin

from apps.core.access import ROLE_LABELS, Role
from apps.shared.accounts.models import Firm

ROLE_CHOICES = [(role.value, ROLE_LABELS[role]) for role in Role]


class Client(TenantMixin):
    """One engagement. Its data live in a PostgreSQL schema of its own, reached by a role of its own."""

    class Status(models.TextChoices):
        CREATING = "creating", "Being set up"
        READY = "ready", "Active"
        ARCHIVED = "archived", "Archived"
        FAILED = "failed", "Set-up failed"

    auto_create_schema = False
    auto_drop_schema = False

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="clients")
    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True, max_length=63)
    status = models.CharField(max_length=10, choices=Status, default=Status.CREATING)
    # What set-up is doing now, for the page that shows its progress, and how often it was tried.
    setup_step = models.CharField(max_length=120, blank=True)
    setup_attempts = models.PositiveSmallIntegerField(default=0)
    currency = models.CharField(max_length=3, default="USD")
    hourly_rate = models.DecimalField(max_digits=8, decimal_places=2, validators=[MinValueValidator(0)])
    time_zone = models.CharField(max_length=64, default="UTC")
    locale = models.CharField(max_length=16, default="en-US")
    engagement_start = models.DateField(null=True, blank=True)
    engagement_weeks = models.PositiveSmallIntegerField(default=26)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = [Lower("name")]

    def __str__(self) -> str:
        return self.name

    @property
    def database_role(self) -> str:
        """The PostgreSQL role that may use this client's schema and no other. It has the schema's name."""
        return self.schema_name

    @property
    def is_archived(self) -> bool:
        return self.status == self.Status.ARCHIVED

    @property
    def is_usable(self) -> bool:
        return self.status in {self.Status.READY, self.Status.ARCHIVED}

    @property
    def initials(self) -> str:
        words = [word for word in self.name.replace("&", " ").split() if word[0].isalnum()]
        return "".join(word[0] for word in words[:2]).upper()


class ClientHost(DomainMixin):
    """A client's own host name for its portal, such as progress.harborpine.com."""

    tenant = models.ForeignKey(Client, db_index=True, related_name="hosts", on_delete=models.CASCADE)


class ClientSummary(models.Model):
    """Last known figures of a client, so that the portfolio needs one query whatever the number of clients.

    Refreshed after each change to the client's data; `refreshed_at` says how old the figures are.
    """

    client = models.OneToOneField(Client, on_delete=models.CASCADE, related_name="summary")
    stage = models.CharField(max_length=8, default="assess")
    hours_found = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    hours_left = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    approved_value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    # What the client adds to the firm's own benchmarks, which take five clients.
    roi_percent = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    payback_months = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    time_less_percent = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    stages = models.JSONField(default=list)
    next_step = models.CharField(max_length=160, blank=True)
    next_step_path = models.CharField(max_length=200, blank=True)
    waiting = models.PositiveSmallIntegerField(default=0)
    # Word, note and whether it is good (null: nothing live) of what runs.
    health = models.JSONField(default=dict)
    # What somebody waits for: title, reason, path below the client's address, verb.
    needs = models.JSONField(default=list)
    # The newest acts: who, verb, what, path below the client's address, at (ISO).
    latest = models.JSONField(default=list)
    # Initiatives with both days: id, name, state, owner and their e-mail, start and live (ISO), effort in days.
    roadmap = models.JSONField(default=list, db_default=[])
    last_activity_at = models.DateTimeField(null=True)
    refreshed_at = models.DateTimeField(default=timezone.now)
    # Which figures there were when it was worked out (refreshing.summary_form); "": before that was kept.
    form = models.CharField(max_length=16, default="", db_default="")


class ClientMembership(models.Model):
    """A person's role at a client. Firm owners act as lead on all of their firm's clients without a row here."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="client_memberships")
    role = models.CharField(max_length=16, choices=ROLE_CHOICES)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "user"], name="clients_one_role_per_person")]


class FormerPerson(models.Model):
    """Somebody who belonged to a client (or its firm) once. Written by the database when a membership is deleted, so
    that what they did stays readable with their name from within the client's schema."""

    schema_name = models.CharField(max_length=63)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["schema_name", "user"], name="clients_former_person")]


class Invitation(models.Model):
    """An e-mailed, expiring link into a firm or into one client. Only the token's SHA-256 is kept."""

    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="invitations")
    client = models.ForeignKey(Client, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=16)
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > timezone.now()


class OutboxMessage(models.Model):
    """Background work that was promised in a transaction. Relayed to the broker after the commit, at least once."""

    client = models.ForeignKey(Client, null=True, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    name = models.CharField(max_length=160)
    arguments = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    relayed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["not_before", "id"], name="clients_outbox_due", condition=models.Q(relayed_at=None))
        ]


class MigrationState(models.Model):
    """How far each schema's migration got, so that an interrupted run resumes and a failure is on record."""

    schema_name = models.CharField(max_length=63, unique=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    error = models.TextField(blank=True)
    changed_at = models.DateTimeField(auto_now=True)


class SchemaTemplate(models.Model):
    """The text that makes a new client's schema, statement by statement, for one state of the migrations."""

    fingerprint = models.CharField(max_length=64, unique=True)
    statements = ArrayField(models.TextField())
    created_at = models.DateTimeField(default=timezone.now)

"""What departments answer through an intake link, and what the consultants make of it."""

import uuid
from decimal import Decimal

from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from apps.core.fields import UserField
from apps.tenant.flows.models import Flow, Per
from apps.tenant.history.tracking import track
from apps.tenant.inventory.models import Application, Department

ZERO = MinValueValidator(Decimal(0))


@track
class IntakeLink(models.Model):
    """An address that a department answers without an account, until it expires or is withdrawn."""

    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.SET_NULL, related_name="intake_links"
    )
    # The department's name when the link was made: people keep seeing what they were asked as.
    name = models.CharField(max_length=80)
    created_by = UserField()
    created_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField("open until")
    revoked_at = models.DateTimeField("withdrawn", null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = "intake link"
        constraints = [
            models.UniqueConstraint(
                fields=["department"], condition=models.Q(revoked_at=None), name="intake_one_link_per_department"
            )
        ]

    def __str__(self) -> str:
        return f"Intake link for {self.name}"

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()


class IntakeAnswer(models.Model):
    """One person at the questions. Everything typed is kept, also what is not finished."""

    link = models.ForeignKey(IntakeLink, on_delete=models.CASCADE, related_name="answers")
    # Made with the first page, so that sending the name twice begins once.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.CharField(max_length=80)
    # Names of tools that were known and ticked, and the fields of what is being typed.
    known_tools = models.JSONField(default=list)
    drafts = models.JSONField(default=dict)
    remark = models.TextField(blank=True)
    step = models.CharField(max_length=8, default="tools")
    begun_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = "intake answer"

    def __str__(self) -> str:
        return f"{self.person}, {self.link.name}"


class ProposalKind(models.TextChoices):
    TOOL = "tool", "Tool"
    HAND_OFF = "hand_off", "Hand-off"


class ProposalState(models.TextChoices):
    OPEN = "open", "Waiting"
    ACCEPTED = "accepted", "Accepted"
    DISMISSED = "dismissed", "Dismissed"


@track
class IntakeProposal(models.Model):
    """A tool or a hand-off that somebody named. It changes nothing until a consultant accepts it."""

    answer = models.ForeignKey(IntakeAnswer, on_delete=models.CASCADE, related_name="proposals")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=ProposalKind)
    # A tool: its name and what it is used for.
    name = models.CharField(max_length=120, blank=True)
    used_for = models.CharField(max_length=120, blank=True)
    # A hand-off, in the person's own words and numbers.
    source = models.CharField(max_length=120, blank=True)
    target = models.CharField(max_length=120, blank=True)
    data_object = models.CharField(max_length=80, blank=True)
    times = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True, validators=[ZERO])
    per = models.CharField(max_length=8, choices=Per, default=Per.DAY)
    minutes = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True, validators=[ZERO])
    people = models.PositiveSmallIntegerField(default=1)
    pain = models.PositiveSmallIntegerField(
        "how much it hurts", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    state = models.CharField(max_length=9, choices=ProposalState, default=ProposalState.OPEN)
    decided_by = UserField(null=True)
    decided_at = models.DateTimeField(null=True)
    application = models.ForeignKey(Application, null=True, on_delete=models.SET_NULL, related_name="+")
    flow = models.ForeignKey(Flow, null=True, on_delete=models.SET_NULL, related_name="+")
    # What accepting did, so that it can be taken back: see apps.tenant.intake.undoing.
    done = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["answer_id", "number"]
        verbose_name = "intake proposal"
        constraints = [models.UniqueConstraint(fields=["answer", "number"], name="intake_proposal_number")]

    def __str__(self) -> str:
        if self.kind == ProposalKind.TOOL:
            return self.name
        return f"{self.source} → {self.target}, {self.data_object}"

    @property
    def is_open(self) -> bool:
        return self.state == ProposalState.OPEN

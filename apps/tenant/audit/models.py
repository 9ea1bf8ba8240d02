"""A first sitting with the client: who sat there, what was named, and what it led to.

Tools, hand-offs and people are the client's ordinary ones; a sitting only remembers which of them it was about.
"""

from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now

from apps.core.fields import UserField
from apps.methods.sitting import PLANNED
from apps.methods.sitting import Step as Place
from apps.tenant.decisions.models import Opportunity
from apps.tenant.flows.models import Flow
from apps.tenant.history.tracking import track
from apps.tenant.inventory.models import Application, Person
from apps.tenant.reports.models import Report

ZERO = MinValueValidator(Decimal(0))


class Step(models.TextChoices):
    ROOM = Place.ROOM.value, "Who is in the room"
    TOOLS = Place.TOOLS.value, "Tools"
    HAND_OFFS = Place.HAND_OFFS.value, "Top five hand-offs"
    MINUTES = Place.MINUTES.value, "Minutes"
    SCORE = Place.SCORE.value, "Score and cost"
    PILOT = Place.PILOT.value, "Pilot"
    FINISH = Place.FINISH.value, "Check and finish"


class SittingState(models.TextChoices):
    OPEN = "open", "Under way"
    FINISHED = "finished", "Finished"


def planned_minutes() -> dict[str, int]:
    return {step.value: minutes for step, minutes in PLANNED.items()}


@track
class AuditSitting(models.Model):
    """One sitting. step: how far it got; planned: minutes by step, as they were when it began.

    The clock stands while `paused_at` is set; `paused_seconds` are the pauses that are over.
    """

    state = models.CharField(max_length=8, choices=SittingState, default=SittingState.OPEN)
    step = models.CharField("stands at", max_length=12, choices=Step, default=Step.ROOM)
    planned = models.JSONField(default=planned_minutes)
    started_at = models.DateTimeField(db_default=Now())
    started_by = UserField()
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_seconds = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = UserField(null=True, blank=True)
    people = models.ManyToManyField(Person, blank=True, related_name="audit_sittings")
    tools = models.ManyToManyField(Application, through="AuditTool", related_name="audit_sittings")
    pilot = models.ForeignKey(
        Opportunity, verbose_name="pilot candidate", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    report = models.ForeignKey(Report, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-id"]
        verbose_name = "audit"
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state=SittingState.OPEN), name="audit_one_open_sitting"
            )
        ]

    def __str__(self) -> str:
        return "90-minute audit"

    @property
    def is_open(self) -> bool:
        return self.state == SittingState.OPEN

    @property
    def is_paused(self) -> bool:
        return self.is_open and self.paused_at is not None


@track
class AuditTool(models.Model):
    """An application that was named in a sitting. is_new: it was not known before."""

    sitting = models.ForeignKey(AuditSitting, on_delete=models.CASCADE, related_name="named_tools")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    is_new = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        verbose_name = "tool of an audit"
        constraints = [models.UniqueConstraint(fields=["sitting", "application"], name="audit_one_tool_a_sitting")]

    def __str__(self) -> str:
        return str(self.application)


@track
class AuditHandOff(models.Model):
    """One of a sitting's hand-offs, with what connecting it would cost. None: nobody said, so it is assumed."""

    sitting = models.ForeignKey(AuditSitting, on_delete=models.CASCADE, related_name="hand_offs")
    flow = models.ForeignKey(Flow, on_delete=models.CASCADE, related_name="+")
    is_new = models.BooleanField(default=False)
    effort = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    build_cost = models.DecimalField(
        "build, once", max_digits=12, decimal_places=2, null=True, blank=True, validators=[ZERO]
    )
    training_cost = models.DecimalField(
        "training, once", max_digits=12, decimal_places=2, null=True, blank=True, validators=[ZERO]
    )
    subscription = models.DecimalField(
        "subscription a month", max_digits=10, decimal_places=2, null=True, blank=True, validators=[ZERO]
    )
    upkeep_hours = models.DecimalField(
        "upkeep, hours a month", max_digits=6, decimal_places=2, null=True, blank=True, validators=[ZERO]
    )
    opportunity = models.ForeignKey(Opportunity, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = "hand-off of an audit"
        constraints = [models.UniqueConstraint(fields=["sitting", "flow"], name="audit_one_hand_off_a_sitting")]

    def __str__(self) -> str:
        return str(self.flow)


class AuditDraft(models.Model):
    """What somebody typed at a step and could not be kept as data yet; theirs alone."""

    sitting = models.ForeignKey(AuditSitting, on_delete=models.CASCADE, related_name="drafts")
    person = UserField()
    step = models.CharField(max_length=12, choices=Step)
    values: Any = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "person", "step"], name="audit_one_draft_a_step")]

    def __str__(self) -> str:
        return self.step

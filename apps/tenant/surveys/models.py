"""How people find their work, before and after: asked by link, answered without a name.

Nothing here says who answered, and when. What a browser has used to answer is kept apart from the answer.
"""

import uuid

from django.db import models
from django.db.models.functions import Lower, Now
from django.utils import timezone

from apps.core.fields import UserField
from apps.tenant.history.tracking import track
from apps.tenant.inventory.models import Department
from apps.tenant.roadmap.models import Initiative
from apps.tenant.roi.models import Metric, PhaseOfStudy


@track
class Survey(models.Model):
    """Statements that people agree with from 1 to 5; asked in the same words before and after."""

    name = models.CharField(max_length=120)
    # Statements in order, as texts. Agreeing with the first kind is good, with the second it is a burden.
    satisfaction = models.JSONField(default=list)
    burden = models.JSONField("work burden", default=list)
    initiative = models.ForeignKey(Initiative, null=True, blank=True, on_delete=models.SET_NULL, related_name="surveys")
    # Where the closed rounds are measurements.
    satisfaction_metric = models.ForeignKey(Metric, null=True, on_delete=models.SET_NULL, related_name="+")
    burden_metric = models.ForeignKey(Metric, null=True, on_delete=models.SET_NULL, related_name="+")
    created_by = UserField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def statements(self) -> list[str]:
        return [*self.satisfaction, *self.burden]


@track
class SurveyRound(models.Model):
    """One time of asking. Closed for good: then its results no longer change."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="rounds")
    phase = models.CharField(max_length=6, choices=PhaseOfStudy)
    opened_by = UserField()
    opened_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = "survey round"
        constraints = [
            models.UniqueConstraint(
                fields=["survey"], condition=models.Q(closed_at=None), name="surveys_one_open_round"
            )
        ]

    def __str__(self) -> str:
        return f"{self.survey}, {self.get_phase_display().lower()}"


@track
class SurveyLink(models.Model):
    """An address that one group answers without an account, until it expires, is withdrawn or the round closes."""

    round = models.ForeignKey(SurveyRound, on_delete=models.CASCADE, related_name="links")
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # The group's name when the link was made.
    name = models.CharField("group", max_length=80)
    people = models.PositiveSmallIntegerField("people asked", null=True, blank=True)
    created_by = UserField()
    created_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField("open until")
    revoked_at = models.DateTimeField("withdrawn", null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = "survey link"
        constraints = [models.UniqueConstraint("round", Lower("name"), name="surveys_one_link_a_group")]

    def __str__(self) -> str:
        return f"Survey link for {self.name}"

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.round.closed_at is None and self.expires_at > timezone.now()


class SurveyAnswer(models.Model):
    """What one person chose, 1 to 5 for each statement. No name, no time; its number is drawn by lot."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    link = models.ForeignKey(SurveyLink, on_delete=models.CASCADE, related_name="answers")
    # Answers are shown five at a time: which five it belongs to.
    batch = models.PositiveSmallIntegerField()
    values = models.JSONField()

    class Meta:
        ordering = ["link_id", "batch"]
        verbose_name = "survey answer"

    def __str__(self) -> str:
        return f"Answer of {self.link.name}"


class SurveyTicket(models.Model):
    """That some browser has answered at a link. Not which answer was its own."""

    link = models.ForeignKey(SurveyLink, on_delete=models.CASCADE, related_name="tickets")
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["digest"]
        verbose_name = "survey ticket"
        constraints = [models.UniqueConstraint(fields=["link", "digest"], name="surveys_one_answer_a_browser")]

    def __str__(self) -> str:
        return f"Ticket of {self.link.name}"

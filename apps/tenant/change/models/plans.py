"""What is planned with the people whose work changes."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from apps.core.fields import UserField
from apps.methods import messages
from apps.tenant.history.tracking import track
from apps.tenant.inventory.models import Person
from apps.tenant.roadmap.models import Initiative

MOST_A_DAY = 1_000_000


@track
class ChangePlan(models.Model):
    """Where people get help, and from when on the change counts as used: counts a day."""

    initiative = models.OneToOneField(Initiative, on_delete=models.CASCADE, related_name="change_plan")
    support_channel = models.CharField(max_length=200, blank=True)
    support_person = models.ForeignKey(
        Person, verbose_name="who answers", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    feature = models.CharField("what counts as using it", max_length=120, blank=True)
    logins_target = models.PositiveIntegerField(
        "logins a day, at least", null=True, blank=True, validators=[MaxValueValidator(MOST_A_DAY)]
    )
    uses_target = models.PositiveIntegerField(
        "uses a day, at least", null=True, blank=True, validators=[MaxValueValidator(MOST_A_DAY)]
    )
    tickets_most = models.PositiveIntegerField(
        "support tickets a day, at most", null=True, blank=True, validators=[MaxValueValidator(MOST_A_DAY)]
    )
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"Change plan of {self.initiative}"


class Side(models.TextChoices):
    TODAY = "today", "Today"
    WANTED = "wanted", "Wanted"


@track
class WorkflowStep(models.Model):
    """One step of the work, today or as it is wanted. who: department or part of the person who does it."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="workflow_steps")
    side = models.CharField("workflow", max_length=6, choices=Side)
    position = models.PositiveSmallIntegerField(default=0)
    who = models.CharField(max_length=80)
    source = models.CharField("from", max_length=80)
    target = models.CharField("to", max_length=80)
    what = models.CharField(max_length=80)
    is_manual = models.BooleanField("by hand", default=False)
    minutes = models.DecimalField(
        "minutes each time",
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.what}, {self.source} to {self.target}"


class Purpose(models.TextChoices):
    WHY = messages.Purpose.WHY.value, "Why we do it"
    WHAT = messages.Purpose.WHAT.value, "What changes"
    HOW = messages.Purpose.HOW.value, "How it works"
    WHEN = messages.Purpose.WHEN.value, "When it happens"
    RESULT = messages.Purpose.RESULT.value, "What it brought"


@track
class Message(models.Model):
    """Something people are told. Sent: a person says that it went out; the product does not send it."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="change_messages")
    purpose = models.CharField("it gives", max_length=6, choices=Purpose)
    text = models.CharField("message", max_length=500)
    audience = models.CharField("for", max_length=120)
    channel = models.CharField(max_length=120)
    on = models.DateField("on")
    sender = models.ForeignKey(
        Person, verbose_name="from", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = UserField(null=True, blank=True)

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 60 else f"{self.text[:59]}…"

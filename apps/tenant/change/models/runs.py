"""What happens from the first day of the parallel run to the wins that are shared."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now

from apps.core.fields import UserField
from apps.tenant.change.models.plans import MOST_A_DAY
from apps.tenant.history.tracking import track
from apps.tenant.roadmap.models import Initiative


@track
class RunPoint(models.Model):
    """Something to check on each day of the parallel run."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="run_points")
    name = models.CharField("what is checked", max_length=160)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


@track
class RunTick(models.Model):
    """A point that was checked on a day."""

    point = models.ForeignKey(RunPoint, on_delete=models.CASCADE, related_name="ticks")
    day = models.DateField()
    done_by = UserField()
    done_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["point", "day"], name="change_one_tick_a_day")]

    def __str__(self) -> str:
        return f"{self.point}, {self.day}"


@track
class RunDay(models.Model):
    """Where old and new differed on a day; 0 with a row means that somebody looked and found none."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="run_days")
    day = models.DateField()
    differences = models.PositiveIntegerField(
        "differences found", default=0, validators=[MaxValueValidator(MOST_A_DAY)]
    )
    note = models.CharField("which, and what was done", max_length=300, blank=True)
    noted_by = UserField()

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["initiative", "day"], name="change_one_run_day")]

    def __str__(self) -> str:
        return f"{self.initiative}, {self.day}"


class Origin(models.TextChoices):
    FORM = "form", "Entered"
    FILE = "file", "Pasted or imported"
    API = "api", "Sent by a program"


@track
class AdoptionDay(models.Model):
    """How much the new way was used on a day. None: not counted."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="adoption_days")
    day = models.DateField()
    logins = models.PositiveIntegerField(null=True, blank=True, validators=[MaxValueValidator(MOST_A_DAY)])
    uses = models.PositiveIntegerField(null=True, blank=True, validators=[MaxValueValidator(MOST_A_DAY)])
    tickets = models.PositiveIntegerField(null=True, blank=True, validators=[MaxValueValidator(MOST_A_DAY)])
    origin = models.CharField(max_length=4, choices=Origin, default=Origin.FORM)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["initiative", "day"], name="change_one_adoption_day")]

    def __str__(self) -> str:
        return f"{self.initiative}, {self.day}"


@track
class Retrospective(models.Model):
    """The look back 30 days after going live. Filed: a person stands behind it; before that it is a draft."""

    initiative = models.OneToOneField(Initiative, on_delete=models.CASCADE, related_name="retrospective")
    went_well = models.TextField("what went well", blank=True)
    went_badly = models.TextField("what did not", blank=True)
    hours = models.DecimalField(
        "hours a week won back, as the team sees it",
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    errors = models.PositiveIntegerField(
        "errors in the 30 days", null=True, blank=True, validators=[MaxValueValidator(MOST_A_DAY)]
    )
    next_steps = models.TextField("what we do next", blank=True)
    filed_by = UserField(null=True, blank=True)
    filed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"Retrospective of {self.initiative}"


@track
class Win(models.Model):
    """Something to be proud of; the client's people see it in the portal once it is shared."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="wins")
    title = models.CharField(max_length=120)
    words = models.CharField("in a sentence", max_length=300, blank=True)
    hours = models.DecimalField(
        "hours a week",
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    errors = models.PositiveIntegerField(
        "errors avoided a month", null=True, blank=True, validators=[MaxValueValidator(MOST_A_DAY)]
    )
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = UserField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title

"""Changing a tool: replacing it, or a major update of it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now

from apps.core.fields import UserField
from apps.methods import tool_change
from apps.tenant.history.tracking import track
from apps.tenant.inventory.models import Application, Person


class ChangeKind(models.TextChoices):
    REPLACE = "replace", "Replace it by another tool"
    UPDATE = "update", "Major update"
    RETIRE = "retire", "Give it up"


class ChangeState(models.TextChoices):
    OPEN = "open", "Under way"
    CLOSED = "closed", "Closed"
    DROPPED = "dropped", "Dropped"


class Condition(models.TextChoices):
    REVIEW = tool_change.Condition.REVIEW.value, "Impact review"
    STAGING_TEST = tool_change.Condition.STAGING_TEST.value, "Staging test"
    EVIDENCE = tool_change.Condition.EVIDENCE.value, "Test evidence"
    REGISTRY = tool_change.Condition.REGISTRY.value, "Registry update"


@track
class ToolChange(models.Model):
    """A change of one application. Closed only when its exit conditions hold."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="tool_changes")
    kind = models.CharField("what happens to it", max_length=8, choices=ChangeKind, default=ChangeKind.REPLACE)
    successor = models.ForeignKey(
        Application,
        verbose_name="replaced by",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="successor_in",
    )
    reason = models.CharField("why", max_length=300)
    owner = models.ForeignKey(
        Person, verbose_name="who leads it", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    major_changes = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(tool_change.MOST_CHANGES)]
    )
    start = models.DateField()
    end = models.DateField("done by")
    state = models.CharField(max_length=8, choices=ChangeState, default=ChangeState.OPEN)
    drop_reason = models.CharField("why it is dropped", max_length=300, blank=True)
    ended_by = UserField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=models.Q(state="open"), name="change_one_open_per_tool"
            )
        ]

    def __str__(self) -> str:
        if self.kind == ChangeKind.REPLACE:
            return f"{self.application} → {self.successor}" if self.successor else f"Replace {self.application}"
        return f"{'Update' if self.kind == ChangeKind.UPDATE else 'Give up'} {self.application}"


@track
class ToolTask(models.Model):
    """Something to do; those with a condition have to be done before the change is closed."""

    tool_change = models.ForeignKey(ToolChange, on_delete=models.CASCADE, related_name="tasks")
    condition = models.CharField(max_length=12, choices=Condition, blank=True)
    name = models.CharField("what is to be done", max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    due = models.DateField(null=True, blank=True)
    note = models.CharField("how it went", max_length=300, blank=True)
    done_by = UserField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "step of a tool change"

    def __str__(self) -> str:
        return self.name


@track
class Evidence(models.Model):
    """That the staging test was passed: in words, by a link, or a file."""

    tool_change = models.ForeignKey(ToolChange, on_delete=models.CASCADE, related_name="evidence")
    words = models.CharField("what was tested, with which result", max_length=500, blank=True)
    link = models.URLField(max_length=500, blank=True)
    # The name in the private storage, and the name that the file came with.
    stored = models.CharField(max_length=255, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    given_by = UserField()
    given_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return (self.words or self.file_name or self.link)[:80]

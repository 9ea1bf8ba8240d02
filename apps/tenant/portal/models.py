"""What the client's people say and see in the portal, and what they were reminded of."""

from django.db import models
from django.db.models.functions import Now

from apps.core.fields import UserField
from apps.core.names import initials_of
from apps.tenant.history.tracking import track
from apps.tenant.roadmap.models import RoadmapVersion


@track
class Comment(models.Model):
    """On a published roadmap version, or on one initiative in it; an answer points at what it answers."""

    version = models.ForeignKey(RoadmapVersion, on_delete=models.CASCADE, related_name="comments")
    # The initiative's number inside the version's content; None for the version as a whole.
    initiative_id = models.BigIntegerField(null=True, blank=True)
    answers = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="replies")
    body = models.TextField()
    author = UserField()
    author_name = models.CharField(max_length=160)
    is_from_firm = models.BooleanField(default=False)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.body[:60]

    @property
    def initials(self) -> str:
        return initials_of(self.author_name)


class Sighting(models.Model):
    """The first time that one of the client's people had a version on the screen."""

    version = models.ForeignKey(RoadmapVersion, on_delete=models.CASCADE, related_name="sightings")
    person = UserField()
    person_name = models.CharField(max_length=160)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="portal_one_sighting_each")]

    def __str__(self) -> str:
        return f"{self.person_name}, {self.version}"


class Reminder(models.Model):
    """An e-mail that asked the sponsors again; at most one a day (the client's) for a version."""

    version = models.ForeignKey(RoadmapVersion, on_delete=models.CASCADE, related_name="reminders")
    on = models.DateField()
    sent_by = UserField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-on"]
        constraints = [models.UniqueConstraint(fields=["version", "on"], name="portal_one_reminder_a_day")]

    def __str__(self) -> str:
        return f"Reminder of {self.version}"

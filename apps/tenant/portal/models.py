"""What the client's people say in the portal."""

from django.db import models
from django.db.models.functions import Now

from apps.core.fields import UserField
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
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.body[:60]

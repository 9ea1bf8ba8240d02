"""Addresses under which calendar programs read the client's dates without an account."""

from django.db import models
from django.db.models.functions import Now

from apps.core.fields import UserField
from apps.tenant.history.tracking import track
from apps.tenant.inventory.models import Person


@track
class CalendarFeed(models.Model):
    """One address: of one person's dates, or without a person of all of the client's.

    edition: part of the signed address. A new one makes a new address, and the one before leads nowhere.
    """

    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="calendar_feeds")
    edition = models.PositiveIntegerField(default=1)
    created_by = UserField()
    created_at = models.DateTimeField(db_default=Now())
    revoked_at = models.DateTimeField("withdrawn", null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = "calendar"
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(revoked_at=None),
                nulls_distinct=False,
                name="calendars_one_feed_per_person",
            )
        ]

    def __str__(self) -> str:
        return f"Calendar of {self.person}" if self.person else "Calendar of all dates"

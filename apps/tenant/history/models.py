"""Who did what to which object, when: one row per act, written in the act's own transaction."""

from django.db import models
from django.db.models.functions import Now

from apps.core.fields import UserField
from apps.core.names import initials_of
from apps.tenant.history.tracking import current_transaction


class Activity(models.Model):
    at = models.DateTimeField(db_default=Now())
    transaction = models.BigIntegerField(db_default=current_transaction())
    actor = UserField(null=True)
    actor_name = models.CharField(max_length=160)
    verb = models.CharField(max_length=40)
    noun = models.CharField(max_length=40)
    object_id = models.BigIntegerField(null=True)
    label = models.CharField(max_length=200)
    # One entry a field with its label, and what stood there before and after, as people read it.
    changes = models.JSONField(default=list)
    # Where the object is shown, relative to the client's address; empty when it has no page.
    path = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["noun", "object_id", "-id"], name="history_of_object"),
            models.Index(fields=["transaction", "at"], name="history_of_transaction"),
        ]

    @property
    def initials(self) -> str:
        return initials_of(self.actor_name)

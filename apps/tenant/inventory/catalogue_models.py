"""What people answered to the catalogue's suggestions, so that a value taken over remembers where it came from."""

from django.db import models
from django.db.models.functions import Now

from apps.core.fields import UserField
from apps.tenant.history.tracking import track


@track
class CatalogueAnswer(models.Model):
    """One field of an application: taken over from a product of the catalogue, or the suggestion dismissed.

    A person who confirms a value taken over removes its row; a value that was changed since does not count any more.
    value: a text, yes or no, or the list of words that were added.
    """

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Taken over"
        DISMISSED = "dismissed", "Dismissed"

    application = models.ForeignKey("inventory.Application", on_delete=models.CASCADE, related_name="catalogue_answers")
    field = models.CharField(max_length=30)
    answer = models.CharField(max_length=9, choices=Answer)
    value = models.JSONField()
    # No foreign key leaves the client's schema; products are archived, never deleted.
    product_id = models.BigIntegerField()
    product_name = models.CharField(max_length=80)
    source = models.CharField(max_length=300, blank=True)
    sourced_on = models.DateField(null=True, blank=True)
    answered_by = UserField()
    answered_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "answer to the catalogue"
        constraints = [models.UniqueConstraint(fields=["application", "field"], name="inventory_one_catalogue_answer")]

"""What every decision has: the choices, and the record of who decided what and why."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models

from apps.core.fields import UserField

ZERO = MinValueValidator(Decimal(0))


class Decision(models.TextChoices):
    OPEN = "open", "Not decided"
    INTEGRATE = "integrate", "Integrate"
    CONSOLIDATE = "consolidate", "Consolidate"
    DISMISSED = "dismissed", "Not worth doing"


class Pattern(models.TextChoices):
    POINT_TO_POINT = "point_to_point", "Point-to-point"
    HUB_AND_SPOKE = "hub_and_spoke", "Hub-and-spoke"
    EVENT_DRIVEN = "event_driven", "Event-driven"


class Tier(models.IntegerChoices):
    NO_CODE = 1, "1, no-code connector"
    IPAAS = 2, "2, integration platform"
    CUSTOM = 3, "3, custom API"


class RuledOut(models.TextChoices):
    """What can make ready-made platforms impossible (G tier 3)."""

    VOLUME = "volume", "Volume"
    LOGIC = "unique logic", "Unique logic"
    SECURITY = "security", "Security"


class Decided(models.Model):
    """The record of a decision: what, why, on which day, who wrote it down and who else took part."""

    decision = models.CharField(max_length=12, choices=Decision, default=Decision.OPEN)
    decision_reason = models.CharField("reason", max_length=300, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_with = models.CharField("decided together with", max_length=120, blank=True)
    decided_by = UserField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_decided(self) -> bool:
        return self.decision != Decision.OPEN

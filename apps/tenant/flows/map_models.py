"""Where people put the chips and boxes of the map, once for each way of grouping it."""

from django.db import models
from django.db.models.functions import Now

from apps.core.fields import UserField
from apps.figures.bus_types import Placement
from apps.tenant.history.tracking import track


class Grouping(models.TextChoices):
    """What a box on the map stands for."""

    DEPARTMENT = "department", "Departments"
    CAPABILITY = "capability", "Capabilities"


@track
class MapPlacement(models.Model):
    """The whole order in one row, so that of two people who move things at once nobody ever sees half of each.

    upper, lower: names of boxes from left to right; chips: ids of applications in the order of their boxes. Names and
    ids that are not there any more are left out when the map is drawn.
    """

    grouping = models.CharField(max_length=12, choices=Grouping, unique=True)
    upper = models.JSONField(default=list)
    lower = models.JSONField(default=list)
    chips = models.JSONField(default=list)
    changed_by = UserField(null=True)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "map placement"

    def __str__(self) -> str:
        return f"by {self.get_grouping_display().lower()}"


def saved_placement(grouping: str = Grouping.DEPARTMENT) -> Placement:
    """As people left it; empty where nobody moved anything. One query."""
    found = MapPlacement.objects.filter(grouping=grouping).values_list("upper", "lower", "chips").first()
    upper, lower, chips = found or ((), (), ())
    return Placement(upper=tuple(upper), lower=tuple(lower), chips=tuple(chips))

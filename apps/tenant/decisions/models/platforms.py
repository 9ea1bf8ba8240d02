"""The client's own lines of the price sheets, kept apart from the supplied ones."""

from django.db import models
from django.db.models.functions import Lower, Now

from apps.core.fields import UserField
from apps.tenant.decisions.models.decided import ZERO
from apps.tenant.history.tracking import track


class Counts(models.TextChoices):
    """What a plan counts against its volume; the values are those of `apps.methods.platform_cost`."""

    ACTION = "action", "each step after the trigger"
    STEP = "step", "each step, the trigger too"
    RUN = "run", "each run, however many steps"
    NOTHING = "nothing", "nothing, a flat price"


class Billing(models.TextChoices):
    MONTHLY = "monthly", "by the month"
    YEARLY = "yearly", "by the year"
    QUOTE = "quote", "by quote"


@track
class PriceLine(models.Model):
    """A plan and its price as this client pays or was quoted it. It replaces a supplied line of the same names.

    included: volume in the price, None: no limit. overage: price of 1,000 more, None: no more can be had. most: where
    the vendor stops.
    """

    platform = models.CharField(max_length=60)
    plan = models.CharField(max_length=80)
    price = models.DecimalField("price a month", max_digits=12, decimal_places=2, validators=[ZERO])
    currency = models.CharField(max_length=3, default="USD")
    included = models.DecimalField(
        "included a month", max_digits=14, decimal_places=0, null=True, blank=True, validators=[ZERO]
    )
    overage = models.DecimalField(
        "1,000 more", max_digits=12, decimal_places=4, null=True, blank=True, validators=[ZERO]
    )
    most = models.DecimalField(
        "at most a month", max_digits=14, decimal_places=0, null=True, blank=True, validators=[ZERO]
    )
    counts = models.CharField("what counts", max_length=8, choices=Counts, default=Counts.ACTION)
    billing = models.CharField(max_length=8, choices=Billing, default=Billing.MONTHLY)
    source = models.CharField(max_length=200)
    sourced_on = models.DateField("as of")
    is_left_out = models.BooleanField("leave out of comparisons", default=False)
    changed_by = UserField()
    changed_at = models.DateTimeField(db_default=Now())
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "price"
        ordering = [Lower("platform"), "price", "id"]
        constraints = [models.UniqueConstraint(Lower("platform"), Lower("plan"), name="decisions_one_price_a_plan")]

    def __str__(self) -> str:
        return f"{self.platform}, {self.plan}"

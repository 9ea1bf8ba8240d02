"""Files in which applications nobody listed may be found, what was read in them, and what became of each finding."""

from django.db import models
from django.db.models.functions import Lower, Now

from apps.core.fields import UserField
from apps.tenant.history.tracking import track
from apps.tenant.inventory.models import Application


class Source(models.TextChoices):
    CARD = "card", "Card or expense export"
    SSO = "sso", "Sign-in export"
    OAUTH = "oauth", "App access export"


class DiscoveryStatus(models.TextChoices):
    READING = "reading", "Being read"
    READY = "ready", "Read"
    UNCLEAR = "unclear", "Columns to choose"
    FAILED = "failed", "Could not be read"


class State(models.TextChoices):
    OPEN = "open", "To decide"
    ACCEPTED = "accepted", "Accepted"
    MERGED = "merged", "Merged"
    DISMISSED = "dismissed", "Dismissed"
    IGNORED = "ignored", "Ignored"


class Discovery(models.Model):
    """One uploaded file."""

    name = models.CharField(max_length=200)
    source = models.CharField(max_length=5, choices=Source)
    content = models.BinaryField()
    digest = models.CharField(max_length=64, db_index=True)
    # The same bytes were handed in before; nothing is counted twice.
    same_as = models.ForeignKey("discovery.Discovery", null=True, on_delete=models.SET_NULL, related_name="+")
    status = models.CharField(max_length=8, choices=DiscoveryStatus, default=DiscoveryStatus.READING)
    error = models.CharField(max_length=400, blank=True)
    sheet = models.CharField(max_length=200, blank=True)
    # Number of the row with the heads, 0 when there are none, None until guessed.
    head_row = models.PositiveIntegerField(null=True)
    # One entry a column: head, field ("" for not used), confidence, is_chosen, samples.
    columns = models.JSONField(default=list)
    has_preset = models.BooleanField(default=False)
    # Bank exports write charges below 0. None until told by the amounts or chosen.
    charges_are_negative = models.BooleanField(null=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    lines_read = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    copies = models.PositiveIntegerField(default=0)
    # Charged by currency, e.g. {"USD": "1200.00"}: never added up.
    totals = models.JSONField(default=dict)
    created_by = UserField()
    created_at = models.DateTimeField(db_default=Now())
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "discoveries"

    def __str__(self) -> str:
        return self.name

    @property
    def is_working(self) -> bool:
        return self.status == DiscoveryStatus.READING


@track
class Finding(models.Model):
    """A product that the file's lines speak of, or a merchant that no product is known for (`product` empty)."""

    discovery = models.ForeignKey(Discovery, on_delete=models.CASCADE, related_name="findings")
    number = models.PositiveIntegerField()
    merchant = models.CharField(max_length=200)  # the normalised name; of several, the commonest
    example = models.CharField(max_length=200)  # a line as it stands in the file
    product = models.CharField(max_length=120, blank=True)
    vendor = models.CharField(max_length=120, blank=True)
    score = models.PositiveSmallIntegerField(default=0)
    margin = models.PositiveSmallIntegerField(default=0)
    strength = models.CharField(max_length=8, default="unsure")
    because = models.CharField(max_length=120, blank=True)
    lines_count = models.PositiveIntegerField(default=0)
    users = models.PositiveIntegerField(null=True)
    # A year's cost in the client's currency; None when it cannot be told. costs: by currency, as text.
    annual_cost = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    costs = models.JSONField(default=dict)
    series = models.JSONField(default=list)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    reason = models.CharField(max_length=300, blank=True)
    application = models.ForeignKey(Application, null=True, on_delete=models.SET_NULL, related_name="+")
    made_application = models.BooleanField(default=False)
    decided_by = UserField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["discovery_id", "number"]
        verbose_name = "proposal"
        constraints = [models.UniqueConstraint(fields=["discovery", "number"], name="discovery_finding_number")]
        indexes = [
            models.Index(Lower("product"), "state", name="discovery_by_product"),
            models.Index(fields=["merchant"], name="discovery_by_merchant"),
        ]

    def __str__(self) -> str:
        return self.product or self.example

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN


class DiscoveryLine(models.Model):
    """One row of the file as it was understood. What could not be, says why and counts nowhere."""

    discovery = models.ForeignKey(Discovery, on_delete=models.CASCADE, related_name="lines")
    finding = models.ForeignKey(Finding, null=True, on_delete=models.SET_NULL, related_name="lines")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=400)
    merchant = models.CharField(max_length=200, blank=True)
    day = models.DateField(null=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    payer = models.CharField(max_length=80, blank=True)
    category = models.CharField(max_length=80, blank=True)
    users = models.PositiveIntegerField(null=True)
    detail = models.CharField(max_length=200, blank=True)
    problem = models.CharField(max_length=200, blank=True)
    # The row of the file that says exactly the same.
    copy_of = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["discovery_id", "number"]
        constraints = [models.UniqueConstraint(fields=["discovery", "number"], name="discovery_one_line")]


@track
class MerchantRule(models.Model):
    """What a person said a merchant is; product empty: nothing that belongs into the inventory."""

    merchant = models.CharField(max_length=200, unique=True)
    product = models.CharField(max_length=120, blank=True)
    made_by = UserField()
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "merchant"

    def __str__(self) -> str:
        return self.merchant


class ColumnPreset(models.Model):
    """How a person wanted the columns of such a file read: for the next one with the same heads."""

    source = models.CharField(max_length=5, choices=Source)
    fingerprint = models.CharField(max_length=64)
    columns = models.JSONField(default=list)  # the field of each column, in order
    charges_are_negative = models.BooleanField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "fingerprint"], name="discovery_one_preset")]

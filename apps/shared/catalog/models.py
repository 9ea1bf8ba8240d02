"""Products and integration platforms that the firms meet at their clients: shared ones, and each firm's own."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils import timezone

from apps.shared.accounts.models import Firm, User


def _words(length: int) -> ArrayField:
    return ArrayField(models.CharField(max_length=length), default=list, blank=True)


class ProductQuerySet(models.QuerySet["Product"]):
    def visible_to(self, firm: Firm | None) -> "ProductQuerySet":
        """The shared ones and the firm's own, archived ones too; None: the shared ones alone."""
        shared = models.Q(firm=None)
        return self.filter(shared | models.Q(firm=firm) if firm else shared)


class Product(models.Model):
    """What is generally known about a product. firm None: shared by everybody and kept as files in `data/`."""

    class Kind(models.TextChoices):
        APPLICATION = "application", "Application"
        PLATFORM = "platform", "Integration platform"

    firm = models.ForeignKey(Firm, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=80)  # its name in the files; stays when the product is renamed
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.APPLICATION)
    name = models.CharField(max_length=80)
    vendor = models.CharField(max_length=80, blank=True)
    website = models.URLField(blank=True)
    aliases = _words(80)  # former names, spellings on statements
    match_keys = _words(200)  # names.name_keys() of name and aliases
    category = models.CharField(max_length=40)  # a key of data/vocabulary.toml
    capabilities = _words(80)  # words of the same file, so that what two products do can be compared
    data_objects = _words(80)
    # Integration readiness (R "integration-first"): yes, no, or None for unknown.
    open_api = models.BooleanField("open API with documentation", null=True, blank=True)
    webhooks = models.BooleanField("webhooks", null=True, blank=True)
    bulk = models.BooleanField("bulk import and export", null=True, blank=True)
    sso = models.BooleanField("single sign-on", null=True, blank=True)
    connectors = _words(80)  # names of products that it connects to out of the box
    best_use = models.CharField(max_length=300, blank=True)
    tier = models.PositiveSmallIntegerField(null=True, blank=True)  # of a platform: 1 connectors, 2 iPaaS, 3 own code
    source = models.CharField(max_length=300, blank=True)
    sourced_on = models.DateField(null=True, blank=True)
    is_archived = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = ProductQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name"), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["firm", "key"], nulls_distinct=False, name="catalog_product_key"),
            models.UniqueConstraint(
                Lower("name"),
                "firm",
                condition=models.Q(is_archived=False),
                nulls_distinct=False,
                name="catalog_product_name",
            ),
        ]
        indexes = [GinIndex(fields=["match_keys"], name="catalog_product_match")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_own(self) -> bool:
        """Added by a firm for itself."""
        return self.firm_id is not None


class ProductPrice(models.Model):
    """One published price. Sources differ, and each keeps its own; low and high are None where only the note tells."""

    class Per(models.TextChoices):
        USER_MONTH = "user_month", "a user a month"
        MONTH = "month", "a month"
        YEAR = "year", "a year"
        ONCE = "once", "once"

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="prices")
    low = models.DecimalField(max_digits=12, decimal_places=2, null=True, validators=[MinValueValidator(Decimal(0))])
    high = models.DecimalField(max_digits=12, decimal_places=2, null=True, validators=[MinValueValidator(Decimal(0))])
    currency = models.CharField(max_length=3, default="USD")
    per = models.CharField(max_length=12, choices=Per, default=Per.MONTH)
    note = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300)
    sourced_on = models.DateField()

    class Meta:
        ordering = ["pk"]

    @property
    def words(self) -> str:
        """As people say it: "USD 15 to 150 a user a month"; the note where there is no amount."""
        low, high = (
            None if amount is None else f"{amount:,.2f}".removesuffix(".00") for amount in (self.low, self.high)
        )
        if low is None and high is None:
            return self.note
        if low == high:
            amount = f"{self.currency} {low}"
        elif high is None:
            amount = f"from {self.currency} {low}"
        else:
            amount = f"{self.currency} {low} to {high}" if low else f"up to {self.currency} {high}"
        return "Free" if low == high == "0" else f"{amount} {self.get_per_display()}"


class Verb(models.TextChoices):
    ADDED = "added", "added"
    CHANGED = "changed", "changed"
    ARCHIVED = "archived", "archived"
    RESTORED = "restored", "restored"


class OwnChange(models.Model):
    """Who of a firm added, changed, archived or restored something of its own, and what was there before."""

    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    verb = models.CharField(max_length=8, choices=Verb)
    differences = models.JSONField(default=list)  # [{"field", "label", "before", "after"}], in words

    class Meta:
        abstract = True
        ordering = ["-at", "-pk"]


class ProductChange(OwnChange):
    """Of one of its own products."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="changes")


class MetricKind(models.TextChoices):
    TIME = "time", "Time study"
    ERROR_RATE = "error_rate", "Error audit"
    COUNT = "count", "Count"
    SURVEY = "survey", "Survey"


class FirmMetric(models.Model):
    """A metric of the firm's own, described once and chosen at each client. What is measured there stays there."""

    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField("how it is measured", max_length=10, choices=MetricKind)
    unit = models.CharField(max_length=40, blank=True)
    higher_is_better = models.BooleanField("a higher value is better", default=False)
    goal_limit = models.DecimalField(
        "target, in its unit", max_digits=12, decimal_places=4, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    goal_change_percent = models.DecimalField(
        "target, better by at least, %",
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    how = models.CharField("how to measure it", max_length=300, blank=True)
    is_archived = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = [Lower("name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"), "firm", condition=models.Q(is_archived=False), name="catalog_firm_metric_name"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def latest(self) -> "FirmMetricChange | None":
        """The last act; None for one from before acts were kept."""
        return next(iter(self.changes.all()), None)


class FirmMetricChange(OwnChange):
    """Of one of its own metrics."""

    metric = models.ForeignKey(FirmMetric, on_delete=models.CASCADE, related_name="changes")

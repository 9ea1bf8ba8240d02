"""What a roadmap claims, and what was approved (DOMAIN "Claimed", "Approved value").

claimed hours = hand-off hours × the share expected to go: 75 % for an integration (60 to 90 %, G's range for
processing time), 100 % for a consolidation, each editable. Approved value = claimed hours × hourly rate × 52 over the
initiatives of the roadmap version approved last; hours only, no licences.

Worked example: deal to invoice 4 h and stock sync 4.25 h (integrations), Zoho 0.75 h (consolidation), at 38 an hour.

>>> v1 = [Claim("deal", Decimal(4)), Claim("stock", Decimal("4.25")),
...       Claim("zoho", Decimal("0.75"), CONSOLIDATION_SHARE)]
>>> value = value_of(v1, Decimal(38))
>>> value.hours_per_week.expected, value.per_year.expected
(Decimal('6.9375'), Decimal('13708.5000'))
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from apps.methods.checks import not_negative, within
from apps.methods.handoffs import WEEKS_PER_YEAR
from apps.methods.ranges import Range
from apps.methods.workings import Input, Workings

INTEGRATION_SHARE = Range(Decimal("0.60"), Decimal("0.75"), Decimal("0.90"))
CONSOLIDATION_SHARE = Range.exactly(Decimal(1))
RULE = "hand-off hours a week × share expected to go × hourly rate × 52"
SOURCE = "G measuring ROI (60 to 90 %); DOMAIN Claimed"


@dataclass(frozen=True, slots=True)
class Claim:
    """Hand-off hours a week of one initiative and the share of them expected to go (0 to 1)."""

    key: str
    hand_off_hours_per_week: Decimal
    share: Range = INTEGRATION_SHARE


@dataclass(frozen=True, slots=True)
class ClaimedValue:
    """Claimed hours a week and money a year, low, expected, high, over all claims."""

    hours_per_week: Range
    per_year: Range
    workings: Workings


def claimed_hours(claim: Claim) -> Range:
    """Hours a week. ValueError for negative hours or a share outside 0 to 1."""
    not_negative("Hand-off hours", claim.hand_off_hours_per_week)
    within("The share expected to go", claim.share.low, 0, 1)
    within("The share expected to go", claim.share.high, 0, 1)
    return claim.share.times(claim.hand_off_hours_per_week)


def value_of(claims: Iterable[Claim], hourly_rate: Decimal) -> ClaimedValue:
    """Claimed hours and yearly value of a set of initiatives, for example of an approved version."""
    not_negative("Hourly rate", hourly_rate)
    ordered = sorted(claims, key=_order)
    hours = Range.exactly(Decimal(0))
    for claim in ordered:
        hours = hours.plus(claimed_hours(claim))
    per_year = hours.times(hourly_rate * WEEKS_PER_YEAR)
    made_of = tuple(Input(claim.key, claimed_hours(claim).expected, "h/week") for claim in ordered)
    rate = Input("hourly rate", hourly_rate, "per hour")
    return ClaimedValue(hours, per_year, Workings(per_year.expected, "per year", RULE, (*made_of, rate), SOURCE))


def total_of(values: Sequence[tuple[str, ClaimedValue]]) -> ClaimedValue:
    """The sum over initiatives, unrounded; each may have its own hourly rate. The sum over none is 0.

    values: name and value of each; two of the same name are two.
    """
    hours = per_year = Range.exactly(Decimal(0))
    for _, value in values:
        hours, per_year = hours.plus(value.hours_per_week), per_year.plus(value.per_year)
    made_of = tuple(Input(name, value.per_year.expected, "per year") for name, value in values)
    return ClaimedValue(hours, per_year, Workings(per_year.expected, "per year", RULE, made_of, SOURCE))


def _order(claim: Claim) -> tuple[str, Decimal, Decimal, Decimal, Decimal]:
    share = claim.share
    return claim.key, claim.hand_off_hours_per_week, share.low, share.expected, share.high

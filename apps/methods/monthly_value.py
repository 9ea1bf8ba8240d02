"""What an initiative brings a month once it is live (DOMAIN Claimed; time and money).

value a month = claimed value a year ÷ 12 + other saving a month (a licence given up, or an estimate of one's own where
no hand-offs carry a value). Upkeep and subscription are costs and are not taken off here.

Worked example: stock sync claims 6,298.50 a year and saves nothing beside.

>>> value_per_month(Decimal("6298.50"), Decimal(0)).value
Decimal('524.875')
"""

from decimal import Decimal

from apps.methods.handoffs import MONTHS_PER_YEAR
from apps.methods.workings import Input, Workings

RULE = "claimed value a year ÷ 12 + other saving a month"
SOURCE = "DOMAIN Claimed"


def value_per_month(claimed_per_year: Decimal, other_per_month: Decimal) -> Workings:
    """Money a month, unrounded; an amount below zero is taken as it is."""
    inputs = (
        Input("claimed value", claimed_per_year, "a year"),
        Input("other saving", other_per_month, "a month", "entered"),
    )
    return Workings(claimed_per_year / MONTHS_PER_YEAR + other_per_month, "a month", RULE, inputs, SOURCE)

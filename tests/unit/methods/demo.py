"""The demo client's figures as inputs of the methods."""

from datetime import date
from decimal import Decimal

from apps.methods.business_case import Initiative
from apps.methods.claims import CONSOLIDATION_SHARE, INTEGRATION_SHARE, Claim
from apps.methods.engagement import first_day_of
from apps.methods.handoffs import Cadence, HandOff, Per
from apps.methods.priority import ErrorCost
from apps.methods.ranges import Range

START = date(2026, 9, 7)
TODAY = date(2026, 11, 19)
RATE = Decimal(38)


def d(value: str | int) -> Decimal:
    return Decimal(value)


# number, times, per, minutes, error cost, hours a week, score, band
ROWS = [
    (1, 2, Per.DAY, 18, ErrorCost.REVENUE_LOSS, "3.00", (3, 3, 2, 18), "priority"),
    (2, 20, Per.WEEK, 12, ErrorCost.REVENUE_LOSS, "4.00", (3, 3, 2, 18), "priority"),
    (3, 5, Per.WEEK, 24, ErrorCost.REWORK, "2.00", (3, 2, 2, 12), "secondary"),
    (4, 15, Per.WEEK, 6, ErrorCost.MINOR, "1.50", (3, 1, 1, 3), "later"),
    (5, 26, Per.YEAR, 105, ErrorCost.REWORK, "0.875", (1, 2, 3, 6), "later"),
    (6, 25, Per.WEEK, 3, ErrorCost.MINOR, "1.25", (3, 1, 1, 3), "later"),
    (7, 1, Per.DAY, 15, ErrorCost.REVENUE_LOSS, "1.25", (3, 3, 2, 18), "priority"),
    (8, 1, Per.WEEK, 35, ErrorCost.REWORK, "0.583", (2, 2, 3, 12), "secondary"),
    (9, 1, Per.WEEK, 45, ErrorCost.REVENUE_LOSS, "0.75", (2, 3, 3, 18), "priority"),
]
HAND_OFFS = [HandOff(d(minutes), Cadence(d(times), per), d(1), RATE) for _, times, per, minutes, *_ in ROWS]

_BEFORE = """
7.0 7.6 8.3 8.9 9.4 9.8 10.2 10.6 10.9 11.2 11.5 11.8 12.1 12.4 12.7 13.0 13.3 13.7 14.1 14.5 15.0 15.7 16.6 17.7
"""
_AFTER = "0.7 0.8 0.9 1.0 1.1 1.2 1.2 1.3 1.4 1.4 1.5 1.5 1.6 1.7 1.7 1.8 1.9 2.1 2.3 2.9"
BEFORE = [d(value) for value in _BEFORE.split()]
AFTER = [d(value) for value in _AFTER.split()]

LEAD_HOURS = d(35) / 60
V1_CLAIMS = [
    Claim("deal", d(4)),
    Claim("stock", d("4.25")),
    Claim("zoho", d("0.75"), CONSOLIDATION_SHARE),
]
V2_CLAIMS = [*V1_CLAIMS, Claim("lead", LEAD_HOURS)]


def initiative(
    key: str, name: str, weeks: tuple[int, int], money: tuple[int, int, int, int], saved: Range, **more
) -> Initiative:
    """`weeks` build and live, `money` build, training, subscription, upkeep hours."""
    build, training, subscription, upkeep = (d(amount) for amount in money)
    return Initiative(
        key,
        name,
        first_day_of(START, weeks[0]),
        first_day_of(START, weeks[1]),
        RATE,
        build,
        training,
        subscription,
        upkeep,
        saved,
        **more,
    )


MEASURED = Range(d("3.10"), d("3.50"), d("3.90"))
DEAL = initiative("deal", "Deal to invoice", (2, 4), (600, 114, 30, 2), MEASURED, is_measured=True)
DEAL_PLANNED = initiative("deal", "Deal to invoice", (2, 4), (600, 114, 30, 2), INTEGRATION_SHARE.times(d(4)))
STOCK = initiative("stock", "Stock sync", (9, 18), (2400, 228, 60, 3), INTEGRATION_SHARE.times(d("4.25")))
ZOHO = initiative(
    "zoho", "Zoho into QuickBooks", (8, 14), (530, 190, 0, 0), Range.exactly(d("0.75")), other_saving_per_month=d(45)
)
LEAD = initiative("lead", "Lead sync", (13, 15), (240, 38, 0, 2), INTEGRATION_SHARE.times(LEAD_HOURS))
ALL_FOUR = [DEAL, STOCK, ZOHO, LEAD]

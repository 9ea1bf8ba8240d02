"""Stage 5 of the demo client: deal to invoice measured before and after, its baseline signed by the sponsor."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from apps.demo.firms import Cast
from apps.tenant.roadmap.models import Initiative
from apps.tenant.roi import case_services, services
from apps.tenant.roi.models import Metric, PhaseOfStudy

MINUTES, ERRORS = "Time for one invoice", "Invoices with an error"
BEFORE, AFTER = PhaseOfStudy.BEFORE, PhaseOfStudy.AFTER
MINUTES_BEFORE = """
7.0 7.6 8.3 8.9 9.4 9.8 10.2 10.6 10.9 11.2 11.5 11.8 12.1 12.4 12.7 13.0 13.3 13.7 14.1 14.5 15.0 15.7 16.6 17.7
"""
MINUTES_AFTER = "0.7 0.8 0.9 1.0 1.1 1.2 1.2 1.3 1.4 1.4 1.5 1.5 1.6 1.7 1.7 1.8 1.9 2.1 2.3 2.9"
# Days after the engagement began: before from the first week, after from two weeks in October and November.
STUDIED, SIGNED, STUDIED_AGAIN = 7, 11, 60
# What Finance and the sponsor would like to see, and nobody has agreed to: shown, and in no figure.
NOT_AGREED = (
    {
        "kind": "benefit",
        "name": "Invoices paid sooner",
        "source": "Finance’s estimate of October: five days sooner, at the overdraft’s rate",
        "yearly": [Decimal(2400), Decimal(2400)],
        "ramp_months": 3,
        "low_percent": Decimal(50),
        "high_percent": Decimal(25),
        "risk_percent": Decimal(20),
    },
    {
        "kind": "cost",
        "name": "Champions’ time",
        "source": "Five champions, two hours a month each at $38",
        "yearly": [Decimal(4560), Decimal(2280)],
        "low_percent": Decimal(25),
        "high_percent": Decimal(10),
    },
)


def load_business_case(cast: Cast) -> None:
    """Inside the client's scope: two lines that are talked about and do not count yet."""
    for values in NOT_AGREED:
        case_services.add_line({**values, "is_counted": False}, by=cast.consultant)


def load_measurements(cast: Cast) -> None:
    """Inside the client's scope, after the roadmap. Dates count from the day the engagement began."""
    measure_before(cast)
    measure_after(cast)


def measure_before(cast: Cast) -> None:
    """What was before, signed by the sponsor."""
    by, began = cast.consultant, _began(cast)
    measured = Initiative.objects.get(name="Deal to invoice")
    minutes = services.add_metric({"name": MINUTES, "kind": "time", "initiative": measured.pk}, by=by)
    errors = services.add_metric({"name": ERRORS, "kind": "error_rate", "unit": "%", "initiative": measured.pk}, by=by)
    then = began + timedelta(days=STUDIED)
    services.add_values(minutes, BEFORE, _numbers(MINUTES_BEFORE), by=by, observed_on=then)
    services.add_audit(errors, BEFORE, 9, 120, by=by, observed_on=then)
    for metric in (minutes, errors):
        _sign(metric, cast, began)


def measure_after(cast: Cast) -> None:
    """Once it had run for a month."""
    by, later = cast.consultant, _began(cast) + timedelta(days=STUDIED_AGAIN)
    minutes, errors = (Metric.objects.get(name=name) for name in (MINUTES, ERRORS))
    services.add_values(minutes, AFTER, _numbers(MINUTES_AFTER), by=by, observed_on=later)
    services.add_audit(errors, AFTER, 1, 110, by=by, observed_on=later)


def _began(cast: Cast) -> date:
    if cast.harbor.engagement_start is None:
        raise ValueError(f"{cast.harbor} has no first day to count from.")
    return cast.harbor.engagement_start


def _sign(metric: Metric, cast: Cast, began: date) -> None:
    """By the sponsor, before the integration went live."""
    day = began + timedelta(days=SIGNED)
    at = datetime.combine(day, time(10), tzinfo=ZoneInfo(cast.harbor.time_zone))
    services.sign_baseline(metric, cast.sponsor, by=cast.consultant, at=at)


def _numbers(text: str) -> list[Decimal]:
    return [Decimal(part) for part in text.split()]

"""What this client adds to the firm's own benchmarks, and what they are: medians of five clients or more."""

from dataclasses import dataclass
from decimal import Decimal

from apps.core.tenancy.context import public_scope
from apps.methods.firm_medians import Median, firm_median
from apps.methods.measurement import Verdict
from apps.shared.catalog.models import MetricKind
from apps.shared.clients.models import Client, ClientSummary
from apps.tenant.roi.lines import ReturnOf
from apps.tenant.roi.selectors.cases import business_case_of

LARGEST = Decimal(10**6)
# Field of the summary → what it is in words, its unit, and the step that hides each client.
KEPT = {
    "hours_found": ("lost to hand-offs before anything changed", "h/week", Decimal(1)),
    "roi_percent": ("return over the client’s horizon, expected case", "%", Decimal(10)),
    "payback_months": ("payback, expected case", "months", Decimal("0.5")),
    "time_less_percent": ("less time for a hand-off, by time studies that can tell", "%", Decimal(5)),
}


@dataclass(frozen=True)
class FirmFigure:
    what: str
    unit: str
    median: Median


def contribution_of(client: Client) -> dict[str, Decimal | None]:
    """Figures of the client's summary; None where there is nothing to add (or nothing sensible)."""
    made = business_case_of(client)
    expected = made.total.expected if made.total else None
    return {
        "roi_percent": _sensible(expected.roi_percent if expected else None),
        "payback_months": _sensible(expected.payback.months if expected and expected.cost else None),
        "time_less_percent": _sensible(_time_less(made)),
    }


def firm_figures(client: Client) -> list[FirmFigure]:
    """Of all clients of the firm, in one query; those below five have no value."""
    with public_scope():
        rows = list(ClientSummary.objects.filter(client__firm=client.firm_id).values(*KEPT))
    return [
        FirmFigure(what, unit, firm_median([row[name] for row in rows if row[name] is not None], step=step))
        for name, (what, unit, step) in KEPT.items()
    ]


def _time_less(made: ReturnOf) -> Decimal | None:
    """The mean of what each conclusive time study of something committed found, percent of before."""
    found = [
        -line.comparison.change_percent
        for one in made.committed
        for line in one.metrics
        if line.metric.kind == MetricKind.TIME and line.comparison and line.comparison.change_percent is not None
        if line.comparison.verdict is not Verdict.CANNOT_TELL
    ]
    return sum(found, Decimal(0)) / len(found) if found else None


def _sensible(value: Decimal | None) -> Decimal | None:
    """Rounded as it is kept; a figure beyond all measure would only spoil the median."""
    return round(value, 4) if value is not None and abs(value) < LARGEST else None

"""What the return's templates may use."""

from apps.tenant.roi.pages.costs import CostsPage, costs_page
from apps.tenant.roi.pages.returns import ReturnPage, return_page
from apps.tenant.roi.pages.studies import MeasurementsPage, MetricPage, measurements_page, metric_page

__all__ = [
    "CostsPage",
    "MeasurementsPage",
    "MetricPage",
    "ReturnPage",
    "costs_page",
    "measurements_page",
    "metric_page",
    "return_page",
]

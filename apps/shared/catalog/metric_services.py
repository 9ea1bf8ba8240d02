"""The firm's own metrics: described once, chosen at each client. What a client measures by one stays as it was."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from apps.core.checking import check_fields
from apps.core.errors import Conflict
from apps.shared.accounts.models import Firm
from apps.shared.catalog.models import FirmMetric

FIELDS = ("name", "kind", "unit", "higher_is_better", "goal_limit", "goal_change_percent", "how")


def add_metric(firm: Firm, values: Mapping[str, Any]) -> FirmMetric:
    """values: of `FIELDS`. Refused without a name or kind, and for a name that the firm has already."""
    return _saved(FirmMetric(firm=firm), values)


def change_metric(metric: FirmMetric, values: Mapping[str, Any]) -> FirmMetric:
    return _saved(metric, values)


def archive_metric(metric: FirmMetric) -> FirmMetric:
    """No longer offered; doing it twice is doing it once."""
    metric.is_archived = True
    metric.save(update_fields=["is_archived"])
    return metric


def _saved(metric: FirmMetric, values: Mapping[str, Any]) -> FirmMetric:
    for name in values.keys() & set(FIELDS):
        setattr(metric, name, values[name])
    metric.name = " ".join(metric.name.split())
    check_fields(metric, exclude={"firm", "created_at"})
    try:
        with transaction.atomic():
            metric.save()
    except IntegrityError as twin:
        raise Conflict(f"Your firm has a metric called {metric.name} already.", field="name") from twin
    return metric

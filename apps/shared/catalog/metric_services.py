"""The firm's own metrics: described once, chosen at each client. What a client measures by one stays as it was.

Who described, changed or archived one is kept with it.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction

from apps.core.checking import check_fields
from apps.core.errors import Conflict
from apps.shared.accounts.models import Firm, User
from apps.shared.catalog.changes import differences, label_of
from apps.shared.catalog.models import FirmMetric, FirmMetricChange, Verb

FIELDS = ("name", "kind", "unit", "higher_is_better", "goal_limit", "goal_change_percent", "how")


@transaction.atomic
def add_metric(firm: Firm, values: Mapping[str, Any], *, by: User) -> FirmMetric:
    """values: of `FIELDS`. Refused without a name or kind, and for a name that the firm has already."""
    metric = _saved(FirmMetric(firm=firm), values)
    _keep(Verb.ADDED, metric, by)
    return metric


@transaction.atomic
def change_metric(metric: FirmMetric, values: Mapping[str, Any], *, by: User) -> FirmMetric:
    """Change the given fields only; what stays the same is no change."""
    current = _locked(metric)
    before = _in_words(current)
    after = _in_words(_saved(current, values))
    if changes := differences(before, after, partial(label_of, FirmMetric)):
        _keep(Verb.CHANGED, current, by, changes)
    return current


@transaction.atomic
def archive_metric(metric: FirmMetric, *, by: User) -> FirmMetric:
    """No longer offered; doing it twice is doing it once."""
    current = _locked(metric)
    if not current.is_archived:
        current.is_archived = True
        current.save(update_fields=["is_archived"])
        _keep(Verb.ARCHIVED, current, by)
    return current


def _locked(metric: FirmMetric) -> FirmMetric:
    return FirmMetric.objects.select_for_update().get(pk=metric.pk)


def _keep(verb: Verb, metric: FirmMetric, by: User, changes: Iterable[Mapping[str, str]] = ()) -> None:
    FirmMetricChange.objects.create(metric=metric, by=by, verb=verb, differences=list(changes))


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


def _in_words(metric: FirmMetric) -> dict[str, str]:
    return {name: _shown(metric, name) for name in FIELDS}


def _shown(metric: FirmMetric, name: str) -> str:
    value = getattr(metric, name)
    if name == "kind":
        return str(metric.get_kind_display())
    if name == "higher_is_better":
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "–" if value is None or value == "" else str(value)

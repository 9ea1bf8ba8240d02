"""What can be chosen to be measured: the metrics of the method, and those that the firm has described for itself."""

from apps.core.tenancy.context import public_scope
from apps.methods.measurement import Better
from apps.methods.metric_library import LIBRARY, Standard
from apps.shared.accounts.models import Firm
from apps.shared.catalog.models import FirmMetric
from apps.shared.catalog.selectors import own_metrics

OWN = "firm:"


def library() -> list[Standard]:
    """The method's first, then the firm's own by name. Two queries."""
    return [*LIBRARY.values(), *(_standard(one) for one in _own())]


def standard_called(key: str) -> Standard | None:
    """By its key; None for one that is not there, or is another firm's."""
    if key in LIBRARY:
        return LIBRARY[key]
    return next((one for one in library() if one.key == key), None) if key.startswith(OWN) else None


def _own() -> list[FirmMetric]:
    """In the client's scope: the firm that is seen there is the client's."""
    firm = Firm.objects.values_list("pk", flat=True).first()
    with public_scope():
        return list(own_metrics(firm))


def _standard(one: FirmMetric) -> Standard:
    return Standard(
        key=f"{OWN}{one.pk}",
        name=one.name,
        kind=one.kind,
        unit=one.unit,
        how=one.how,
        source="the firm's own",
        better=Better.HIGHER if one.higher_is_better else Better.LOWER,
        goal_limit=one.goal_limit,
        goal_change_percent=one.goal_change_percent,
    )

"""Whether the client has amounts of money yet, of whatever kind: then its currency stays."""

from django.db.models import Q

from apps.tenant.flows.models import Flow
from apps.tenant.inventory.models import Application
from apps.tenant.roadmap.models import Initiative
from apps.tenant.roi.models import CaseLine, Metric


def has_amounts() -> bool:
    """The hourly rate aside, which is set with the currency. At most five queries."""
    spent = Q(build_cost__gt=0) | Q(training_cost__gt=0) | Q(subscription_per_month__gt=0)
    rows = (
        CaseLine.objects.all(),
        Initiative.objects.filter(spent | Q(other_saving_per_month__gt=0)),
        Application.objects.filter(annual_cost__isnull=False),
        Flow.objects.filter(hourly_rate__isnull=False),
        Metric.objects.filter(cost_per_error__isnull=False),
    )
    return any(found.exists() for found in rows)

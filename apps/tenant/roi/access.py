"""From the numbers in an address to an object of the client. Whatever is not there answers 404."""

from django.shortcuts import get_object_or_404

from apps.core.http import Request
from apps.tenant.roadmap.models import Initiative
from apps.tenant.roi.models import Metric, Observation


def metric_or_404(request: Request, metric_id: int) -> Metric:
    return get_object_or_404(Metric.objects.select_related("initiative", "integration", "flow"), pk=metric_id)


def observation_or_404(request: Request, observation_id: int) -> Observation:
    return get_object_or_404(Observation.objects.select_related("metric"), pk=observation_id)


def initiative_or_404(request: Request, initiative_id: int) -> Initiative:
    return get_object_or_404(Initiative, pk=initiative_id)

"""From the numbers in an address to an object of the client. Whatever is not there answers 404."""

from django.shortcuts import get_object_or_404

from apps.core.http import Request
from apps.tenant.roadmap.models import Initiative, Phase, RoadmapVersion


def initiative_or_404(request: Request, initiative_id: int) -> Initiative:
    return get_object_or_404(Initiative.objects.select_related("phase", "owner"), pk=initiative_id)


def phase_or_404(request: Request, phase_id: int) -> Phase:
    return get_object_or_404(Phase, pk=phase_id)


def version_or_404(request: Request, number: int) -> RoadmapVersion:
    found = RoadmapVersion.objects.select_related("published_by", "decided_by")
    return get_object_or_404(found, number=number)

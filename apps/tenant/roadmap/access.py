"""From the numbers in an address to an object of the client. Whatever is not there answers 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from apps.core.http import Request
from apps.tenant.roadmap.models import Initiative, Phase, RoadmapVersion
from apps.tenant.roadmap.selectors import find_version


def initiative_or_404(request: Request, initiative_id: int) -> Initiative:
    return get_object_or_404(Initiative.objects.select_related("phase", "owner"), pk=initiative_id)


def phase_or_404(request: Request, phase_id: int) -> Phase:
    return get_object_or_404(Phase, pk=phase_id)


def version_or_404(request: Request, number: int) -> RoadmapVersion:
    try:
        return find_version(number)
    except RoadmapVersion.DoesNotExist as error:
        raise Http404 from error

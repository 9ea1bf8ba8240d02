"""From the numbers in an address to an object of the client. Whatever is not there answers 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from apps.tenant.decisions.models import Consolidation, Opportunity


def opportunity_or_404(request: HttpRequest, opportunity_id: int) -> Opportunity:
    return get_object_or_404(Opportunity, pk=opportunity_id)


def consolidation_or_404(request: HttpRequest, consolidation_id: int) -> Consolidation:
    return get_object_or_404(Consolidation, pk=consolidation_id)

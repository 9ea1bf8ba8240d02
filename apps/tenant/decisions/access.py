"""From the numbers in an address to an object of the client. Whatever is not there answers 404."""

from django.shortcuts import get_object_or_404

from apps.core.http import Request
from apps.tenant.decisions.models import Consolidation, Opportunity


def opportunity_or_404(request: Request, opportunity_id: int) -> Opportunity:
    return get_object_or_404(Opportunity, pk=opportunity_id)


def consolidation_or_404(request: Request, consolidation_id: int) -> Consolidation:
    return get_object_or_404(Consolidation, pk=consolidation_id)

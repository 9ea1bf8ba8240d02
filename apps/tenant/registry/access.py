"""From the numbers in an address to an entry of the client's registry. Whatever is not there answers 404."""

from django.shortcuts import get_object_or_404

from apps.core.http import Request
from apps.tenant.registry.models import Incident, Integration


def integration_or_404(request: Request, integration_id: int) -> Integration:
    return get_object_or_404(Integration.objects.select_related("owner", "runbook_call"), pk=integration_id)


def incident_or_404(request: Request, incident_id: int) -> Incident:
    return get_object_or_404(Incident.objects.select_related("integration"), pk=incident_id)

from django.shortcuts import get_object_or_404

from apps.core.http import Request
from apps.tenant.inventory.models import FindingDismissal, ObjectConflict


def dismissal_or_404(request: Request, finding_dismissal_id: int) -> FindingDismissal:
    return get_object_or_404(FindingDismissal, pk=finding_dismissal_id)


def conflict_or_404(request: Request, object_conflict_id: int) -> ObjectConflict:
    return get_object_or_404(ObjectConflict.objects.select_related("data_object"), pk=object_conflict_id)

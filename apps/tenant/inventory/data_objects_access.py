from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from apps.tenant.inventory.models import ObjectConflict


def conflict_or_404(request: HttpRequest, conflict_id: int) -> ObjectConflict:
    return get_object_or_404(ObjectConflict.objects.select_related("data_object"), pk=conflict_id)

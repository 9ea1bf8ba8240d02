"""From the number in an address to an import of the client. Whatever is not there answers 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from apps.tenant.imports.models import Import


def import_or_404(request: HttpRequest, import_id: int) -> Import:
    return get_object_or_404(Import.objects.select_related("created_by", "applied_by"), pk=import_id)

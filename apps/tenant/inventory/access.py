"""From the numbers in an address to an object of the client. Whatever is not there answers 404."""

from django.shortcuts import get_object_or_404

from apps.core.http import Request
from apps.tenant.inventory.models import Application, DataObject


def application_or_404(request: Request, application_id: int) -> Application:
    return get_object_or_404(Application.objects.in_use(), pk=application_id)


def trashed_application_or_404(request: Request, application_id: int) -> Application:
    return get_object_or_404(Application.objects.in_trash(), pk=application_id)


def data_object_or_404(request: Request, data_object_id: int) -> DataObject:
    return get_object_or_404(DataObject, pk=data_object_id)

"""From the numbers in an address to an object of the client. Whatever is not there answers 404."""

from django.shortcuts import get_object_or_404

from apps.core.http import Request, whole_number
from apps.tenant.inventory.models import Application, DataObject, DifferentPair, SavedView
from apps.tenant.inventory.saved_views import views_of


def application_or_404(request: Request, application_id: int) -> Application:
    return get_object_or_404(Application.objects.in_use(), pk=application_id)


def trashed_application_or_404(request: Request, application_id: int) -> Application:
    return get_object_or_404(Application.objects.in_trash(), pk=application_id)


def data_object_or_404(request: Request, data_object_id: int) -> DataObject:
    return get_object_or_404(DataObject, pk=data_object_id)


def different_pair_or_404(request: Request, different_pair_id: int) -> DifferentPair:
    return get_object_or_404(DifferentPair.objects.select_related("one", "other"), pk=different_pair_id)


def saved_view_or_404(request: Request, saved_view_id: int) -> SavedView:
    """One that this person may see."""
    return get_object_or_404(views_of(request.user), pk=saved_view_id)


def view_or_none(request: Request) -> SavedView | None:
    """The saved view that the address names; None for one that is gone or somebody else's own."""
    number = whole_number(request.GET.get("view", ""))
    return None if number is None else views_of(request.user).filter(pk=number).first()

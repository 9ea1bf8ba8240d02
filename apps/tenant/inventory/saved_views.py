"""Views of the applications that people keep: who sees which, and their writes."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.http import QueryDict

from apps.core.errors import Refused
from apps.shared.accounts.models import User
from apps.tenant.history.services import differences, record
from apps.tenant.inventory.grid_columns import known_columns
from apps.tenant.inventory.models import SavedView

FILTERS = ("q", "department", "lifecycle", "only", "sort")
PATH = "assess/applications/?view={}"


def views_of(user: User) -> QuerySet[SavedView]:
    """Their own and those that colleagues share."""
    return SavedView.objects.filter(Q(owner=user) | Q(is_shared=True)).select_related("owner")


def filters_in(address: QueryDict) -> dict[str, list[str]]:
    """The filters and the sort of an address, as a view keeps them."""
    return {key: values for key in FILTERS if (values := [value for value in address.getlist(key) if value])}


def address_of(view: SavedView, given: QueryDict) -> QueryDict:
    """The view's filters and columns; what stands in the address itself counts more."""
    address = QueryDict(mutable=True)
    for key, values in view.filters.items():
        address.setlist(key, values)
    if view.columns:
        address["columns"] = ",".join(view.columns)
    for key, values in given.lists():
        address.setlist(key, values)
    return address


@transaction.atomic
def save_view(view: SavedView, values: Mapping[str, Any], *, by: User) -> SavedView:
    """Make or change a view. values: of name, is_shared, filters (lists of text by key) and columns.

    Refused without a name, with the name of another of their own views, and for anybody but its owner.
    """
    is_new = view.pk is None
    if is_new:
        view.owner = by
    elif view.owner_id != by.pk:
        raise Refused("Only the person who made this view can change it. Save it as one of your own.")
    before = {key: getattr(view, key) for key in values}
    for key, value in values.items():
        setattr(view, key, value)
    view.name = " ".join(view.name.split())
    view.columns = known_columns(view.columns)
    if not view.name:
        raise Refused("Give the view a name.", field="name")
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        raise Refused(f"You already have a view called {view.name}. Choose another name.", field="name") from error
    path = PATH.format(view.pk)
    if is_new:
        record("added", view, by=by, path=path)
    elif changes := differences(before, {key: getattr(view, key) for key in values}, SavedView):
        record("changed", view, by=by, changes=changes, path=path)
    return view


@transaction.atomic
def remove_view(view: SavedView, *, by: User) -> None:
    """Refused for anybody but its owner."""
    if view.owner_id != by.pk:
        raise Refused("Only the person who made this view can remove it.")
    record("removed", view, by=by)
    view.delete()

"""Saying that two applications with names alike are different tools, and taking that back."""

from django.db import transaction

from apps.core.errors import Conflict, Refused
from apps.shared.accounts.models import User
from apps.tenant.history.services import record
from apps.tenant.inventory.models import Application, DifferentPair

PATH = "assess/applications/duplicates/"


@transaction.atomic
def keep_apart(one: int, other: int, *, by: User) -> DifferentPair:
    """These two applications are different tools: no likely duplicates any more, until it is taken back.

    Refused for an application with itself, and when either is not in use any more.
    """
    if one == other:
        raise Refused("Choose two different applications.")
    first, second = sorted((one, other))
    found = Application.objects.in_use().in_bulk([first, second])
    if len(found) != 2:
        raise Conflict("One of the two has been removed meanwhile. Load the page again.")
    pair, is_new = DifferentPair.objects.get_or_create(one=found[first], other=found[second], defaults={"said_by": by})
    if is_new:
        record("told apart", pair, by=by, path=PATH)
    return pair


@transaction.atomic
def take_back(pair: DifferentPair, *, by: User) -> None:
    """The two are likely duplicates again."""
    record("no longer tells apart", pair, by=by, path=PATH)
    pair.delete()

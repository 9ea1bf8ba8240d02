"""Overlaps that nobody needs to weigh: dismissed with a reason, remembered, and taken up again."""

from collections.abc import Iterable
from itertools import combinations

from django.db import transaction

from apps.core.errors import Refused
from apps.shared.accounts.models import User
from apps.tenant.decisions.models import DismissedOverlap
from apps.tenant.history.services import record
from apps.tenant.inventory.models import Application

PATH = "decide/consolidate/"


@transaction.atomic
def dismiss_overlap(ids: Iterable[int], *, by: User, reason: str) -> None:
    """None of these applications is proposed together with another of them again. Refused without a reason."""
    if not reason.strip():
        raise Refused("Say why they need not be weighed; it stays beside the pair.", field="reason")
    members = list(Application.objects.in_use().filter(pk__in=set(ids)).order_by("pk"))
    if len(members) < 2:
        raise Refused("An overlap has at least two applications; one of these is gone.")
    pairs = [
        DismissedOverlap(first=first, second=second, reason=reason.strip(), dismissed_by=by)
        for first, second in combinations(members, 2)
    ]
    DismissedOverlap.objects.bulk_create(pairs, ignore_conflicts=True)
    label = " and ".join(one.name for one in members[:5])
    record("dismissed", DismissedOverlap(first=members[0], second=members[1]), by=by, label=label, path=PATH)


@transaction.atomic
def reconsider_overlap(pair: DismissedOverlap, *, by: User) -> None:
    """The pair is proposed again while it still overlaps."""
    record("took up again", pair, by=by, path=PATH)
    pair.delete()

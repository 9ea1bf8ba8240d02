"""Merging and splitting by hand, and taking that back."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.core.errors import Conflict, Refused
from apps.shared.accounts.models import User
from apps.tenant.decisions.models import Opportunity, Regrouping
from apps.tenant.decisions.services.opportunities import LATER, add_opportunity, change_opportunity, path_of
from apps.tenant.decisions.services.remembering import bring_back, flows_of
from apps.tenant.flows.models import Flow
from apps.tenant.history.services import record


@transaction.atomic
def merge_opportunities(into: Opportunity, others: Collection[Opportunity], *, by: User, on: date) -> Opportunity:
    """The flows of the others move into one, which keeps its own name, requirement and inputs.

    Refused without another one, or when one of them is decided on.
    """
    ids = {one.pk for one in others} - {into.pk}
    if not ids:
        raise Refused(f"Choose at least one other opportunity to merge into {into}.", field="others")
    for other in Opportunity.objects.select_for_update().filter(pk__in=ids):
        _check_free(other, field="others")
    mine, theirs = _flows_in_use([into.pk]), _flows_in_use(ids)
    emptied = Opportunity.objects.filter(pk__in=ids).exclude(flows__in=theirs).first()
    if emptied:
        raise Refused(f"{emptied} has no flow left to merge. Remove it instead.", field="others")
    return change_opportunity(into, {"flows": [*mine, *theirs]}, by=by, on=on, move=True)


@transaction.atomic
def split_opportunity(opportunity: Opportunity, flows: Sequence[int], name: str, *, by: User, on: date) -> Opportunity:
    """Some of its flows become an opportunity of their own, with that name.

    Refused unless at least one goes and one stays.
    """
    mine = set(_flows_in_use([opportunity.pk]))
    going = set(flows)
    if not going or not going <= mine:
        raise Refused(f"Choose which flows of {opportunity} go into the new opportunity.", field="flows")
    if going == mine:
        raise Refused(f"Leave at least one flow with {opportunity}; to rename it, change it.", field="flows")
    return add_opportunity({"name": name, "flows": sorted(going)}, by=by, on=on, move=True)


@transaction.atomic
def undo_regrouping(regrouping: Regrouping, *, by: User) -> None:
    """Everything as it was before a merge or a split. Refused once any flow has moved again since."""
    current = Regrouping.objects.select_for_update().get(pk=regrouping.pk)
    if current.undone_at is not None:
        raise Conflict("This was taken back already.")
    were: dict[int, dict[str, Any]] = {row["pk"]: row for row in current.before}
    new = {int(pk) for pk in current.after} - were.keys()
    there = {one.pk: one for one in Opportunity.objects.select_for_update().filter(pk__in={*were, *new})}
    _check_untouched(current, there)
    for pk in new:
        _check_free(there[pk])
        record("removed", there[pk], by=by)
        there[pk].delete()
    for pk, row in were.items():
        if pk in there:
            there[pk].flows.set(Flow.objects.filter(pk__in=row["fields"]["flows"]))
            there[pk].version += 1
            there[pk].save(update_fields=["version"])
        else:
            _check_name(row["fields"]["name"])
            bring_back(row)
        restored = Opportunity.objects.get(pk=pk)
        record("restored", restored, by=by, path=path_of(restored))
    current.undone_by, current.undone_at = by, timezone.now()
    current.save(update_fields=["undone_by", "undone_at"])


def _flows_in_use(ids: Collection[int]) -> list[int]:
    return list(Flow.objects.in_use().filter(opportunities__in=ids).distinct().values_list("pk", flat=True))


def _check_untouched(regrouping: Regrouping, there: dict[int, Opportunity]) -> None:
    if not regrouping.before or flows_of(there) != regrouping.after:
        raise Refused(f"{regrouping.label}: their flows have moved again since. Merge or split by hand instead.")


def _check_free(opportunity: Opportunity, *, field: str = "") -> None:
    if opportunity.is_decided or any(hasattr(opportunity, stage) for stage in LATER):
        raise Refused(f"{opportunity} is decided on. Take the decision back first.", field=field)


def _check_name(name: str) -> None:
    if Opportunity.objects.filter(name__iexact=name).exists():
        raise Refused(f"There is another opportunity called {name} now. Rename it first.")

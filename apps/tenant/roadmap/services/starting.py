"""A roadmap out of what was decided: everything at once, each in its first place."""

from django.db import transaction

from apps.core.clock import today_of
from apps.core.errors import Refused
from apps.methods.phases import plan_called
from apps.methods.placing import Place, Placed, Wanted, place, weeks_of
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.decisions.models import Consolidation, Opportunity
from apps.tenant.roadmap.models import Initiative, Phase
from apps.tenant.roadmap.selectors import Choice, not_yet_planned, roadmap_spans
from apps.tenant.roadmap.services.initiatives import accept_consolidation, accept_opportunity


@transaction.atomic
def plan_decided(client: Client, *, by: User) -> list[Initiative]:
    """Put every decided opportunity and consolidation that is not on the roadmap yet there, best first.

    Phases and dates are a first proposal, never with more than three at once. Refused when there is nothing to place.
    """
    decided = [one for one in not_yet_planned(client) if one.is_decided]
    if not decided:
        raise Refused("Everything that was decided is on the roadmap already.")
    places = [_place(phase) for phase in Phase.objects.all()]
    placed = place([_wanted(one) for one in decided], places, today=today_of(client), busy=roadmap_spans())
    return [_accept(one, where, by=by) for one, where in zip(decided, placed, strict=True)]


def _wanted(one: Choice) -> Wanted:
    return Wanted(f"{one.kind} {one.id}", weeks_of(one.tier, is_consolidation=one.merges), one.tier)


def _place(phase: Phase) -> Place:
    plan = plan_called(phase.name)
    return Place(phase.name, phase.start, plan.room if plan else None, plan.tier if plan else None)


def _accept(one: Choice, where: Placed, *, by: User) -> Initiative:
    values = {"phase": where.place, "start": where.start, "end": where.live}
    if one.kind == "opportunity":
        return accept_opportunity(Opportunity.objects.get(pk=one.id), values, by=by)
    return accept_consolidation(Consolidation.objects.get(pk=one.id), values, by=by)

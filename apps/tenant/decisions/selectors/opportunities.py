"""Opportunities in their order, with what the order rests on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from django.db.models import Count, Q, QuerySet

from apps.methods import handoffs, scorecard
from apps.methods.scorecard import Criterion
from apps.tenant.decisions.lines.opportunity import OpportunityLine
from apps.tenant.decisions.models import Consolidation, Decision, Opportunity, ScorecardWeights
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.selectors import Terms, flow_costs

# What happens to a decision later (roadmap, registry) hangs on the opportunity; shown beside it where it is there.
LATER_STAGES = ("initiative", "integration")


def current_weights() -> ScorecardWeights:
    """The weights that count: the newest ones, N's own before the first change."""
    # Nobody set the first ones, so they have no moment either.
    first = ScorecardWeights(changed_at=None)  # type: ignore[misc]
    return ScorecardWeights.objects.select_related("changed_by").first() or first


def weight_history() -> list[ScorecardWeights]:
    """Every change of the weights, newest first."""
    return list(ScorecardWeights.objects.select_related("changed_by"))


def weights_of(row: ScorecardWeights) -> dict[Criterion, Decimal]:
    return {criterion: Decimal(getattr(row, criterion.value)) for criterion in Criterion}


def ranked_opportunities(client: Terms, weights: Mapping[Criterion, Decimal] | None = None) -> list[OpportunityLine]:
    """All opportunities with their figures: by score, then hours, then name; unscored ones last. Six queries.

    weights: others than the client's, to see what they would change.
    """
    members = members_of()
    flows = flow_costs(client, chain.from_iterable(members.values()))
    weights = weights or weights_of(current_weights())
    found = list(Opportunity.objects.select_related("decided_by", "consolidation", *LATER_STAGES).order_by("pk"))
    systems = {one.pk: _systems(members[one.pk], flows) for one in found}
    lines = [
        OpportunityLine(
            opportunity=one,
            flows=_by_priority(flows[pk] for pk in members[one.pk] if pk in flows),
            weights=weights,
            connections_before=before,
        )
        for one, before in zip(found, _connections_before(found, systems), strict=True)
    ]
    return sorted(lines, key=lambda line: (-(line.score or 0), -line.hours_per_week, line.name.lower()))


def opportunity_summary(client: Terms, pk: int) -> OpportunityLine:
    """One opportunity with its figures. Raises Opportunity.DoesNotExist."""
    found = next((line for line in ranked_opportunities(client) if line.id == pk), None)
    if found is None:
        raise Opportunity.DoesNotExist(pk)
    return found


def hours_of(lines: Sequence[OpportunityLine]) -> handoffs.Cost:
    """Hours and money over several opportunities; a flow that is part of two counts once."""
    flows = {flow.id: flow for line in lines for flow in line.flows}
    return handoffs.total(flow.cost for flow in flows.values() if flow.is_hand_off and flow.cost)


def shortlist_of(lines: Sequence[OpportunityLine]) -> scorecard.Shortlist:
    """N's top two to three with the least change, by ids as keys."""
    return scorecard.shortlist(
        scorecard.Candidate(str(line.id), line.card, line.opportunity.change_effort)
        for line in lines
        if line.is_candidate
    )


def list_opportunities() -> QuerySet[Opportunity]:
    return Opportunity.objects.order_by("pk")


def owners_of_flows() -> dict[int, list[str]]:
    """Flow id → names of the opportunities it is part of."""
    found: dict[int, list[str]] = defaultdict(list)
    for flow, name in Opportunity.flows.through.objects.values_list("flow_id", "opportunity__name"):
        found[flow].append(name)
    return found


def counts_by_page() -> dict[str, int]:
    """How many there are behind each tab of the stage, by the page's name. Two queries."""
    undecided = Q(decision=Decision.OPEN)
    ours = Opportunity.objects.aggregate(all=Count("pk"), open=Count("pk", filter=undecided))
    cases = Consolidation.objects.aggregate(
        all=Count("pk"), decided=Count("pk", filter=~undecided & Q(opportunity=None))
    )
    return {
        "opportunities": ours["all"],
        "consolidations": cases["all"],
        "decisions": ours["all"] - ours["open"] + cases["decided"],
    }


def members_of() -> dict[int, list[int]]:
    """Opportunity id → flow ids. One query."""
    found: dict[int, list[int]] = defaultdict(list)
    for opportunity, flow in Opportunity.flows.through.objects.order_by("id").values_list("opportunity_id", "flow_id"):
        found[opportunity].append(flow)
    return found


def _systems(members: Sequence[int], flows: Mapping[int, FlowLine]) -> int:
    known = [flows[pk] for pk in members if pk in flows]
    return len({end for flow in known for end in (flow.source_id, flow.target_id)})


def _by_priority(flows: Iterable[FlowLine]) -> tuple[FlowLine, ...]:
    return tuple(sorted(flows, key=lambda flow: (-(flow.score or 0), flow.id)))


def _connections_before(found: Sequence[Opportunity], systems: Mapping[int, int]) -> list[int]:
    """For each: pairs of systems that integrations decided before it connect; an undecided one comes after all."""
    decided = sorted((one for one in found if one.decision == Decision.INTEGRATE), key=_when)
    before, running = {}, 0
    for one in decided:
        before[one.pk] = running
        running += max(systems[one.pk] - 1, 0)
    return [before.get(one.pk, running) for one in found]


def _when(opportunity: Opportunity) -> tuple[str, int]:
    return str(opportunity.decided_on or "9999"), opportunity.pk

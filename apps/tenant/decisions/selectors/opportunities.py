"""Opportunities in their order, what the order rests on, and what could become one."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.cache import cache
from django.db.models import QuerySet

from apps.methods import handoffs, robustness, scorecard
from apps.methods.scorecard import Criterion
from apps.tenant.decisions.lines.opportunity import OpportunityLine
from apps.tenant.decisions.models import Decision, Opportunity, ScorecardWeights
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.selectors import Terms, flow_costs

# What happens to a decision later (roadmap, registry) hangs on the opportunity; shown beside it where it is there.
LATER_STAGES = ("initiative", "integration")
SEED = 2026
DRAWS = 2000
DRAWN_AT_MOST = 200_000
REMEMBERED_SECONDS = 24 * 3600


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


def ranked_opportunities(client: Terms) -> list[OpportunityLine]:
    """All opportunities with their figures: by score, then hours, then name; unscored ones last. Six queries."""
    flows, members = flow_costs(client), _members()
    weights = weights_of(current_weights())
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


@dataclass(frozen=True)
class Robustness:
    """How firmly the order stands. shares: 0 to 1 by opportunity id; flip: names as first and second."""

    shares: Mapping[int, Decimal]
    flip: robustness.Flip | None


def robustness_of(lines: Sequence[OpportunityLine]) -> Robustness:
    """The share of draws in the top three, and the smallest flip. Remembered until a score or weight changes."""
    candidates = sorted((line for line in lines if line.is_candidate), key=lambda line: line.id)
    cards = {str(line.id): line.card for line in candidates}
    facts = repr([(key, [(row.weight, row.score) for row in card.contributions]) for key, card in cards.items()])
    key = f"robustness-{hashlib.sha256(facts.encode()).hexdigest()}"
    shares = cache.get(key)
    if shares is None:
        draws = max(100, min(DRAWS, DRAWN_AT_MOST // max(len(cards), 1)))
        shares = robustness.top_three_shares(cards, seed=SEED, draws=draws) if cards else {}
        cache.set(key, shares, REMEMBERED_SECONDS)
    return Robustness({int(pk): share for pk, share in shares.items()}, robustness.flip(cards))


@dataclass(frozen=True)
class Proposal:
    """Hand-offs that share source, target and object and belong to no opportunity yet."""

    flows: tuple[FlowLine, ...]

    @property
    def key(self) -> str:
        return "-".join(str(flow.id) for flow in self.flows)

    @property
    def name(self) -> str:
        flow = self.flows[0]
        return f"{flow.data_object}: {flow.source} to {flow.target}"

    @property
    def hours_per_week(self) -> Decimal:
        return sum((flow.hours_per_week or Decimal(0) for flow in self.flows), Decimal(0))

    @property
    def score(self) -> int | None:
        return max((flow.score for flow in self.flows if flow.score is not None), default=None)


def proposed_opportunities(client: Terms) -> list[Proposal]:
    """What could become an opportunity, highest score first. Nothing is made of it unasked."""
    taken = {flow for members in _members().values() for flow in members}
    groups: dict[tuple[int, int, int], list[FlowLine]] = defaultdict(list)
    for flow in flow_costs(client).values():
        if flow.is_hand_off and flow.id not in taken:
            groups[flow.source_id, flow.target_id, flow.data_object_id].append(flow)
    proposals = [Proposal(tuple(flows)) for flows in groups.values()]
    return sorted(proposals, key=lambda one: (-(one.score or 0), -one.hours_per_week, one.key))


def list_opportunities() -> QuerySet[Opportunity]:
    return Opportunity.objects.order_by("pk")


def owners_of_flows() -> dict[int, list[str]]:
    """Flow id → names of the opportunities it is part of."""
    found: dict[int, list[str]] = defaultdict(list)
    for flow, name in Opportunity.flows.through.objects.values_list("flow_id", "opportunity__name"):
        found[flow].append(name)
    return found


def _members() -> dict[int, list[int]]:
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

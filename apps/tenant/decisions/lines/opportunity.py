"""One opportunity with everything that follows from its flows and inputs, by the methods; worked out when asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from apps.methods import claims, handoffs, scorecard, tiers
from apps.methods.priority import (
    Band,
    ErrorCost,
    OpportunityScore,
    Partial,
    ScoreRange,
    best_among,
    possible_of,
)
from apps.methods.ranges import Range
from apps.methods.scorecard import Criterion
from apps.tenant.decisions.models import Decision, Opportunity, Pattern, Tier
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.models import Direction

WEEKS_PER_MONTH = Decimal(handoffs.WEEKS_PER_YEAR) / handoffs.MONTHS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class OpportunityLine:
    """An opportunity as the list, the detail, the API and the report show it.

    flows: those in use, by priority. weights: the client's, in percent. connections_before: systems that decisions
    taken earlier have connected, in pairs.
    """

    opportunity: Opportunity
    flows: tuple[FlowLine, ...]
    weights: Mapping[Criterion, Decimal]
    connections_before: int

    @property
    def id(self) -> int:
        return self.opportunity.pk

    @property
    def name(self) -> str:
        return self.opportunity.name

    # What it costs today, and how much it hurts

    @cached_property
    def cost(self) -> handoffs.Cost:
        """Hours and money of its hand-offs at their baseline; flows that nobody has timed count nothing."""
        return handoffs.total(line.cost for line in self.flows if line.is_hand_off and line.cost)

    @property
    def hours_per_week(self) -> Decimal:
        return self.cost.hours_per_week

    @property
    def cost_per_year(self) -> Decimal:
        return self.cost.cost_per_year

    @property
    def is_timed(self) -> bool:
        return any(line.cost for line in self.flows if line.is_hand_off)

    @cached_property
    def priority(self) -> OpportunityScore | None:
        """None while no flow has all three inputs."""
        ready = [line.priority for line in self.flows if line.priority]
        return best_among(ready) if ready else None

    @property
    def score(self) -> int | None:
        return self.priority.best.score if self.priority else None

    @property
    def band(self) -> Band | None:
        return self.priority.best.band if self.priority else None

    @cached_property
    def possible_score(self) -> ScoreRange | None:
        """From the lowest to the highest score that what is known allows; None without a flow."""
        return possible_of(partial_of(line) for line in self.flows)

    @property
    def leading_flow(self) -> FlowLine | None:
        """The flow whose score counts; while none is scored the first one, so that its inputs can be entered."""
        best = self.priority.best.key if self.priority else None
        return next((line for line in self.flows if str(line.id) == best), self.flows[0] if self.flows else None)

    # What it would be worth

    @property
    def share_removed(self) -> Range:
        is_consolidation = self.opportunity.decision == Decision.CONSOLIDATE
        return claims.CONSOLIDATION_SHARE if is_consolidation else claims.INTEGRATION_SHARE

    @property
    def hours_saved(self) -> Decimal | None:
        """Hours a week expected to go; None while no hand-off is timed."""
        if not self.is_timed:
            return None
        return claims.claimed_hours(claims.Claim(self.name, self.hours_per_week, self.share_removed)).expected

    @cached_property
    def card(self) -> scorecard.Scorecard:
        own = self.opportunity
        inputs = {
            Criterion.TIME_SAVED: self.hours_saved,
            Criterion.ERROR_REDUCTION: own.error_points,
            Criterion.REVENUE: own.days_sooner,
            Criterion.RISK_REDUCTION: None if own.risk_checks is None else Decimal(own.risk_checks),
            Criterion.USER_EXPERIENCE: own.user_pain,
        }
        return scorecard.score(inputs, self.weights)

    # How it would be built

    @cached_property
    def systems(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for chain in chains(self.flows) for name in chain))

    @property
    def route(self) -> str:
        """ "Shopify → Inventory sheet → ShipStation"."""
        return ", ".join(" → ".join(chain) for chain in chains(self.flows))

    @property
    def objects(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.data_object for line in self.flows))

    @property
    def is_two_way(self) -> bool:
        """Whether data is wanted in both directions."""
        return any(line.wanted_direction == Direction.TWO_WAY for line in self.flows)

    @property
    def runs_per_month(self) -> Decimal | None:
        """How often the flows run in a month; None while that is not known of any."""
        known = [handoffs.occurrences_per_week(line.cadence) for line in self.flows if line.cadence]
        return sum(known, Decimal(0)) * WEEKS_PER_MONTH if known else None

    @cached_property
    def advice(self) -> tiers.Recommendation | None:
        """The rule's own tier and pattern; None while there are no two systems to connect."""
        if len(self.systems) < 2:
            return None
        own = self.opportunity
        return tiers.recommend(
            tiers.Facts(
                systems=len(self.systems),
                connections_before=self.connections_before,
                two_way=self.is_two_way,
                complex_logic=own.needs_complex_logic,
                multi_step_approval=own.needs_approval_steps,
                real_time=own.needs_real_time,
                rules_out=(own.rules_out,) if own.rules_out else (),
                tier_1_fails=own.tier_1_fails,
                tier_2_fails=own.tier_2_fails,
            )
        )

    @property
    def tier(self) -> Tier | None:
        """The tier that counts: a person's, else the rule's."""
        chosen = self.opportunity.tier_override or (self.advice.tier.value if self.advice else None)
        return Tier(chosen) if chosen else None

    @property
    def pattern(self) -> Pattern | None:
        chosen = self.opportunity.pattern_override or (self.advice.pattern.value if self.advice else None)
        return Pattern(chosen) if chosen else None

    @property
    def rule_tier(self) -> Tier | None:
        return Tier(self.advice.tier.value) if self.advice else None

    @property
    def rule_pattern(self) -> Pattern | None:
        return Pattern(self.advice.pattern.value) if self.advice else None

    @property
    def is_candidate(self) -> bool:
        return self.opportunity.decision != Decision.DISMISSED


def partial_of(flow: FlowLine) -> Partial:
    """What is known of a flow's priority."""
    cost = ErrorCost(flow.error_cost) if flow.error_cost else None
    return Partial(cadence=flow.cadence, minutes=flow.minutes, error_cost=cost)


def chains(flows: Iterable[FlowLine]) -> list[list[str]]:
    """The applications in the order in which data passes them; flows that don't meet make chains of their own."""
    left = sorted(flows, key=lambda line: line.id)
    targets = {line.target_id for line in left}
    left.sort(key=lambda line: line.source_id in targets)
    found: list[list[str]] = []
    while left:
        first = left.pop(0)
        chain, end = [first.source, first.target], first.target_id
        while following := next((line for line in left if line.source_id == end), None):
            left.remove(following)
            end = following.target_id
            chain.append(following.target)
        found.append(chain)
    return list({tuple(chain): chain for chain in found}.values())

"""Stage 2 for a report: opportunities in their order, with score, scorecard, decision and what became of them."""

from apps.methods.scorecard import Criterion
from apps.shared.clients.models import Client
from apps.tenant.decisions.lines.consolidation import ConsolidationLine
from apps.tenant.decisions.lines.opportunity import OpportunityLine
from apps.tenant.decisions.models import Decision
from apps.tenant.decisions.selectors import (
    consolidation_lines,
    current_weights,
    hours_of,
    proposed_opportunities,
    ranked_opportunities,
    weights_of,
)
from apps.tenant.reports.facts import OpportunityFact, OpportunityFacts

CRITERIA = {
    Criterion.TIME_SAVED: "time saved",
    Criterion.ERROR_REDUCTION: "fewer errors",
    Criterion.REVENUE: "revenue and cash",
    Criterion.RISK_REDUCTION: "less risk",
    Criterion.USER_EXPERIENCE: "user experience",
}
# State of the initiative → word and mark.
STATES = {
    "candidate": ("waits", "open"),
    "planned": ("planned", "half"),
    "building": ("being built", "half"),
    "parallel": ("parallel run", "half"),
    "live": ("live", "good"),
    "dropped": ("dropped", "open"),
}


def collect_opportunities(client: Client) -> OpportunityFacts:
    lines = ranked_opportunities(client)
    cases = {case.consolidation.opportunity_id: case for case in consolidation_lines(client)}
    cost = hours_of(lines)
    return OpportunityFacts(
        rows=tuple(_opportunity(line, cases.get(line.id)) for line in lines),
        hours_per_week=cost.hours_per_week,
        cost_per_year=cost.cost_per_year,
        weights=tuple((CRITERIA[one], weight) for one, weight in weights_of(current_weights()).items()),
        proposals=len(proposed_opportunities(client)),
    )


def _opportunity(line: OpportunityLine, case: ConsolidationLine | None) -> OpportunityFact:
    own, best = line.opportunity, line.priority.best if line.priority else None
    state, tone = _state(line)
    return OpportunityFact(
        id=line.id,
        name=line.name,
        route=line.route,
        factors=(best.frequency.points, best.error_cost.points, best.time_cost.points) if best else (),
        score=line.score,
        band=line.band.value if line.band else "",
        hours_per_week=line.hours_per_week,
        cost_per_year=line.cost_per_year,
        expected_hours=line.hours_saved,
        effort=own.change_effort,
        card_total=line.card.total,
        card_low=line.card.low,
        card_high=line.card.high,
        card_missing=tuple(CRITERIA[one] for one in line.card.missing),
        decision=own.decision,
        decision_words=own.get_decision_display(),
        reason=own.decision_reason,
        tier=str(line.tier.label) if line.tier else "",
        rule_tier=str(line.rule_tier.label) if line.rule_tier else "",
        pattern=str(line.pattern.label) if line.pattern else "",
        override_reason=own.override_reason,
        overlap_percent=case.overlap_percent if case else None,
        overlap_words=_overlap_words(case) if case else "",
        state=state,
        tone=tone,
    )


def _state(line: OpportunityLine) -> tuple[str, str]:
    own = line.opportunity
    initiative = getattr(own, "initiative", None)
    if initiative is not None:
        return STATES[initiative.state]
    if own.decision == Decision.DISMISSED:
        return "not worth doing", "open"
    return ("decided", "half") if own.is_decided else ("waits", "open")


def _overlap_words(case: ConsolidationLine) -> str:
    kept = case.kept.name if case.kept else ""
    return f"{', '.join(tool.name for tool in case.given_up)} into {kept}" if kept else case.name

"""Reads of the decisions. A list costs the same number of queries whatever its length.

`client` is anything with an `hourly_rate` and a `time_zone`, as for the flows.
"""

from apps.tenant.decisions.selectors.consolidations import (
    consolidation_line,
    consolidation_lines,
    list_consolidations,
    overlapping_groups,
)
from apps.tenant.decisions.selectors.facts import Entered, Trace, suggested_requirement, trace_of
from apps.tenant.decisions.selectors.opportunities import (
    current_weights,
    hours_of,
    list_opportunities,
    opportunity_summary,
    owners_of_flows,
    ranked_opportunities,
    shortlist_of,
    weight_history,
    weights_of,
)
from apps.tenant.decisions.selectors.proposals import (
    Proposal,
    Proposals,
    count_proposals,
    find_proposals,
    proposed_opportunities,
)
from apps.tenant.decisions.selectors.robustness import Robustness, robustness_of

__all__ = [
    "Entered",
    "Proposal",
    "Proposals",
    "Robustness",
    "Trace",
    "consolidation_line",
    "consolidation_lines",
    "count_proposals",
    "current_weights",
    "find_proposals",
    "hours_of",
    "list_consolidations",
    "list_opportunities",
    "opportunity_summary",
    "overlapping_groups",
    "owners_of_flows",
    "proposed_opportunities",
    "ranked_opportunities",
    "robustness_of",
    "shortlist_of",
    "suggested_requirement",
    "trace_of",
    "weight_history",
    "weights_of",
]

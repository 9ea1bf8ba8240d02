"""Reads of the decisions. A list costs the same number of queries whatever its length.

`client` is anything with an `hourly_rate` and a `time_zone`, as for the flows.
"""

from apps.tenant.decisions.selectors.consolidations import (
    consolidation_line,
    consolidation_lines,
    list_consolidations,
    overlapping_groups,
)
from apps.tenant.decisions.selectors.opportunities import (
    Proposal,
    Robustness,
    current_weights,
    hours_of,
    list_opportunities,
    opportunity_summary,
    owners_of_flows,
    proposed_opportunities,
    ranked_opportunities,
    robustness_of,
    shortlist_of,
    weight_history,
    weights_of,
)

__all__ = [
    "Proposal",
    "Robustness",
    "consolidation_line",
    "consolidation_lines",
    "current_weights",
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
    "weight_history",
    "weights_of",
]

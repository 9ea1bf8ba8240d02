"""Reads of the decisions. A list costs the same number of queries whatever its length.

`client` is anything with an `hourly_rate` and a `time_zone`, as for the flows.
"""

from apps.tenant.decisions.selectors.consolidations import (
    consolidation_line,
    consolidation_lines,
    decision_records,
    list_consolidations,
    records_of,
)
from apps.tenant.decisions.selectors.facts import Entered, Trace, last_change, suggested_requirement, trace_of
from apps.tenant.decisions.selectors.opportunities import (
    counts_by_page,
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
from apps.tenant.decisions.selectors.overlaps import (
    FoundOverlap,
    Overlaps,
    Unused,
    compared,
    dismissed_overlaps,
    found_overlaps,
    unused_licences,
)
from apps.tenant.decisions.selectors.parallel_runs import Cell, MeasureRow, ParallelRun, parallel_run
from apps.tenant.decisions.selectors.platforms import platform_matrix, price_sheet, volume_of
from apps.tenant.decisions.selectors.proposals import (
    Proposal,
    Proposals,
    count_proposals,
    find_proposals,
    proposed_opportunities,
)
from apps.tenant.decisions.selectors.robustness import SEED, Robustness, robustness_of

__all__ = [
    "SEED",
    "Cell",
    "Entered",
    "FoundOverlap",
    "MeasureRow",
    "Overlaps",
    "ParallelRun",
    "Proposal",
    "Proposals",
    "Robustness",
    "Trace",
    "Unused",
    "compared",
    "consolidation_line",
    "consolidation_lines",
    "count_proposals",
    "counts_by_page",
    "current_weights",
    "decision_records",
    "dismissed_overlaps",
    "find_proposals",
    "found_overlaps",
    "hours_of",
    "last_change",
    "list_consolidations",
    "list_opportunities",
    "opportunity_summary",
    "owners_of_flows",
    "parallel_run",
    "platform_matrix",
    "price_sheet",
    "proposed_opportunities",
    "ranked_opportunities",
    "records_of",
    "robustness_of",
    "shortlist_of",
    "suggested_requirement",
    "trace_of",
    "unused_licences",
    "volume_of",
    "weight_history",
    "weights_of",
]

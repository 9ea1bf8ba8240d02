"""Reads of the roadmap. A list costs the same number of queries whatever its length."""

from apps.tenant.roadmap.selectors.figures import gantt_data, gantt_figure
from apps.tenant.roadmap.selectors.initiatives import (
    Choice,
    business_inputs,
    initiative_line,
    list_initiatives,
    list_phases,
    not_yet_planned,
    roadmap_spans,
)
from apps.tenant.roadmap.selectors.state import Capacity, OverLimit, capacity_of, current_snapshot, limit_reasons
from apps.tenant.roadmap.selectors.versions import (
    ApprovedValue,
    Change,
    Changes,
    approved_value,
    approved_version,
    changes_between,
    find_version,
    latest_version,
    list_versions,
    snapshot_of,
    sponsors_of,
    version_before,
)

__all__ = [
    "ApprovedValue",
    "Capacity",
    "Change",
    "Changes",
    "Choice",
    "OverLimit",
    "approved_value",
    "approved_version",
    "business_inputs",
    "capacity_of",
    "changes_between",
    "current_snapshot",
    "find_version",
    "gantt_data",
    "gantt_figure",
    "initiative_line",
    "latest_version",
    "limit_reasons",
    "list_initiatives",
    "list_phases",
    "list_versions",
    "not_yet_planned",
    "roadmap_spans",
    "snapshot_of",
    "sponsors_of",
    "version_before",
]

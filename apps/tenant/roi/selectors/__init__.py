"""Reads of the return. Each costs the same number of queries whatever there is to read."""

from apps.tenant.roi.selectors.cases import assumptions, business_case_of
from apps.tenant.roi.selectors.figures import before_after_data, cash_flow_data, claimed_bars
from apps.tenant.roi.selectors.flows import flow_called, flow_words, flows_like
from apps.tenant.roi.selectors.headline import Headline, payback_headline, payback_workings, standing
from apps.tenant.roi.selectors.library import library, standard_called
from apps.tenant.roi.selectors.progress import Progress, progress_of
from apps.tenant.roi.selectors.studies import measured, metric_line, metric_lines, newest_observations, observations_of
from apps.tenant.roi.selectors.upkeep import UpkeepLine, booked_hours, upkeep_lines, upkeep_of

__all__ = [
    "Headline",
    "Progress",
    "UpkeepLine",
    "assumptions",
    "before_after_data",
    "booked_hours",
    "business_case_of",
    "cash_flow_data",
    "claimed_bars",
    "flow_called",
    "flow_words",
    "flows_like",
    "library",
    "measured",
    "metric_line",
    "metric_lines",
    "newest_observations",
    "observations_of",
    "payback_headline",
    "payback_workings",
    "progress_of",
    "standard_called",
    "standing",
    "upkeep_lines",
    "upkeep_of",
]

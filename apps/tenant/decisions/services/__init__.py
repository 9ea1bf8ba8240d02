"""Writes of the decisions. Each verb is atomic and leaves its trace in the history."""

from apps.tenant.decisions.services.consolidations import (
    accept_retraining,
    add_consolidation,
    change_consolidation,
    decide_consolidation,
    remove_consolidation,
)
from apps.tenant.decisions.services.opportunities import (
    add_opportunity,
    change_opportunity,
    choose_platform,
    decide,
    overrule_advice,
    remove_opportunity,
)
from apps.tenant.decisions.services.overlaps import dismiss_overlap, reconsider_overlap
from apps.tenant.decisions.services.parallel_runs import (
    add_measure,
    change_measure,
    cut_over,
    plan_parallel_run,
    read_week,
    remove_measure,
    tick_point,
)
from apps.tenant.decisions.services.platforms import count_steps
from apps.tenant.decisions.services.prices import leave_out, restore_price, set_price
from apps.tenant.decisions.services.proposals import accept_proposals, dismiss_proposals, reconsider_proposals
from apps.tenant.decisions.services.regrouping import merge_opportunities, split_opportunity, undo_regrouping
from apps.tenant.decisions.services.weights import change_weights

__all__ = [
    "accept_proposals",
    "accept_retraining",
    "add_consolidation",
    "add_measure",
    "add_opportunity",
    "change_consolidation",
    "change_measure",
    "change_opportunity",
    "change_weights",
    "choose_platform",
    "count_steps",
    "cut_over",
    "decide",
    "decide_consolidation",
    "dismiss_overlap",
    "dismiss_proposals",
    "leave_out",
    "merge_opportunities",
    "overrule_advice",
    "plan_parallel_run",
    "read_week",
    "reconsider_overlap",
    "reconsider_proposals",
    "remove_consolidation",
    "remove_measure",
    "remove_opportunity",
    "restore_price",
    "set_price",
    "split_opportunity",
    "tick_point",
    "undo_regrouping",
]

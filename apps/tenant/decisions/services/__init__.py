"""Writes of the decisions. Each verb is atomic and leaves its trace in the history."""

from apps.tenant.decisions.services.consolidations import (
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
from apps.tenant.decisions.services.proposals import accept_proposals, dismiss_proposals, reconsider_proposals
from apps.tenant.decisions.services.regrouping import merge_opportunities, split_opportunity, undo_regrouping
from apps.tenant.decisions.services.weights import change_weights

__all__ = [
    "accept_proposals",
    "add_consolidation",
    "add_opportunity",
    "change_consolidation",
    "change_opportunity",
    "change_weights",
    "choose_platform",
    "decide",
    "decide_consolidation",
    "dismiss_proposals",
    "merge_opportunities",
    "overrule_advice",
    "reconsider_proposals",
    "remove_consolidation",
    "remove_opportunity",
    "split_opportunity",
    "undo_regrouping",
]

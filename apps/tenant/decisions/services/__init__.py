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
from apps.tenant.decisions.services.weights import change_weights

__all__ = [
    "add_consolidation",
    "add_opportunity",
    "change_consolidation",
    "change_opportunity",
    "change_weights",
    "choose_platform",
    "decide",
    "decide_consolidation",
    "overrule_advice",
    "remove_consolidation",
    "remove_opportunity",
]

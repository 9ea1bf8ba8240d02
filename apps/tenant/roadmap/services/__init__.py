"""Writes of the roadmap: phases, initiatives, reasons, versions."""

from apps.tenant.roadmap.services.estimates import add_estimated, change_estimated
from apps.tenant.roadmap.services.initiatives import (
    InitiativeValues,
    accept_consolidation,
    accept_opportunity,
    add_initiative,
    change_initiative,
    give_limit_reason,
    move_initiative,
    put_in_order,
    remove_initiative,
    snapshot,
    suggested_values,
)
from apps.tenant.roadmap.services.phases import add_phase, change_phase, remove_phase, start_from_template
from apps.tenant.roadmap.services.starting import plan_decided
from apps.tenant.roadmap.services.versions import decide_version, publish_version

__all__ = [
    "InitiativeValues",
    "accept_consolidation",
    "accept_opportunity",
    "add_estimated",
    "add_initiative",
    "add_phase",
    "change_estimated",
    "change_initiative",
    "change_phase",
    "decide_version",
    "give_limit_reason",
    "move_initiative",
    "plan_decided",
    "publish_version",
    "put_in_order",
    "remove_initiative",
    "remove_phase",
    "snapshot",
    "start_from_template",
    "suggested_values",
]

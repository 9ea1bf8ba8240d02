"""Reads of change management and of changes of tools."""

from apps.tenant.change.selectors.adoption import Use, uses_of
from apps.tenant.change.selectors.people import ChampionsOf, champions_of_client, champions_of_initiative
from apps.tenant.change.selectors.plans import Carried, PlannedMessage, carried, messages_of, plan_of, trace_of
from apps.tenant.change.selectors.runs import Checklist, DayOfRun, checklist_of, due_day, overdue_look_backs, run_of
from apps.tenant.change.selectors.tool_changes import (
    conditions_missing,
    touched_contracts,
    touched_integrations,
)
from apps.tenant.change.selectors.wins import shared_wins

__all__ = [
    "Carried",
    "ChampionsOf",
    "Checklist",
    "DayOfRun",
    "PlannedMessage",
    "Use",
    "carried",
    "champions_of_client",
    "champions_of_initiative",
    "checklist_of",
    "conditions_missing",
    "due_day",
    "messages_of",
    "overdue_look_backs",
    "plan_of",
    "run_of",
    "shared_wins",
    "touched_contracts",
    "touched_integrations",
    "trace_of",
    "uses_of",
]

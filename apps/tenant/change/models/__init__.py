"""Stage 3 for people: how a change is carried, and what changing a tool takes."""

from apps.tenant.change.models.plans import ChangePlan, Message, Purpose, Side, WorkflowStep
from apps.tenant.change.models.runs import AdoptionDay, Origin, Retrospective, RunDay, RunPoint, RunTick, Win
from apps.tenant.change.models.tool_changes import ChangeKind, ChangeState, Condition, Evidence, ToolChange, ToolTask

__all__ = [
    "AdoptionDay",
    "ChangeKind",
    "ChangePlan",
    "ChangeState",
    "Condition",
    "Evidence",
    "Message",
    "Origin",
    "Purpose",
    "Retrospective",
    "RunDay",
    "RunPoint",
    "RunTick",
    "Side",
    "ToolChange",
    "ToolTask",
    "Win",
    "WorkflowStep",
]

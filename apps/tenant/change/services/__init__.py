"""Writes of change management and of changes of tools. Form, paste and API give the same plain values."""

from apps.tenant.change.services.adoption import Counted, record_adoption, remove_adoption_day
from apps.tenant.change.services.evidence import add_evidence, refuse_large, remove_evidence
from apps.tenant.change.services.messages import (
    add_message,
    change_message,
    remove_message,
    send_message,
    unsend_message,
)
from apps.tenant.change.services.plans import change_plan, name_champion, release_champion
from apps.tenant.change.services.retrospectives import file_retrospective, save_retrospective, take_back_retrospective
from apps.tenant.change.services.runs import add_point, check_day, note_day, remove_point, start_checklist, tick_point
from apps.tenant.change.services.tool_changes import (
    change_tool_change,
    close_tool_change,
    drop_tool_change,
    start_tool_change,
)
from apps.tenant.change.services.tool_tasks import add_task, remove_task, tick_task
from apps.tenant.change.services.wins import add_win, change_win, remove_win, share_win
from apps.tenant.change.services.workflows import add_step, change_step, copy_today, move_step, remove_step

__all__ = [
    "Counted",
    "add_evidence",
    "add_message",
    "add_point",
    "add_step",
    "add_task",
    "add_win",
    "change_message",
    "change_plan",
    "change_step",
    "change_tool_change",
    "change_win",
    "check_day",
    "close_tool_change",
    "copy_today",
    "drop_tool_change",
    "file_retrospective",
    "move_step",
    "name_champion",
    "note_day",
    "record_adoption",
    "refuse_large",
    "release_champion",
    "remove_adoption_day",
    "remove_evidence",
    "remove_message",
    "remove_point",
    "remove_step",
    "remove_task",
    "remove_win",
    "save_retrospective",
    "send_message",
    "share_win",
    "start_checklist",
    "start_tool_change",
    "take_back_retrospective",
    "tick_point",
    "tick_task",
    "unsend_message",
]

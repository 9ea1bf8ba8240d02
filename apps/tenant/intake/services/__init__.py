"""Writes of the intake: links by consultants, answers by the department's people, decisions on what they proposed."""

from apps.tenant.intake.services.answering import (
    add_hand_off,
    add_tool,
    begin,
    keep_draft,
    keep_pain,
    keep_remark,
    keep_tools,
    reach,
    remove_entry,
    send_answers,
)
from apps.tenant.intake.services.deciding import Taking, accept, dismiss, undo
from apps.tenant.intake.services.links import make_link, renew_link, send_link, withdraw_link

__all__ = [
    "Taking",
    "accept",
    "add_hand_off",
    "add_tool",
    "begin",
    "dismiss",
    "keep_draft",
    "keep_pain",
    "keep_remark",
    "keep_tools",
    "make_link",
    "reach",
    "remove_entry",
    "renew_link",
    "send_answers",
    "send_link",
    "undo",
    "withdraw_link",
]

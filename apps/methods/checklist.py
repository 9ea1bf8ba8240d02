"""Checklist of eight and the gate to live (G security checklist, DOMAIN "Registry entry").

An integration may go live with a finished checklist, an owner and a runbook, or by a lead's recorded override with
its reason; the override leaves visible what is missing.

Worked example: everything is done except the deletion test, so the gate is shut and says why.

>>> done = {point: True for point in CheckPoint} | {CheckPoint.DELETION_TEST: False}
>>> result = gate(done, has_owner=True, has_runbook=True)
>>> result.is_open, result.missing
(False, ('deletion test done',))
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

SOURCE = "G security and compliance checklist"


class CheckPoint(StrEnum):
    CLASSIFICATION = "classification"
    SOC2 = "soc2"
    LEAST_PRIVILEGE = "least_privilege"
    AUDIT_LOG = "audit_log"
    ERROR_ALERTS = "error_alerts"
    DOCUMENTED = "documented"
    ACCESS_REVIEW = "access_review"
    DELETION_TEST = "deletion_test"


POINT_WORDS: Mapping[CheckPoint, str] = {
    CheckPoint.CLASSIFICATION: "classification reviewed",
    CheckPoint.SOC2: "platform SOC 2 verified",
    CheckPoint.LEAST_PRIVILEGE: "least-privilege keys",
    CheckPoint.AUDIT_LOG: "audit log on",
    CheckPoint.ERROR_ALERTS: "error alerts on",
    CheckPoint.DOCUMENTED: "documented",
    CheckPoint.ACCESS_REVIEW: "quarterly access review",
    CheckPoint.DELETION_TEST: "deletion test done",
}

POINT_NOTES: Mapping[CheckPoint, str] = {
    CheckPoint.ERROR_ALERTS: "Zapier's error alerts are off until someone turns them on",
    CheckPoint.DELETION_TEST: "GDPR and CCPA: a person's data can be deleted along the way",
}


@dataclass(frozen=True, slots=True)
class Override:
    """A lead's decision to go live without the gate; `by_lead` says whether that person is a lead of the client."""

    by: str
    by_lead: bool
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Gate:
    """`done` of `total` points; `missing` in words, also when an override opens the gate."""

    is_open: bool
    done: int
    total: int
    missing: tuple[str, ...]
    overridden_by: Override | None
    source: str = SOURCE


def gate(
    points: Mapping[CheckPoint, bool], *, has_owner: bool, has_runbook: bool, override: Override | None = None
) -> Gate:
    """May it go live? ValueError for an override without a reason or by someone who is not a lead."""
    if override is not None and not (override.by_lead and override.reason.strip()):
        raise ValueError("Only a lead can go live without the checklist, and only with a reason.")
    open_points = [POINT_WORDS[point] for point in CheckPoint if not points.get(point)]
    others = [word for word, there in (("an owner", has_owner), ("a runbook", has_runbook)) if not there]
    missing = (*open_points, *others)
    used = override if missing else None
    total = len(CheckPoint)
    return Gate(not missing or used is not None, total - len(open_points), total, missing, used)

"""The decisions taken."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from apps.tenant.decisions import selectors
from apps.tenant.decisions.models import Decided, DecisionRecord


@dataclass(frozen=True)
class DecisionRow:
    """superseded_at: set where a later decision took its place."""

    name: str
    url: str
    kind: str
    record: Decided | DecisionRecord
    reason: str
    superseded_at: datetime | None = None


def decision_rows() -> list[DecisionRow]:
    """Everything decided on, latest first, superseded ones too; a case with an opportunity stands there once.

    Constant queries.
    """
    taken = [
        DecisionRow(one.name, reverse("opportunity", args=[one.pk]), "Opportunity", one, one.decision_reason)
        for one in selectors.list_opportunities().select_related("decided_by")
        if one.is_decided
    ]
    cases = [
        DecisionRow(
            name=one.consolidation.name,
            url=reverse("consolidation", args=[one.consolidation_id]),
            kind="Integrate or consolidate",
            record=one,
            reason=one.reason,
            superseded_at=one.superseded_at,
        )
        for one in selectors.decision_records()
        if one.superseded_at or one.consolidation.opportunity_id is None
    ]
    return sorted(taken + cases, key=lambda row: (row.record.decided_on or date.min, row.name), reverse=True)

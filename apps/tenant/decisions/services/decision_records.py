"""Decisions on consolidations as they were taken: written once with the figures of that day, then only superseded."""

from typing import Any

from django.db.models.functions import Now

from apps.methods.consolidation import Question
from apps.methods.ranges import Range
from apps.shared.accounts.models import User
from apps.tenant.decisions.lines.consolidation import ConsolidationLine
from apps.tenant.decisions.models import Consolidation, DecisionRecord
from apps.tenant.decisions.selectors import consolidation_line
from apps.tenant.flows.selectors import Terms


def supersede(case: Consolidation) -> None:
    """The record that counted until now no longer does; it stays."""
    case.records.filter(superseded_at=None).update(superseded_at=Now())


def keep_record(case: Consolidation, *, client: Terms, by: User, weighed: str) -> DecisionRecord:
    """The case's decision with everything that its page shows now. Call it inside the decision's transaction."""
    line = consolidation_line(case.pk, client)
    return DecisionRecord.objects.create(
        consolidation=case,
        decision=case.decision,
        reason=case.decision_reason,
        weighed=weighed.strip() or "; ".join(line.advice.reasons),
        decided_on=case.decided_on or line.today,
        decided_with=case.decided_with,
        decided_by=by,
        figures=figures_of(line) | {"currency": getattr(client, "currency", "")},
    )


def figures_of(line: ConsolidationLine) -> dict[str, Any]:
    """What was on the table, as plain values; amounts as text, so that no digit is lost."""
    advice, own = line.advice, line.consolidation
    return {
        "applications": [
            {"name": tool.name, "users": tool.users, "annual_cost": _text(tool.annual_cost)} for tool in line.tools
        ],
        "stays": line.kept.name if line.kept else "",
        "overlap": _text(line.shared.value),
        "shared": list(line.shared.shared),
        "saving_12_months": _text(line.saving),
        "licences_per_year": _text(line.licences),
        "hours_per_week": _text(line.hours),
        "hourly_rate": _text(line.rate),
        "migration": _range(line.migration_range),
        "retraining": _range(line.retraining_range),
        "net_12_months": _range(line.economics.net if line.economics else None),
        "questions": {name: _answer(getattr(advice, name)) for name in ("overlap", "saving", "capability")},
        "override_reason": own.override_reason,
        "recommendation": advice.recommendation.value,
        "close_call": advice.close_call,
        "reasons": list(advice.reasons),
    }


def _answer(question: Question) -> dict[str, bool | None]:
    return {"answer": question.answer, "computed": question.computed}


def _range(value: Range | None) -> dict[str, str] | None:
    if value is None:
        return None
    return {"low": f"{value.low:f}", "expected": f"{value.expected:f}", "high": f"{value.high:f}"}


def _text(value: Any) -> str | None:
    return None if value is None else f"{value:f}"

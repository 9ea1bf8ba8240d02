"""Milestones and risks of an initiative. Each is written as the whole list: what is not in it any more goes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from apps.core.days import refuse_far_days
from apps.core.errors import Refused
from apps.tenant.history.services import shown
from apps.tenant.inventory.models import Person
from apps.tenant.inventory.services import find_or_add
from apps.tenant.roadmap.models import Degree, Initiative, Milestone, Risk

Row = Mapping[str, Any]
MOST = 40
PARTS = ("milestones", "risks")


def write_milestones(initiative: Initiative, rows: Sequence[Row]) -> None:
    """rows: id (of one that is there already), name, on, is_done. Refused without a name or a day."""
    kept = _kept(initiative, "milestones", rows)
    for row in rows:
        milestone = kept.get(row.get("id")) or Milestone(initiative=initiative)
        milestone.name = _words(row.get("name"), "Give every milestone a name.", "milestones")
        if row.get("on") is None:
            raise Refused(f"Give {milestone.name} a day.", field="milestones")
        milestone.on, milestone.is_done = row["on"], bool(row.get("is_done", False))
        try:
            refuse_far_days(milestones=milestone.on)
        except Refused as refusal:
            raise Refused(f"{milestone.name}: {refusal.message}", field="milestones") from refusal
        _save(milestone, "milestones")


def write_risks(initiative: Initiative, rows: Sequence[Row]) -> None:
    """rows: id, what, likelihood and impact (low, medium, high), answer, owner (a name, made when new)."""
    kept = _kept(initiative, "risks", rows)
    for row in rows:
        risk = kept.get(row.get("id")) or Risk(initiative=initiative)
        risk.what = _words(row.get("what"), "Say what could go wrong, or leave the line empty.", "risks")
        risk.likelihood = row.get("likelihood") or Degree.MEDIUM
        risk.impact = row.get("impact") or Degree.MEDIUM
        risk.answer = " ".join(str(row.get("answer") or "").split())
        risk.owner = find_or_add(Person, row["owner"]) if row.get("owner") else None
        _save(risk, "risks")


def part_words(initiative: Initiative, name: str) -> list[str]:
    """The list as the history tells it."""
    if initiative.pk is None:
        return []
    if name == "milestones":
        found = Milestone.objects.filter(initiative=initiative)
        return [f"{one.name} {shown(one.on)}{' (done)' if one.is_done else ''}" for one in found]
    risks = Risk.objects.filter(initiative=initiative).select_related("owner")
    return [_risk_words(risk) for risk in risks]


def _risk_words(risk: Risk) -> str:
    rated = f"likelihood {risk.get_likelihood_display().lower()}, impact {risk.get_impact_display().lower()}"
    return "; ".join(filter(None, [f"{risk.what} ({rated})", risk.answer, str(risk.owner or "")]))


def _kept(initiative: Initiative, name: str, rows: Sequence[Row]) -> dict[Any, Any]:
    """Those that stay, by id; the others are removed. Refused when a row names one of another initiative."""
    if len(rows) > MOST:
        raise Refused(f"That is more than {MOST}. Keep the ones that matter.", field=name)
    known = {one.pk: one for one in getattr(initiative, name).all()}
    wanted = {row["id"] for row in rows if row.get("id") is not None}
    if not wanted <= known.keys():
        raise Refused("One of these lines was removed meanwhile. Load the page again.", field=name)
    getattr(initiative, name).exclude(pk__in=wanted).delete()
    return {pk: known[pk] for pk in wanted}


def _words(text: Any, refusal: str, field: str) -> str:
    words = " ".join(str(text or "").split())
    if not words:
        raise Refused(refusal, field=field)
    return words


def _save(part: Milestone | Risk, field: str) -> None:
    try:
        part.clean_fields(exclude={"initiative", "owner"})
    except ValidationError as error:
        raise Refused(f"{part}: {error.messages[0]}", field=field) from error
    part.save()

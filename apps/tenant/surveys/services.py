"""Writes of surveys: made and opened by the consultants, answered by people without a name."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.core.errors import Conflict, Refused
from apps.methods.anonymity import LEAST, batch_of
from apps.methods.survey_scores import POINTS
from apps.shared.accounts.models import User
from apps.shared.catalog.models import MetricKind
from apps.tenant.history.services import differences, record
from apps.tenant.inventory.models import Department
from apps.tenant.roadmap.models import Initiative
from apps.tenant.roi.models import Metric, PhaseOfStudy
from apps.tenant.roi.services import add_metric, add_values
from apps.tenant.surveys.models import Survey, SurveyAnswer, SurveyLink, SurveyRound, SurveyTicket
from apps.tenant.surveys.selectors import people_values, results_of

OPEN_FOR = timedelta(days=14)
AREAS = {"satisfaction": "Satisfaction", "burden": "Work burden"}
MOST_STATEMENTS, LONGEST = 12, 200
MOST_ANSWERS = 2000  # of one group
SATISFACTION = (
    "I am content with the tools that I work with.",
    "I find the numbers that I need without asking around.",
    "What I see in our tools is up to date.",
)
BURDEN = (
    "Copying data from one tool to another takes too much of my week.",
    "I often put right what was copied wrongly.",
    "I fall behind with my real work because of it.",
)


@transaction.atomic
def add_survey(values: Mapping[str, Any], *, by: User) -> Survey:
    """values: name; satisfaction and burden (statements; the usual ones without); initiative (an id or None)."""
    survey = Survey(created_by=by, satisfaction=list(SATISFACTION), burden=list(BURDEN))
    _apply(survey, values)
    record("added", survey, by=by, path=path_of(survey))
    return survey


@transaction.atomic
def change_survey(survey: Survey, values: Mapping[str, Any], *, by: User) -> Survey:
    """The statements stay once somebody was asked, so that before and after can be compared."""
    current = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    before, statements = _snapshot(current), current.statements
    _apply(current, values)
    if current.statements != statements and current.rounds.exists():
        raise Conflict("People were asked already, so the statements stay. Make another survey for other words.")
    changes = differences(before, _snapshot(current), Survey)
    if changes:
        record("changed", current, by=by, changes=changes, path=path_of(current))
    return current


@transaction.atomic
def remove_survey(survey: Survey, *, by: User) -> None:
    """Only while nobody has answered."""
    if SurveyAnswer.objects.filter(link__round__survey=survey).exists():
        raise Conflict(f"People have answered {survey}, so it stays.")
    record("removed", survey, by=by)
    survey.delete()


@transaction.atomic
def open_round(survey: Survey, phase: str, *, by: User, at: datetime | None = None) -> SurveyRound:
    """Begin to ask. Conflict while a round is open. at: when it was, for a client filled with what happened earlier."""
    if phase not in PhaseOfStudy.values:
        raise Refused("Say whether people are asked before or after.", field="phase")
    current = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    if current.rounds.filter(closed_at=None).exists():
        raise Conflict("A round is open. Close it before you ask again.")
    made = SurveyRound.objects.create(survey=current, phase=phase, opened_by=by, opened_at=at or timezone.now())
    record("opened", made, by=by, path=path_of(current))
    return made


@transaction.atomic
def add_link(of: SurveyRound, values: Mapping[str, Any], *, by: User) -> SurveyLink:
    """An address for one group. values: name or department (an id), people (how many are asked, or None)."""
    current = _open_round(of)
    department = None
    if values.get("department") is not None:
        department = Department.objects.filter(pk=values["department"]).first()
        if department is None:
            raise Refused("Choose a department that is there.", field="department")
    name = " ".join(str(values.get("name") or department or "").split())[:80]
    if not name:
        raise Refused("Choose a department, or name the group.", field="name")
    try:
        with transaction.atomic():
            made = SurveyLink.objects.create(
                round=current,
                department=department,
                name=name,
                people=values.get("people"),
                created_by=by,
                expires_at=timezone.now() + OPEN_FOR,
            )
    except IntegrityError as twin:
        raise Conflict(f"{name} has a link in this round already.", field="name") from twin
    record("made", made, by=by, label=_named(made), path=path_of(current.survey))
    return made


@transaction.atomic
def renew_link(link: SurveyLink, *, by: User) -> SurveyLink:
    """Fourteen more days from now, at the same address; also one that was withdrawn by mistake."""
    current = SurveyLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    _open_round(current.round)
    current.expires_at, current.revoked_at = timezone.now() + OPEN_FOR, None
    current.save(update_fields=["expires_at", "revoked_at"])
    record("renewed", current, by=by, label=_named(current), path=path_of(current.round.survey))
    return current


@transaction.atomic
def withdraw_link(link: SurveyLink, *, by: User) -> SurveyLink:
    """Close it at once. What was answered stays. Doing it twice is doing it once."""
    current = SurveyLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if current.revoked_at is None:
        current.revoked_at = timezone.now()
        current.save(update_fields=["revoked_at"])
        record("withdrew", current, by=by, label=_named(current), path=path_of(current.round.survey))
    return current


@transaction.atomic
def close_round(of: SurveyRound, *, by: User, at: datetime | None = None) -> SurveyRound:
    """For good. What five people or more say together becomes observations of the survey's metrics."""
    current = _open_round(of)
    current.closed_at = at or timezone.now()
    current.save(update_fields=["closed_at"])
    record("closed", current, by=by, path=path_of(current.survey))
    result = next(one for one in results_of(current.survey) if one.round.pk == current.pk)
    satisfaction, burden = people_values(current.survey, result)
    survey = Survey.objects.select_for_update(of=("self",)).get(pk=current.survey_id)
    for field, values, is_good in (("satisfaction", satisfaction, True), ("burden", burden, False)):
        if len(values) >= LEAST:
            _measure(survey, field, current, values, is_good=is_good, by=by)
    return current


@transaction.atomic
def answer(link: SurveyLink, values: Sequence[int], *, ticket: str) -> bool:
    """Keep what somebody chose, once for each ticket; False when this ticket was used. Neither says who it was."""
    current = SurveyLink.objects.select_for_update(of=("self",)).select_related("round__survey").get(pk=link.pk)
    if not current.is_open:
        raise Conflict("This survey is closed. Thank you for wanting to answer.")
    wanted = len(current.round.survey.statements)
    if len(values) != wanted or any(value not in POINTS for value in values):
        raise Refused("Choose 1 to 5 for each statement.")
    count = current.answers.count()
    if count >= MOST_ANSWERS:
        raise Conflict("This link has been answered as often as it can be. Ask whoever sent it to you.")
    digest = hashlib.sha256(f"{current.pk}:{ticket}".encode()).hexdigest()
    _, is_new = SurveyTicket.objects.get_or_create(link=current, digest=digest)
    if is_new:
        SurveyAnswer.objects.create(link=current, batch=batch_of(count), values=list(values))
    return is_new


def has_answered(link: SurveyLink, ticket: str) -> bool:
    digest = hashlib.sha256(f"{link.pk}:{ticket}".encode()).hexdigest()
    return SurveyTicket.objects.filter(link=link, digest=digest).exists()


def path_of(survey: Survey) -> str:
    return f"prove/surveys/{survey.pk}/"


def _measure(survey: Survey, field: str, of: SurveyRound, values: Sequence[Any], *, is_good: bool, by: User) -> None:
    """As observations of the area's metric, which is made the first time. A signed baseline stays as it is."""
    metric: Metric | None = getattr(survey, f"{field}_metric")
    if metric is None:
        plain = {"name": f"{AREAS[field]}, {survey}"[:120], "kind": MetricKind.SURVEY, "unit": "of 5"}
        metric = add_metric({**plain, "higher_is_better": is_good, "initiative": survey.initiative_id}, by=by)
        setattr(survey, f"{field}_metric", metric)
        survey.save(update_fields=[f"{field}_metric"])
    if of.phase == PhaseOfStudy.BEFORE and metric.baseline_signed_at:
        return
    add_values(metric, of.phase, values, by=by, note=f"{survey}, all groups together")


def _apply(survey: Survey, values: Mapping[str, Any]) -> None:
    if "name" in values:
        survey.name = " ".join(str(values["name"]).split())[:120]
    if not survey.name:
        raise Refused("Name the survey.", field="name")
    for area in ("satisfaction", "burden"):
        if area in values:
            setattr(survey, area, _statements(values[area], area))
    _check_statements(survey.statements)
    if "initiative" in values:
        chosen = values["initiative"]
        survey.initiative = None if chosen is None else Initiative.objects.filter(pk=chosen).first()
        if chosen is not None and survey.initiative is None:
            raise Refused("Choose an initiative that is there.", field="initiative")
    survey.save()


def _check_statements(statements: Sequence[str]) -> None:
    if not statements:
        raise Refused("Ask at least one statement.", field="satisfaction")
    if len(set(statements)) < len(statements):
        raise Refused("A statement stands there twice.", field="burden")
    if len(statements) > MOST_STATEMENTS:
        words = f"At most {MOST_STATEMENTS} statements: people answer on a phone, in two minutes."
        raise Refused(words, field="burden")


def _statements(given: Sequence[str], field: str) -> list[str]:
    made = [text for one in given if (text := " ".join(str(one).split()))]
    if any(len(text) > LONGEST for text in made):
        raise Refused(f"A statement has at most {LONGEST} characters.", field=field)
    return made


def _snapshot(survey: Survey) -> dict[str, Any]:
    return {
        "name": survey.name,
        "satisfaction": " · ".join(survey.satisfaction),
        "burden": " · ".join(survey.burden),
        "initiative": str(survey.initiative or ""),
    }


def _open_round(of: SurveyRound) -> SurveyRound:
    current = SurveyRound.objects.select_for_update(of=("self",)).select_related("survey").get(pk=of.pk)
    if current.closed_at is not None:
        raise Conflict("This round is closed. Open another one to ask again.")
    return current


def _named(link: SurveyLink) -> str:
    """After "survey link", as the history writes it."""
    return f"for {link.name}"

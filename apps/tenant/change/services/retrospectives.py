"""The look back after 30 days. A benefit is at risk until it is filed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.core.errors import Conflict, Refused
from apps.shared.accounts.models import User
from apps.tenant.change.models import Retrospective
from apps.tenant.change.selectors import due_day
from apps.tenant.change.services.saving import fill, note_changes, path_of, refuse_changed, state_of
from apps.tenant.history.services import record
from apps.tenant.roadmap.models import Initiative, State

PLAIN = ("went_well", "went_badly", "hours", "errors", "next_steps")
NEEDED = {
    "went_well": "Say what went well.",
    "went_badly": "Say what did not go well; “nothing” is an answer.",
    "next_steps": "Say what happens next; “nothing” is an answer.",
}


@transaction.atomic
def save_retrospective(
    initiative: Initiative, values: Mapping[str, Any], *, by: User, version: int | None = None
) -> Retrospective:
    """Change the given fields (`PLAIN`), as a draft or after filing."""
    row = _locked(initiative)
    refuse_changed(row, version, "this retrospective")
    before = state_of(row, values)
    fill(row, values, PLAIN)
    if row.filed_at:
        _refuse_gaps(row)
    if note_changes(row, before, by=by, path=_path(initiative)):
        row.version += 1
    row.save()
    return row


@transaction.atomic
def file_retrospective(
    initiative: Initiative,
    values: Mapping[str, Any],
    *,
    today: date,
    by: User,
    version: int | None = None,
    at: datetime | None = None,
) -> Retrospective:
    """Save it, and stand behind it: the benefit counts as secured. Refused before it is due, and with gaps."""
    row = save_retrospective(initiative, values, by=by, version=version)
    if row.filed_at:
        raise Conflict("This retrospective is filed already.")
    due = due_day(initiative)
    if initiative.state != State.LIVE or due is None:
        raise Refused("Only what is live can be looked back on. Set the initiative to live first.")
    if today < due:
        raise Refused(f"It looks back on 30 days, so it can be filed from {due.day} {due:%b %Y}.")
    _refuse_gaps(row)
    row.filed_at, row.filed_by = at or timezone.now(), by
    row.version += 1
    row.save()
    record("filed", row, by=by, path=_path(initiative))
    return row


@transaction.atomic
def take_back_retrospective(initiative: Initiative, *, by: User) -> None:
    """A draft again; the benefit is at risk again."""
    row = _locked(initiative)
    if not row.filed_at:
        return
    row.filed_at, row.filed_by = None, None
    row.version += 1
    row.save()
    record("took back", row, by=by, path=_path(initiative))


def _locked(initiative: Initiative) -> Retrospective:
    row, _ = Retrospective.objects.get_or_create(initiative=initiative)
    return Retrospective.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=row.pk)


def _refuse_gaps(row: Retrospective) -> None:
    for field, words in NEEDED.items():
        if not getattr(row, field).strip():
            raise Refused(words, field=field)


def _path(initiative: Initiative) -> str:
    return f"{path_of(initiative)}retrospective/"

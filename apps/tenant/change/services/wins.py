"""Wins, and sharing them with the client's people."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.core.errors import Refused
from apps.shared.accounts.models import User
from apps.tenant.change.models import Win
from apps.tenant.change.services.saving import fill, note_changes, path_of, state_of
from apps.tenant.history.services import record
from apps.tenant.roadmap.models import Initiative

PLAIN = ("title", "words", "hours", "errors")


@transaction.atomic
def add_win(initiative: Initiative, values: Mapping[str, Any], *, by: User, is_shared: bool = False) -> Win:
    """A draft that nobody of the client sees yet, unless it is shared at once."""
    win = Win(initiative=initiative)
    _apply(win, {"title": "", **values})
    record("added", win, by=by, path=path_of(initiative))
    return share_win(win, by=by) if is_shared else win


@transaction.atomic
def change_win(win: Win, values: Mapping[str, Any], *, by: User, is_shared: bool | None = None) -> Win:
    """is_shared: None leaves that."""
    current = _locked(win)
    before = state_of(current, values)
    _apply(current, values)
    note_changes(current, before, by=by, path=path_of(current.initiative))
    return current if is_shared is None else share_win(current, by=by, is_shared=is_shared)


@transaction.atomic
def remove_win(win: Win, *, by: User) -> None:
    record("removed", win, by=by, path=path_of(win.initiative))
    win.delete()


@transaction.atomic
def share_win(win: Win, *, by: User, is_shared: bool = True, at: datetime | None = None) -> Win:
    """Show it in the portal, or no longer."""
    current = _locked(win)
    if bool(current.shared_at) == is_shared:
        return current
    current.shared_at, current.shared_by = (at or timezone.now(), by) if is_shared else (None, None)
    current.save(update_fields=["shared_at", "shared_by"])
    record("shared" if is_shared else "took back", current, by=by, path=path_of(current.initiative))
    return current


def _locked(win: Win) -> Win:
    return Win.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=win.pk)


def _apply(win: Win, values: Mapping[str, Any]) -> None:
    fill(win, values, PLAIN)
    if win.hours is None and win.errors is None and not win.words:
        raise Refused("Say what was won: hours a week, errors avoided, or a sentence.", field="words")
    win.save()

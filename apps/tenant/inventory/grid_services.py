"""What people type, paste and fill in the grid, saved cell by cell.

Every good cell is saved, also beside a wrong one. Of two people on the same row each one's cells count; where both
changed the same cell, the first one's stays and the second is told both values. Nothing that was typed is thrown away
without a word: whatever is not saved comes back in the row's verdict.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.functions import Lower

from apps.core.errors import Conflict
from apps.shared.accounts.models import User
from apps.tenant.history.models import Activity
from apps.tenant.history.services import differences, record_each
from apps.tenant.inventory.bulk_services import Change, values_of, write_applications
from apps.tenant.inventory.cells import FIELDS, CellField, Habits, NotFit, habits_of, is_blank, yes_no
from apps.tenant.inventory.grid_selectors import wire_values
from apps.tenant.inventory.models import Application
from apps.tenant.inventory.services import NAME_LISTS, PEOPLE, path_of

MUST_BE_CHOSEN = {"lifecycle", "found_by"}
LISTS = {*NAME_LISTS, "data_objects"}
TEXTS = {*PEOPLE, "vendor", "function", "hosting", "current_integrations", "classification", "found_note", "notes"}
GONE = "This application has been removed meanwhile. What you typed is not saved; restore it from the trash first."


@dataclass(frozen=True)
class RowEdit:
    """Cells of one row as typed. number: None for a new row. was: the values that the person saw there before."""

    number: int | None
    typed: Mapping[str, str]
    was: Mapping[str, Any] = field(default_factory=dict)
    version: int | None = None


@dataclass(frozen=True)
class Clash:
    """Two people changed the same cell. theirs: what stands there now; by: who put it there, as far as it is known."""

    theirs: Any
    by: str


@dataclass
class Verdict:
    """What became of one edit. wrong and clashes: by field. The rest of its cells is saved."""

    number: int | None
    is_new: bool = False
    is_changed: bool = False
    wrong: dict[str, str] = field(default_factory=dict)
    clashes: dict[str, Clash] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)


def preview_rows(edits: Sequence[RowEdit], *, by: User, usual: Habits) -> list[Verdict]:
    """What `save_rows` would answer. Nothing is kept."""
    with transaction.atomic():
        verdicts = save_rows(edits, by=by, usual=usual)
        transaction.set_rollback(True)
    return verdicts


@transaction.atomic
def save_rows(edits: Sequence[RowEdit], *, by: User, usual: Habits) -> list[Verdict]:
    """Save what can be saved, in one transaction; a verdict for each edit, in their order.

    usual: how the client's people write days. Raises Conflict when a name is taken in the same moment; then nothing
    is saved.
    """
    current = _locked([edit.number for edit in edits if edit.number])
    habits = {key: habits_of([edit.typed.get(key, "") for edit in edits], usual) for key in FIELDS}
    verdicts = [_judged(edit, current, habits) for edit in edits]
    _refuse_taken_names(verdicts, current)
    _name_who(verdicts)
    kept = [verdict for verdict in verdicts if verdict.is_changed]
    try:
        numbers = write_applications([Change(v.number, v.values) for v in kept], progress=lambda done: None)
    except IntegrityError as error:
        raise Conflict("Somebody else took one of these names in the same moment. Try again.") from error
    for verdict, number in zip(kept, numbers, strict=True):
        verdict.number = number
    _record(kept, by=by)
    return verdicts


def _locked(numbers: Sequence[int]) -> dict[int, Application]:
    """The applications, which nobody else changes until the transaction ends."""
    found = (
        Application.objects.in_use()
        .filter(pk__in=numbers)
        .select_for_update(of=("self",))
        .select_related("business_owner", "technical_owner")
        .prefetch_related("departments", "capabilities", "holdings__data_object")
        .order_by("pk")
    )
    return {application.pk: application for application in found}


def _judged(edit: RowEdit, current: Mapping[int, Application], habits: Mapping[str, Habits]) -> Verdict:
    verdict = Verdict(edit.number, is_new=edit.number is None)
    if edit.number and edit.number not in current:
        verdict.wrong = dict.fromkeys(edit.typed, GONE)
        return verdict
    values = _read(edit.typed, habits, verdict)
    if verdict.is_new:
        verdict.is_changed = bool(values.get("name"))
        verdict.values = values
        if not verdict.is_changed:
            verdict.wrong.setdefault("name", "Give the application a name.")
        return verdict
    application = current[edit.number or 0]
    stands = values_of(application)
    sent, there = wire_values(values), wire_values(stands)
    for key, value in values.items():
        if sent[key] == there[key]:
            continue
        # The version tells that nothing changed at all; otherwise what the person saw in this very cell decides.
        if edit.version != application.version and key in edit.was and edit.was[key] != there[key]:
            verdict.clashes[key] = Clash(there[key], "")
        else:
            verdict.values[key] = value
            verdict.before[key] = stands[key]
    verdict.is_changed = bool(verdict.values)
    return verdict


def _read(typed: Mapping[str, str], habits: Mapping[str, Habits], verdict: Verdict) -> dict[str, Any]:
    values = {}
    for key, text in typed.items():
        cell = FIELDS[key]
        try:
            values[key] = _emptied(key, cell) if is_blank(text) else cell.read(text, habits[key])
        except NotFit as unfit:
            verdict.wrong[key] = f"{cell.label}: {unfit}."
    return values


def _emptied(key: str, cell: CellField) -> Any:
    """What stands in a cell that was cleared."""
    if key == "name":
        raise NotFit("every application needs a name")
    if key in MUST_BE_CHOSEN:
        raise NotFit("choose one, it cannot be empty")
    if key in LISTS:
        return []
    if key in TEXTS:
        return ""
    return False if cell.read is yes_no else None


def _refuse_taken_names(verdicts: Sequence[Verdict], current: Mapping[int, Application]) -> None:
    """A name that another application has, or that stands twice in what came, stays unsaved."""
    named = [verdict for verdict in verdicts if "name" in verdict.values]
    if not named:
        return
    wanted = Counter(verdict.values["name"].lower() for verdict in named)
    in_use = Application.objects.in_use().annotate(key=Lower("name")).filter(key__in=wanted)
    taken = dict(in_use.values_list("key", "pk"))
    seen: set[str] = set()
    for verdict in named:
        name = verdict.values["name"]
        key = name.lower()
        if taken.get(key, verdict.number) != verdict.number or key in seen:
            verdict.wrong["name"] = f"There already is an application called {name}. Choose another name."
            del verdict.values["name"]
            verdict.is_changed = bool(verdict.values) and not verdict.is_new
        seen.add(key)


def _name_who(verdicts: Sequence[Verdict]) -> None:
    """Who changed the cells that clash, from the history. One query."""
    clashing = {verdict.number: verdict for verdict in verdicts if verdict.clashes}
    if not clashing:
        return
    acts = Activity.objects.filter(noun="application", object_id__in=clashing, verb__in=["changed", "added"])
    found: dict[tuple[int | None, str], str] = {}
    for act in acts.order_by("pk"):
        found |= {(act.object_id, change["field"]): act.actor_name for change in act.changes}
    for number, verdict in clashing.items():
        verdict.clashes = {
            key: Clash(clash.theirs, found.get((number, key), "")) for key, clash in verdict.clashes.items()
        }


def _record(kept: Sequence[Verdict], *, by: User) -> None:
    rows = Application.objects.in_bulk([verdict.number for verdict in kept])
    added, changed = [], []
    for verdict in kept:
        application = rows[verdict.number or 0]
        if verdict.is_new:
            added.append((application, (), path_of(application)))
        else:
            changes = differences(verdict.before, verdict.values, Application)
            changed.append((application, changes, path_of(application)))
    record_each("added", added, by=by)
    record_each("changed", changed, by=by)

"""What the grid of applications asks for and sends: JSON in, JSON out."""

import json
import re
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, JsonResponse

from apps.core.errors import Refused
from apps.core.http import Request
from apps.tenant.inventory import access, grid_services, services
from apps.tenant.inventory.catalogue_selectors import known_about
from apps.tenant.inventory.catalogue_services import accept_suggestions, dismiss_suggestions
from apps.tenant.inventory.cells import usual_habits
from apps.tenant.inventory.grid_columns import EDITABLE
from apps.tenant.inventory.grid_selectors import FIELDS, grid_rows, known_names
from apps.tenant.inventory.grid_services import RowEdit, Verdict
from apps.tenant.inventory.merge_services import restore_or_take_apart
from apps.tenant.inventory.models import Application, Department

MOST_ROWS = 10_000
MOST_SUGGESTED = 20  # of many pasted rows, the first ones; the page of each application shows the rest
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")  # control signs and halves of letters
UNREADABLE = "That was not understood, and nothing was saved. Load the page again."
TOO_MANY = f"Up to {MOST_ROWS:,} rows fit in one go. Paste fewer, or bring them in as a file."


def rows(request: Request) -> JsonResponse:
    """All applications in use at once; posting saves cells, and removes or restores rows to undo what was done."""
    if request.method != "POST":
        return JsonResponse({"fields": FIELDS, "rows": grid_rows(), "names": known_names()})
    try:
        return JsonResponse(_save(request, _sent(request)))
    except Refused as refusal:
        return JsonResponse({"error": refusal.message}, status=refusal.status)


def _save(request: Request, sent: dict[str, Any]) -> dict[str, Any]:
    edits = [_edit(entry) for entry in _list(sent, "edits")]
    numbers = [edit.number for edit in edits if edit.number]
    if len(numbers) != len(set(numbers)):
        raise Refused(UNREADABLE)
    act = grid_services.preview_rows if sent.get("preview") else grid_services.save_rows
    with transaction.atomic():
        _each(_list(sent, "remove"), Application.objects.in_use(), services.remove_application, request)
        _each(_list(sent, "restore"), Application.objects.in_trash(), restore_or_take_apart, request)
        answered = [_answered(request, entry) for entry in _list(sent, "suggestions")]
        verdicts = act(edits, by=request.user, usual=usual_habits(request.client)) if edits else []
    shown = {verdict.number for verdict in verdicts if verdict.number} | {*_list(sent, "restore"), *answered}
    found = grid_rows(Application.objects.in_use().filter(pk__in=shown))
    kept = [] if sent.get("preview") else [v for v in verdicts if v.is_changed and "name" in v.values]
    named = [verdict.number for verdict in kept[:MOST_SUGGESTED] if verdict.number]
    return {
        "verdicts": [_answer(verdict) for verdict in verdicts],
        "fields": FIELDS,
        "rows": found,
        "suggested": _suggested(request, [*named, *answered]),
        "departments": dict(Department.objects.filter(applications__in=shown).values_list("pk", "name")),
    }


def _answered(request: Request, entry: Any) -> int:
    """One suggestion of the catalogue, accepted or dismissed; the number of its application."""
    shaped = isinstance(entry, dict) and _is_number(entry.get("id")) and isinstance(entry.get("field"), str)
    if not shaped:
        raise Refused(UNREADABLE)
    application = access.application_or_404(request, entry["id"])
    act = accept_suggestions if entry.get("accept") else dismiss_suggestions
    act(application, [entry["field"]], firm=request.firm, by=request.user)
    return application.pk


def _suggested(request: Request, numbers: list[int]) -> dict[int, dict[str, str]]:
    """What the catalogue knows about these applications and nobody has answered: field and words."""
    applications = Application.objects.in_use().filter(pk__in=numbers)
    return {
        application.pk: {entry.field: entry.words for entry in known_about(application, request.firm).suggestions}
        for application in applications
    }


def _each(numbers: list[Any], found: Any, act: Callable[..., Any], request: Request) -> None:
    if not all(map(_is_number, numbers)):
        raise Refused(UNREADABLE)
    for application in found.filter(pk__in=numbers):
        act(application, by=request.user)


def _sent(request: HttpRequest) -> dict[str, Any]:
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise Refused(UNREADABLE) from error
    if not isinstance(sent, dict):
        raise Refused(UNREADABLE)
    return sent


def _list(sent: dict[str, Any], key: str) -> list[Any]:
    found = sent.get(key, [])
    if not isinstance(found, list):
        raise Refused(UNREADABLE)
    if len(found) > MOST_ROWS:
        raise Refused(TOO_MANY)
    return found


def _edit(entry: Any) -> RowEdit:
    if not isinstance(entry, dict):
        raise Refused(UNREADABLE)
    number, version, typed, was = (entry.get(key) for key in ("id", "version", "typed", "was"))
    if not isinstance(typed, dict) or not isinstance(was or {}, dict) or not (number is None or _is_number(number)):
        raise Refused(UNREADABLE)
    if not all(key in EDITABLE and isinstance(text, str) for key, text in typed.items()):
        raise Refused(UNREADABLE)
    return RowEdit(number, {key: UNSEEN.sub("", text) for key, text in typed.items()}, was or {}, version)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63


def _answer(verdict: Verdict) -> dict[str, Any]:
    clashes = {key: {"theirs": clash.theirs, "by": clash.by} for key, clash in verdict.clashes.items()}
    return {
        "id": verdict.number,
        "is_new": verdict.is_new,
        "is_changed": verdict.is_changed,
        "wrong": verdict.wrong,
        "clashes": clashes,
    }

"""The steps of a sitting: access, form, service, answer. Rights stand beside the URLs.

Every step keeps what it can and remembers the rest, whichever way one leaves it: on, back, or by the script that
sends what was changed.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from apps.core.errors import Refused
from apps.core.forms import noticed, tried
from apps.core.http import Request, whole_number
from apps.tenant.audit import finishing, services
from apps.tenant.audit.access import sitting_or_404
from apps.tenant.audit.forms import HandOffForm, MinutesForm, ScoreForm, SeenForm, ToolsForm
from apps.tenant.audit.models import AuditSitting, Step
from apps.tenant.audit.pages import (
    StepPage,
    audit_page,
    audits_page,
    entries_page,
    hand_offs_page,
    room_form,
    step_after,
    step_page,
    tools_page,
    url_of,
    verdict_of,
)
from apps.tenant.audit.selectors import Line, result_of, sum_up

WRONG = 422


def audits(request: Request) -> HttpResponse:
    """The sittings; posting begins one, or goes on with the one that is open."""
    if request.method != "POST":
        return render(request, "audit/audits.html", {"page": audits_page(request)})
    begun = services.start_sitting(by=request.user)
    return redirect(url_of(begun, begun.step))


def audit(request: Request, audit_sitting_id: int) -> HttpResponse:
    """What came out of a finished sitting; one that is open goes on where it stands."""
    found = sitting_or_404(audit_sitting_id)
    if found.is_open:
        return redirect(url_of(found, found.step))
    page = audit_page(request, found, result_of(request.client, found))
    return render(request, "audit/audit.html", {"page": page})


def room(request: Request, audit_sitting_id: int) -> HttpResponse:
    """Who is in the room, and what an hour costs."""
    found = sitting_or_404(audit_sitting_id)
    if over := _over(request, found):
        return over
    if request.method != "POST":
        form = room_form(request, found)
        if draft := services.draft_of(found, Step.ROOM, by=request.user):
            fresh = form
            form = room_form(request, found, {name: fresh[name].value() for name in fresh.fields} | draft)
            form.see(fresh)
        return _shown(request, step_page(found, Step.ROOM, forms=[form]))
    form = room_form(request, found, request.POST)
    if request.htmx:
        return _draft(request, found, Step.ROOM, form)
    ok = form.is_valid() and tried(form, lambda: _keep_room(request, found, form))
    return _left(request, found, Step.ROOM, form, lambda: step_page(found, Step.ROOM, forms=[form]), ok=ok)


def _keep_room(request: Request, found: AuditSitting, form: Any) -> None:
    joined, left = form.joined_and_left()
    services.change_people(found, joined=joined, left=left, by=request.user)
    rate = form.rate()
    if rate is not None:
        services.set_rate(request.client, rate, by=request.user)


def tools(request: Request, audit_sitting_id: int) -> HttpResponse:
    """Which tools are there?"""
    found = sitting_or_404(audit_sitting_id)
    if over := _over(request, found):
        return over
    if request.method != "POST":
        return _shown(request, tools_page(request, found))
    form = ToolsForm(request.POST)
    if request.htmx:
        return _draft(request, found, Step.TOOLS, form)
    if number := _number(request, "remove"):
        _remember(request, found, Step.TOOLS, _typed(request, form))
        return _took_out(request, found, Step.TOOLS, lambda: services.take_out_tool(found, number, by=request.user))
    ok = form.is_valid() and tried(form, lambda: services.add_tools(found, form.tools(), by=request.user))
    return _left(request, found, Step.TOOLS, form, lambda: tools_page(request, found, form), ok=ok)


def hand_offs(request: Request, audit_sitting_id: int) -> HttpResponse:
    """The five hand-offs that hurt most."""
    found = sitting_or_404(audit_sitting_id)
    if over := _over(request, found):
        return over
    if request.method != "POST":
        return _shown(request, hand_offs_page(request, found, result_of(request.client, found)))
    form = HandOffForm(request.POST)
    if request.htmx:
        return _draft(request, found, Step.HAND_OFFS, form)
    for go, act in (("remove", services.take_out_hand_off), ("take", services.take_hand_off)):
        if number := _number(request, go):
            _remember(request, found, Step.HAND_OFFS, _typed(request, form))
            return _took_out(request, found, Step.HAND_OFFS, lambda: act(found, number, by=request.user))  # noqa: B023
    empty = not any(request.POST.get(name, "").strip() for name in form.fields)
    ok = empty and request.POST.get("go") != "add"
    if not ok:
        ok = form.is_valid() and tried(form, lambda: services.add_hand_off(found, form.cleaned_data, by=request.user))
    shown = lambda: hand_offs_page(request, found, result_of(request.client, found), form)  # noqa: E731
    return _left(request, found, Step.HAND_OFFS, form, shown, ok=ok)


def minutes(request: Request, audit_sitting_id: int) -> HttpResponse:
    """How often, how long, how many people, and what an error costs."""
    return _entries(request, audit_sitting_id, Step.MINUTES, MinutesForm, services.change_minutes)


def score(request: Request, audit_sitting_id: int) -> HttpResponse:
    """Effort and rough cost of connecting each."""
    return _entries(request, audit_sitting_id, Step.SCORE, ScoreForm, services.change_score)


def pilot(request: Request, audit_sitting_id: int) -> HttpResponse:
    """Which one pays back within 60 days, if any."""
    found = sitting_or_404(audit_sitting_id)
    if over := _over(request, found):
        return over
    if request.method == "POST":
        return _go(request, found, Step.PILOT)
    return _shown(request, step_page(found, Step.PILOT, more=verdict_of(result_of(request.client, found))))


def finish(request: Request, audit_sitting_id: int) -> HttpResponse:
    """Everything once more; posting finishes, once."""
    found = sitting_or_404(audit_sitting_id)
    problems = []
    if request.method == "POST" and _leaves(request):
        return _over(request, found) or _go(request, found, Step.FINISH)
    if request.method == "POST":
        try:
            found = finishing.finish(request.client, found, by=request.user)
        except Refused as refusal:
            problems = [refusal.message]
        else:
            return redirect("audit", audit_sitting_id=found.pk)
    elif over := _over(request, found):
        return over
    verdict = verdict_of(result_of(request.client, found))
    rest = {"people": list(found.people.all()), "tools": list(found.named_tools.select_related("application"))}
    page = step_page(found, Step.FINISH, more=verdict, problems=problems, rest=rest)
    return _shown(request, page, status=WRONG if problems else 200)


Change = Callable[..., None]


def _entries(
    request: Request, audit_sitting_id: int, step: Step, kind: type[MinutesForm] | type[ScoreForm], change: Change
) -> HttpResponse:
    """A form for each hand-off. Those that are right are kept, whatever is wrong with the others."""
    found = sitting_or_404(audit_sitting_id)
    if over := _over(request, found):
        return over
    result = result_of(request.client, found)
    if request.method != "POST":
        draft = services.draft_of(found, step, by=request.user)
        made = [kind(_own(draft, line) or None, line=line) for line in result.lines]
        return _shown(request, entries_page(found, step, made, result))
    made = [kind(request.POST, line=line) for line in result.lines]
    if request.htmx and "preview" in request.GET:
        page = entries_page(found, step, [], sum_up([form.typed(request.client) for form in made]))
        return render(request, f"audit/{step}.html#figures", {"page": page})
    wrong = [form for form in made if not (form.is_valid() and tried(form, lambda: _keep(form, change, request)))]  # noqa: B023
    result = result_of(request.client, found)
    now = {line.item.pk: line for line in result.lines}
    for form in wrong:
        form.see(kind(line=now.get(form.line.item.pk, form.line)))
    kept = {name: str(text) for form in wrong for name, text in _own(form.data, form.line).items()}
    _remember(request, found, step, kept)
    if request.htmx:
        fresh = [kind(line=line) for line in result.lines if line.item.pk not in {form.line.item.pk for form in wrong}]
        page = entries_page(found, step, fresh, result)
        return render(request, f"audit/{step}.html#kept", {"page": page, "is_wrong": bool(wrong)})
    if wrong and not _leaves(request):
        bad = {form.line.item.pk: form for form in wrong}
        made = [bad.get(line.item.pk) or kind(line=line) for line in result.lines]
        return _shown(request, entries_page(found, step, made, result), status=WRONG)
    return _go(request, found, step)


def _keep(form: SeenForm, change: Change, request: Request) -> None:
    line: Line = form.line  # type: ignore[attr-defined]
    change(line.item, form.cleaned_data, form.seen(), by=request.user)


def _own(given: Mapping[str, Any], line: Line) -> dict[str, Any]:
    """What was given for one hand-off, with what was shown beside it."""
    prefixes = f"h{line.item.pk}-", f"initial-h{line.item.pk}-"
    return {name: given[name] for name in given if name.startswith(prefixes)}


def _draft(request: Request, found: AuditSitting, step: Step, form: forms.Form) -> HttpResponse:
    """What the script sends while somebody types: remembered, made nothing of yet."""
    _remember(request, found, step, _typed(request, form))
    return HttpResponse("Kept")


def _remember(request: Request, found: AuditSitting, step: Step, values: Mapping[str, str]) -> None:
    page, is_sent = request.POST.get("page", ""), not request.htmx
    services.keep_draft(found, step, values, by=request.user, page=page, is_sent=is_sent)


def _typed(request: Request, form: forms.Form) -> dict[str, str]:
    return {name: request.POST[name] for name in form.fields if request.POST.get(name, "").strip()}


def _left(
    request: Request, found: AuditSitting, step: Step, form: forms.Form, page: Callable[[], StepPage], *, ok: bool
) -> HttpResponse:
    """After a form was sent: on, back, or the form again with what is wrong. Going back is always possible."""
    _remember(request, found, step, {} if ok else _typed(request, form))
    if ok or _leaves(request):
        return _go(request, found, step)
    return _shown(request, page(), status=WRONG)


def _leaves(request: Request) -> bool:
    """Whether the button leads away whatever is wrong: back, to another step, or to a pause."""
    go = request.POST.get("go", "")
    return go in {"back", "pause", "on"} or go.startswith("to:")


def _go(request: Request, found: AuditSitting, step: Step) -> HttpResponse:
    go = request.POST.get("go", "next")
    if go == "add":
        return redirect(url_of(found, step))
    if go in {"pause", "on"}:
        (services.pause if go == "pause" else services.go_on)(found, by=request.user)
        return redirect(url_of(found, step))
    named = go.removeprefix("to:")
    wanted = Step(named) if named in Step.values else step_after(step, -1 if go == "back" else 1)
    services.reach(found, wanted)
    return redirect(url_of(found, wanted))


def _took_out(request: Request, found: AuditSitting, step: Step, act: Callable[[], Any]) -> HttpResponse:
    noticed(request, act)
    return redirect(url_of(found, step))


def _over(request: Request, found: AuditSitting) -> HttpResponse | None:
    """A finished sitting is only read."""
    if found.is_open:
        return None
    if request.method == "POST":
        messages.error(request, services.OVER)
    return redirect("audit", audit_sitting_id=found.pk)


def _number(request: Request, go: str) -> int:
    """The number in go=remove:12, 0 without one."""
    return whole_number(request.POST.get("go", "").removeprefix(f"{go}:")) or 0


def _shown(request: Request, page: StepPage, *, status: int = 200) -> HttpResponse:
    return render(request, f"audit/{page.step}.html", {"page": page}, status=status)

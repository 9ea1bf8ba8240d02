"""Changes of tools."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from apps.core.clock import today_of
from apps.core.forms import tried
from apps.core.http import Request, whole_number
from apps.methods.tool_change import suggest
from apps.tenant.change import access, services
from apps.tenant.change.downloads import evidence_download
from apps.tenant.change.forms import DoneForm, DropForm, EvidenceForm, TaskForm, ToolChangeForm
from apps.tenant.change.models import ToolChange
from apps.tenant.change.pages.forms import FormPage, Names, people_names
from apps.tenant.change.pages.tool_changes import tool_change_page, tool_changes_page
from apps.tenant.change.views.answers import ask, do, posted

ONE = "change/tool_change.html"
TEXT = "The steps follow from what the tool touches. One to two weeks for each major change are usual."


def tool_changes(request: Request) -> HttpResponse:
    return render(request, "change/tool_changes.html", {"page": tool_changes_page(request)})


def choose_tool(request: Request) -> HttpResponse:
    """From the list: leads to the form of the chosen application."""
    chosen = whole_number(request.GET.get("application", ""))
    if chosen is None:
        messages.error(request, "Choose the application that changes.")
        return redirect("tool-changes")
    return redirect("tool-change-start", application_id=access.application_or_404(request, chosen).pk)


def start(request: Request, application_id: int) -> HttpResponse:
    own = access.application_or_404(request, application_id)
    today = today_of(request.client)
    initial = {"start": today, "end": suggest(today, 1).latest}
    form = ToolChangeForm(posted(request), without=own.pk, initial=initial)
    page = FormPage(
        title=f"Change {own}",
        text=TEXT,
        form=form,
        submit="Start change",
        back=reverse("tool-changes"),
        names=Names(people=people_names()),
    )
    if form.is_bound and form.is_valid():
        made = tried(form, lambda: services.start_tool_change(own, form.values(), by=request.user))
        if made:
            messages.success(request, f"{made} has started.")
            return redirect("tool-change", tool_change_id=made.pk)
    return render(request, "change/form.html", {"page": page}, status=422 if form.is_bound else 200)


def tool_change(request: Request, tool_change_id: int) -> HttpResponse:
    found = access.tool_change_or_404(request, tool_change_id)
    return render(request, ONE, {"page": tool_change_page(request, found)})


def change(request: Request, tool_change_id: int) -> HttpResponse:
    found = access.tool_change_or_404(request, tool_change_id)
    initial = {"owner": found.owner, "version": found.version}
    form = ToolChangeForm(posted(request), instance=found, initial=initial, without=found.application_id)
    page = FormPage(
        title=f"Plan of {found}",
        text=TEXT,
        form=form,
        submit="Save plan",
        back=_page(found),
        names=Names(people=people_names()),
    )

    def act() -> ToolChange:
        version = form.cleaned_data["version"]
        return services.change_tool_change(found, form.values(), by=request.user, version=version)

    return ask(request, page, act, "Saved.")


def close(request: Request, tool_change_id: int) -> HttpResponse:
    found = access.tool_change_or_404(request, tool_change_id)
    said = f"{found} is closed."
    return do(request, lambda: services.close_tool_change(found, by=request.user), said, _page(found))


def drop(request: Request, tool_change_id: int) -> HttpResponse:
    found, form = access.tool_change_or_404(request, tool_change_id), DropForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["drop_reason"]
        if tried(form, lambda: services.drop_tool_change(found, reason, by=request.user)):
            messages.success(request, f"{found} is dropped.")
            return redirect(_page(found))
    return render(request, ONE, {"page": tool_change_page(request, found, drop_form=form)}, status=422)


def add_task(request: Request, tool_change_id: int) -> HttpResponse:
    found, form = access.tool_change_or_404(request, tool_change_id), TaskForm(request.POST)
    if form.is_valid() and tried(form, lambda: services.add_task(found, form.values(), by=request.user)):
        messages.success(request, "Step added.")
        return redirect(f"{_page(found)}#tasks")
    return render(request, ONE, {"page": tool_change_page(request, found, task_form=form)}, status=422)


def tick_task(request: Request, tool_task_id: int) -> HttpResponse:
    task, form = access.task_or_404(request, tool_task_id), DoneForm(request.POST)
    back = f"{_page(task.tool_change)}#tasks"
    if not form.is_valid():
        messages.error(request, "A note may have up to 300 characters. Nothing was changed.")
        return redirect(back)
    done, note = form.cleaned_data["done"] == "yes", form.cleaned_data["note"] or None
    return do(request, lambda: services.tick_task(task, by=request.user, done=done, note=note), "", back)


def remove_task(request: Request, tool_task_id: int) -> HttpResponse:
    task = access.task_or_404(request, tool_task_id)
    back = f"{_page(task.tool_change)}#tasks"
    return do(request, lambda: services.remove_task(task, by=request.user), "Step removed.", back)


def add_evidence(request: Request, tool_change_id: int) -> HttpResponse:
    found, form = access.tool_change_or_404(request, tool_change_id), EvidenceForm(request.POST, request.FILES)
    if form.is_valid() and tried(form, lambda: services.add_evidence(found, by=request.user, **form.values())):
        messages.success(request, "Evidence added.")
        return redirect(f"{_page(found)}#evidence")
    return render(request, ONE, {"page": tool_change_page(request, found, evidence_form=form)}, status=422)


def evidence_file(request: Request, evidence_id: int) -> HttpResponseBase:
    return evidence_download(access.evidence_or_404(request, evidence_id))


def remove_evidence(request: Request, evidence_id: int) -> HttpResponse:
    row = access.evidence_or_404(request, evidence_id)
    back = f"{_page(row.tool_change)}#evidence"
    return do(request, lambda: services.remove_evidence(row, by=request.user), "Evidence removed.", back)


def _page(found: ToolChange) -> str:
    return reverse("tool-change", args=[found.pk])

"""Access, form or page, service, answer. Rights stand beside the URLs."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from apps.core.errors import Refused
from apps.core.forms import refused
from apps.core.http import Request, whole_number
from apps.tenant.discovery import access, services
from apps.tenant.discovery.forms import AcceptForm, AssignForm, DismissForm, MergeForm, ReadingForm, UploadForm
from apps.tenant.discovery.models import Finding
from apps.tenant.discovery.pages import discovery_page, file_page, proposal_page
from apps.tenant.inventory.models import Application
from apps.tenant.inventory.selectors import application_named

PAGE = "discovery/discovery.html"
ONE = "discovery/proposal.html"
FILE = "discovery/file.html"


def discovery(request: Request) -> HttpResponse:
    """Proposals, the queue, the files; posting hands a file in."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else None
    if form and form.is_valid():
        try:
            started = services.start_discovery(form.upload(), client=request.client, by=request.user)
        except Refused as refusal:
            refused(form, refusal)
        else:
            return redirect("discovery-file", discovery_id=started.pk)
    return render(request, PAGE, {"page": discovery_page(request, form=form)}, status=422 if form else 200)


def decide_many(request: Request) -> HttpResponse:
    """What the bar for selected rows does, and its undoing (whose rows stand in the address)."""
    asked = request.POST if "row" in request.POST else request.GET
    numbers = [number for text in asked.getlist("row") if (number := whole_number(text)) is not None]
    findings = list(Finding.objects.filter(pk__in=numbers))
    action = MANY.get(request.POST.get("action", "") or request.GET.get("action", ""))
    back = f"{reverse('discovery')}{'?show=' + asked['show'] if asked.get('show') in SHOWN else ''}"
    if not findings or action is None:
        messages.error(request, "Select at least one row first.")
        return redirect(back)
    words, work = action
    try:
        work(request, findings)
    except Refused as refusal:
        messages.error(request, f"{refusal.message} Nothing was changed.")
        return redirect(back)
    undo = "" if words == "back to decide" else _undo_many(numbers)
    messages.success(request, f"{len(findings)} {words}.", extra_tags=undo)
    return redirect(back)


SHOWN = {"known", "decided", "unmatched", "ignored"}
Work = Callable[[Request, list[Finding]], Any]
MANY: dict[str, tuple[str, Work]] = {
    "accept": ("accepted", lambda r, f: services.accept_findings(f, client=r.client, by=r.user)),
    "merge": ("merged", lambda r, f: services.merge_findings(f, _same_as(r), by=r.user)),
    "dismiss": ("dismissed", lambda r, f: services.dismiss_findings(f, reason=_reason(r), by=r.user)),
    "ignore": ("ignored", lambda r, f: services.ignore_merchants(f, by=r.user)),
    "reopen": ("back to decide", lambda r, f: _reopen(f, r)),
}


def _reason(request: Request) -> str:
    return request.POST.get("reason", "").strip() or "Dismissed together with others"


def _same_as(request: Request) -> Application:
    found = application_named(request.POST.get("application", "").strip())
    if found is None:
        raise Refused("Name the application of the inventory that they are.")
    return found


def _reopen(findings: list[Finding], request: Request) -> None:
    services.reopen_findings([finding for finding in findings if finding.product], by=request.user)
    services.ask_again([finding for finding in findings if not finding.product], by=request.user)


def _undo_many(numbers: list[int]) -> str:
    query = urlencode([("action", "reopen"), *(("row", number) for number in numbers)])
    return f"undo:{reverse('discovery-decide')}?{query}"


def proposal(request: Request, finding_id: int) -> HttpResponse:
    """Everything that the files say about one product or merchant."""
    return render(request, ONE, {"page": proposal_page(request, access.finding_or_404(request, finding_id))})


def accept(request: Request, finding_id: int) -> HttpResponse:
    """As proposed when nothing was filled in, else as the form says."""
    found = access.finding_or_404(request, finding_id)
    form = AcceptForm(request.POST) if "name" in request.POST else None

    def work() -> None:
        accepting = form.accepting() if form else None
        services.accept_findings([found], client=request.client, by=request.user, accepting=accepting)

    return _decided(request, found, "accept", form, work, f"{found} accepted.")


def merge(request: Request, finding_id: int) -> HttpResponse:
    found = access.finding_or_404(request, finding_id)
    form = MergeForm(request.POST)

    def work() -> None:
        services.merge_findings([found], form.cleaned_data["application"], by=request.user)

    return _decided(request, found, "merge", form, work, f"{found} merged. It will be recognised next time.")


def dismiss(request: Request, finding_id: int) -> HttpResponse:
    found = access.finding_or_404(request, finding_id)
    form = DismissForm(request.POST)

    def work() -> None:
        services.dismiss_findings([found], reason=form.cleaned_data["reason"], by=request.user)

    return _decided(request, found, "dismiss", form, work, f"{found} dismissed. It will not be asked about again.")


def assign(request: Request, finding_id: int) -> HttpResponse:
    found = access.finding_or_404(request, finding_id)
    form = AssignForm(request.POST)

    def work() -> None:
        services.assign_merchant(found, form.cleaned_data["product"], client=request.client, by=request.user)

    return _decided(request, found, "assign", form, work, f"{found.example} is recognised from now on.")


def ignore(request: Request, finding_id: int) -> HttpResponse:
    found = access.finding_or_404(request, finding_id)

    def work() -> None:
        services.ignore_merchants([found], by=request.user)

    return _decided(request, found, "ignore", None, work, f"{found.example} is ignored from now on.")


def _decided(
    request: Request, found: Finding, name: str, form: forms.Form | None, work: Callable[[], None], words: str
) -> HttpResponse:
    """Do it and go back to the list with Undo; or show the proposal again with what is wrong."""
    if form is None or form.is_valid():
        try:
            work()
        except Refused as refusal:
            if form is None or refusal.status == 409:
                messages.error(request, refusal.message)
                return redirect("proposal", finding_id=found.pk)
            refused(form, refusal)
        else:
            undo = f"undo:{reverse('proposal-reopen', args=[found.pk])}"
            messages.success(request, words, extra_tags=undo)
            return redirect(f"{reverse('discovery')}{'' if found.product else '?show=unmatched'}")
    return render(request, ONE, {"page": proposal_page(request, found, **{name: form})}, status=422)


def reopen(request: Request, finding_id: int) -> HttpResponse:
    found = access.finding_or_404(request, finding_id)
    if found.is_open and found.product:
        services.ask_again([found], by=request.user)  # it was assigned by hand a moment ago
    else:
        _reopen([found], request)
    messages.success(request, f"{found} is open again.")
    return redirect("proposal", finding_id=found.pk)


def use_cost(request: Request, finding_id: int) -> HttpResponse:
    found = access.finding_or_404(request, finding_id)
    try:
        application = services.use_cost(found, client=request.client, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("proposal", finding_id=found.pk)
    messages.success(request, f"{application} has the yearly cost of its charges.")
    return redirect("application", application_id=application.pk)


def discovery_file(request: Request, discovery_id: int) -> HttpResponse:
    """How the file was read; posting reads it in another way. Asked every second while it works."""
    found = access.discovery_or_404(request, discovery_id)
    if request.method == "POST":
        form = ReadingForm(request.POST, discovery=found)
        if form.is_valid():
            try:
                services.change_reading(found, form.wanted(), client=request.client)
            except Refused as refusal:
                refused(form, refusal)
            else:
                return redirect("discovery-file", discovery_id=found.pk)
        return render(request, FILE, {"page": file_page(request, found, form=form)}, status=422)
    if request.htmx and not found.is_working and "poll" in request.GET:
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("discovery-file", args=[found.pk])})
    template = f"{FILE}#progress" if request.htmx and "poll" in request.GET else FILE
    return render(request, template, {"page": file_page(request, found)})


def remove_file(request: Request, discovery_id: int) -> HttpResponse:
    found = access.discovery_or_404(request, discovery_id)
    services.remove_discovery(found, by=request.user)
    undo = f"undo:{reverse('discovery-restore', args=[found.pk])}"
    messages.success(request, f"{found} removed. What was accepted from it stays.", extra_tags=undo)
    return redirect("discovery")


def restore_file(request: Request, discovery_id: int) -> HttpResponse:
    found = access.discovery_or_404(request, discovery_id)
    services.restore_discovery(found, by=request.user)
    messages.success(request, f"{found} is back.")
    return redirect("discovery-file", discovery_id=found.pk)

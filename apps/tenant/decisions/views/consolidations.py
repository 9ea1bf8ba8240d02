"""Integrate or consolidate: overlaps found, cases, and decisions on them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from apps.core.clock import today_of
from apps.core.errors import Refused
from apps.core.http import Request
from apps.tenant.decisions import access, services
from apps.tenant.decisions.forms import initial_of
from apps.tenant.decisions.forms.consolidations import CaseDecisionForm, ConsolidationForm, DismissForm
from apps.tenant.decisions.models import Consolidation, Decision
from apps.tenant.decisions.pages.consolidations import case_page, consolidations_page
from apps.tenant.decisions.pages.dialogs import Dialog
from apps.tenant.decisions.views.dialogs import answer, posted


def consolidations(request: Request) -> HttpResponse:
    return render(request, "decisions/consolidations.html", {"page": consolidations_page(request)})


def consolidation(request: Request, consolidation_id: int) -> HttpResponse:
    try:
        page = case_page(request, consolidation_id)
    except Consolidation.DoesNotExist as error:
        raise Http404 from error
    return render(request, "decisions/consolidation.html", {"page": page})


def add_consolidation(request: Request) -> HttpResponse:
    """With ?application=… the ones found to overlap are chosen already."""
    initial = {"applications": request.GET.getlist("application")}
    form = ConsolidationForm(posted(request), initial=initial)
    dialog = Dialog("Weigh applications", form, "Weigh them", reverse("consolidations"), narrows="applications")

    def save() -> str:
        made = services.add_consolidation(form.values(), by=request.user)
        messages.success(request, f"{made} added.")
        return reverse("consolidation", args=[made.pk])

    return answer(request, dialog, save)


def change_consolidation(request: Request, consolidation_id: int) -> HttpResponse:
    case = access.consolidation_or_404(request, consolidation_id)
    initial = initial_of(case, ConsolidationForm) | {"applications": case.applications.values_list("pk", flat=True)}
    form = ConsolidationForm(posted(request), initial=initial)
    dialog = Dialog(f"Answers for {case}", form, "Save answers", _page_of(case), narrows="applications")

    def save() -> str:
        version = form.cleaned_data["version"]
        services.change_consolidation(case, form.values(), by=request.user, version=version)
        messages.success(request, f"{case} saved.")
        return dialog.back

    return answer(request, dialog, save)


def accept_retraining(request: Request, consolidation_id: int) -> HttpResponse:
    """The suggested cost of retraining becomes the entered one; what was entered meanwhile stays."""
    case = access.consolidation_or_404(request, consolidation_id)
    try:
        services.accept_retraining(case, client=request.client, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Retraining taken over from the suggestion.")
    return redirect(_page_of(case))


def decide_consolidation(request: Request, consolidation_id: int) -> HttpResponse:
    case = access.consolidation_or_404(request, consolidation_id)
    initial = {"on": case.decided_on or today_of(request.client), "reason": case.decision_reason}
    initial |= {"decision": case.decision if case.is_decided else Decision.INTEGRATE}
    form = CaseDecisionForm(posted(request), initial=initial | {"together_with": case.decided_with})
    text = "The figures of this page are kept with the decision. A decision before it stays in the record."
    dialog = Dialog(f"Decide on {case}", form, "Record decision", _page_of(case), text)

    def save() -> str:
        services.decide_consolidation(case, client=request.client, by=request.user, **form.values())
        messages.success(request, f"{case} saved.")
        return dialog.back

    return answer(request, dialog, save)


def remove_consolidation(request: Request, consolidation_id: int) -> HttpResponse:
    case = access.consolidation_or_404(request, consolidation_id)
    try:
        services.remove_consolidation(case, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect(_page_of(case))
    messages.success(request, f"{case} removed.")
    return redirect("consolidations")


def dismiss_overlap(request: Request) -> HttpResponse:
    """With ?application=… the proposed group."""
    form = DismissForm(posted(request), initial={"applications": request.GET.getlist("application")})
    text = "They are not proposed together again. You can take that back on the same page."
    dialog = Dialog("Dismiss this overlap", form, "Dismiss", reverse("consolidations"), text)

    def save() -> str:
        ids, reason = form.cleaned_data["applications"], form.cleaned_data["reason"]
        services.dismiss_overlap(ids, by=request.user, reason=reason)
        messages.success(request, "Dismissed; the reason is kept below.")
        return dialog.back

    return answer(request, dialog, save)


def reconsider_overlap(request: Request, dismissed_overlap_id: int) -> HttpResponse:
    pair = access.dismissed_overlap_or_404(request, dismissed_overlap_id)
    services.reconsider_overlap(pair, by=request.user)
    messages.success(request, f"{pair} can be proposed again.")
    return redirect("consolidations")


def _page_of(case: Consolidation) -> str:
    return reverse("consolidation", args=[case.pk])

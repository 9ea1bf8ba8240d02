"""Weights, integrate or consolidate, and the decisions taken."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from apps.core.clock import today_of
from apps.core.errors import Refused
from apps.core.forms import refused
from apps.core.http import Request
from apps.tenant.decisions import access, services
from apps.tenant.decisions.forms import ConsolidationForm, DecisionForm, WeightsForm, initial_of
from apps.tenant.decisions.models import Decision
from apps.tenant.decisions.pages.dialogs import Dialog
from apps.tenant.decisions.pages.others import consolidations_page, decision_rows, weights_page
from apps.tenant.decisions.views.dialogs import answer, posted


def weights(request: Request) -> HttpResponse:
    form = WeightsForm(request.POST) if posted(request) is not None else None
    if form and form.is_valid():
        try:
            services.change_weights(form.weights(), by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, "Weights saved. Scores and order follow them.")
            return redirect("scorecard-weights")
    page = weights_page(request, form=form)
    return render(request, "decisions/weights.html", {"page": page}, status=422 if form else 200)


def decisions(request: Request) -> HttpResponse:
    return render(request, "decisions/decisions.html", {"rows": decision_rows()})


def consolidations(request: Request) -> HttpResponse:
    return render(request, "decisions/consolidations.html", {"page": consolidations_page(request)})


def add_consolidation(request: Request) -> HttpResponse:
    """With ?application=… the ones found to overlap are chosen already."""
    initial = {"applications": request.GET.getlist("application")}
    form = ConsolidationForm(posted(request), initial=initial)
    back = reverse("consolidations")
    dialog = Dialog("Weigh applications", form, "Weigh them", back, narrows="applications")

    def save() -> str:
        values = form.values()
        values.pop("version", None)
        made = services.add_consolidation(values, by=request.user)
        messages.success(request, f"{made} added.")
        return f"{back}#case-{made.pk}"

    return answer(request, dialog, save)


def change_consolidation(request: Request, consolidation_id: int) -> HttpResponse:
    case = access.consolidation_or_404(request, consolidation_id)
    initial = initial_of(case, ConsolidationForm) | {"applications": case.applications.values_list("pk", flat=True)}
    form = ConsolidationForm(posted(request), initial=initial)
    back = f"{reverse('consolidations')}#case-{case.pk}"
    dialog = Dialog(f"Answers for {case}", form, "Save answers", back, narrows="applications")

    def save() -> str:
        version = form.cleaned_data["version"]
        services.change_consolidation(case, form.values(), by=request.user, version=version)
        messages.success(request, f"{case} saved.")
        return back

    return answer(request, dialog, save)


def decide_consolidation(request: Request, consolidation_id: int) -> HttpResponse:
    case = access.consolidation_or_404(request, consolidation_id)
    initial = {"on": case.decided_on or today_of(request.client), "reason": case.decision_reason}
    initial |= {"decision": case.decision if case.is_decided else Decision.INTEGRATE}
    form = DecisionForm(posted(request), initial=initial | {"together_with": case.decided_with})
    back = f"{reverse('consolidations')}#case-{case.pk}"
    dialog = Dialog(f"Decide on {case}", form, "Record decision", back)

    def save() -> str:
        services.decide_consolidation(case, by=request.user, **form.values())
        messages.success(request, f"{case} saved.")
        return back

    return answer(request, dialog, save)


def remove_consolidation(request: Request, consolidation_id: int) -> HttpResponse:
    case = access.consolidation_or_404(request, consolidation_id)
    try:
        services.remove_consolidation(case, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"{case} removed.")
    return redirect("consolidations")

"""Surveys as the consultants see them: access, form or page, service, answer. Rights stand beside the URLs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from apps.core.forms import noticed, tried
from apps.core.http import Request
from apps.tenant.surveys import access, pages, services
from apps.tenant.surveys.forms import LinkForm, RoundForm, SurveyForm

SURVEYS, SURVEY = "surveys/surveys.html", "surveys/survey.html"


def surveys(request: Request) -> HttpResponse:
    """All of them; posting adds one."""
    if request.method != "POST":
        return render(request, SURVEYS, {"page": pages.surveys_page(request)})
    form = SurveyForm(request.POST)
    if form.is_valid():
        made = tried(form, lambda: services.add_survey(form.values(), by=request.user))
        if made:
            messages.success(request, f"{made} added. Open a round to ask the first people.")
            return redirect("survey", survey_id=made.pk)
    return render(request, SURVEYS, {"page": pages.surveys_page(request, new=form)}, status=422)


def survey(request: Request, survey_id: int) -> HttpResponse:
    """Rounds, groups and results; posting changes it."""
    found = access.survey_or_404(request, survey_id)
    if request.method != "POST":
        return render(request, SURVEY, {"page": pages.survey_page(request, found)})
    form = SurveyForm(request.POST, survey=found)
    if form.is_valid() and tried(form, lambda: services.change_survey(found, form.values(), by=request.user)):
        messages.success(request, "Survey saved.")
        return redirect("survey", survey_id=survey_id)
    fresh = access.survey_or_404(request, survey_id)
    return render(request, SURVEY, {"page": pages.survey_page(request, fresh, change=form)}, status=422)


def remove_survey(request: Request, survey_id: int) -> HttpResponse:
    found = access.survey_or_404(request, survey_id)
    if not noticed(request, lambda: services.remove_survey(found, by=request.user)):
        return redirect("survey", survey_id=survey_id)
    messages.success(request, f"{found} removed. The history keeps it.")
    return redirect("surveys")


def open_round(request: Request, survey_id: int) -> HttpResponse:
    found, form = access.survey_or_404(request, survey_id), RoundForm(request.POST)
    phase = form.cleaned_data["phase"] if form.is_valid() else ""
    if noticed(request, lambda: services.open_round(found, phase, by=request.user)):
        messages.success(request, "Round opened. Make a link for each group.")
    return redirect("survey", survey_id=survey_id)


def close_round(request: Request, survey_round_id: int) -> HttpResponse:
    found = access.round_or_404(request, survey_round_id)
    if noticed(request, lambda: services.close_round(found, by=request.user)):
        messages.success(request, "Round closed. What five people or more say together is a measurement now.")
    return redirect("survey", survey_id=found.survey_id)


def add_link(request: Request, survey_round_id: int) -> HttpResponse:
    found, form = access.round_or_404(request, survey_round_id), LinkForm(request.POST)
    if form.is_valid():
        made = tried(form, lambda: services.add_link(found, form.values(), by=request.user))
        if made:
            messages.success(request, f"Link for {made.name} made. Copy it, or show the code.")
            return redirect("survey", survey_id=found.survey_id)
    page = pages.survey_page(request, access.survey_or_404(request, found.survey_id), add_link=form)
    return render(request, SURVEY, {"page": page}, status=422)


def link_code(request: Request, survey_link_id: int) -> HttpResponse:
    """The address and its QR code, large, for a meeting."""
    found = access.link_or_404(request, survey_link_id)
    return render(request, "surveys/code.html", {"page": pages.code_page(request, found)})


def renew_link(request: Request, survey_link_id: int) -> HttpResponse:
    found = access.link_or_404(request, survey_link_id)
    if noticed(request, lambda: services.renew_link(found, by=request.user)):
        messages.success(request, "Open for fourteen more days, at the same address.")
    return redirect("survey", survey_id=found.round.survey_id)


def withdraw_link(request: Request, survey_link_id: int) -> HttpResponse:
    found = access.link_or_404(request, survey_link_id)
    if noticed(request, lambda: services.withdraw_link(found, by=request.user)):
        messages.success(request, "Withdrawn. The link opens nothing now; what was answered stays.")
    return redirect("survey", survey_id=found.round.survey_id)

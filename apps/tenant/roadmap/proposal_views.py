"""The proposed order: asked for and adjusted by the address, taken over by a post."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from apps.core.forms import tried
from apps.core.http import Request
from apps.figures.numerals import plural
from apps.tenant.roadmap.proposal_forms import PRESETS, ProposalForm, numbers_sent
from apps.tenant.roadmap.proposal_pages import proposal_page
from apps.tenant.roadmap.proposal_services import accept_proposal

TEMPLATE = "roadmap/proposal.html"


def proposal(request: Request) -> HttpResponse:
    """The limits and, once asked for, the order; posting takes it over, or checks other months (`act`)."""
    sent = request.POST if request.method == "POST" else request.GET
    form = ProposalForm(sent) if "limit_in_flight" in sent else ProposalForm(initial=PRESETS)
    if request.method == "POST" and sent.get("act") != "check" and form.is_valid():
        starts, versions = numbers_sent(sent, "start-"), numbers_sent(sent, "version-")
        moved = tried(form, lambda: [accept_proposal(request.client, form.wanted(), starts, versions, by=request.user)])
        if moved:
            messages.success(request, f"Taken over: {plural(moved[0], 'initiative')} moved. Nothing is published yet.")
            return redirect("roadmap")
    page = proposal_page(request, form, numbers_sent(sent, "start-"))
    template = f"{TEMPLATE}#result" if request.htmx else TEMPLATE
    return render(request, template, {"page": page}, status=422 if form.errors else 200)

"""The ranked list with its detail, and what is done to an opportunity as a whole."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from apps.core.clock import today_of
from apps.core.errors import Refused
from apps.core.http import Request
from apps.tenant.decisions import access, selectors, services
from apps.tenant.decisions.forms import OpportunityForm, ProposalsForm
from apps.tenant.decisions.pages.dialogs import Dialog
from apps.tenant.decisions.pages.opportunities import opportunities_page
from apps.tenant.decisions.views.dialogs import answer, posted

LIST = "decisions/opportunities.html"


def opportunities(request: Request, opportunity_id: int | None = None) -> HttpResponse:
    """The list; beside it one opportunity, by default the first. A click in the list loads the detail alone."""
    try:
        page = opportunities_page(request, opportunity_id)
    except LookupError as error:
        raise Http404 from error
    is_part = bool(request.htmx and not request.htmx.history_restore_request)
    return render(request, f"{LIST}#detail" if is_part else LIST, {"page": page, "is_part": is_part})


def add_opportunity(request: Request) -> HttpResponse:
    form = OpportunityForm(posted(request), owners=selectors.owners_of_flows())
    dialog = Dialog(
        title="Add opportunity",
        text="A candidate integration, made of one or more flows.",
        form=form,
        submit="Add opportunity",
        back=reverse("opportunities"),
        narrows="flows",
    )

    def save() -> str:
        values = form.values()
        values.pop("version", None)
        made = services.add_opportunity(values, by=request.user, on=today_of(request.client), move=True)
        messages.success(request, f"{made} added.")
        return reverse("opportunity", args=[made.pk])

    return answer(request, dialog, save)


def remove_opportunity(request: Request, opportunity_id: int) -> HttpResponse:
    found = access.opportunity_or_404(request, opportunity_id)
    try:
        services.remove_opportunity(found, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("opportunity", opportunity_id=found.pk)
    messages.success(request, f"{found} removed. Its flows stay and are proposed again.")
    return redirect("opportunities")


def propose(request: Request) -> HttpResponse:
    """Hand-offs that share source, target and object: each group may become an opportunity."""
    proposals = {one.key: one for one in selectors.proposed_opportunities(request.client)}
    form = ProposalsForm(posted(request), choices=[(key, _evidence(one)) for key, one in proposals.items()])
    dialog = Dialog(
        title="Propose from flows",
        text="Hand-offs with the same source, target and object belong together. Only what you choose is added.",
        form=form,
        submit="Add chosen",
        back=reverse("opportunities"),
        narrows="chosen",
    )

    def save() -> str:
        for key in form.cleaned_data["chosen"]:
            values = {"name": proposals[key].name, "flows": [flow.id for flow in proposals[key].flows]}
            services.add_opportunity(values, by=request.user, on=today_of(request.client))
        return reverse("opportunities")

    return answer(request, dialog, save)


def _evidence(proposal: selectors.Proposal) -> str:
    count = len(proposal.flows)
    score = "not scored yet" if proposal.score is None else f"score {proposal.score}"
    return f"{proposal.name} ({count} flow{'' if count == 1 else 's'}, {score})"

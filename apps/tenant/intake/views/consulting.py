"""Links, answers and proposals: access, form or page, service, answer. Rights stand beside the URLs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from apps.core.errors import Conflict, Refused
from apps.core.forms import noticed, refused
from apps.core.http import Request, whole_number
from apps.tenant.intake import access, selectors, services
from apps.tenant.intake.forms import DecisionForm, LinkForm, SendForm
from apps.tenant.intake.pages import consulting

LINKS, LINK, PROPOSAL = "intake/links.html", "intake/link.html", "intake/proposal.html"


def links(request: Request) -> HttpResponse:
    """All links and what waits; posting makes a link for one more department."""
    if request.method != "POST":
        return render(request, LINKS, {"page": consulting.links_page(request)})
    form = LinkForm(request.POST, departments=selectors.departments_without())
    if form.is_valid():
        try:
            made = services.make_link(int(form.cleaned_data["department"]), by=request.user)
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"{made} made. Send it, copy it, or show the code.")
            return redirect("intake-link", intake_link_id=made.pk)
    return render(request, LINKS, {"page": consulting.links_page(request, new=form)}, status=422)


def link(request: Request, intake_link_id: int) -> HttpResponse:
    found = access.link_or_404(request, intake_link_id)
    return render(request, LINK, {"page": consulting.link_page(request, found)})


def link_code(request: Request, intake_link_id: int) -> HttpResponse:
    """The QR code alone and large, for a meeting."""
    found = access.link_or_404(request, intake_link_id)
    return render(request, "intake/code.html", {"page": consulting.link_page(request, found)})


def renew_link(request: Request, intake_link_id: int) -> HttpResponse:
    found = access.link_or_404(request, intake_link_id)
    if noticed(request, lambda: services.renew_link(found, by=request.user)):
        messages.success(request, "Open for fourteen more days, at the same address.")
    return redirect("intake-link", intake_link_id=found.pk)


def withdraw_link(request: Request, intake_link_id: int) -> HttpResponse:
    found = access.link_or_404(request, intake_link_id)
    if noticed(request, lambda: services.withdraw_link(found, by=request.user)):
        messages.success(request, "Withdrawn. The link opens nothing now; what was answered stays.")
    return redirect("intake-link", intake_link_id=found.pk)


def send_link(request: Request, intake_link_id: int) -> HttpResponse:
    """By e-mail."""
    found, form = access.link_or_404(request, intake_link_id), SendForm(request.POST)
    if form.is_valid():
        email, words = form.cleaned_data["email"], form.cleaned_data["words"]
        try:
            services.send_link(request.client, found, email, words, by=request.user)
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, f"On its way to {email}.")
        return redirect("intake-link", intake_link_id=found.pk)
    return render(request, LINK, {"page": consulting.link_page(request, found, send=form)}, status=422)


def answer(request: Request, intake_answer_id: int) -> HttpResponse:
    """Everything one person answered."""
    found = access.answer_or_404(request, intake_answer_id)
    return render(request, "intake/answer.html", {"page": consulting.answer_page(request, found)})


def proposal(request: Request, intake_proposal_id: int) -> HttpResponse:
    """One proposal, field by field; posting accepts what is ticked."""
    found = access.proposal_or_404(request, intake_proposal_id)
    if request.method != "POST":
        return render(request, PROPOSAL, {"page": consulting.proposal_page(request, found)})
    form = DecisionForm(request.POST, kind=found.kind)
    if form.is_valid():
        try:
            services.accept(found, _taking(form), by=request.user, version=form.cleaned_data["version"])
        except Conflict as conflict:
            messages.error(request, conflict.message)
            return redirect("intake-proposal", intake_proposal_id=found.pk)
        except Refused as refusal:
            refused(form, refusal)
        else:
            undo = reverse("intake-proposal-undo", kwargs={"intake_proposal_id": found.pk})
            messages.success(request, f"{found} accepted.", extra_tags=f"undo:{undo}")
            return redirect("intake-answer", intake_answer_id=found.answer_id)
    return render(request, PROPOSAL, {"page": consulting.proposal_page(request, found, form=form)}, status=422)


def dismiss_proposal(request: Request, intake_proposal_id: int) -> HttpResponse:
    found = access.proposal_or_404(request, intake_proposal_id)
    if noticed(request, lambda: services.dismiss(found, by=request.user, version=_version(request))):
        undo = reverse("intake-proposal-undo", kwargs={"intake_proposal_id": found.pk})
        messages.success(request, f"{found} dismissed.", extra_tags=f"undo:{undo}")
    return redirect("intake-answer", intake_answer_id=found.answer_id)


def undo_proposal(request: Request, intake_proposal_id: int) -> HttpResponse:
    found = access.proposal_or_404(request, intake_proposal_id)
    if noticed(request, lambda: services.undo(found, by=request.user, version=_version(request))):
        messages.success(request, f"{found} waits again; what accepting it did is taken back.")
    return redirect("intake-answer", intake_answer_id=found.answer_id)


def _taking(form: DecisionForm) -> services.Taking:
    return services.Taking(
        form.taken(), **{name: form.cleaned_data[name] for name in ("into", "into_version", "add_missing")}
    )


def _version(request: Request) -> int | None:
    return whole_number(request.POST.get("version", ""))

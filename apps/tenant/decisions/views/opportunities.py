"""The ranked list with its detail, and what is done to an opportunity as a whole."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from apps.core.clock import today_of
from apps.core.errors import Refused
from apps.core.http import Request
from apps.tenant.decisions import access, selectors, services
from apps.tenant.decisions.forms import MergeForm, OpportunityForm, SplitForm
from apps.tenant.decisions.pages.dialogs import Dialog
from apps.tenant.decisions.pages.opportunities import opportunities_page
from apps.tenant.decisions.selectors.regroupings import latest_regrouping
from apps.tenant.decisions.views.dialogs import answer, posted

LIST = "decisions/opportunities.html"


def opportunities(request: Request, opportunity_id: int | None = None) -> HttpResponse:
    """The list; beside it one opportunity, by default the first.

    A click in the list loads the detail alone, a word in the search field the list alone.
    """
    try:
        page = opportunities_page(request, opportunity_id)
    except LookupError as error:
        raise Http404 from error
    is_part = bool(request.htmx and not request.htmx.history_restore_request)
    part = "#ranked" if request.headers.get("HX-Target", "").endswith("#ranked") else "#detail"
    return render(request, f"{LIST}{part if is_part else ''}", {"page": page, "is_part": is_part})


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


def merge(request: Request, opportunity_id: int) -> HttpResponse:
    into = access.opportunity_or_404(request, opportunity_id)
    form = MergeForm(posted(request), into=into)
    text = f"Their flows move into {into}, which keeps its own requirement and inputs. What is decided on stays apart."
    back = reverse("opportunity", args=[into.pk])
    dialog = Dialog(f"Merge into {into}", form, "Merge", back, text, narrows="others")

    def save() -> str:
        others = list(form.cleaned_data["others"])
        services.merge_opportunities(into, others, by=request.user, on=today_of(request.client))
        _with_undo(request, f"{', '.join(map(str, others))} merged into {into}.")
        return back

    return answer(request, dialog, save)


def split(request: Request, opportunity_id: int) -> HttpResponse:
    item = access.opportunity_or_404(request, opportunity_id)
    form = SplitForm(posted(request), opportunity=item)
    text = "The flows that you choose become an opportunity of their own; at least one stays here."
    dialog = Dialog(f"Split {item}", form, "Split", reverse("opportunity", args=[item.pk]), text)

    def save() -> str:
        flows = [flow.pk for flow in form.cleaned_data["flows"]]
        made = services.split_opportunity(
            item, flows, form.cleaned_data["name"], by=request.user, on=today_of(request.client)
        )
        _with_undo(request, f"{made} split from {item}.")
        return reverse("opportunity", args=[made.pk])

    return answer(request, dialog, save)


def undo_regrouping(request: Request, regrouping_id: int) -> HttpResponse:
    """A merge or a split taken back; everything is as it was before."""
    done = access.regrouping_or_404(request, regrouping_id)
    try:
        services.undo_regrouping(done, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Taken back: {done}.")
    done.refresh_from_db()
    left = done.opportunity
    return redirect("opportunity", opportunity_id=left.pk) if left else redirect("opportunities")


def _with_undo(request: Request, words: str) -> None:
    done = latest_regrouping()
    address = reverse("opportunities-undo", args=[done.pk]) if done else ""
    messages.success(request, words, extra_tags=f"undo:{address}" if address else "")

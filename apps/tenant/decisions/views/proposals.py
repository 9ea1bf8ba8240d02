"""Proposed opportunities: accepted one by one or all, put aside, looked at again. Nothing happens unasked."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import pluralize

from apps.core.clock import today_of
from apps.core.errors import Refused
from apps.core.http import Request
from apps.tenant.decisions import selectors, services
from apps.tenant.decisions.pages.proposals import chosen_keys, proposals_page, undo_address


def propose(request: Request) -> HttpResponse:
    """Hand-offs that share source, target and object, each group with its evidence; POST takes the chosen ones."""

    def accept() -> None:
        keys = None if "all" in request.POST else chosen_keys(request)
        made = services.accept_proposals(request.client, keys, by=request.user, on=today_of(request.client))
        words = f"{made[0]} added." if len(made) == 1 else f"{len(made)} opportunities added."
        messages.success(request, words)

    return _answered(request, accept) if request.method == "POST" else _page(request)


def dismiss(request: Request) -> HttpResponse:
    keys = chosen_keys(request)

    def put_aside() -> None:
        reason = request.POST.get("reason", "")
        done = services.dismiss_proposals(request.client, keys, by=request.user, reason=reason)
        words = f"{len(done)} proposal{pluralize(len(done))} dismissed, until the hand-offs change."
        messages.success(request, words, extra_tags=f"undo:{undo_address('opportunities-reconsider', keys)}")

    return _answered(request, put_aside)


def reconsider(request: Request) -> HttpResponse:
    def bring_back() -> None:
        services.reconsider_proposals(request.client, chosen_keys(request), by=request.user)
        messages.success(request, "Proposed again.")

    return _answered(request, bring_back)


def _answered(request: Request, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        return _page(request, wrong=refusal.message)
    # With the last answer given, what was made of them is of interest.
    return redirect("opportunities-propose" if selectors.count_proposals() else "opportunities")


def _page(request: Request, *, wrong: str = "") -> HttpResponse:
    page = proposals_page(request, wrong=wrong)
    return render(request, "decisions/proposals.html", {"page": page}, status=422 if wrong else 200)

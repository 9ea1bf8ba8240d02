"""The pages of the client's people. Access, form or page, service, answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from apps.core.access import WORKSPACE_ROLES
from apps.core.errors import Refused
from apps.core.forms import refused
from apps.core.http import Request
from apps.tenant.portal import access, pages, selectors, services
from apps.tenant.portal.forms import ChangesForm, CommentForm
from apps.tenant.roadmap.models import RoadmapVersion, VersionStatus
from apps.tenant.roadmap.selectors import snapshot_of
from apps.tenant.roadmap.services import decide_version


def home(request: Request) -> HttpResponse:
    return render(request, "portal/home.html", pages.shown(request, pages.home_page(request)))


def roadmap(request: Request) -> HttpResponse:
    """The version that counts."""
    version = selectors.shown_version()
    if version is None:
        return render(request, "portal/no_roadmap.html", pages.shown(request, None))
    return _version(request, version)


def version(request: Request, version_number: int) -> HttpResponse:
    return _version(request, access.version_or_404(request, version_number))


def _version(
    request: Request, version: RoadmapVersion, *, comment: CommentForm | None = None, status: int = 200
) -> HttpResponse:
    if _is_of_client(request) and not request.client.is_archived:
        services.see_version(version, by=request.user)
    page = pages.version_page(request, version, comment=comment)
    # Whoever is asked for a decision has its buttons where the others have the bar.
    bar: dict[str, list[object]] = {"portal_nav": []} if page.decision.may_decide else {}
    return render(request, "portal/version.html", {**pages.shown(request, page), **bar}, status=status)


def initiative(request: Request, version_number: int, initiative_number: int) -> HttpResponse:
    found = access.version_or_404(request, version_number)
    return _initiative(request, found, initiative_number)


def _initiative(
    request: Request, version: RoadmapVersion, number: int, *, comment: CommentForm | None = None, status: int = 200
) -> HttpResponse:
    bar = access.initiative_or_404(request, version, number)
    page = pages.initiative_page(request, version, bar, comment=comment)
    return render(request, "portal/initiative.html", pages.shown(request, page), status=status)


def comment(request: Request, version_number: int) -> HttpResponse:
    """A comment on the version, on one of its initiatives, or an answer in a conversation."""
    found = access.version_or_404(request, version_number)
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            _say(request, found, form)
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, "Your comment is with the consultants.")
    number = form.cleaned_data.get("initiative")
    if form.is_valid():
        if number is None:
            return redirect("portal-version", version_number=version_number)
        return redirect("portal-initiative", version_number=version_number, initiative_number=number)
    if number is not None and snapshot_of(found).bar(number):
        return _initiative(request, found, number, comment=form, status=422)
    return _version(request, found, comment=form, status=422)


def _say(request: Request, version: RoadmapVersion, form: CommentForm) -> None:
    values, from_firm = form.cleaned_data, not _is_of_client(request)
    if values["answers"] is None:
        services.add_comment(
            version, values["body"], by=request.user, initiative=values["initiative"], is_from_firm=from_firm
        )
        return
    first = access.comment_or_404(request, values["answers"], version=version)
    services.answer_comment(request.client, first, values["body"], by=request.user, is_from_firm=from_firm)


def approve(request: Request, version_number: int) -> HttpResponse:
    """Asks once more with the version's name; posting approves, once."""
    found = access.version_or_404(request, version_number)
    if request.method == "POST":
        return _decide(request, found, VersionStatus.APPROVED)
    if found.decided_at is not None:
        return redirect("portal-receipt", version_number=version_number)
    page = pages.decision_on(request, found)
    return render(request, "portal/approve.html", {"page": page})


def ask_for_changes(request: Request, version_number: int) -> HttpResponse:
    found = access.version_or_404(request, version_number)
    form = ChangesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _decide(request, found, VersionStatus.CHANGES_REQUESTED, note=form.cleaned_data["note"])
    if found.decided_at is not None:
        return redirect("portal-receipt", version_number=version_number)
    page = pages.decision_on(request, found)
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/changes.html", {"page": page, "form": form}, status=status)


def _decide(request: Request, version: RoadmapVersion, status: VersionStatus, *, note: str = "") -> HttpResponse:
    try:
        decide_version(version, status, by=request.user, note=note)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("portal-version", version_number=version.number)
    return redirect("portal-receipt", version_number=version.number)


def receipt(request: Request, version_number: int) -> HttpResponse:
    """What was decided, by whom and when; before that the version itself."""
    found = access.version_or_404(request, version_number)
    if found.decided_at is None:
        return redirect("portal-version", version_number=version_number)
    return render(request, "portal/receipt.html", pages.shown(request, pages.decision_on(request, found)))


def results(request: Request) -> HttpResponse:
    """What each month brought, of what was published."""
    return render(request, "portal/results.html", pages.shown(request, selectors.progress(request.client)))


def reports(request: Request) -> HttpResponse:
    return render(request, "portal/reports.html", pages.shown(request, pages.report_links()))


def comments(request: Request) -> HttpResponse:
    page = {"threads": selectors.list_threads(), "version": selectors.shown_version()}
    return render(request, "portal/comments.html", pages.shown(request, page))


def _is_of_client(request: Request) -> bool:
    return request.client_role not in WORKSPACE_ROLES

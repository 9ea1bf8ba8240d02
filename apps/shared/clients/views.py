"""Clients begin, people come and go. Access, form or page, service, answer."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from apps.core.errors import Refused
from apps.core.forms import refused
from apps.core.tenancy.routing import PAGE_PREFIX
from apps.shared.accounts.models import Firm
from apps.shared.accounts.services import change_firm_role as change_role_in_firm
from apps.shared.clients import access, people, services
from apps.shared.clients.details import Details, change_client
from apps.shared.clients.forms import ColleagueForm, FirmInviteForm, InviteForm, JoinForm, NewClientForm, SettingsForm
from apps.shared.clients.models import Client, Invitation
from apps.shared.clients.pages import (
    InvitationPage,
    client_people_page,
    firm_people_page,
    invitation_state,
    landing,
    setup_page,
)
from apps.shared.clients.roster import invitation_by_token, roster_of_client

SIGN_IN_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# What an invitation's page answers when there is nothing to accept.
STATUS_OF_STATE = {"unknown": 404, "used": 410, "revoked": 410, "expired": 410, "wrong_person": 403}


def new_client(request: HttpRequest) -> HttpResponse:
    form = NewClientForm(request.POST or None, initial={"currency": "USD", "time_zone": "UTC"})
    if request.method == "POST" and form.is_valid():
        try:
            client = services.create_client(form.values(), firm=access.own_firm(request), by=access.person(request))
        except Refused as refusal:
            refused(form, refusal)
        else:
            return redirect(f"{PAGE_PREFIX}{client.slug}/setup/")
    return render(request, "clients/new.html", {"form": form}, status=422 if form.errors else 200)


def suggested_slug(request: HttpRequest) -> HttpResponse:
    """The address field with a free suggestion for the name typed so far."""
    name = request.GET.get("name", "").strip()
    form = NewClientForm(initial={"slug": services.suggest_slug(name) if name else ""})
    return render(request, "clients/new.html#address", {"form": form})


def setup_progress(request: HttpRequest) -> HttpResponse:
    """How far the set-up is; asked again every second, and on to the client when it is ready."""
    client = access.this_client(request)
    if client.is_usable:
        return _onward(request, f"{PAGE_PREFIX}{client.slug}/")
    template = "clients/setup.html#progress" if request.htmx else "clients/setup.html"  # type: ignore[attr-defined]
    return render(request, template, {"page": setup_page(client)})


def setup_start(request: HttpRequest) -> HttpResponse:
    return redirect("client-setup")


def retry_setup(request: HttpRequest) -> HttpResponse:
    return _act(
        request, lambda: services.retry_setup(access.this_client(request), by=access.person(request)), "client-setup"
    )


def remove_failed(request: HttpRequest) -> HttpResponse:
    """Remove a client whose set-up failed: nothing was recorded in it yet, so its name is not asked for."""
    client = access.this_client(request)
    try:
        if client.status != Client.Status.FAILED:
            raise Refused("Only a client whose set-up failed can be removed here.")
        services.erase_client(client, typed_name=client.name, by=access.person(request))
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("client-setup")
    messages.success(request, f"{client.name} was removed.")
    return redirect("/")


def client_settings(request: HttpRequest) -> HttpResponse:
    client = access.this_client(request)
    form = SettingsForm(request.POST) if request.method == "POST" else SettingsForm.of(client)
    if request.method == "POST" and form.is_valid():
        try:
            change_client(client, Details(**form.cleaned_data), by=access.person(request))
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, "The settings are saved.")
            return redirect("client-settings")
    return render(request, "clients/settings.html", {"form": form}, status=422 if form.errors else 200)


def archive(request: HttpRequest) -> HttpResponse:
    client = access.this_client(request)
    said = f"{client.name} is archived. Everything can still be read."
    return _act(request, lambda: services.archive_client(client, by=access.person(request)), "client-settings", said)


def reactivate(request: HttpRequest) -> HttpResponse:
    client = access.this_client(request)
    said = f"{client.name} is active again."
    return _act(request, lambda: services.reactivate_client(client, by=access.person(request)), "client-settings", said)


def erase(request: HttpRequest) -> HttpResponse:
    client = access.this_client(request)
    try:
        services.erase_client(client, typed_name=request.POST.get("typed_name", ""), by=access.person(request))
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("client-settings")
    messages.success(request, f"{client.name} and everything in it is erased.")
    return redirect("/")


def client_people(request: HttpRequest) -> HttpResponse:
    page = client_people_page(access.this_client(request), access.person(request))
    return render(request, "clients/people.html", {"page": page})


def invite(request: HttpRequest) -> HttpResponse:
    client, me = access.this_client(request), access.person(request)
    form = InviteForm(request.POST)
    if _invited(request, form, client=client):
        return redirect("client-people")
    return render(request, "clients/people.html", {"page": client_people_page(client, me, invite=form)}, status=422)


def add_colleague(request: HttpRequest) -> HttpResponse:
    client, me = access.this_client(request), access.person(request)
    form = ColleagueForm(roster_of_client(client).colleagues, request.POST)
    if form.is_valid():
        user = access.user_of_firm_or_404(request, form.cleaned_data["user"])
        role = form.cleaned_data["role"]
        return _act(
            request,
            lambda: people.add_colleague(client=client, user=user, role=role, by=me),
            "client-people",
            f"{user} now works on {client.name}.",
        )
    return render(request, "clients/people.html", {"page": client_people_page(client, me, colleague=form)}, status=422)


def change_role(request: HttpRequest, membership_id: int) -> HttpResponse:
    member, role = access.member_or_404(request, membership_id), request.POST.get("role", "")
    return _act(
        request,
        lambda: people.change_role(membership=member, role=role, by=access.person(request)),
        "client-people",
        f"{member.user} has another role now.",
    )


def remove_member(request: HttpRequest, membership_id: int) -> HttpResponse:
    member = access.member_or_404(request, membership_id)
    return _act(
        request,
        lambda: people.remove_member(membership=member, by=access.person(request)),
        "client-people",
        f"{member.user} no longer has access.",
    )


def resend(request: HttpRequest, invitation_id: int) -> HttpResponse:
    return _resend(request, access.client_invitation_or_404(request, invitation_id), "client-people")


def revoke(request: HttpRequest, invitation_id: int) -> HttpResponse:
    return _revoke(request, access.client_invitation_or_404(request, invitation_id), "client-people")


def firm_people(request: HttpRequest) -> HttpResponse:
    return _firm_people(request)


def invite_into_firm(request: HttpRequest) -> HttpResponse:
    form = FirmInviteForm(request.POST)
    if _invited(request, form, firm=access.own_firm(request)):
        return redirect("firm-people")
    return _firm_people(request, form)


def change_firm_role(request: HttpRequest, membership_id: int) -> HttpResponse:
    member, role = access.colleague_or_404(request, membership_id), request.POST.get("role", "")
    return _act(
        request,
        lambda: change_role_in_firm(membership=member, role=role),
        "firm-people",
        f"{member.user} has another role now.",
    )


def remove_from_firm(request: HttpRequest, membership_id: int) -> HttpResponse:
    member = access.colleague_or_404(request, membership_id)
    return _act(
        request,
        lambda: people.remove_from_firm(membership=member, by=access.person(request)),
        "firm-people",
        f"{member.user} has left the firm and its clients.",
    )


def firm_resend(request: HttpRequest, invitation_id: int) -> HttpResponse:
    return _resend(request, access.firm_invitation_or_404(request, invitation_id), "firm-people")


def firm_revoke(request: HttpRequest, invitation_id: int) -> HttpResponse:
    return _revoke(request, access.firm_invitation_or_404(request, invitation_id), "firm-people")


def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind an invitation's link; posting accepts it."""
    found = invitation_by_token(token)
    me = access.person(request) if request.user.is_authenticated else None
    state = invitation_state(found, me)
    form = JoinForm(found.email, request.POST or None, initial={"name": found.name}) if found else None
    if found and request.method == "POST" and state in {"accept", "join"}:
        try:
            if response := _accept(request, found, state, form):
                return response
        except Refused as refusal:
            messages.error(request, refusal.message)
            return redirect(request.path)
    page = InvitationPage(state=state, invitation=found, form=form, me=me, own_path=request.path)
    status = 422 if form and form.errors else STATUS_OF_STATE.get(state, 200)
    return _private(render(request, "clients/invitation.html", {"page": page}, status=status))


def _accept(request: HttpRequest, found: Invitation, state: str, form: JoinForm | None) -> HttpResponse | None:
    """Let the person in and send them on; None when the form has to be shown again."""
    if state == "accept":
        people.accept_invitation(invitation=found, user=access.person(request))
    elif form and form.is_valid():
        user = people.register_and_accept(invitation=found, **form.cleaned_data)
        login(request, user, backend=SIGN_IN_BACKEND)
    else:
        return None
    messages.success(request, f"Welcome to {found.client or found.firm}.")
    return redirect(landing(found.client, found.role) if found.client else "/")


def _firm_people(request: HttpRequest, form: FirmInviteForm | None = None) -> HttpResponse:
    page = firm_people_page(
        access.own_firm(request), access.person(request), may_change=access.owns_firm(request), invite=form
    )
    return render(request, "portfolio/people.html", {"page": page}, status=422 if form else 200)


def _invited(request: HttpRequest, form: InviteForm, *, client: Client | None = None, firm: Firm | None = None) -> bool:
    if form.is_valid():
        try:
            made = people.invite_person(by=access.person(request), client=client, firm=firm, **form.cleaned_data)
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"An invitation is on its way to {made.email}.")
            return True
    return False


def _resend(request: HttpRequest, found: Invitation, back: str) -> HttpResponse:
    said = f"A new link is on its way to {found.email}. The old one no longer works."
    return _act(request, lambda: people.resend_invitation(invitation=found, by=access.person(request)), back, said)


def _revoke(request: HttpRequest, found: Invitation, back: str) -> HttpResponse:
    said = f"The invitation to {found.email} no longer works."
    return _act(request, lambda: people.revoke_invitation(invitation=found, by=access.person(request)), back, said)


def _act(request: HttpRequest, act: Callable[[], object], back: str, said: str = "") -> HttpResponse:
    """Do it, say so, and go back to the page; a refusal is said there, too."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        if said:
            messages.success(request, said)
    return redirect(reverse(back))


def _onward(request: HttpRequest, url: str) -> HttpResponse:
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(url)
    response = HttpResponse(status=200)
    response["HX-Redirect"] = url
    return response


def _private(response: HttpResponse) -> HttpResponse:
    """The address is a secret: no caches, and nobody is told more than the site. With "no-referrer" browsers
    would send the form without its origin, and it would be refused."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "strict-origin"
    return response

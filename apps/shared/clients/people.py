"""Who belongs to a firm and to a client: invitations, roles, leaving. Every act also lands in the client's history.

Roles of the workspace (lead, consultant) are for people of the firm; sponsor, stakeholder and viewer are the client's
own people. A firm's person is added to a client at once; everybody else comes by an e-mailed link that works once,
for 14 days, for the address it was sent to.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import wraps
from typing import ParamSpec, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from apps.core.access import ROLE_LABELS, WORKSPACE_ROLES, Role
from apps.core.errors import Conflict, Refused
from apps.core.outbox import enqueue
from apps.core.tenancy.context import public_scope
from apps.core.tenancy.links import public_url
from apps.shared.accounts.mail import queue_mail
from apps.shared.accounts.models import Firm, FirmMembership, User
from apps.shared.accounts.secrets import digest_of, new_secret
from apps.shared.accounts.services import add_to_firm, create_user, require_other_owner
from apps.shared.clients.letters import added_letter, invitation_letter
from apps.shared.clients.models import Client, ClientMembership, Invitation
from apps.shared.clients.roster import mail_key

INVITATION_DAYS = 14
RESEND_AFTER = timedelta(seconds=30)
# The client's history lies above this app.
HISTORY_TASK = "apps.tenant.history.tasks.record_person"

P = ParamSpec("P")
R = TypeVar("R")


@contextmanager
def _public_transaction() -> Iterator[None]:
    with public_scope(), transaction.atomic():
        yield


def in_public(function: Callable[P, R]) -> Callable[P, R]:
    """Runs in the public schema and one transaction, also when called while a client is active."""

    @wraps(function)
    def inside(*args: P.args, **kwargs: P.kwargs) -> R:
        with _public_transaction():
            return function(*args, **kwargs)

    return inside


@in_public
def invite_person(
    *, email: str, name: str, role: str, by: User, client: Client | None = None, firm: Firm | None = None
) -> Invitation:
    """Write the invitation and promise its e-mail. Give a client or a firm.

    Refused for a bad address or role, for somebody who is in already, who was invited already, or (workspace roles)
    who isn't of the firm.
    """
    firm = firm or (client.firm if client else None)
    if firm is None:
        raise ValueError("invite into a client or into a firm")
    email = _address(email)
    _lock(client, firm)
    _require_role(role, client)
    _require_welcome(email, role, client, firm)
    invitation = Invitation(firm=firm, client=client, email=email, name=name.strip(), role=role, invited_by=by)
    _send(invitation)
    _note(invitation, by, "invited", f"{email} as {role_label(role, client)}")
    return invitation


@in_public
def resend_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """A fresh link and fourteen new days; the link sent before stops working.

    Conflict when the invitation was used or revoked, or was sent less than half a minute ago.
    """
    invitation = _locked(invitation)
    _require_unused(invitation)
    sent_at = invitation.expires_at - timedelta(days=INVITATION_DAYS)
    if timezone.now() - sent_at < RESEND_AFTER:
        raise Conflict(f"The invitation to {invitation.email} was sent a moment ago. Give the e-mail a minute.")
    _send(invitation)
    _note(invitation, by, "sent again", f"the invitation to {invitation.email}")
    return invitation


@in_public
def revoke_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """The link stops working. Conflict when it was used; a second call changes nothing."""
    invitation = _locked(invitation)
    if invitation.accepted_at:
        raise Conflict(f"{invitation.email} has already accepted. Remove the person instead.")
    if invitation.revoked_at is None:
        invitation.revoked_at = timezone.now()
        invitation.save(update_fields=["revoked_at"])
        _note(invitation, by, "revoked", f"the invitation to {invitation.email}")
    return invitation


@in_public
def accept_invitation(*, invitation: Invitation, user: User) -> Invitation:
    """Let the invited person in. A link works once: of two clicks at the same moment one gets Conflict.

    Refused for another person than the invited one, or somebody of another firm.
    """
    invitation = _locked(invitation)
    _require_unused(invitation)
    if not invitation.is_open:
        raise Conflict("This invitation has expired. Ask for a new one.")
    if user.email.lower() != invitation.email.lower():
        raise Refused(f"This invitation is for {invitation.email}; you are signed in as {user.email}.")
    if invitation.client is None:
        add_to_firm(firm=invitation.firm, user=user, role=invitation.role)
    else:
        ClientMembership.objects.update_or_create(
            client=invitation.client, user=user, defaults={"role": invitation.role}
        )
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    _note(invitation, user, "joined", f"as {role_label(invitation.role, invitation.client)}")
    return invitation


@in_public
def register_and_accept(*, invitation: Invitation, name: str, password: str) -> User:
    """Make the account and let the person in. The link came by mail, so the address counts as confirmed."""
    user = create_user(email=invitation.email, name=name, password=password)
    accept_invitation(invitation=invitation, user=user)
    return user


@in_public
def add_colleague(*, client: Client, user: User, role: str, by: User) -> ClientMembership:
    """Somebody of the firm joins the client at once, and is told by e-mail. Conflict when the person is in already."""
    _lock(client, client.firm)
    _require_role(role, client)
    if not FirmMembership.objects.filter(firm=client.firm, user=user, user__is_active=True).exists():
        raise Refused(f"{user} isn’t of {client.firm.name}. Send an invitation instead.", field="user")
    if ClientMembership.objects.filter(client=client, user=user).exists():
        raise Conflict(f"{user} already works on {client.name}.")
    membership = ClientMembership.objects.create(client=client, user=user, role=role)
    queue_mail(to=user.email, letter=added_letter(membership, by), key=f"added-{membership.pk}")
    _note(membership, by, "added", f"{user} as {role_label(role, client)}")
    return membership


@in_public
def change_role(*, membership: ClientMembership, role: str, by: User) -> ClientMembership:
    """Refused for the last lead, for an unknown role, and for a workspace role of somebody outside the firm."""
    membership = _locked_membership(membership)
    client = membership.client
    _require_role(role, client)
    if role in WORKSPACE_ROLES:
        _require_colleague(membership.user.email, client.firm)
    if role != Role.LEAD:
        _require_other_lead(membership)
    if role != membership.role:
        before, membership.role = membership.role, role
        membership.save(update_fields=["role"])
        words = f"{membership.user} from {role_label(before, client)} to {role_label(role, client)}"
        _note(membership, by, "changed", words)
    return membership


@in_public
def remove_member(*, membership: ClientMembership, by: User) -> None:
    """The person no longer sees the client; what they did stays under their name. Refused for the last lead."""
    membership = _locked_membership(membership)
    _require_other_lead(membership)
    _note(membership, by, "removed", f"{membership.user} from the client")
    membership.delete()


@in_public
def remove_from_firm(*, membership: FirmMembership, by: User) -> None:
    """The person leaves the firm and all of its clients. Refused for the last owner and a client's last lead."""
    require_other_owner(membership)
    user = membership.user
    for of_client in ClientMembership.objects.filter(client__firm=membership.firm, user=user).order_by("client_id"):
        remove_member(membership=of_client, by=by)
    user.api_tokens.filter(revoked_at=None).update(revoked_at=timezone.now())
    membership.delete()


def role_label(role: str, client: Client | None) -> str:
    """A role in words: of a client, or (None) of the firm."""
    return ROLE_LABELS[Role(role)] if client else FirmMembership.Role(role).label


def _send(invitation: Invitation) -> None:
    """Give the invitation a new secret and queue its e-mail; only the secret's digest is kept."""
    secret = new_secret()
    invitation.digest = digest_of(secret)
    invitation.expires_at = timezone.now() + timedelta(days=INVITATION_DAYS)
    invitation.save()
    url = public_url("invitation", token=secret, absolute=True)
    queue_mail(to=invitation.email, letter=invitation_letter(invitation, url), key=mail_key(invitation))


def _address(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused("Write a full e-mail address, such as name@company.com.", field="email") from error
    return email


def _lock(client: Client | None, firm: Firm) -> None:
    """One change of people at a time per client (or firm), so that checks hold until the end."""
    rows = Client.objects.filter(pk=client.pk) if client else Firm.objects.filter(pk=firm.pk)
    rows.select_for_update().get()


def _locked(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("client__firm", "firm", "invited_by")
    return rows.get(pk=invitation.pk)


def _locked_membership(membership: ClientMembership) -> ClientMembership:
    _lock(membership.client, membership.client.firm)
    found = ClientMembership.objects.select_related("client__firm", "user").filter(pk=membership.pk).first()
    if found is None:
        raise Conflict("Somebody else removed this person a moment ago.")
    return found


def _require_role(role: str, client: Client | None) -> None:
    if role not in (ROLE_LABELS if client else FirmMembership.Role.values):
        raise Refused("Choose one of the roles.", field="role")


def _require_welcome(email: str, role: str, client: Client | None, firm: Firm) -> None:
    known = FirmMembership.objects.filter(user__email=email)
    if client is None and known.filter(firm=firm).exists():
        raise Refused(f"{email} is of {firm.name} already.", field="email")
    if client is None and known.exists():
        raise Refused(f"{email} belongs to another firm and can’t be of two.", field="email")
    if client is not None:
        if client.memberships.filter(user__email=email).exists():
            raise Refused(f"{email} is at {client.name} already. Change the role in the list.", field="email")
        if role in WORKSPACE_ROLES:
            _require_colleague(email, firm)
    waiting = Invitation.objects.filter(firm=firm, client=client, email=email, accepted_at=None, revoked_at=None)
    if waiting.exists():
        raise Refused(f"{email} was invited already. Send that invitation again, or revoke it first.", field="email")


def _require_colleague(email: str, firm: Firm) -> None:
    if not FirmMembership.objects.filter(firm=firm, user__email=email).exists():
        roles = " or ".join(ROLE_LABELS[role].lower() for role in (Role.LEAD, Role.CONSULTANT))
        raise Refused(f"Only people of {firm.name} can be {roles}. Invite {email} into the firm first.", field="role")


def _require_unused(invitation: Invitation) -> None:
    if invitation.accepted_at:
        raise Conflict("This invitation has been used already.")
    if invitation.revoked_at:
        raise Conflict("This invitation was revoked. Ask for a new one.")


def _require_other_lead(membership: ClientMembership) -> None:
    others = ClientMembership.objects.filter(client=membership.client, role=Role.LEAD, user__is_active=True)
    if membership.role == Role.LEAD and not others.exclude(pk=membership.pk).exists():
        raise Refused(f"{membership.client.name} needs at least one lead. Make somebody else lead first.")


def _note(subject: Invitation | ClientMembership, by: User, verb: str, label: str) -> None:
    """Promise the entry in the client's history, in this transaction."""
    client = subject.client
    if client is not None and client.is_usable:
        enqueue(
            HISTORY_TASK,
            client=client,
            at=timezone.now().isoformat(),
            verb=verb,
            label=label,
            actor=(by.pk, str(by)),
            object_id=subject.pk,
        )

"""Reads about who belongs to a client or firm. They work in the public schema wherever they are called from."""

from dataclasses import dataclass

from django.db.models import QuerySet

from apps.core.tenancy.context import public_scope
from apps.shared.accounts.models import Firm, FirmMembership, Mail, User
from apps.shared.accounts.secrets import digest_of
from apps.shared.accounts.selectors import people_of_firm
from apps.shared.clients.models import Client, ClientMembership, Invitation


@dataclass(frozen=True, kw_only=True)
class Roster:
    """Everybody who is in, who could be added, and who was invited. `mails`: state of an invitation's last e-mail."""

    members: tuple[ClientMembership | FirmMembership, ...]
    invitations: tuple[Invitation, ...]
    mails: dict[int, Mail]
    owners: tuple[User, ...] = ()  # lead every client of the firm without being on the list
    colleagues: tuple[User, ...] = ()  # of the firm, not yet at the client


def roster_of_client(client: Client) -> Roster:
    with public_scope():
        members = tuple(client.memberships.select_related("user").order_by("user__name", "user__email"))
        inside = {member.user_id for member in members}
        firm = list(people_of_firm(client.firm))
        invitations = tuple(_unused(Invitation.objects.filter(client=client)))
        return Roster(
            members=members,
            invitations=invitations,
            mails=_mails(invitations),
            owners=tuple(m.user for m in firm if m.role == FirmMembership.Role.OWNER and m.user_id not in inside),
            colleagues=tuple(m.user for m in firm if m.user_id not in inside and m.user.is_active),
        )


def roster_of_firm(firm: Firm) -> Roster:
    with public_scope():
        invitations = tuple(_unused(Invitation.objects.filter(firm=firm, client=None)))
        return Roster(members=tuple(people_of_firm(firm)), invitations=invitations, mails=_mails(invitations))


def invitation_by_token(token: str) -> Invitation | None:
    """The invitation with its firm, client and host, whatever its state; None for an unknown link."""
    found = Invitation.objects.select_related("firm", "client", "client__firm", "invited_by")
    return found.filter(digest=digest_of(token)).first()


def account_exists(email: str) -> bool:
    return User.objects.filter(email__iexact=email).exists()


def mail_key(invitation: Invitation) -> str:
    """Key of the e-mail that carried the invitation's present link."""
    return f"invitation-{invitation.pk}-{invitation.digest[:16]}"


def _unused(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    return invitations.filter(accepted_at=None, revoked_at=None)


def _mails(invitations: tuple[Invitation, ...]) -> dict[int, Mail]:
    by_key = {mail_key(invitation): invitation.pk for invitation in invitations}
    return {by_key[mail.key]: mail for mail in Mail.objects.filter(key__in=by_key).defer("text", "html")}

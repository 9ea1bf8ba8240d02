"""Everything that the templates about clients and their people may use."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.urls import reverse

from apps.core.access import ROLE_RIGHTS, Right, Role
from apps.core.tenancy.middleware import PORTAL_PATH
from apps.core.tenancy.routing import PAGE_PREFIX
from apps.shared.accounts.models import Firm, FirmMembership, Mail, User
from apps.shared.clients.forms import (
    CLIENT_ROLES,
    COLLEAGUE_ROLES,
    PORTAL_ROLES,
    ColleagueForm,
    FirmInviteForm,
    InviteForm,
)
from apps.shared.clients.models import Client, ClientMembership, Invitation
from apps.shared.clients.people import role_label
from apps.shared.clients.roster import Roster, account_exists, roster_of_client, roster_of_firm
from apps.shared.clients.selectors import SetupProgress, setup_progress

Choice = tuple[str, str]
INVITATION_HEADINGS = {
    "unknown": "This link does not work",
    "used": "This invitation was used already",
    "revoked": "This invitation was taken back",
    "expired": "This invitation has expired",
    "wrong_person": "This invitation is for somebody else",
}
INVITATION_WORDS = {
    "unknown": "Part of the address may be missing, or a newer e-mail replaced it. Open the link of the latest e-mail.",
    "used": "A link works once. If it was you who used it, just sign in.",
    "revoked": "{host} has taken the invitation back. Ask for a new one if you still need it.",
    "expired": "Links work for 14 days. Ask {host} to send the invitation again; it takes one click.",
    "wrong_person": "It was sent to {email}; you are signed in as {me}. Sign out, then go on as the person invited.",
    "sign_in": "{host} invites you as {role}. {email} has an account already: sign in and accept.",
    "join": "{host} invites you as {role}. Tell us your name and choose a password, then you are in.",
    "accept": "{host} invites you as {role}.",
}
MAIL_TONES = {Mail.State.SENDING: "warn", Mail.State.FAILED: "bad"}


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    membership_id: int
    name: str
    email: str
    initials: str
    role: str
    role_label: str
    role_url: str
    remove_url: str
    choices: tuple[Choice, ...]
    is_me: bool
    is_closed: bool


@dataclass(frozen=True, kw_only=True)
class InvitationRow:
    email: str
    name: str
    role_label: str
    expires_at: datetime
    is_expired: bool
    mail_word: str
    mail_tone: str
    resend_url: str
    revoke_url: str


@dataclass(frozen=True, kw_only=True)
class PeoplePage:
    """People and invitations of a client or a firm; the same parts, other addresses."""

    people: tuple[PersonRow, ...]
    invitations: tuple[InvitationRow, ...]
    invite: InviteForm
    invite_url: str
    may_change: bool
    owners: tuple[User, ...] = ()
    colleague: ColleagueForm | None = None
    colleague_url: str = ""


def client_people_page(
    client: Client, me: User, *, invite: InviteForm | None = None, colleague: ColleagueForm | None = None
) -> PeoplePage:
    roster = roster_of_client(client)
    firm_people = {user.pk for user in (*roster.owners, *roster.colleagues)}
    return PeoplePage(
        people=tuple(_person(member, me, _choices(member), "person") for member in roster.members),
        invitations=_invitations(roster, "invitation"),
        invite=invite or InviteForm(),
        invite_url=reverse("person-invite"),
        may_change=True,
        owners=roster.owners,
        colleague=colleague or (ColleagueForm(roster.colleagues) if firm_people else None),
        colleague_url=reverse("colleague-add"),
    )


def firm_people_page(firm: Firm, me: User, *, may_change: bool, invite: FirmInviteForm | None = None) -> PeoplePage:
    roster = roster_of_firm(firm)
    choices = tuple(FirmMembership.Role.choices)
    return PeoplePage(
        people=tuple(_person(member, me, choices, "firm-person") for member in roster.members),
        invitations=_invitations(roster, "firm-invitation"),
        invite=invite or FirmInviteForm(),
        invite_url=reverse("firm-person-invite"),
        may_change=may_change,
    )


def _choices(member: ClientMembership | FirmMembership) -> tuple[Choice, ...]:
    """Workspace roles are offered to the firm's people only, portal roles to everybody."""
    portal = [pair for pair in CLIENT_ROLES if pair[0] in dict(PORTAL_ROLES)]
    is_workspace = member.role in dict(COLLEAGUE_ROLES)
    return tuple(CLIENT_ROLES if is_workspace else portal)


def _person(member: ClientMembership | FirmMembership, me: User, choices: tuple[Choice, ...], names: str) -> PersonRow:
    client = member.client if isinstance(member, ClientMembership) else None
    return PersonRow(
        membership_id=member.pk,
        name=str(member.user),
        email=member.user.email,
        initials=member.user.initials,
        role=member.role,
        role_label=role_label(member.role, client),
        role_url=reverse(f"{names}-role", args=[member.pk]),
        remove_url=reverse(f"{names}-remove", args=[member.pk]),
        choices=choices,
        is_me=member.user_id == me.pk,
        is_closed=not member.user.is_active,
    )


def _invitations(roster: Roster, names: str) -> tuple[InvitationRow, ...]:
    return tuple(_invitation(invitation, roster.mails.get(invitation.pk), names) for invitation in roster.invitations)


def _invitation(invitation: Invitation, mail: Mail | None, names: str) -> InvitationRow:
    return InvitationRow(
        email=invitation.email,
        name=invitation.name,
        role_label=role_label(invitation.role, invitation.client),
        expires_at=invitation.expires_at,
        is_expired=not invitation.is_open,
        mail_word=mail.get_state_display() if mail else "",
        mail_tone=MAIL_TONES.get(Mail.State(mail.state), "good" if mail.state == Mail.State.SENT else "busy")
        if mail
        else "",
        resend_url=reverse(f"{names}-resend", args=[invitation.pk]),
        revoke_url=reverse(f"{names}-revoke", args=[invitation.pk]),
    )


@dataclass(frozen=True, kw_only=True)
class InvitationPage:
    """The page behind an invitation’s link.

    state: unknown, used, revoked, expired, wrong_person, sign_in, join or accept.
    """

    state: str
    invitation: Invitation | None = None
    role: str = ""
    form: forms.Form | None = None
    me: User | None = None
    own_path: str = ""

    @property
    def into(self) -> str:
        """What the person is invited into."""
        if self.invitation is None:
            return ""
        return self.invitation.client.name if self.invitation.client else self.invitation.firm.name

    @property
    def sender(self) -> str:
        return self.invitation.firm.name if self.invitation else "Throughline"

    @property
    def sign(self) -> str:
        return self.invitation.firm.initial if self.invitation else "T"

    @property
    def heading(self) -> str:
        return INVITATION_HEADINGS.get(self.state, "You are invited to {into}").format(into=self.into)

    @property
    def words(self) -> str:
        if self.invitation is None:
            return INVITATION_WORDS["unknown"]
        host, email = str(self.invitation.invited_by), self.invitation.email
        role = role_label(self.invitation.role, self.invitation.client).lower()
        me = self.me.email if self.me else ""
        return INVITATION_WORDS[self.state].format(into=self.into, host=host, email=email, role=role, me=me)


def invitation_state(invitation: Invitation | None, me: User | None) -> str:
    if invitation is None:
        return "unknown"
    if invitation.accepted_at:
        return "used"
    if invitation.revoked_at:
        return "revoked"
    if not invitation.is_open:
        return "expired"
    if me is None:
        return "sign_in" if account_exists(invitation.email) else "join"
    return "accept" if me.email.lower() == invitation.email.lower() else "wrong_person"


def landing(client: Client, role: str) -> str:
    """Where a person of this role begins at a client: the workspace, or the portal."""
    works = Right.WORK_READ in ROLE_RIGHTS[Role(role)]
    return f"{PAGE_PREFIX}{client.slug}{'/' if works else PORTAL_PATH}"


@dataclass(frozen=True, kw_only=True)
class SetupPage:
    client: Client
    progress: SetupProgress

    @property
    def has_failed(self) -> bool:
        return self.progress.status == Client.Status.FAILED

    @property
    def percent_words(self) -> str:
        return f"{self.progress.percent} %"

    @property
    def steps(self) -> list[dict[str, str]]:
        """The three things that set-up does, with how far each is."""
        making = "busy" if self.progress.percent else ""
        return [
            {"word": "Client recorded, you are its lead", "tone": "good"},
            {"word": "Workspace with its own walls", "tone": "bad" if self.has_failed else making},
            {"word": "Ready to open", "tone": ""},
        ]


def setup_page(client: Client) -> SetupPage:
    return SetupPage(client=client, progress=setup_progress(client))

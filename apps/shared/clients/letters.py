"""What the product writes to people about firms and clients."""

from apps.core.access import ROLE_LABELS, Role
from apps.core.tenancy.links import public_url
from apps.figures.palette import accent_shades
from apps.shared.accounts.letters import Letter
from apps.shared.accounts.models import FirmMembership, User
from apps.shared.clients.models import ClientMembership, Invitation

# What a role lets its holder do, to finish the sentence "As a sponsor you can …".
ROLE_MEANS: dict[str, str] = {
    Role.LEAD: "work on everything and decide who takes part",
    Role.CONSULTANT: "work on everything",
    Role.SPONSOR: "read what is published, comment, and approve the roadmap",
    Role.STAKEHOLDER: "read what is published and comment",
    Role.VIEWER: "read what is published",
}


def invitation_letter(invitation: Invitation, url: str) -> Letter:
    """The e-mail with the link; the firm is its sender, in the firm's colour."""
    firm, client, host = invitation.firm, invitation.client, str(invitation.invited_by)
    greeting = f"Hello {invitation.name}," if invitation.name else "Hello,"
    if client is None:
        role = FirmMembership.Role(invitation.role).label.lower()
        subject = f"{host} invites you to join {firm.name}"
        what = f"{host} invites you to join {firm.name} on Throughline as {role}."
    else:
        role = ROLE_LABELS[Role(invitation.role)].lower()
        subject = f"{host} invites you to follow {client.name}"
        means = ROLE_MEANS[Role(invitation.role)]
        what = f"{host} of {firm.name} invites you to the engagement at {client.name}. As {role} you can {means}."
    return Letter(
        subject=subject,
        heading="You are invited",
        paragraphs=(greeting, what),
        button="Accept the invitation",
        url=url,
        notes=(
            f"The link works once, until {invitation.expires_at:%-d %B %Y}, and only for {invitation.email}.",
            "You did not expect this? Then delete this e-mail; without a click nothing happens.",
        ),
        sender=firm.name,
        accent=accent_shades(firm.accent).light.fill,
    )


def added_letter(membership: ClientMembership, by: User) -> Letter:
    """Tells a colleague about a client that is theirs now, too."""
    client = membership.client
    return Letter(
        subject=f"You now work on {client.name}",
        heading=f"You now work on {client.name}",
        paragraphs=(f"{by} added you as {ROLE_LABELS[Role(membership.role)].lower()}.",),
        button="Open the portfolio",
        url=public_url("portfolio", absolute=True),
        sender=client.firm.name,
        accent=accent_shades(client.firm.accent).light.fill,
    )

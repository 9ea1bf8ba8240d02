"""What the portal writes to people."""

from apps.core.tenancy.links import client_url
from apps.figures.palette import accent_shades
from apps.shared.accounts.letters import Letter
from apps.shared.clients.models import Client
from apps.tenant.portal.models import Comment


def answer_letter(client: Client, answer: Comment, question: Comment) -> Letter:
    """Tells somebody of the client that their comment was answered."""
    number = question.version.number
    return Letter(
        subject=f"{answer.author_name} answered your comment on roadmap v{number}",
        heading="Your comment was answered",
        paragraphs=(f"You wrote: “{question.body}”", f"{answer.author_name}: “{answer.body}”"),
        button="Open the roadmap",
        url=client_url(client, "portal-version", absolute=True, version_number=number),
        sender=client.firm.name,
        accent=accent_shades(client.firm.accent).light.fill,
    )

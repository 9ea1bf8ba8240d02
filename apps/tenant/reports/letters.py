"""The e-mail that brings a report, in the firm's name and colour."""

from apps.figures.palette import accent_shades
from apps.shared.accounts.letters import Letter
from apps.shared.clients.models import Client
from apps.tenant.reports.links import OPEN_FOR
from apps.tenant.reports.models import Recipient


def delivery_letter(client: Client, recipient: Recipient, *, url: str) -> Letter:
    """url: of the report when it is too large to be attached, else ""."""
    delivery = recipient.delivery
    greeting = f"Hello {recipient.name}," if recipient.name else "Hello,"
    written = [part.strip() for part in delivery.message.replace("\r", "").split("\n\n") if part.strip()]
    how = (
        f"The report opens without an account. The link works for {OPEN_FOR.days} days and is meant for you alone."
        if url
        else "The report is attached as a PDF."
    )
    return Letter(
        subject=delivery.subject,
        heading=delivery.report.title,
        paragraphs=(greeting, *written),
        button="Open the report" if url else "",
        url=url,
        notes=(how, f"Sent by {delivery.sent_by} of {client.firm.name}. Questions? Write to {delivery.sent_by.email}."),
        sender=client.firm.name,
        accent=accent_shades(client.firm.accent).light.fill,
    )

"""What is written to the client's people about measurements."""

from apps.core.tenancy.links import client_url
from apps.figures.palette import accent_shades
from apps.shared.accounts.letters import Letter
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.roi.models import Metric


def signing_letter(client: Client, metric: Metric, *, by: User) -> Letter:
    """Asks a sponsor to sign what was observed before."""
    return Letter(
        subject=f"Please sign the baseline of {metric}",
        heading="A baseline waits for your signature",
        paragraphs=(
            f"{by} asks you to sign what was observed of “{metric}” before anything changes.",
            "Your signature freezes it, so that nobody can move the start later. Every saving is measured from here.",
        ),
        button="Read and sign",
        url=client_url(client, "portal-baselines", absolute=True),
        sender=client.firm.name,
        accent=accent_shades(client.firm.accent).light.fill,
    )

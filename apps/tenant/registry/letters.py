"""What the registry writes to the people who look after an integration."""

from apps.core.tenancy.links import client_url
from apps.figures.palette import accent_shades
from apps.shared.accounts.letters import Letter
from apps.shared.clients.models import Client
from apps.tenant.registry.models import Incident


def incident_letter(client: Client, incident: Incident) -> Letter:
    """Says what broke, what is likely, and whom to call, as the runbook has it."""
    entry = incident.integration
    causes = f"Likely causes: {entry.runbook_causes}" if entry.runbook_causes else ""
    person = entry.runbook_call
    call = f"Who to call: {person.name}, {person.phone}".rstrip(", ") if person else ""
    return Letter(
        subject=f"{entry.name} needs a look: {incident.summary}"[:200],
        heading=f"{entry.name} needs a look",
        paragraphs=tuple(part for part in (f"{client.name}: {incident.summary}.", causes, call) if part),
        button="Open the runbook",
        url=client_url(client, "integration", absolute=True, integration_id=entry.pk),
        notes=("One e-mail for each cause; the next one comes when something else happens.",),
        sender=client.firm.name,
        accent=accent_shades(client.firm.accent).light.fill,
    )

"""What the roadmap writes to the client's sponsors."""

from datetime import date

from apps.core.display import day, manner_of, money, number
from apps.core.tenancy.links import client_url
from apps.figures.palette import accent_shades
from apps.shared.accounts.letters import Letter
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.roadmap.models import RoadmapVersion
from apps.tenant.roadmap.selectors import Changes, snapshot_of


def proposal_letter(client: Client, version: RoadmapVersion, changes: Changes, *, by: User) -> Letter:
    """Asks for a decision on a version that was just published."""
    value, manner = snapshot_of(version).value, manner_of(client)
    worth = (
        f"It is worth {money(value.per_year.expected, manner)} a year in hours, "
        f"{number(value.hours_per_week.expected, manner, places=1)} hours a week."
    )
    what = f"{by} published version {version.number} of the roadmap for {client.name} and asks for your approval."
    summary = (
        f"Against the version before: {changes.summary[0].lower()}{changes.summary[1:]}" if changes.summary else ""
    )
    paragraphs = (what, *((summary,) if summary and version.number > 1 else ()), worth)
    return _letter(client, version, f"Roadmap v{version.number} waits for your approval", paragraphs, note=version.note)


def reminder_letter(client: Client, version: RoadmapVersion, *, by: User, since: date) -> Letter:
    """Asks once more."""
    what = (
        f"Version {version.number} of the roadmap for {client.name} has been waiting for your decision since "
        f"{day(since, manner_of(client))}. You can approve it, or ask for changes."
    )
    return _letter(client, version, f"Reminder: roadmap v{version.number} waits for you", (what, f"With thanks, {by}"))


def _letter(
    client: Client, version: RoadmapVersion, subject: str, paragraphs: tuple[str, ...], *, note: str = ""
) -> Letter:
    return Letter(
        subject=subject,
        heading=f"Roadmap v{version.number}",
        paragraphs=(*paragraphs, *((f"“{note}”",) if note else ())),
        button="See what changed" if version.number > 1 else "See the roadmap",
        url=client_url(client, "portal-version", absolute=True, version_number=version.number),
        notes=("You get this e-mail because you decide on the roadmap. It works on a phone.",),
        sender=client.firm.name,
        accent=accent_shades(client.firm.accent).light.fill,
    )

"""The roadmaps of all clients of a firm, and who does what in them. Two queries, whatever the number of clients."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from apps.core.access import WORKSPACE_ROLES
from apps.methods.people_load import Work
from apps.shared.accounts.models import User
from apps.shared.accounts.selectors import people_of_firm
from apps.shared.clients.models import Client, ClientMembership
from apps.shared.clients.selectors import FirmAccess, visible_clients


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One initiative as the client's summary has it. person: tells its owner apart from everybody else."""

    id: int
    name: str
    state: str
    owner: str
    person: str
    start: date
    live: date
    days: Decimal


@dataclass(frozen=True, kw_only=True)
class ClientRoadmap:
    client: Client
    initiatives: tuple[Planned, ...]


def firm_roadmaps(user: User, firm: FirmAccess) -> list[ClientRoadmap]:
    """Of the firm's active clients that this person works at, by name; those without anything dated as well."""
    workspace = ClientMembership.objects.filter(user=user, role__in=WORKSPACE_ROLES).values("client")
    works_at = Q() if firm.is_owner else Q(pk__in=workspace)
    found = visible_clients(user, firm).filter(works_at, firm=firm.firm, status=Client.Status.READY)
    colleagues = _colleagues(firm)
    return [
        ClientRoadmap(client=client, initiatives=tuple(_planned(client, colleagues)))
        for client in found.select_related("summary")
    ]


def work_of(roadmaps: Sequence[ClientRoadmap]) -> list[Work]:
    """Of everything that has an owner."""
    return [
        Work(one.person, one.owner, roadmap.client.name, one.name, one.start, one.live, one.days)
        for roadmap in roadmaps
        for one in roadmap.initiatives
        if one.person
    ]


def _colleagues(firm: FirmAccess) -> dict[str, User]:
    """The firm's people by e-mail, and by name: a client knows them by one or the other."""
    people = [member.user for member in people_of_firm(firm.firm)] if firm.firm else []
    return {key: user for user in people for key in (user.name.lower(), user.email.lower()) if key}


def _planned(client: Client, colleagues: dict[str, User]) -> Iterator[Planned]:
    summary = getattr(client, "summary", None)
    for row in summary.roadmap if summary else ():
        person, name = _person(client, row["owner"], row["email"], colleagues)
        yield Planned(
            id=row["id"],
            name=row["name"],
            state=row["state"],
            owner=name,
            person=person,
            start=date.fromisoformat(row["start"]),
            live=date.fromisoformat(row["live"]),
            days=Decimal(row["days"] or 0),
        )


def _person(client: Client, name: str, email: str, colleagues: dict[str, User]) -> tuple[str, str]:
    """A colleague is one person everywhere; so is whoever has the same e-mail. Of two clients' people who only share
    a name nobody knows that, so they stay two."""
    colleague = colleagues.get(email.lower()) or colleagues.get(name.lower())
    if colleague:
        return f"colleague {colleague.pk}", str(colleague)
    if email:
        return email.lower(), name
    return (f"{name.lower()} at {client.pk}", name) if name else ("", "")

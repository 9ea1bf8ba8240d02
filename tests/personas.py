"""The cast of every test about access: who they are and what they belong to.

Northgate has the clients harbor and lumen; Farrow & Lisle, another firm, has farrow_client. `other_client_member`
belongs to lumen only, `outsider` to the other firm only, `colleague` to Northgate but to none of its clients.
"""

from dataclasses import dataclass, fields

from django.contrib.auth.models import AnonymousUser

from apps.core.access import Role
from apps.shared.accounts.models import Firm, FirmMembership, User
from apps.shared.clients.models import Client
from tests.factories import join_client, join_firm, make_client, make_firm, make_user


@dataclass(frozen=True)
class World:
    """What every test finds: made once a session, and back in that state after each test."""

    northgate: Firm
    farrow: Firm
    owner: User
    lead: User
    consultant: User
    colleague: User
    sponsor: User
    stakeholder: User
    viewer: User
    other_client_member: User
    outsider: User
    harbor: Client
    lumen: Client
    farrow_client: Client

    def person(self, name: str) -> User | AnonymousUser:
        return AnonymousUser() if name == "anonymous" else getattr(self, name)


PERSONAS = [
    *(field.name for field in fields(World) if field.type in {User, "User"}),
    "anonymous",
]
# Their role at harbor; who is not listed has none.
HARBOR_ROLES = {
    "owner": Role.LEAD,
    "lead": Role.LEAD,
    "consultant": Role.CONSULTANT,
    "sponsor": Role.SPONSOR,
    "stakeholder": Role.STAKEHOLDER,
    "viewer": Role.VIEWER,
}


def find_world() -> World:
    """The world as it stands in the database, in fresh objects."""
    people = {user.email: user for user in User.objects.all()}
    firms = {firm.slug: firm for firm in Firm.objects.all()}
    clients = {client.slug: client for client in Client.objects.select_related("firm")}
    return World(
        northgate=firms["northgate"],
        farrow=firms["farrow"],
        **{name: people[_email(name)] for name in PERSONAS if name != "anonymous"},
        harbor=clients["harbor"],
        lumen=clients["lumen"],
        farrow_client=clients["farrow-client"],
    )


def make_world() -> None:
    northgate = make_firm("Northgate Operations Partners", "northgate")
    farrow = make_firm("Farrow & Lisle Advisory", "farrow")
    people = {name: make_user(_email(name)) for name in PERSONAS if name != "anonymous"}
    join_firm(people["owner"], northgate, FirmMembership.Role.OWNER)
    for name in ("lead", "consultant", "colleague"):
        join_firm(people[name], northgate)
    join_firm(people["outsider"], farrow, FirmMembership.Role.OWNER)
    harbor = make_client("Harbor & Pine Supply Co.", "harbor", firm=northgate, by=people["lead"])
    lumen = make_client("Lumen Dental Group", "lumen", firm=northgate, by=people["lead"])
    make_client("Quayside Brewing", "farrow-client", firm=farrow, by=people["outsider"])
    for name, role in HARBOR_ROLES.items():
        if name != "owner":
            join_client(people[name], harbor, role)
    join_client(people["other_client_member"], lumen, Role.SPONSOR)


def _email(persona: str) -> str:
    return f"{persona.replace('_', '.')}@people.example"

"""Who belongs where, and how far a client's set-up is."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import OuterRef, Q, QuerySet, Subquery

from apps.core.access import ROLE_RIGHTS, Right, Role
from apps.core.tenancy.context import public_scope
from apps.shared.accounts.models import Firm, FirmMembership, User
from apps.shared.clients.models import Client, ClientMembership

FIRM_RIGHTS: dict[str, frozenset[Right]] = {
    FirmMembership.Role.OWNER: frozenset({Right.FIRM_MEMBER, Right.FIRM_OWNER}),
    FirmMembership.Role.CONSULTANT: frozenset({Right.FIRM_MEMBER}),
}


@dataclass(frozen=True)
class FirmAccess:
    firm: Firm | None
    rights: frozenset[Right]

    @property
    def is_owner(self) -> bool:
        return Right.FIRM_OWNER in self.rights


@dataclass(frozen=True)
class ClientAccess:
    client: Client
    role: Role

    @property
    def rights(self) -> frozenset[Right]:
        return ROLE_RIGHTS[self.role]


@dataclass(frozen=True)
class SetupProgress:
    """How far a client's set-up is. percent: 0 to 100, of the statements carried out."""

    status: str
    step: str
    percent: int


def firm_access(user: User) -> FirmAccess:
    """The firm that a person works for, and what they may do there."""
    membership = FirmMembership.objects.select_related("firm").filter(user=user).first()
    if membership is None:
        return FirmAccess(None, frozenset())
    return FirmAccess(membership.firm, FIRM_RIGHTS[membership.role])


def client_access(slug: str, user: User, firm: FirmAccess) -> ClientAccess | None:
    """A client with the person's role there; None alike when there is no client and when they have no role."""
    roles = ClientMembership.objects.filter(client=OuterRef("pk"), user=user).values("role")
    client = Client.objects.select_related("firm").annotate(own_role=Subquery(roles)).filter(slug=slug).first()
    if client is None:
        return None
    if firm.is_owner and firm.firm == client.firm:
        return ClientAccess(client, Role.LEAD)
    return ClientAccess(client, Role(client.own_role)) if client.own_role else None


def visible_clients(user: User, firm: FirmAccess) -> QuerySet[Client]:
    """The clients on which this person has a role: an owner all of the firm's, others those they belong to."""
    own = Q(pk__in=ClientMembership.objects.filter(user=user).values("client"))
    if firm.is_owner:
        own |= Q(firm=firm.firm)
    return Client.objects.filter(own).select_related("firm")


def progress_key(client: Client) -> str:
    return f"client-setup:{client.pk}"


def setup_progress(client: Client) -> SetupProgress:
    """Real progress of the set-up: statements done of all, from the worker that carries them out."""
    with public_scope():
        percent = 100 if client.is_usable else int(cache.get(progress_key(client), 0))
    return SetupProgress(client.status, client.setup_step, percent)

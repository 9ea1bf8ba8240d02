"""Things of the public schema that tests are made of. Clients' own things are made by the apps' services."""

from decimal import Decimal
from itertools import count

from apps.core.access import Role
from apps.shared.accounts.models import Firm, FirmMembership, User
from apps.shared.clients.models import Client, ClientMembership
from apps.shared.clients.services import NewClient, create_client
from apps.shared.clients.setup import set_up

PASSWORD = "correct horse battery"
_numbers = count(1)


def make_user(email: str = "", name: str = "") -> User:
    email = email or f"person{next(_numbers)}@people.example"
    user = User.objects.create_user(email, PASSWORD, name=name or email.split("@")[0].replace(".", " ").title())
    _verify(user)
    return user


def make_firm(name: str, slug: str) -> Firm:
    return Firm.objects.create(name=name, slug=slug)


def join_firm(user: User, firm: Firm, role: str = FirmMembership.Role.CONSULTANT) -> FirmMembership:
    return FirmMembership.objects.create(user=user, firm=firm, role=role)


def join_client(user: User, client: Client, role: Role) -> ClientMembership:
    membership, _ = ClientMembership.objects.update_or_create(client=client, user=user, defaults={"role": role})
    return membership


def make_client(name: str, slug: str, *, firm: Firm, by: User, rate: str = "38.00") -> Client:
    """A ready client, by the services that the product uses. Its schema is rolled back with the test's transaction."""
    client = create_client(NewClient(name=name, slug=slug, hourly_rate=Decimal(rate)), firm=firm, by=by)
    set_up(client.pk)
    client.refresh_from_db()
    assert client.is_usable, client.setup_step
    return client


def _verify(user: User) -> None:
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)

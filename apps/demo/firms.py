"""The two demo firms, their people and their clients. Made through the product's own services, once."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from apps.core.access import Role
from apps.shared.accounts.models import Firm, User
from apps.shared.accounts.services import create_firm, create_user
from apps.shared.clients.models import Client, ClientMembership
from apps.shared.clients.services import NewClient, create_client
from apps.shared.clients.setup import set_up

WEEKS_BEFORE_TODAY = 10  # so that today always falls in week 11
NORTHGATE, FARROW = "northgate", "farrow-lisle"
CONSULTANT, SPONSOR, STAKEHOLDER, OUTSIDER = (
    f"{name}@demo.example" for name in ("consultant", "sponsor", "stakeholder", "outsider")
)


@dataclass(frozen=True)
class Cast:
    """Who plays in the demo."""

    consultant: User
    sponsor: User
    stakeholder: User
    harbor: Client
    lumen: Client


def engagement_start(today: date) -> date:
    """The Monday ten weeks before this week's."""
    return today - timedelta(days=today.weekday(), weeks=WEEKS_BEFORE_TODAY)


def set_passwords(password: str) -> None:
    """Everybody of the demo signs in with this password."""
    for user in User.objects.filter(email__in=[CONSULTANT, SPONSOR, STAKEHOLDER, OUTSIDER]):
        user.set_password(password)
        user.save(update_fields=["password"])


def make_northgate(password: str, *, today: date) -> Cast:
    consultant = create_user(email=CONSULTANT, name="Dana Whitfield", password=password)
    firm = create_firm(name="Northgate Operations Partners", owner=consultant, slug=NORTHGATE, accent="#1f4e79")
    harbor = _client(firm, consultant, "Harbor & Pine Supply Co.", "harbor-pine", start=engagement_start(today))
    lumen = _client(
        firm, consultant, "Lumen Dental Group", "lumen-dental", start=today - timedelta(days=today.weekday())
    )
    sponsor = create_user(email=SPONSOR, name="Marisol Vega", password=password)
    stakeholder = create_user(email=STAKEHOLDER, name="Tom Okafor", password=password)
    ClientMembership.objects.create(client=harbor, user=sponsor, role=Role.SPONSOR)
    ClientMembership.objects.create(client=harbor, user=stakeholder, role=Role.STAKEHOLDER)
    return Cast(consultant, sponsor, stakeholder, harbor, lumen)


def make_farrow(password: str, *, today: date) -> Client:
    """A second firm, for the walls."""
    outsider = create_user(email=OUTSIDER, name="Piers Lisle", password=password)
    firm = create_firm(name="Farrow & Lisle Advisory", owner=outsider, slug=FARROW, accent="#5b3f8c")
    return _client(firm, outsider, "Wren Optical", "wren-optical", start=today)


def _client(firm: Firm, by: User, name: str, slug: str, *, start: date) -> Client:
    new = NewClient(
        name=name,
        slug=slug,
        hourly_rate=Decimal("38.00"),
        time_zone="America/Los_Angeles",
        engagement_start=start,
    )
    client = create_client(new, firm=firm, by=by)
    set_up(client.pk)  # at once: what follows needs the workspace
    client.refresh_from_db()
    return client

"""The signed address of one group's survey: what it looks like, and what it leads to.

It names the client and the link by number only. One that was changed or made up gets the answer that an unknown client
gets; one that is closed says so, without a word about the client.
"""

from dataclasses import dataclass
from enum import StrEnum

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import public_url
from apps.shared.clients import signed
from apps.shared.clients.models import Client
from apps.tenant.surveys.models import SurveyLink

SALT = "survey.link"


class Door(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Opened:
    """What a link leads to. client and link only while it is open."""

    door: Door
    client: Client | None = None
    link: SurveyLink | None = None


def token_for(client: Client, link: SurveyLink) -> str:
    return signed.token_for(client, link.pk, salt=SALT)


def address_of(client: Client, link: SurveyLink) -> str:
    """The absolute address, to be copied, sent or shown as a QR code."""
    return public_url("survey-ask", absolute=True, survey_token=token_for(client, link))


def follow(token: str) -> Opened:
    """Called in the public schema."""
    named = signed.read(token, salt=SALT)
    if named is None:
        return Opened(Door.UNKNOWN)
    client, (link_id,) = named
    with client_scope(client):
        link = SurveyLink.objects.select_related("round__survey").filter(pk=link_id).first()
    if link is None:
        return Opened(Door.UNKNOWN)
    return Opened(Door.OPEN, client, link) if link.is_open and not client.is_archived else Opened(Door.CLOSED)

"""The signed address that a department answers: what it looks like, and what it leads to.

It names the client and the link by number only. Whoever changes it, or makes one up, gets the answer that an unknown
client gets; what has expired or was withdrawn is told so, without a word about the client.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.core import signing

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import public_url
from apps.shared.clients import signed
from apps.shared.clients.models import Client
from apps.tenant.intake.models import IntakeAnswer, IntakeLink

SALT = "intake.link"
ANSWER_SALT = "intake.answer"


class Door(StrEnum):
    OPEN = "open"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Opened:
    """What a link leads to. client and link only while it is open."""

    door: Door
    client: Client | None = None
    link: IntakeLink | None = None


def token_for(client: Client, link: IntakeLink) -> str:
    return signed.token_for(client, link.pk, salt=SALT)


def address_of(client: Client, link: IntakeLink) -> str:
    """The absolute address, to be copied, sent or shown as a QR code."""
    return public_url("intake-start", absolute=True, intake_token=token_for(client, link))


def follow(token: str) -> Opened:
    """Called in the public schema."""
    named = signed.read(token, salt=SALT)
    if named is None:
        return Opened(Door.UNKNOWN)
    client, (link_id,) = named
    with client_scope(client):
        link = IntakeLink.objects.select_related("department").filter(pk=link_id).first()
    if link is None:
        return Opened(Door.UNKNOWN)
    if link.revoked_at is not None or client.is_archived:
        return Opened(Door.WITHDRAWN)
    return Opened(Door.OPEN, client, link) if link.is_open else Opened(Door.EXPIRED)


def answer_token(client: Client, answer: IntakeAnswer) -> str:
    """What lets one person go on, in a cookie or in an address of their own."""
    return signing.Signer(salt=ANSWER_SALT).sign_object([client.pk, answer.link_id, answer.key.hex])


def answer_of(client: Client, link: IntakeLink, token: str) -> IntakeAnswer | None:
    """Whose token this is, at this client and link; None for any other. Called in the client's scope."""
    try:
        client_id, link_id, key = signing.Signer(salt=ANSWER_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if (client_id, link_id) != (client.pk, link.pk):
        return None
    return IntakeAnswer.objects.filter(link=link, key=key).first()

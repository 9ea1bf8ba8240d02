"""The signed link that opens one report without an account, for fourteen days, until somebody withdraws it.

The token names the client, the copy and its attempt, and nothing that could be read as a name. Whoever changes it has
an unknown link.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.core import signing

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import public_url
from apps.shared.clients.models import Client
from apps.tenant.reports.models import Recipient, Report

SALT = "reports.shared-report"
OPEN_FOR = timedelta(days=14)


class LinkState(StrEnum):
    OPEN = "open"
    EXPIRED = "expired"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class SharedLink:
    """What a token leads to. client and report only while it is open."""

    state: LinkState
    client: Client | None = None
    report: Report | None = None


def token_for(client: Client, recipient: Recipient) -> str:
    return signing.dumps([client.pk, recipient.pk, recipient.attempt], salt=SALT)


def link_for(client: Client, recipient: Recipient) -> str:
    """The absolute address for an e-mail."""
    return public_url("shared-report", absolute=True, token=token_for(client, recipient))


def follow(token: str) -> SharedLink:
    """What the link opens. Called in the public schema."""
    try:
        client_id, recipient_id, attempt = signing.loads(token, salt=SALT, max_age=OPEN_FOR)
    except signing.SignatureExpired:
        return SharedLink(LinkState.EXPIRED)
    except (signing.BadSignature, ValueError, TypeError):
        return SharedLink(LinkState.UNKNOWN)
    client = Client.objects.select_related("firm").filter(pk=client_id).first()
    if client is None or not client.is_usable:
        return SharedLink(LinkState.UNKNOWN)
    with client_scope(client):
        found = Recipient.objects.select_related("delivery__report").filter(pk=recipient_id).first()
    if found is None or found.attempt != attempt:
        return SharedLink(LinkState.UNKNOWN if found is None else LinkState.REVOKED)
    if found.revoked_at is not None:
        return SharedLink(LinkState.REVOKED)
    return SharedLink(LinkState.OPEN, client, found.delivery.report)

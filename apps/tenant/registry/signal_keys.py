"""The last part of a signal address: `<client's number in base 36>.<secret>`. Only the secret's SHA-256 is kept."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.http import base36_to_int, int_to_base36

from apps.core.tenancy.context import client_scope, public_scope
from apps.shared.accounts.secrets import digest_of, new_secret
from apps.shared.clients.models import Client
from apps.tenant.registry.models import Integration

MAX_LENGTH = 120


class UnknownKey(Exception):
    """No integration listens at this key. Why is nobody's business."""


def new_key(client_id: int) -> tuple[str, str]:
    """A key and the digest to keep of it."""
    secret = new_secret()
    return f"{int_to_base36(client_id)}.{secret}", digest_of(secret)


@contextmanager
def addressed(key: str) -> Iterator[tuple[Client, Integration]]:
    """The client and the integration that a key names; inside, the client is activated. Raises UnknownKey."""
    number, _, secret = key.partition(".")
    client = _client(number) if secret and len(key) <= MAX_LENGTH else None
    if client is None:
        raise UnknownKey
    with client_scope(client):
        integration = Integration.objects.filter(signal_digest=digest_of(secret)).first()
        if integration is None:
            raise UnknownKey
        yield client, integration


def _client(number: str) -> Client | None:
    try:
        pk = base36_to_int(number)
    except ValueError:
        return None
    with public_scope():
        client = Client.objects.select_related("firm").filter(pk=pk).first()
    return client if client and client.is_usable else None

"""Signed tokens that lead people without an account to one thing of one client. They name both by number only."""

from django.core import signing

from apps.shared.clients.models import Client


def token_for(client: Client, *numbers: int, salt: str) -> str:
    """salt: what the token is for, so that it opens nothing else."""
    return signing.Signer(salt=salt).sign_object([client.pk, *numbers])


def read(token: str, *, salt: str) -> tuple[Client, list[int]] | None:
    """The client with its firm, and the numbers. None for a forged token, and for a client that is gone or not ready.

    Called in the public schema. An archived client is given, too: its caller says what that means.
    """
    try:
        client_id, *numbers = signing.Signer(salt=salt).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    client = Client.objects.select_related("firm").filter(pk=client_id).first()
    return (client, numbers) if client is not None and client.is_usable else None

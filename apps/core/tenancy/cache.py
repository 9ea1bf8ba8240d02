"""Cache keys carry the client that the code works for, so one client can never read what another one cached."""

from apps.core.tenancy.context import active_schema


def client_key(key: str, key_prefix: str, version: int) -> str:
    """The `KEY_FUNCTION` of the cache: prefix, schema, version, key."""
    return f"{key_prefix}:{active_schema()}:{version}:{key}"

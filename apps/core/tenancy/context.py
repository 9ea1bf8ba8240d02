"""Which client this code works for: the one place where a client is activated.

`client_scope(client)`: inside, unqualified table names mean the client's, under the client's own database role, and
cache keys are the client's. `public_scope()`: for a moment back to the public schema, for what belongs there (a
client's settings, its people, its summary). `owner_scope(schema)`: a schema with the owner's rights, for migrations
and cloning only.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from django.db import connection as default_connection
from django_tenants.postgresql_backend.base import FakeTenant

PUBLIC = "public"
connection: Any = default_connection  # our backend's, whose methods Django's type does not have
_active: ContextVar[str] = ContextVar("active_schema", default=PUBLIC)


class ClientLike(Protocol):
    schema_name: str

    @property
    def database_role(self) -> str: ...

    @property
    def is_usable(self) -> bool: ...


class ClientNotUsable(Exception):
    """The client has no schema to work in: it is being set up, or its set-up failed."""


def active_schema() -> str:
    """The schema that the current code works in; `public` outside every client."""
    return _active.get()


@contextmanager
def client_scope(client: ClientLike) -> Iterator[None]:
    """Work for one client. Raises ClientNotUsable when its schema is not there (yet)."""
    if not client.is_usable:
        raise ClientNotUsable(client.schema_name)
    with _scope(client, client.schema_name):
        yield


@contextmanager
def public_scope() -> Iterator[None]:
    """Work in the public schema with the product's own rights, then go on where it was."""
    with _scope(FakeTenant(PUBLIC), PUBLIC):
        yield


@contextmanager
def owner_scope(schema_name: str) -> Iterator[None]:
    """Work in one schema with its owner's rights: making, migrating and dropping it."""
    with _scope(FakeTenant(schema_name), schema_name):
        yield


@contextmanager
def _scope(tenant: Any, schema_name: str) -> Iterator[None]:
    previous = connection.tenant
    token = _active.set(schema_name)
    connection.set_tenant(tenant)
    try:
        yield
    finally:
        connection.set_tenant(previous)
        _active.reset(token)

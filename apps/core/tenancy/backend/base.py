"""PostgreSQL as the product uses it: search path and role are switched together, in one statement.

A connection is in one of three states:

- public: search path `public`, the login's own rights;
- a client: the client's schema, then the views of `client_view`, then `public`; the client's own role. A query that
  names another schema is refused by the server;
- a schema for its owner (migrations, cloning): that schema and `public`, the login's own rights.

The statement is sent with the first query after a change, never with each query.
"""

from typing import Any, NamedTuple

import psycopg
from django.utils.asyncio import async_unsafe
from django_tenants.postgresql_backend import base
from psycopg.pq import TransactionStatus

from apps.core.tenancy.backend.introspection import SchemaIntrospection

CLIENT_VIEWS = "client_view"
PUBLIC = "public"


class Place(NamedTuple):
    """Where a connection's unqualified names are looked up, and as whom."""

    search_path: tuple[str, ...]
    role: str = ""

    @property
    def sql(self) -> str:
        path = ", ".join(base.quote_schema_name(name) for name in self.search_path)
        role = f"SET ROLE {base.quote_schema_name(self.role)}" if self.role else "RESET ROLE"
        return f"SET search_path = {path}; {role}"


class DatabaseWrapper(base.DatabaseWrapper):
    search_path_set_schemas: Place | None  # where the connection stands now; None when that is not known
    _setting_search_path: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.introspection = SchemaIntrospection(self)

    @property
    def place(self) -> Place:
        """Where the next statement has to run."""
        role = getattr(self.tenant, "database_role", "")
        names = (self.schema_name, CLIENT_VIEWS, PUBLIC) if role else tuple(self._get_cursor_search_paths())
        for name in names:
            base._check_schema_name(name)
        return Place(names, role)

    @property
    def _has_role(self) -> bool:
        return self.search_path_set_schemas is not None and bool(self.search_path_set_schemas.role)

    def set_tenant(self, tenant: Any, include_public: bool = True) -> None:  # noqa: FBT001, FBT002 - the base's signature
        applied = self.search_path_set_schemas
        super().set_tenant(tenant, include_public)
        self.search_path_set_schemas = applied  # compared with `place` before each statement, so no need to forget it

    def _handle_search_path(self, cursor: Any = None) -> None:
        place = self.place
        if self._setting_search_path or self.search_path_set_schemas == place:
            return
        self._setting_search_path = True
        try:
            self._apply(place, cursor)
        finally:
            self._setting_search_path = False

    def _apply(self, place: Place, cursor: Any) -> None:
        # In a transaction that already failed the server refuses everything until the rollback, so nothing can run in
        # the wrong place. Any other error must not pass: the old search path and role would still be there.
        if self.connection.info.transaction_status == TransactionStatus.INERROR:
            self.search_path_set_schemas = None
            return
        own = self.connection.cursor() if cursor is None else None
        try:
            with self.wrap_database_errors:
                (own or cursor).execute(place.sql)
        finally:
            if own is not None:
                own.close()
        self.search_path_set_schemas = place

    @async_unsafe
    def close(self) -> None:
        """Hand the connection back to the pool without a client's role on it."""
        if self.connection is not None and not self.in_atomic_block and self._has_role:
            try:
                self.connection.execute("RESET ROLE; RESET search_path")
            except psycopg.Error:
                self.connection.close()  # the pool throws closed connections away
        super().close()

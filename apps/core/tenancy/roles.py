"""Roles and grants: what keeps one client's queries out of another client's schema, on the server.

All clients' tables are granted to one common role; each client has a role of its own, a member of the common one, that
may use one schema. So a client costs one role and one grant, however many tables there are.
"""

from typing import Any

from django.conf import settings
from django.db import connection
from django_tenants.utils import quote_schema_name

from apps.core.tenancy.backend.base import CLIENT_VIEWS


def prepare_common_role() -> None:
    """The role that holds the table rights of all clients. Idempotent."""
    role = quote_schema_name(settings.CLIENT_ROLE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [settings.CLIENT_ROLE])
        if not cursor.fetchone()[0]:
            cursor.execute(f"CREATE ROLE {role} NOLOGIN")
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {CLIENT_VIEWS}")
        cursor.execute(f"GRANT USAGE ON SCHEMA {CLIENT_VIEWS} TO {role}")
        _close_set_config(cursor)


def _close_set_config(cursor: Any) -> None:
    """Take away the one way to change role or search path from within a single SELECT. Needs a superuser."""
    cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = session_user")
    if cursor.fetchone()[0]:
        cursor.execute("REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC")
        cursor.execute("GRANT EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) TO session_user")


def make_schema(schema: str) -> None:
    """A client's empty schema and its role, in the caller's transaction."""
    name = quote_schema_name(schema)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {name} NOLOGIN IN ROLE {quote_schema_name(settings.CLIENT_ROLE)}")
        cursor.execute(f"GRANT {name} TO CURRENT_USER WITH INHERIT FALSE, SET TRUE")
        cursor.execute(f"CREATE SCHEMA {name}")
        cursor.execute(f"GRANT USAGE ON SCHEMA {name} TO {name}")


def grant_tables(schema: str) -> None:
    """The common role may work with all tables of a schema, and read its record of migrations. Idempotent."""
    name, role = quote_schema_name(schema), quote_schema_name(settings.CLIENT_ROLE)
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {name} TO {role}")
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON {name}.django_migrations FROM {role}")


def pin_functions(schema: str) -> None:
    """Let every function of a schema look names up there, whoever calls it from wherever. Idempotent."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT format('ALTER FUNCTION %%s SET search_path = %%I, public', p.oid::regprocedure, %s::text)
            FROM pg_proc p WHERE p.pronamespace = to_regnamespace(%s)
              AND NOT coalesce(p.proconfig::text LIKE '%%search_path%%', false)
            """,
            [schema, quote_schema_name(schema)],
        )
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)


def drop_schema(schema: str) -> None:
    """A client's schema with everything in it, and its role, in the caller's transaction."""
    name = quote_schema_name(schema)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")
        cursor.execute(f"DROP ROLE IF EXISTS {name}")

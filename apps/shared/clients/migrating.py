"""Bring every schema to this release: public first, then the template, then each client.

The state of all schemas is read in one query and current ones are skipped. The first schema in which a migration is
applied goes through Django's executor while its statements are noted; the next ones, being alike, get the plain schema
changes as SQL, in one transaction each (1,000 schemas in about a second instead of minutes). Migrations with data or
without a transaction go through the executor everywhere. Each schema is a step of its own: an interrupted run goes on
where it stopped, a failure is recorded and does not hold up the others.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db import router as connection_router
from django.db.migrations import Migration, RunPython, RunSQL, SeparateDatabaseAndState
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.utils import OperationalError

from apps.core.tenancy import roles
from apps.core.tenancy.context import owner_scope, public_scope
from apps.core.tenancy.template import (
    MIGRATIONS_TABLE,
    TEMPLATE_SCHEMA,
    applied_migrations,
    fingerprint,
    quote,
    read_template,
    release_migrations,
)
from apps.shared.catalog.sync import sync_catalogue
from apps.shared.clients.models import Client, MigrationState, SchemaTemplate
from apps.shared.clients.refreshing import refresh_outdated
from apps.shared.clients.windows import drop_windows, make_windows

LOCK = 0x7468726F  # one run at a time
LOCK_TIMEOUT = "3s"
LOCK_ATTEMPTS = 3
SCHEMAS_PER_QUERY = 400

Key = tuple[str, str]
Statement = tuple[str, Any]
Say = Callable[[str], None]


@dataclass
class Notes:
    """Statements of the migrations that this run has carried out once and that may be replayed."""

    statements: dict[Key, list[Statement]] = field(default_factory=dict)

    def cover(self, pending: list[Key]) -> bool:
        return all(key in self.statements for key in pending)


@dataclass(frozen=True)
class Outcome:
    migrated: int
    failed: int


def migrate_everything(say: Say) -> Outcome:
    """Public schema, template, clients, and what the portfolio shows of them.

    say: takes one line of progress. Nothing is raised for a client's failure.
    """
    with _one_at_a_time():
        migrate_public(say)
        notes = Notes()
        migrate_template(notes, say)
        outcome = migrate_clients(notes, say)
        say(f"portfolio: figures to be worked out again: {refresh_outdated()}")
        return outcome


def migrate_public(say: Say) -> None:
    """The public schema, the roles and views that clients reach it through, and the shared products."""
    with public_scope():
        behind = _pending(applied_migrations("public"))
        if behind:
            drop_windows()
            _execute("public", behind, Notes())
        say(f"public: {_count(len(behind))}")
        roles.prepare_common_role()
        make_windows()
        say(f"catalogue: {sync_catalogue()}")


def migrate_template(notes: Notes, say: Say) -> None:
    """The schema that new clients are made like, and the text that makes them."""
    with public_scope():
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {TEMPLATE_SCHEMA}")
        pending = _pending(applied_migrations(TEMPLATE_SCHEMA))
        _execute(TEMPLATE_SCHEMA, pending, notes)
        roles.pin_functions(TEMPLATE_SCHEMA)
        current = fingerprint(applied_migrations(TEMPLATE_SCHEMA))
        if pending or not SchemaTemplate.objects.filter(fingerprint=current).exists():
            SchemaTemplate.objects.update_or_create(fingerprint=current, defaults={"statements": read_template()})
        say(f"template: {_count(len(pending))}")


def migrate_clients(notes: Notes, say: Say) -> Outcome:
    """Every client whose schema is not at this release."""
    with public_scope():
        statuses = [Client.Status.READY, Client.Status.ARCHIVED]
        schemas = list(Client.objects.filter(status__in=statuses).order_by("id").values_list("schema_name", flat=True))
        wanted = set(release_migrations())
        states = read_states(schemas)
        behind = [schema for schema in schemas if states.get(schema, set()) != wanted]
        say(f"clients: {len(schemas) - len(behind)} current, {len(behind)} to migrate")
        failed = 0
        for number, schema in enumerate(behind, start=1):
            error = _migrate_one(schema, _pending(states.get(schema, set())), notes)
            failed += bool(error)
            say(f"{number}/{len(behind)} {schema}: {error or 'done'}")
        return Outcome(len(behind) - failed, failed)


def read_states(schemas: list[str]) -> dict[str, set[Key]]:
    """Applied migrations of each schema: one query for several hundred of them."""
    states: dict[str, set[Key]] = {schema: set() for schema in schemas}
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname FROM pg_tables WHERE tablename = %s", [MIGRATIONS_TABLE])
        recorded = [schema for (schema,) in cursor.fetchall() if schema in states]
        for start in range(0, len(recorded), SCHEMAS_PER_QUERY):
            parts = [
                f"SELECT '{schema}', app, name FROM {quote(schema)}.{MIGRATIONS_TABLE}"  # noqa: S608 - own schemas' names
                for schema in recorded[start : start + SCHEMAS_PER_QUERY]
            ]
            cursor.execute(" UNION ALL ".join(parts))
            for schema, app, name in cursor.fetchall():
                states[schema].add((app, name))
    return states


def _migrate_one(schema: str, pending: list[Key], notes: Notes) -> str:
    """ "" when it worked, else what went wrong."""
    try:
        for attempt in range(1, LOCK_ATTEMPTS + 1):
            try:
                _bring_up(schema, pending, notes)
                break
            except OperationalError:
                if attempt == LOCK_ATTEMPTS:
                    raise
    except Exception as error:  # one client's failure must not stop the others
        message = f"{type(error).__name__}: {error}".strip()
        MigrationState.objects.update_or_create(schema_name=schema, defaults={"error": message})
        return message
    state = {"error": "", "fingerprint": fingerprint(release_migrations())}
    MigrationState.objects.update_or_create(schema_name=schema, defaults=state)
    return ""


def _bring_up(schema: str, pending: list[Key], notes: Notes) -> None:
    if notes.cover(pending):
        _replay(schema, pending, notes)
    else:
        _execute(schema, pending, notes)
    with transaction.atomic():
        roles.pin_functions(schema)
        roles.grant_tables(schema)


def _replay(schema: str, pending: list[Key], notes: Notes) -> None:
    """Carry out noted statements and put the migrations on record, in one transaction."""
    with owner_scope(schema), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
        for key in pending:
            for sql, params in notes.statements[key]:
                cursor.execute(sql, params)
            cursor.execute(f"INSERT INTO {MIGRATIONS_TABLE} (app, name, applied) VALUES (%s, %s, now())", key)  # noqa: S608


def _execute(schema: str, pending: list[Key], notes: Notes) -> None:
    """Apply migrations by Django's executor, noting the statements of those that can be replayed.

    Migrations of the other side (a client's in the public schema and the reverse) would do nothing there. They are put
    on record without rendering their models, which is where the time goes.
    """
    with owner_scope(schema):
        executor = MigrationExecutor(connection)
        executor.recorder.ensure_schema()
        state = executor._create_project_state(with_applied_migrations=True)  # type: ignore[attr-defined]
        for key in pending:
            migration = executor.loader.graph.nodes[key]
            if not connection_router.allow_migrate(connection.alias, key[0]):
                state.__dict__.pop("apps", None)
                state = migration.mutate_state(state, preserve=False)
                executor.recorder.record_applied(*key)
                notes.statements[key] = []
                continue
            state.apps  # noqa: B018 - rendered once, else anew for every migration
            with _noting() as statements, _lock_timeout():
                state = executor.apply_migration(state, migration)
            if is_plain(migration):
                notes.statements[key] = statements


def is_plain(migration: Migration) -> bool:
    """Whether the migration does the same in every schema that is in the same state."""
    return migration.atomic and all(_operation_is_plain(operation) for operation in migration.operations)


def _operation_is_plain(operation: Any) -> bool:
    if isinstance(operation, SeparateDatabaseAndState):
        return all(_operation_is_plain(inner) for inner in operation.database_operations)
    if isinstance(operation, RunSQL):
        return not _is_reading(str(operation.sql))
    return not isinstance(operation, RunPython) and bool(operation.reduces_to_sql)


def _pending(applied: set[Key]) -> list[Key]:
    """Migrations of this release that are not applied, in the order of their dependencies, public apps' first."""
    graph = MigrationLoader(None).graph
    ordered: dict[Key, None] = {}
    for leaf in graph.leaf_nodes():
        ordered |= dict.fromkeys(graph.forwards_plan(leaf))
    clients_own = {config.label for config in apps.get_app_configs() if config.name in settings.TENANT_APPS}
    return sorted((key for key in ordered if key not in applied), key=lambda key: key[0] in clients_own)


def _is_reading(sql: str) -> bool:
    return sql.lstrip(" (\n").upper().startswith(("SELECT", "SHOW", "WITH", "--", "/*"))


@contextmanager
def _noting() -> Iterator[list[Statement]]:
    statements: list[Statement] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
        is_record = MIGRATIONS_TABLE in sql
        if not is_record and not _is_reading(sql) and not sql.startswith("SET search_path"):
            statements.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield statements


@contextmanager
def _lock_timeout() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{LOCK_TIMEOUT}'")
        try:
            yield
        finally:
            if not connection.needs_rollback:
                cursor.execute("RESET lock_timeout")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _count(number: int) -> str:
    return f"{number} migrations applied" if number != 1 else "1 migration applied"

"""Bringing many schemas to a release: skipped when current, replayed when plain, recorded when failing."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.executor import MigrationExecutor

from apps.core.tenancy.context import client_scope, owner_scope
from apps.core.tenancy.template import TEMPLATE_SCHEMA, applied_migrations
from apps.shared.clients import migrating
from apps.shared.clients.migrating import Notes, is_plain, migrate_clients, migrate_everything, read_states
from apps.shared.clients.models import MigrationState, SchemaTemplate


def columns(schema, table="inventory_application"):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = %s AND table_name = %s",
            [schema, table],
        )
        return {name for (name,) in cursor.fetchall()}


@pytest.fixture
def clients(harbor, lumen, farrow_client):
    return [client.schema_name for client in (harbor, lumen, farrow_client)]


@pytest.fixture
def release(monkeypatch):
    """release(operation): the product's next release has one more migration of the inventory."""

    def add(*operations):
        last = max(name for app, name in MigrationExecutor(None).loader.graph.nodes if app == "inventory")
        names = {"dependencies": [("inventory", last)], "operations": list(operations)}
        migration = type("Migration", (migrations.Migration,), names)("9999_next", "inventory")
        load = migrating.MigrationLoader.load_disk

        def load_disk(loader):
            load(loader)
            loader.disk_migrations["inventory", "9999_next"] = migration

        monkeypatch.setattr("django.db.migrations.loader.MigrationLoader.load_disk", load_disk)

    return add


NEXT = migrations.AddField("application", "nickname", models.CharField(max_length=40, default="none"))


def test_nothing_to_do_is_said_and_done_in_one_query_for_all(clients, django_assert_max_num_queries):
    said = []
    with django_assert_max_num_queries(4):
        outcome = migrate_clients(Notes(), said.append)
    assert (outcome.migrated, outcome.failed) == (0, 0)
    assert said == ["clients: 3 current, 0 to migrate"]


def test_a_new_column_reaches_template_and_clients_and_is_replayed(clients, release, monkeypatch):
    release(NEXT)
    executed = []
    execute = migrating._execute
    monkeypatch.setattr(migrating, "_execute", lambda schema, *rest: executed.append(schema) or execute(schema, *rest))
    outcome = migrate_everything(lambda line: None)
    assert outcome.migrated == 3
    assert executed == ["public", TEMPLATE_SCHEMA]
    for schema in [TEMPLATE_SCHEMA, *clients]:
        assert "nickname" in columns(schema)
        assert ("inventory", "9999_next") in applied_migrations(schema)
    assert "nickname" in " ".join(SchemaTemplate.objects.order_by("-id")[0].statements)
    assert migrate_everything(lambda line: None).migrated == 0


def test_an_interrupted_run_goes_on_where_it_stopped(clients, release, monkeypatch):
    release(NEXT)
    bring_up = migrating._bring_up

    def dies_at_the_second(schema, *rest):
        if schema == clients[1]:
            raise KeyboardInterrupt
        bring_up(schema, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(migrating, "_bring_up", dies_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            migrate_everything(lambda line: None)
    assert ["nickname" in columns(schema) for schema in clients] == [True, False, False]
    assert migrate_everything(lambda line: None).migrated == 2
    assert all("nickname" in columns(schema) for schema in clients)


def test_one_clients_failure_is_recorded_and_holds_up_no_other(clients, release):
    release(NEXT)
    with owner_scope(clients[0]), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE inventory_application ADD COLUMN nickname int")
    said = []
    outcome = migrate_everything(said.append)
    assert (outcome.migrated, outcome.failed) == (2, 1)
    assert "already exists" in MigrationState.objects.get(schema_name=clients[0]).error
    assert ("inventory", "9999_next") not in applied_migrations(clients[0])
    with owner_scope(clients[0]), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE inventory_application DROP COLUMN nickname")
    assert migrate_everything(said.append).migrated == 1
    assert MigrationState.objects.get(schema_name=clients[0]).error == ""


def test_data_migrations_run_in_every_client(clients, release, harbor):
    def fill(apps, schema_editor):
        apps.get_model("inventory", "Application").objects.update(vendor="filled")

    with client_scope(harbor):
        connection.cursor().execute("INSERT INTO inventory_application (name) SELECT 'x' WHERE false")
    release(migrations.RunPython(fill))
    assert migrate_everything(lambda line: None).migrated == 3
    assert all(("inventory", "9999_next") in applied_migrations(schema) for schema in clients)


def test_a_table_added_by_a_migration_can_be_used_by_the_client(harbor, clients, release):
    release(
        migrations.CreateModel("Extra", [("id", models.BigAutoField(primary_key=True)), ("n", models.IntegerField())])
    )
    migrate_everything(lambda line: None)
    with client_scope(harbor), connection.cursor() as cursor:
        cursor.execute("INSERT INTO inventory_extra (n) VALUES (1)")


@pytest.mark.parametrize(
    ("operation", "plain"),
    [
        (NEXT, True),
        (migrations.RunPython(lambda apps, editor: None), False),
        (migrations.RunSQL("UPDATE inventory_application SET name = ''"), True),
        (migrations.RunSQL("SELECT setval('x', 1)"), False),
        (migrations.SeparateDatabaseAndState([migrations.RunPython(migrations.RunPython.noop)]), False),
    ],
)
def test_which_migrations_are_replayed(operation, plain):
    assert is_plain(type("M", (migrations.Migration,), {"operations": [operation]})("x", "inventory")) is plain


def test_states_of_all_clients(clients):
    states = read_states([*clients, "client_that_is_not_there"])
    assert states[clients[0]] == states[clients[1]] == applied_migrations("public")
    assert states["client_that_is_not_there"] == set()

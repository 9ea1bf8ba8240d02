"""A client is made whole or not at all, and comes to an end cleanly."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from apps.core.errors import Conflict, Refused
from apps.core.tenancy import template
from apps.core.tenancy.context import client_scope
from apps.core.tenancy.files import erase_files
from apps.shared.clients import setup
from apps.shared.clients.models import Client, ClientMembership, OutboxMessage
from apps.shared.clients.selectors import setup_progress
from apps.shared.clients.services import (
    NewClient,
    archive_client,
    create_client,
    erase_client,
    reactivate_client,
    retry_setup,
    suggest_slug,
)
from apps.tenant.inventory.models import Application

COLUMNS = """
    SELECT table_name, column_name, data_type, is_nullable, column_default, is_identity, character_maximum_length
    FROM information_schema.columns WHERE table_schema = %s ORDER BY table_name, column_name
"""
OBJECTS = """
    SELECT 'constraint', c.relname, k.conname, pg_get_constraintdef(k.oid)
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE k.connamespace = %(schema)s::regnamespace
    UNION ALL SELECT 'index', t.relname, c.relname, pg_get_indexdef(c.oid)
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
    WHERE c.relnamespace = %(schema)s::regnamespace
    UNION ALL SELECT 'trigger', c.relname, g.tgname, pg_get_triggerdef(g.oid) || coalesce(obj_description(g.oid), '')
    FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
    WHERE c.relnamespace = %(schema)s::regnamespace AND NOT g.tgisinternal
    UNION ALL SELECT 'function', '', p.proname, pg_get_functiondef(p.oid) FROM pg_proc p
    WHERE p.pronamespace = %(schema)s::regnamespace
    ORDER BY 1, 2, 3
"""


def shape(schema):
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [schema])
        columns = cursor.fetchall()
        cursor.execute(OBJECTS, {"schema": schema})
        return columns, [tuple(part.replace(schema, "S") for part in row) for row in cursor.fetchall()]


def schemas_and_roles(name):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM pg_namespace WHERE nspname = %(n)s),"
            " (SELECT count(*) FROM pg_roles WHERE rolname = %(n)s)",
            {"n": name},
        )
        return cursor.fetchone()


@pytest.fixture
def brewery(northgate, lead):
    new = NewClient(name="Tidewater Brewing & Söhne", hourly_rate=Decimal("41.50"), currency="EUR")
    return create_client(new, firm=northgate, by=lead)


def test_creating_promises_the_set_up_and_the_worker_keeps_it(brewery, lead, run_outbox):
    assert (brewery.slug, brewery.status) == ("tidewater-brewing-sohne", Client.Status.CREATING)
    assert setup_progress(brewery).percent == 0
    assert ClientMembership.objects.get(client=brewery).user == lead
    assert run_outbox() == 2  # the set-up, and the figures of the portfolio
    brewery.refresh_from_db()
    assert (brewery.status, brewery.setup_attempts) == (Client.Status.READY, 1)
    assert setup_progress(brewery).percent == 100
    with client_scope(brewery):
        Application.objects.create(name="HubSpot")
        assert Application.objects.count() == 1


def test_a_made_schema_is_like_the_migrated_one(harbor):
    made, migrated = shape(harbor.schema_name), shape(template.TEMPLATE_SCHEMA)
    assert len(migrated[0]) > 100
    assert made == migrated


def test_the_record_of_migrations_comes_along(harbor):
    assert template.applied_migrations(harbor.schema_name) == set(template.release_migrations())


def test_progress_is_told_as_statements_are_carried_out(brewery, monkeypatch):
    told = []
    monkeypatch.setattr(setup, "_show", lambda client, percent: told.append(percent))
    setup.set_up(brewery.pk)
    assert told == sorted(told)
    assert len(told) >= 5
    assert told[-1] <= 100


def test_a_failure_half_way_leaves_nothing_and_is_tried_again(brewery, monkeypatch):
    def half(statements, schema, *, progress):
        template.carry_out(statements[:20], schema, progress=progress)
        raise ConnectionError("killed")

    with monkeypatch.context() as patched:
        patched.setattr(setup, "carry_out", half)
        setup.set_up(brewery.pk)
    brewery.refresh_from_db()
    assert (brewery.status, brewery.setup_attempts) == (Client.Status.CREATING, 1)
    assert schemas_and_roles(brewery.schema_name) == (0, 0)
    setup.set_up(brewery.pk)
    brewery.refresh_from_db()
    assert brewery.status == Client.Status.READY
    assert schemas_and_roles(brewery.schema_name) == (1, 1)


def test_after_the_last_attempt_it_is_marked_and_a_person_may_retry(brewery, lead, monkeypatch, run_outbox):
    with monkeypatch.context() as patched:
        patched.setattr(setup, "carry_out", lambda *args, **kwargs: 1 / 0)
        for _ in range(setup.MAX_ATTEMPTS):
            setup.set_up(brewery.pk)
    brewery.refresh_from_db()
    assert brewery.status == Client.Status.FAILED
    assert schemas_and_roles(brewery.schema_name) == (0, 0)
    OutboxMessage.objects.all().delete()
    retry_setup(brewery, by=lead)
    with pytest.raises(Conflict):
        retry_setup(brewery, by=lead)
    run_outbox()
    brewery.refresh_from_db()
    assert brewery.status == Client.Status.READY


def test_a_forgotten_set_up_is_promised_again(brewery, run_outbox):
    OutboxMessage.objects.all().delete()  # the message was lost with the worker that had taken it
    assert setup.resume_forgotten() == 0
    Client.objects.filter(pk=brewery.pk).update(created_at=timezone.now() - timedelta(minutes=2))
    assert setup.resume_forgotten() == 1
    run_outbox()
    brewery.refresh_from_db()
    assert brewery.status == Client.Status.READY


def test_workers_that_keep_dying_end_as_failed(brewery):
    old = timezone.now() - timedelta(minutes=2)
    Client.objects.filter(pk=brewery.pk).update(created_at=old, setup_attempts=setup.MAX_ATTEMPTS)
    setup.resume_forgotten()
    brewery.refresh_from_db()
    assert brewery.status == Client.Status.FAILED


def test_setting_up_twice_does_nothing_the_second_time(brewery):
    setup.set_up(brewery.pk)
    setup.set_up(brewery.pk)
    brewery.refresh_from_db()
    assert brewery.setup_attempts == 1


def test_while_the_product_is_being_updated_the_set_up_waits(brewery, monkeypatch):
    monkeypatch.setattr(setup, "release_migrations", lambda: {("inventory", "9999_next"): None})
    setup.set_up(brewery.pk)
    brewery.refresh_from_db()
    assert (brewery.status, brewery.setup_attempts, brewery.setup_step) == ("creating", 0, setup.UPDATING)


def test_archive_and_reactivate(harbor, lead):
    with pytest.raises(Conflict):
        reactivate_client(harbor, by=lead)
    archive_client(harbor, by=lead)
    assert Client.objects.get(pk=harbor.pk).archived_at is not None
    with pytest.raises(Conflict):
        archive_client(harbor, by=lead)
    reactivate_client(harbor, by=lead)
    assert Client.objects.get(pk=harbor.pk).archived_at is None


def test_erasing_needs_the_name_and_takes_everything(harbor, lead, run_outbox):
    report, other = f"clients/{harbor.schema_name}/reports/one.pdf", "clients/of_somebody_else/reports/one.pdf"
    for name in (report, other):
        default_storage.delete(name)
        default_storage.save(name, ContentFile(b"%PDF"))
    with pytest.raises(Refused):
        erase_client(harbor, typed_name="harbor", by=lead)
    schema = harbor.schema_name
    erase_client(harbor, typed_name=" Harbor & Pine Supply Co. ", by=lead)
    assert schemas_and_roles(schema) == (0, 0)
    assert not Client.objects.filter(schema_name=schema).exists()
    for _ in range(2):  # a task may be run a second time
        run_outbox()
        erase_files(schema)
    assert not default_storage.exists(f"clients/{schema}")
    assert default_storage.exists(other)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"slug": "new"}, "slug"),
        ({"slug": "Über"}, "slug"),
        ({"slug": "harbor"}, "slug"),
        ({"currency": "usd"}, "currency"),
        ({"hourly_rate": Decimal("-1")}, "hourly_rate"),
        ({"time_zone": "Atlantis"}, "time_zone"),
    ],
)
def test_what_cannot_be_is_refused_by_the_field(northgate, lead, changes, field):
    values = {"name": "Tidewater", "hourly_rate": Decimal("40"), **changes}
    with pytest.raises(Refused) as refusal:
        create_client(NewClient(**values), firm=northgate, by=lead)
    assert refusal.value.field == field


def test_only_people_of_the_firm_create_clients_for_it(northgate, outsider):
    with pytest.raises(Refused):
        create_client(NewClient(name="Tidewater", hourly_rate=Decimal("40")), firm=northgate, by=outsider)


@pytest.mark.parametrize(
    ("name", "slug"), [("Harbor", "harbor-2"), ("New", "new-2"), ("日本", "client"), ("A & B!", "a-b")]
)
def test_a_slug_is_suggested_from_the_name(world, name, slug):
    assert suggest_slug(name) == slug

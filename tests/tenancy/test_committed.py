"""What only shows between two connections. These tests commit, and clean up after themselves."""

import threading
from contextlib import closing

import psycopg
import pytest
from celery import current_app
from django.db import connection, transaction

from apps.core.outbox import enqueue, relay
from apps.core.tenancy.context import client_scope
from apps.shared.clients.models import Client, OutboxMessage
from tests.tenancy.sample_tasks import look_public


@pytest.fixture
def committing(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        yield
        OutboxMessage.objects.all().delete()
        connection.close()


def another_connection():
    address = connection.settings_dict
    return closing(
        psycopg.connect(
            host=address["HOST"],
            port=address["PORT"],
            dbname=address["NAME"],
            user=address["USER"],
            password=address["PASSWORD"],
        )
    )


def test_a_relay_skips_messages_that_another_one_holds(committing, monkeypatch):
    handed = []
    monkeypatch.setattr(current_app, "send_task", lambda name, **rest: handed.append(rest["kwargs"]["word"]))
    with transaction.atomic():
        enqueue(look_public, word="held")
        enqueue(look_public, word="free")
        transaction.get_connection().run_on_commit.clear()
    with another_connection() as other:
        other.execute("SELECT * FROM clients_outboxmessage WHERE arguments ->> 'word' = 'held' FOR UPDATE")
        assert relay() == 1
        other.rollback()
    assert relay() == 1
    assert handed == ["free", "held"]


def test_a_connection_goes_back_to_the_pool_without_a_role(committing):
    harbor = Client.objects.get(slug="harbor")
    with client_scope(harbor):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        raw = connection.connection
        connection.close()
    assert raw.execute("SELECT current_user = session_user, current_setting('search_path')").fetchone()[0]


def test_two_threads_work_for_two_clients_at_once(committing):
    clients = {client.slug: client for client in Client.objects.filter(slug__in=["harbor", "lumen"])}
    meet, seen = threading.Barrier(2), []

    def work(client):
        with client_scope(client):
            for _ in range(20):
                meet.wait(timeout=10)
                with connection.cursor() as cursor:
                    cursor.execute("SELECT current_user, current_schema()")
                    seen.append((client.schema_name, *cursor.fetchone()))
        connection.close()

    threads = [threading.Thread(target=work, args=[client]) for client in clients.values()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert len(seen) == 40
    assert all(expected == role == schema for expected, role, schema in seen)

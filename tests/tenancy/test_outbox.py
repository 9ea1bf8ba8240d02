"""Promised work is done at least once, for the right client, or not at all."""

from datetime import timedelta

import pytest
from celery import current_app
from django.db import connection, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from apps.core import outbox
from apps.core.outbox import enqueue, relay
from apps.core.tasks import ClientClosed, ClientRequired
from apps.core.tenancy.context import client_scope
from apps.shared.clients.models import Client, OutboxMessage
from tests.tenancy import sample_tasks
from tests.tenancy.sample_tasks import look, look_back, look_public


@pytest.fixture(autouse=True)
def seen():
    sample_tasks.seen.clear()
    return sample_tasks.seen


@pytest.fixture
def broker(db, monkeypatch):
    """What was handed over; `broker.down = True` refuses everything."""

    class Broker(list):
        down = False

        def send(self, name, *, kwargs, retry):
            if self.down:
                raise OperationalError("nobody listens")
            self.append((name, kwargs))

    broker = Broker()
    monkeypatch.setattr(current_app, "send_task", broker.send)
    return broker


def test_a_promise_is_kept_for_its_client(harbor, seen, run_outbox):
    with client_scope(harbor):
        enqueue(look, client=harbor, word="hello")
    assert run_outbox() == 1
    assert seen == [("harbor", "hello", harbor.schema_name, harbor.schema_name)]
    assert connection.schema_name == "public"


def test_a_promise_goes_with_its_transaction(harbor):
    with transaction.atomic():
        enqueue(look, client=harbor, word="lost")
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()


def test_after_the_commit_it_is_relayed_at_once(harbor, broker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), client_scope(harbor):
        enqueue(look, client=harbor, word="now")
    assert broker == [("tests.tenancy.sample_tasks.look", {"word": "now", "client_id": harbor.pk})]
    assert relay() == 0


def test_a_broker_that_is_down_loses_nothing(harbor, broker, django_capture_on_commit_callbacks):
    broker.down = True
    with django_capture_on_commit_callbacks(execute=True):
        enqueue(look, client=harbor, word="later")
        enqueue(look_public, word="too")
    assert relay() == 0
    broker.down = False
    assert relay() == 2
    assert [arguments["word"] for _, arguments in broker] == ["later", "too"]
    assert relay() == 0


def test_work_that_is_not_due_waits(broker):
    enqueue(look_public, delay=timedelta(minutes=5), word="later")
    assert relay() == 0
    OutboxMessage.objects.update(not_before=timezone.now())
    assert relay() == 1


def test_a_message_is_handed_over_once(broker):
    enqueue(look_public, word="once")
    assert relay() + relay() == 1
    message = OutboxMessage.objects.get()
    assert (message.attempts, message.relayed_at is not None) == (1, True)


def test_relayed_messages_are_forgotten_after_a_week(broker):
    enqueue(look_public, word="old")
    relay()
    assert outbox.forget_relayed() == 0
    OutboxMessage.objects.update(relayed_at=timezone.now() - timedelta(days=8))
    assert outbox.forget_relayed() == 1


def test_a_clients_task_without_a_client_is_refused_when_promised(harbor):
    with pytest.raises(TypeError):
        enqueue(look, word="nobody")
    with pytest.raises(TypeError):
        enqueue(look_public, client=harbor, word="somebody")


@pytest.mark.parametrize(
    "arguments", [{"word": "x"}, {"word": "x", "client_id": None}, {"word": "x", "client_id": 10**9}]
)
def test_a_clients_task_without_a_client_does_not_run(db, seen, arguments):
    with pytest.raises(ClientRequired):
        look.run(**arguments)
    with pytest.raises(ClientRequired):
        look(**arguments)
    assert seen == []


@pytest.mark.parametrize("status", [Client.Status.CREATING, Client.Status.FAILED, Client.Status.ARCHIVED])
def test_a_closed_client_gets_no_work(harbor, seen, status):
    Client.objects.filter(pk=harbor.pk).update(status=status)
    with pytest.raises(ClientClosed):
        look.run(client_id=harbor.pk, word="x")
    assert seen == []


def test_some_work_is_for_archived_clients_too(harbor, seen):
    Client.objects.filter(pk=harbor.pk).update(status=Client.Status.ARCHIVED)
    look_back.run(client_id=harbor.pk)
    assert seen == [("harbor",)]


def test_a_public_task_called_from_within_a_client_runs_in_public(harbor, seen):
    with client_scope(harbor):
        look_public.run(word="x")
    assert seen == [("x", "public")]


def test_a_failing_task_leaves_the_client(harbor):
    with pytest.raises(TypeError):
        look.run(client_id=harbor.pk)
    assert connection.schema_name == "public"

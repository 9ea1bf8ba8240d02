"""What every test may ask for.

`world`: two firms, their people and three ready clients (tests/personas.py); `harbor`, `lumen`, `farrow_client` and
each persona are also fixtures by themselves. `at_harbor`: the test runs inside harbor's scope. `visit(persona)`: a
signed-in browser; `call(persona)`: the API with that person's rights. `run_outbox()`: do the promised background work
now. Each test is one rolled-back transaction; servers and schemas are made once a session, when first needed.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.test import Client as Browser
from rest_framework.test import APIClient

from apps.core.tenancy.context import client_scope, public_scope
from apps.shared.clients.migrating import migrate_everything
from apps.shared.clients.models import OutboxMessage
from tests.personas import PERSONAS, World, find_world, make_world
from tests.servers import running_servers


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    def fill() -> None:
        with django_db_blocker.unblock():
            migrate_everything(lambda line: None)
            make_world()
            OutboxMessage.objects.all().delete()

    with running_servers(settings, fill=fill):
        yield


@pytest.fixture
def world(db: None) -> Iterator[World]:
    yield find_world()
    cache.clear()


def _persona_fixture(name: str) -> Any:
    @pytest.fixture(name=name)
    def persona(world: World) -> Any:
        return world.person(name)

    return persona


def _world_fixture(name: str) -> Any:
    @pytest.fixture(name=name)
    def part(world: World) -> Any:
        return getattr(world, name)

    return part


for _name in PERSONAS:
    globals()[_name] = _persona_fixture(_name)
for _name in ("northgate", "farrow", "harbor", "lumen", "farrow_client"):
    globals()[_name] = _world_fixture(_name)


@pytest.fixture
def at_harbor(harbor: Any) -> Iterator[Any]:
    with client_scope(harbor):
        yield harbor


@pytest.fixture
def at_lumen(lumen: Any) -> Iterator[Any]:
    with client_scope(lumen):
        yield lumen


@pytest.fixture
def visit(world: World) -> Callable[..., Browser]:
    """visit("consultant") or visit(user): a browser signed in as them; visit("anonymous"): nobody."""

    def open_browser(who: Any, **options: Any) -> Browser:
        user = world.person(who) if isinstance(who, str) else who
        browser = Browser(**options)
        if user.is_authenticated:
            browser.force_login(user)
        return browser

    return open_browser


@pytest.fixture
def call(world: World) -> Callable[..., APIClient]:
    """call("consultant"): an API client with that person's session; JSON in and out."""

    def open_client(who: Any) -> APIClient:
        user = world.person(who) if isinstance(who, str) else who
        client = APIClient()
        if user.is_authenticated:
            client.force_login(user)
        return client

    return open_client


@pytest.fixture
def run_outbox(db: None) -> Callable[[], int]:
    """Do what waits in the outbox, as a worker would, and what that promises in turn; the number of tasks run."""

    def run() -> int:
        current_app.loader.import_default_modules()
        done = 0
        with public_scope():
            while message := OutboxMessage.objects.filter(relayed_at=None).order_by("id").first():
                message.delete()
                client = {"client_id": message.client_id} if message.client_id else {}
                current_app.tasks[message.name].run(**message.arguments, **client)
                done += 1
        return done

    return run

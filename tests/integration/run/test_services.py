"""The embedded servers, as `make demo` and the test session get them."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from scripts.children import ChildFailed
from scripts.services import Server, redis_executable, start_postgres, start_redis


@pytest.fixture
def postgres(folder: Path) -> Iterator[Server]:
    server = start_postgres(folder / "postgres", durable=False)
    yield server
    server.stop()


def test_the_product_connects_as_no_superuser(postgres: Server) -> None:
    with psycopg.connect(postgres.url) as connection:
        row = connection.execute("SELECT rolsuper, rolcreaterole FROM pg_roles WHERE rolname = current_user").fetchone()
    assert row == (False, True)


def test_it_may_switch_to_a_role_it_made(postgres: Server) -> None:
    with psycopg.connect(postgres.url) as connection:
        connection.execute("CREATE ROLE client_one")
        connection.execute("SET ROLE client_one")
        assert connection.execute("SELECT current_user").fetchone() == ("client_one",)


def test_text_is_utf8_and_sorts_the_same_everywhere(postgres: Server) -> None:
    columns = "pg_encoding_to_char(encoding), datlocprovider, datlocale"
    query = f"SELECT {columns} FROM pg_database WHERE datname = current_database()"  # noqa: S608 (constants)
    with psycopg.connect(postgres.url) as connection:
        assert connection.execute(query.encode()).fetchone() == ("UTF8", "b", "C.UTF-8")


def test_neither_answers_without_its_password(postgres: Server, folder: Path) -> None:
    server = start_redis(folder / "redis", durable=False)
    try:
        with redis.Redis.from_url(server.url) as client:
            assert client.ping()
        without = "redis://" + server.url.split("@")[1]
        with redis.Redis.from_url(without) as stranger, pytest.raises(redis.exceptions.AuthenticationError):
            stranger.ping()
    finally:
        server.stop()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(postgres.url.replace("throughline:", "throughline:x", 1))


def test_data_outlive_the_server(folder: Path) -> None:
    first = start_postgres(folder / "postgres", durable=False)
    with psycopg.connect(first.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    first.stop()

    second = start_postgres(folder / "postgres", durable=False)
    try:
        with psycopg.connect(second.url) as connection:
            assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)
    finally:
        second.stop()


def test_a_missing_redis_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr("scripts.services._package_folder", lambda name: None)
    with pytest.raises(ChildFailed, match="apt install redis-server"):
        redis_executable()

"""Where and beside what the demo starts."""

import socket
import stat
import urllib.request
from collections.abc import Callable
from pathlib import Path

import psycopg
from dotenv import dotenv_values

from tests.integration.run.harness import Copy

Start = Callable[..., Copy]


def shared_environment(copy: Copy) -> dict[str, str]:
    return {name: value or "" for name, value in dotenv_values(copy.data_dir / "run" / "env").items()}


def test_two_copies_run_side_by_side(start: Start) -> None:
    one, two = start("one"), start("two")
    addresses = [shared_environment(copy.until_ready()) for copy in (one, two)]

    for copy, env in zip((one, two), addresses, strict=True):
        with urllib.request.urlopen(f"http://127.0.0.1:{copy.port}/healthz") as answer:
            assert answer.status == 200
        with psycopg.connect(env["DATABASE_URL"]) as connection:
            folder = connection.execute("SELECT current_database()").fetchone()
            assert folder == ("throughline",)
    for name in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SECRET_KEY", "DEMO_PASSWORD", "MAIL_PAGE"):
        assert addresses[0][name] != addresses[1][name]


def test_a_directory_in_use_is_refused(start: Start) -> None:
    first = start().until_ready()

    second = start()

    assert second.process.wait(20) == 2
    assert f"Another copy is running on {first.data_dir}" in second.said
    assert first.process.poll() is None


def test_a_taken_port_is_said(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        copy = start(port=port)

        assert copy.process.wait(20) == 2

    assert copy.said.strip() == f"Port {port} is taken. End what uses it, or choose another: make demo PORT={port + 1}"


def test_a_port_that_is_none_is_said(start: Start) -> None:
    copy = start(port=70000)

    assert copy.process.wait(20) == 2
    assert "PORT=70000 is no port" in copy.said


def test_the_password_is_made_once_and_kept_private(start: Start) -> None:
    first = start().until_ready()
    password = (first.data_dir / "demo-password").read_text()
    assert f"with the password  {password}" in first.said
    first.process.terminate()
    first.process.wait(30)

    again = start().until_ready()

    assert f"with the password  {password}" in again.said
    for name in ("demo-password", "secret-key", "postgres.password", "redis.password", "run/env"):
        assert stat.S_IMODE((again.data_dir / name).stat().st_mode) == 0o600


def test_a_given_password_is_taken_and_the_firm_prepared_with_it(start: Start) -> None:
    first = start(DEMO_PASSWORD="one-of-my-own").until_ready()
    assert "with the password  one-of-my-own" in first.said
    first.process.terminate()
    first.process.wait(30)
    assert first.said.count("    firm\n") == 1

    same = start(DEMO_PASSWORD="one-of-my-own").until_ready()
    assert "    firm\n" not in same.said
    same.process.terminate()
    same.process.wait(30)

    other = start(DEMO_PASSWORD="another").until_ready()
    assert "    firm\n" in other.said


def test_servers_of_the_environment_are_used(start: Start, folder: Path) -> None:
    lender = start("lender").until_ready()
    lent = shared_environment(lender)
    servers = {name: lent[name] for name in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL")}

    borrower = start("borrower", **servers).until_ready()

    assert {process.name() for process in borrower.family()}.isdisjoint({"postgres", "redis-server"})
    assert not (folder / "borrower" / "postgres").exists()
    assert shared_environment(borrower)["DATABASE_URL"] == lent["DATABASE_URL"]

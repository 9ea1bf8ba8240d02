"""Copies of the toy demo, ended with the test whatever happens."""

import contextlib
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.integration.run.harness import Copy


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for each in (tmp_path, *tmp_path.parents):  # PostgreSQL runs as another user when the tests run as root
        if each.owner() != "root" or each.name.startswith("pytest-"):
            each.chmod(each.stat().st_mode | 0o011)
    return tmp_path


@pytest.fixture
def start(folder: Path) -> Iterator[Callable[..., Copy]]:
    """start(name="a", port=None, **environment): a copy on its own directory below the test's."""
    copies: list[Copy] = []

    def start_copy(name: str = "a", port: int | None = None, **environment: str) -> Copy:
        copies.append(Copy(folder / name, port, **environment))
        return copies[-1]

    yield start_copy
    for copy in copies:
        if copy.process.poll() is None:
            family = copy.family()
            copy.ask(signal.SIGTERM)
            for process in family:
                with contextlib.suppress(psutil.NoSuchProcess):
                    process.kill()

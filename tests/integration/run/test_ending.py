"""However the demo ends, nothing of it stays behind."""

import signal
from collections.abc import Callable

import psutil
import pytest

from tests.integration.run.harness import Copy, survivors

Start = Callable[..., Copy]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_end_it_ends_every_child(start: Start, number: signal.Signals) -> None:
    copy = start().until_ready()
    family = copy.family()
    names = {process.name() for process in family}
    assert "postgres" in names
    assert len(family) > 6  # PostgreSQL's own helpers, Redis, mail, web, worker and the worker's child

    assert copy.ask(number) == 0

    assert survivors(family, within=0) == []
    assert copy.said.rstrip().endswith("Ended.")
    assert not (copy.data_dir / "run" / "env").exists()


def test_a_child_that_will_not_end_is_killed_with_its_own_children(start: Start) -> None:
    copy = start(STUBBORN="1").until_ready()
    family = copy.family()

    assert copy.ask(signal.SIGTERM) == 0

    assert survivors(family, within=0) == []


def test_killed_it_leaves_no_server(start: Start) -> None:
    copy = start().until_ready()
    family = copy.family()

    copy.ask(signal.SIGKILL)

    assert survivors(family) == []


def test_started_again_after_a_kill_it_has_its_data(start: Start) -> None:
    first = start().until_ready()
    first.ask(signal.SIGKILL)

    again = start().until_ready()

    assert (again.data_dir / "prepared").read_text() == "x"  # prepared once, not twice


CRASHES = [("postgres", "postgres"), ("redis-server", "redis"), ("mailcatcher", "mail"), ("HTTPServer", "web")]


@pytest.mark.parametrize(("victim", "shown"), CRASHES)
def test_a_crash_of_one_is_shown_and_ends_all(start: Start, victim: str, shown: str) -> None:
    copy = start().until_ready()
    family = copy.family()

    copy.child(victim).send_signal(signal.SIGKILL)

    assert copy.process.wait(30) == 1
    assert f"{shown} ended with code -9. Its last lines" in copy.said
    assert survivors(family, within=2) == []


def test_a_failing_step_shows_its_last_lines_and_ends_all(start: Start) -> None:
    copy = start(FAIL_TO_PREPARE="1")
    supervisor = psutil.Process(copy.process.pid)

    assert copy.process.wait(60) == 1

    assert "prepare ended with code 1" in copy.said
    assert "no such column: nothing" in copy.said
    assert not supervisor.is_running()

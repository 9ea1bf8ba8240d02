"""Child processes that never outlive the one that started them.

Each child leads its own session, so that Ctrl-C reaches only the supervisor, and its output goes to a log file. On
Linux the kernel signals the child when its parent dies, even by SIGKILL; elsewhere only an orderly end stops it.
"""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
# Loaded before any fork: a child between fork and exec must not import or open libraries.
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class ChildFailed(Exception):
    """A child ended by itself, or never became ready. `str()` says which, with the last lines of its log."""


@dataclass(frozen=True, kw_only=True)
class Spec:
    """What to run. `stop_with` asks it to end; `orphaned_with` is what the kernel sends when the parent dies."""

    name: str
    command: Sequence[str]
    log: Path
    env: Mapping[str, str] | None = None
    cwd: Path | None = None
    user: str | None = None
    stop_with: signal.Signals = signal.SIGTERM
    orphaned_with: signal.Signals = signal.SIGTERM


@dataclass
class Child:
    spec: Spec
    process: subprocess.Popen[bytes]
    log_start: int = field(default=0)

    @property
    def running(self) -> bool:
        return self.process.poll() is None

    def last_lines(self, count: int = 20) -> str:
        """The end of what this run of the child wrote."""
        with self.spec.log.open("rb") as log:
            log.seek(self.log_start)
            return "\n".join(log.read().decode(errors="replace").splitlines()[-count:])

    def failure(self) -> ChildFailed:
        code = self.process.poll()
        return ChildFailed(
            f"{self.spec.name} ended with code {code}. Its last lines ({self.spec.log}):\n{self.last_lines()}"
        )

    def wait_ready(self, ready: Callable[[], bool], *, timeout: float) -> None:
        """Return once `ready()` is true. Raises ChildFailed when the child ends before, or after `timeout` seconds."""
        end = time.monotonic() + timeout
        while not ready():
            if not self.running:
                raise self.failure()
            if time.monotonic() > end:
                raise ChildFailed(f"{self.spec.name} did not answer within {timeout:.0f} s:\n{self.last_lines()}")
            time.sleep(0.05)


def identity(user: str | None) -> dict[str, Any]:
    """Arguments of subprocess calls that run as `user` with that user's group alone; none for None."""
    if user is None:
        return {}
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


def spawn(spec: Spec) -> Child:
    """Start a child; call it from the main thread, for Linux ties the child's life to the thread that forks."""
    parent = os.getpid()

    def tie_to_parent() -> None:
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, int(spec.orphaned_with))
            if os.getppid() != parent:  # it died between fork and prctl
                os._exit(1)

    spec.log.parent.mkdir(parents=True, exist_ok=True)
    with spec.log.open("ab") as log:
        process = subprocess.Popen(
            list(spec.command),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=None if spec.env is None else dict(spec.env),
            cwd=spec.cwd,
            **identity(spec.user),
            start_new_session=True,
            preexec_fn=tie_to_parent,  # noqa: PLW1509 (no threads here, see docstring)
        )
        return Child(spec, process, log.tell())


def stop(children: Sequence[Child], *, grace: float = 10) -> None:
    """Ask all to end at once, wait `grace` seconds together, then kill what is left of their process groups."""
    for child in children:
        if child.running:
            child.process.send_signal(child.spec.stop_with)
    end = time.monotonic() + grace
    while any(child.running for child in children) and time.monotonic() < end:
        time.sleep(0.05)
    for child in children:
        _kill_group(child.process.pid)
        child.process.wait()


def _kill_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # macOS says "not permitted" of a group of zombies
        return

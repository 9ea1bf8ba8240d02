"""Start the toy demo as a process of its own, read what it says, and see what it leaves behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil

from scripts.ports import free_port
from tests.integration.run import toy_demo

ROOT = Path(__file__).resolve().parents[3]
READY = "Throughline is ready"


class Copy:
    """One running copy: `said` is all its output so far."""

    def __init__(self, data_dir: Path, port: int | None = None, **environment: str) -> None:
        self.data_dir = data_dir
        self.port = port or free_port()
        data_dir.parent.mkdir(exist_ok=True)
        self._output = data_dir.parent / f"{data_dir.name}-{time.monotonic_ns()}.out"
        given = {"DATA_DIR": str(data_dir), "PORT": str(self.port), **environment}
        inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        with self._output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", toy_demo.__name__],
                cwd=ROOT, env=inherited | given, stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    @property
    def said(self) -> str:
        return self._output.read_text()

    def until_ready(self, timeout: float = 60) -> "Copy":
        end = time.monotonic() + timeout
        while READY not in self.said:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < end, self.said
            time.sleep(0.05)
        return self

    def ask(self, number: signal.Signals, timeout: float = 40) -> int:
        """Send a signal and wait for the end; the exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout)

    def family(self) -> list[psutil.Process]:
        """Every process below the supervisor."""
        found: list[psutil.Process] = psutil.Process(self.process.pid).children(recursive=True)
        return found

    def child(self, name: str) -> psutil.Process:
        """The direct child whose command names `name`."""
        direct = psutil.Process(self.process.pid).children()
        return next(process for process in direct if any(name in word for word in process.cmdline()))


def survivors(family: list[psutil.Process], within: float = 15) -> list[psutil.Process]:
    """Those of `family` that still run after `within` seconds."""
    _gone, alive = psutil.wait_procs(family, timeout=within)
    return [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]

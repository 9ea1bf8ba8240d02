"""`make demo`: the whole product on this machine, in the foreground, until Ctrl-C.

Servers first (PostgreSQL, Redis, mail), then what prepares the data, then web, workers and beat. When one process
ends by itself, its last lines are shown and everything ends. A tool such as honcho would start and stop the set,
but waits for nothing to be ready, keeps no order, and leaves orphans when it is killed.
"""

import signal
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from types import FrameType

from scripts import plan
from scripts.children import Child, ChildFailed, Spec, spawn, stop
from scripts.demo_settings import Demo, Refused
from scripts.ports import HOST
from scripts.services import Server, start_postgres, start_redis


class Asked(BaseException):
    """SIGINT or SIGTERM: end in order. No Exception, so that nothing on the way catches it."""


def on_signal(number: int, _frame: FrameType | None) -> None:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)  # ending is under way and bounded: a second Ctrl-C changes nothing
    raise Asked(number)


def say(text: str) -> None:
    print(text, flush=True)


class Supervisor:
    """Owns every process of one copy of the product."""

    def __init__(self, demo: Demo) -> None:
        self.demo = demo
        self.servers: list[Child] = []
        self.programs: list[Child] = []

    def run(self) -> None:
        """Returns never: raises Asked, ChildFailed or Refused."""
        started = time.monotonic()
        self.start_servers()
        self.demo.write_env()
        say("  preparing the data")
        for step in plan.steps(self.demo):
            self.prepare(step)
        say("  starting web, workers and beat")
        self.programs = [spawn(spec) for spec in plan.programs(self.demo)]
        self.prepare(plan.demo_firm(self.demo))
        self.wait_until(self.healthy, "the health check", timeout=180)
        say(self.demo.welcome(time.monotonic() - started))
        self.wait_until(lambda: False, "", timeout=float("inf"))

    def start_servers(self) -> None:
        data, env = self.demo.data_dir, self.demo.env
        if "DATABASE_URL" not in env:
            say("  starting PostgreSQL")
            self.own("DATABASE_URL", start_postgres(data / "postgres"))
        if "REDIS_URL" not in env:
            say("  starting Redis")
            self.own("REDIS_URL", start_redis(data / "redis"))
        if "EMAIL_URL" not in env:
            say("  starting the mail catcher")
            catcher = spawn(plan.mail_catcher(self.demo))
            self.servers.append(catcher)
            catcher.wait_ready(self.demo.mail_answers, timeout=30)
            env["EMAIL_URL"] = self.demo.email_url

    def own(self, variable: str, server: Server) -> None:
        self.servers.append(server.child)
        self.demo.env[variable] = server.url

    def prepare(self, step: plan.Step) -> None:
        """Run a step to its end, unless it has been done on the same input."""
        if self.demo.is_done(step.name, step.key):
            return
        say(f"    {step.text}")
        child = spawn(Spec(name=step.name, command=step.command, log=self.demo.log(step.name), env=self.demo.env))
        try:
            self.wait_until(lambda: not child.running, step.text, timeout=1800)
        finally:
            stop([child], grace=5)
        if child.process.returncode != 0:
            raise child.failure()
        self.demo.set_done(step.name, step.key)

    def wait_until(self, ready: Callable[[], bool], what: str, *, timeout: float) -> None:
        """Wait, telling now and then; raises ChildFailed when a process ends meanwhile or time runs out."""
        begun = told = time.monotonic()
        while not ready():
            for child in (*self.servers, *self.programs):
                if not child.running:
                    raise child.failure()
            now = time.monotonic()
            if now - begun > timeout:
                raise ChildFailed(f"{what}: no success within {timeout:.0f} s. See {self.demo.data_dir / 'log'}.")
            if what and now - told > 10:
                told = now
                say(f"    still waiting for {what} ({now - begun:.0f} s)")
            time.sleep(0.2)

    def healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{self.demo.port}/healthz", timeout=10) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def end(self) -> None:
        stop(self.programs, grace=10)
        stop(self.servers, grace=60)  # a database writes down what it holds; killed, it would have to recover
        self.demo.remove_env()


def main() -> int:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, on_signal)
    try:
        demo = Demo.from_environment()
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 2
    say(f"Starting Throughline (data in {demo.data_dir})")
    supervisor = Supervisor(demo)
    code = 0
    try:
        supervisor.run()
    except Asked:
        say("\nEnding …")
    except ChildFailed as failed:
        print(f"\n{failed}\nEnding the rest.", file=sys.stderr, flush=True)
        code = 1
    finally:
        supervisor.end()
    say("Ended.")
    return code


if __name__ == "__main__":
    sys.exit(main())

"""What one running copy of the demo is: its directory, ports, secrets and environment."""

import fcntl
import getpass
import hashlib
import os
import secrets
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from scripts.ports import HOST, answers, free_port, is_free
from scripts.services import kept_secret, write_private
from scripts.system import BREW_LIBRARIES

ROOT = Path(__file__).resolve().parent.parent
PEOPLE = (
    ("consultant@demo.example", "leads the client Harbor & Pine"),
    ("sponsor@demo.example", "approves in the client's portal"),
    ("stakeholder@demo.example", "comments in the portal"),
    ("outsider@demo.example", "belongs to another firm"),
)
# What commands in a second terminal need to reach this copy.
SERVERS = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL")
SHARED_NAMES = (*SERVERS, "SECRET_KEY", "BASE_URL", "PORT", "DEMO_PASSWORD", "MAIL_PAGE")


class Refused(Exception):
    """This copy can't be started as asked; `str()` says why and what to do."""


@dataclass
class Demo:
    data_dir: Path
    port: int
    smtp_port: int
    mail_page_port: int
    env: dict[str, str]
    lock: IO[str] = field(repr=False)

    @classmethod
    def from_environment(cls) -> "Demo":
        """Read PORT, DATA_DIR, DEMO_PASSWORD and the addresses of servers. Raises Refused."""
        data_dir = Path(os.environ.get("DATA_DIR") or ROOT / "var").expanduser().resolve()
        port = _port(os.environ.get("PORT") or "8000")
        lock = _lock(data_dir)
        if not is_free(port):
            raise Refused(f"Port {port} is taken. End what uses it, or choose another: make demo PORT={port + 1}")
        demo = cls(data_dir, port, free_port(), free_port(port + 25), dict(os.environ), lock)
        demo._fill_environment()
        return demo

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"  # by name: passkeys belong to a name, never to a number

    @property
    def email_url(self) -> str:
        return f"smtp://{HOST}:{self.smtp_port}"

    @property
    def mail_page(self) -> str:
        return f"http://{HOST}:{self.mail_page_port}"

    def mail_answers(self) -> bool:
        return answers(self.smtp_port) and answers(self.mail_page_port)

    def log(self, name: str) -> Path:
        return self.data_dir / "log" / f"{name}.log"

    def is_done(self, name: str, key: str) -> bool:
        stamp = self.data_dir / "state" / name
        return stamp.exists() and stamp.read_text() == key

    def set_done(self, name: str, key: str) -> None:
        stamp = self.data_dir / "state" / name
        stamp.parent.mkdir(exist_ok=True)
        stamp.write_text(key)

    def digest(self, *parts: str) -> str:
        """Of what a step depends on, this copy's database included: another database has nothing done yet."""
        cluster = self.data_dir / "postgres" / "PG_VERSION"
        made = "" if os.environ.get("DATABASE_URL") else str(cluster.stat().st_mtime_ns)
        return hashlib.sha256("\0".join((os.environ.get("DATABASE_URL") or made, *parts)).encode()).hexdigest()

    def write_env(self) -> None:
        lines = (f"{name}='{self.env[name]}'\n" for name in SHARED_NAMES if name in self.env)
        self._env_file.parent.mkdir(exist_ok=True)
        write_private(self._env_file, "".join(lines))

    def remove_env(self) -> None:
        self._env_file.unlink(missing_ok=True)

    def welcome(self, seconds: float) -> str:
        people = "\n".join(f"    {mail:<28}{who}" for mail, who in PEOPLE)
        mail = f"\n  Mail it sends: {self.mail_page}" if "MAIL_PAGE" in self.env else ""
        return (
            f"\nThroughline is ready after {seconds:.0f} s:  {self.address}\n\n  Sign in as\n{people}\n"
            f"  with the password  {self.env['DEMO_PASSWORD']}\n{mail}\n  Logs: {self.data_dir / 'log'}\n\n"
            "  Ctrl-C ends it; the data stay."
        )

    @property
    def _env_file(self) -> Path:
        return self.data_dir / "run" / "env"

    def _fill_environment(self) -> None:
        env = self.env
        env |= {"DATA_DIR": str(self.data_dir), "PORT": str(self.port), "PYTHONUNBUFFERED": "1"}
        env.setdefault("STATIC_ROOT", str(self.data_dir / "static"))
        env.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
        env.setdefault("BASE_URL", self.address)
        for name in (*SERVERS, "DEMO_PASSWORD", "SECRET_KEY"):  # set but empty counts as not set
            if not env.get(name):
                env.pop(name, None)
        if "EMAIL_URL" not in env:
            env["MAIL_PAGE"] = self.mail_page
        if "SECRET_KEY" not in env:
            env["SECRET_KEY"] = kept_secret(self.data_dir / "secret-key")
        if "DEMO_PASSWORD" not in env:
            env["DEMO_PASSWORD"] = kept_secret(self.data_dir / "demo-password", secrets.token_urlsafe(9))
        if sys.platform == "darwin":  # where Homebrew keeps the libraries that make PDFs
            env.setdefault("DYLD_FALLBACK_LIBRARY_PATH", ":".join(BREW_LIBRARIES))


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Refused(f"PORT={text} is no port: a number from 1 to 65535 is wanted.")
    return int(text)


def _lock(data_dir: Path) -> IO[str]:
    """Hold the directory as long as this process lives. Raises Refused when another copy has it."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        (data_dir / "log").mkdir(exist_ok=True)
        lock = (data_dir / "lock").open("a")
    except OSError as error:
        raise Refused(
            f"{data_dir} can't be written by {getpass.getuser()}: {error.strerror}. Choose another DATA_DIR."
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Refused(
            f"Another copy is running on {data_dir}. End it, or choose another place beside it:"
            " make demo PORT=8001 DATA_DIR=var-2"
        ) from error
    return lock

"""The whole product as `make demo` runs it, for the browser tests: each on a directory of its own."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import psutil

from scripts.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "browser-tests-1"
READY = "Throughline is ready"
START_SECONDS = 300


@dataclass
class Product:
    """One running copy. `mails()`: what it has sent so far, oldest first."""

    data_dir: Path
    process: subprocess.Popen[bytes] = field(repr=False)
    url: str

    def mails(self) -> list[EmailMessage]:
        files = sorted((self.data_dir / "mail").glob("*.eml"))
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

    def mail_to(self, address: str, *, containing: str = "", within: float = 30) -> EmailMessage:
        """The newest message to an address whose text contains some words; waits for it."""
        end = time.monotonic() + within
        while True:
            found = [mail for mail in self.mails() if address in str(mail["To"]) and containing in text_of(mail)]
            if found:
                return found[-1]
            assert time.monotonic() < end, f"no mail to {address} with {containing!r}"
            time.sleep(0.2)

    def workers(self, queue: str) -> list[psutil.Process]:
        """The Celery processes of one queue, parents and children."""
        below = psutil.Process(self.process.pid).children(recursive=True)
        return [process for process in below if f"--queues={queue}" in process.cmdline()]

    def manage(self, *words: str) -> str:
        """`manage.py …` as somebody would run it in a second terminal; what it printed."""
        environment = os.environ | {"DATA_DIR": str(self.data_dir), "DJANGO_SETTINGS_MODULE": "config.settings.demo"}
        command = [sys.executable, str(ROOT / "manage.py"), *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain", "html"))
    return body.get_content() if body else ""


def link_in(mail: EmailMessage, *, containing: str = "") -> str:
    """The first link in a message's text that contains some words."""
    return next(link for link in re.findall(r"https?://[^\s>\"]+", text_of(mail)) if containing in link)


def start(data_dir: Path) -> Product:
    """Start a copy and wait until it is ready. Fails with its own words when it does not come up."""
    port = free_port()
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment |= {"DATA_DIR": str(data_dir), "PORT": str(port), "DEMO_PASSWORD": PASSWORD}
    output = data_dir.parent / "said"
    with output.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "scripts.run"],
            cwd=ROOT, env=environment, stdout=said, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    end = time.monotonic() + START_SECONDS
    while READY not in output.read_text():
        assert process.poll() is None, output.read_text()
        assert time.monotonic() < end, output.read_text()
        time.sleep(0.2)
    return Product(data_dir, process, f"http://localhost:{port}")


def stop(product: Product) -> None:
    product.process.send_signal(signal.SIGTERM)
    product.process.wait(90)


def answers(url: str) -> bool:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return bool(answer.status == 200)

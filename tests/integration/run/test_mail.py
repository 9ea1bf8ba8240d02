"""The mail catcher: what is sent over SMTP can be read in the browser, and none of it can act there."""

import re
import smtplib
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from scripts.ports import answers, free_port

ROOT = Path(__file__).resolve().parents[3]
HOSTILE = "<script>alert(1)</script>"
PDF = b"%PDF-1.7 small"


class Catcher:
    def __init__(self, folder: Path) -> None:
        self.folder, self.smtp_port, self.page_port = folder, free_port(), free_port()
        command = [sys.executable, "-m", "scripts.mailcatcher", str(folder), str(self.smtp_port), str(self.page_port)]
        self.process = subprocess.Popen(command, cwd=ROOT)

    def send(self, message: EmailMessage) -> None:
        with smtplib.SMTP("127.0.0.1", self.smtp_port, local_hostname="localhost") as smtp:
            smtp.send_message(message)

    def get(self, path: str) -> tuple[str, dict[str, str]]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.page_port}{path}") as answer:
            return answer.read().decode(), dict(answer.headers)


@pytest.fixture
def catcher(tmp_path: Path) -> Iterator[Catcher]:
    running = Catcher(tmp_path / "mail")
    end = time.monotonic() + 20
    while not (answers(running.smtp_port) and answers(running.page_port)):
        assert time.monotonic() < end
        time.sleep(0.05)
    yield running
    running.process.terminate()
    assert running.process.wait(10) == 0


def letter(subject: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "firm@demo.example", "coo@demo.example", subject
    message.set_content(f"Größe 15.2 h {HOSTILE}\nhttp://localhost/i?a=1&b=2\n")
    message.add_alternative(f"<h1>Report</h1>{HOSTILE}", subtype="html")
    message.add_attachment(PDF, maintype="application", subtype="pdf", filename="Zusammenfassung für Sie.pdf")
    return message


def test_nothing_yet_is_said(catcher: Catcher) -> None:
    assert "No message yet" in catcher.get("/")[0]


def test_a_message_is_kept_whole(catcher: Catcher) -> None:
    catcher.send(letter("Your report"))

    kept = list(catcher.folder.glob("*.eml"))
    assert len(kept) == 1
    assert kept[0].read_bytes().startswith(b"X-Envelope-To: coo@demo.example\r\n")


def test_newest_first_and_escaped(catcher: Catcher) -> None:
    catcher.send(letter("First"))
    catcher.send(letter(f"Second {HOSTILE}"))

    text, headers = catcher.get("/")

    assert text.index("Second") < text.index("First")
    assert "&lt;script&gt;" in text
    assert "<script" not in text
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_message_shows_its_text_and_offers_its_parts(catcher: Catcher) -> None:
    catcher.send(letter("Your report"))
    address = re.findall(r'href="(/message/[^"]+)"', catcher.get("/")[0])[0]

    text, _headers = catcher.get(address)

    assert "Größe 15.2 h &lt;script&gt;" in text
    assert "<script" not in text
    assert '<a href="http://localhost/i?a=1&amp;b=2" rel="noreferrer">' in text
    frame = re.findall(r'<iframe sandbox="[^"]+" src="([^"]+)"', text)[0]
    html, headers = catcher.get(frame)
    assert HOSTILE in html
    assert headers["Content-Security-Policy"].startswith(
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'"
    )  # so it can't run
    attachment = re.findall(r'<a href="([^"]+)">Zusammenfassung für Sie.pdf</a>', text)[0]
    body, headers = catcher.get(attachment)
    assert body.encode() == PDF
    assert headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''Zusammenfassung%20f")
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/message/../../etc/passwd", "/message/0-aa", "/message/0-aa/1", "/nothing"])
def test_anything_else_is_not_found(catcher: Catcher, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        catcher.get(path)
    assert caught.value.code == 404

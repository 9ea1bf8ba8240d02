"""The mail catcher's pages: the list, a message, its parts. Everything in a message is foreign text: it is escaped,
HTML parts run in a sandboxed frame without scripts or network, and attachments are only ever offered for saving."""

import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

MESSAGE = re.compile(r"/message/([0-9a-f-]+)$")
PART = re.compile(r"/message/([0-9a-f-]+)/(\d+)$")
LINK = re.compile(r"https?://[^\s<>\"']+")  # in text that is escaped already
LINKED = r'<a href="\g<0>" rel="noreferrer">\g<0></a>'
PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; img-src 'self'; base-uri 'none'"
# Links may open in a window of their own: invitations are there to be followed.
SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
PART_POLICY = f"sandbox {SANDBOX}; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
STYLE = """
:root { color-scheme: light dark }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid #8884; vertical-align: top }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem }
dt { color: GrayText }
dd { margin: 0; overflow-wrap: anywhere }
pre { white-space: pre-wrap; overflow-wrap: anywhere }
iframe { width: 100%; height: 70vh; border: 1px solid #8884; background: #fff }
"""


def read(folder: Path, name: str) -> EmailMessage | None:
    path = folder / f"{name}.eml"
    if not path.is_file():
        return None
    # The modern policy decodes headers; a header it can't read comes back as it stands.
    return BytesParser(EmailMessage, policy=policy.default).parsebytes(path.read_bytes())


def page(title: str, body: str) -> bytes:
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    return f'<!doctype html><html lang="en">{head}<title>{escape(title)}</title><style>{STYLE}</style>{body}'.encode()


def list_page(folder: Path) -> bytes:
    """Newest first."""
    rows = []
    for path in sorted(folder.glob("*.eml"), reverse=True):
        if message := read(folder, path.stem):
            subject = escape(str(message["subject"] or "(no subject)"))
            cells = f'<td><a href="/message/{path.stem}">{subject}</a><td>{escape(recipients(message))}'
            rows.append(f"<tr>{cells}<td>{escape(str(message['date'] or ''))}")
    if not rows:
        return page("Mail", "<h1>Mail</h1><p>No message yet. Whatever the product sends appears here; reload the page.")
    head = "<tr><th>Subject<th>To<th>Sent"
    return page("Mail", f"<h1>Mail</h1><table><thead>{head}<tbody>{''.join(rows)}</table>")


def recipients(message: EmailMessage) -> str:
    return str(message["x-envelope-to"] or message["to"] or "")


def message_page(name: str, message: EmailMessage) -> bytes:
    subject = str(message["subject"] or "(no subject)")
    facts = {"From": str(message["from"] or ""), "To": recipients(message), "Sent": str(message["date"] or "")}
    parts = list(enumerate(message.walk()))
    files = [
        f'<a href="/message/{name}/{number}">{escape(part.get_filename() or part.get_content_type())}</a>'
        for number, part in parts
        if part.get_filename()
    ]
    facts_html = f"<dt>Attachments<dd>{', '.join(files)}" if files else ""
    rows = "".join(f"<dt>{key}<dd>{escape(value)}" for key, value in facts.items()) + facts_html
    texts = [_shown(name, number, part) for number, part in parts if not part.get_filename()]
    return page(subject, f'<p><a href="/">All mail</a><h1>{escape(subject)}</h1><dl>{rows}</dl>{"".join(texts)}')


def _shown(name: str, number: int, part: EmailMessage) -> str:
    if part.get_content_type() == "text/html":
        return f'<iframe sandbox="{SANDBOX}" src="/message/{name}/{number}" title="The message as HTML"></iframe>'
    if part.get_content_type() == "text/plain":
        return f"<pre>{LINK.sub(LINKED, escape(_text(part)))}</pre>"
    return ""


def _text(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode(part.get_content_charset("utf-8"), "replace") if isinstance(payload, bytes) else ""


class Handler(BaseHTTPRequestHandler):
    server: "MailServer"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/":
            self.answer(list_page(self.server.folder), {"Content-Security-Policy": PAGE_POLICY})
        elif found := PART.fullmatch(path):
            self.answer_part(found[1], int(found[2]))
        elif (found := MESSAGE.fullmatch(path)) and (message := read(self.server.folder, found[1])):
            self.answer(message_page(found[1], message), {"Content-Security-Policy": PAGE_POLICY})
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def answer_part(self, name: str, number: int) -> None:
        message = read(self.server.folder, name)
        parts = list(message.walk()) if message else []
        if number >= len(parts) or parts[number].is_multipart():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        part = parts[number]
        headers = {"Content-Security-Policy": PART_POLICY}
        if part.get_content_type() == "text/html" and not part.get_filename():
            self.answer(b'<base target="_blank">' + _text(part).encode(), headers)
            return
        payload = part.get_payload(decode=True)
        saved_as = quote(part.get_filename() or f"part-{number}")
        headers |= {"Content-Disposition": f"attachment; filename*=UTF-8''{saved_as}"}
        self.answer(payload if isinstance(payload, bytes) else b"", headers, part.get_content_type())

    def answer(self, body: bytes, headers: dict[str, str], kind: str = "text/html; charset=utf-8") -> None:
        self.send_response(HTTPStatus.OK)
        fixed = {"Content-Type": kind, "Content-Length": str(len(body)), "X-Content-Type-Options": "nosniff"}
        for key, value in (fixed | headers).items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)


class MailServer(ThreadingHTTPServer):
    """Serves the messages of one folder."""

    def __init__(self, folder: Path, address: tuple[str, int]) -> None:
        super().__init__(address, Handler)
        self.folder = folder

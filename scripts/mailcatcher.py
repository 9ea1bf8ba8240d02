"""Takes all mail over SMTP, keeps each message as DIR/NAME.eml, and shows them in the browser. Delivers nothing.

python -m scripts.mailcatcher DIR SMTP_PORT PAGE_PORT
"""

import signal
import sys
import time
from pathlib import Path
from uuid import uuid4

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from scripts.mailpages import MailServer
from scripts.ports import HOST

LIMIT_BYTES = 50 * 1024 * 1024


class Keeper:
    """Writes each message under its moment of arrival; whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    # The name is aiosmtpd's.
    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        name = f"{time.time_ns():020}-{uuid4().hex[:6]}"
        head = f"X-Envelope-To: {', '.join(envelope.rcpt_tos)}\r\n".encode()
        part = self.folder / f"{name}.part"
        part.write_bytes(head + (envelope.original_content or b""))
        part.rename(self.folder / f"{name}.eml")
        return "250 Kept"


def main(folder: Path, smtp_port: int, page_port: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    # Told its own name, it need not ask a name server that may be out of reach.
    controller = Controller(
        Keeper(folder), hostname=HOST, port=smtp_port, server_hostname="localhost", data_size_limit=LIMIT_BYTES
    )
    controller.start()
    try:
        MailServer(folder, (HOST, page_port)).serve_forever()
    finally:
        controller.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))

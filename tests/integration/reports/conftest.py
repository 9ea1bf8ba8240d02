"""Reports need a client with something to say, and a mail server that really speaks SMTP."""

import socket
from datetime import date
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller

from apps.core.tenancy.context import client_scope
from apps.demo.flows import load_flows
from apps.demo.inventory import load_inventory
from apps.tenant.reports.making import make
from apps.tenant.reports.models import Recipient
from apps.tenant.reports.services import Parcel, deliver_report, request_report

EXECUTIVE = "executive@harbor.example"


def parcel(*addresses, key=None, **words):
    people = tuple((address, "") for address in addresses or (EXECUTIVE,))
    return Parcel(key=key or uuid4(), recipients=people, **{"subject": "Summary", "message": "Read page 2."} | words)


class Mailbox:
    """Keeps what arrives. refuse: addresses that it answers with 550."""

    def __init__(self) -> None:
        self.messages = []
        self.refuse = set()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in self.refuse:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.messages.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 OK"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def mailbox(settings):
    """A real SMTP server on a free port, which the product's mail goes to."""
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = controller.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield box
    controller.stop()


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def filled(harbor, lead):
    """Harbor with its applications and hand-offs."""
    harbor.engagement_start = date(2026, 9, 7)
    harbor.save(update_fields=["engagement_start"])
    with client_scope(harbor):
        load_inventory(harbor, by=lead)
        load_flows(harbor, by=lead)
    return harbor


@pytest.fixture
def waiting(harbor, lead):
    """A report that was asked for and not begun."""
    with client_scope(harbor):
        return request_report(harbor, kind="executive", by=lead)


@pytest.fixture
def ready(harbor, waiting):
    """A finished report of a client without data: quick to make."""
    with client_scope(harbor):
        make(harbor, waiting.pk)
        waiting.refresh_from_db()
    return waiting


@pytest.fixture
def sent(harbor, ready, lead):
    """One copy that is promised."""
    with client_scope(harbor):
        deliver_report(harbor, ready, parcel(), by=lead)
        return Recipient.objects.get()

"""The link that opens one report without an account, for fourteen days."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client as Browser

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url, public_url
from apps.tenant.reports import links, sending, services
from apps.tenant.reports.models import Recipient


@pytest.fixture
def token(harbor, ready, lead, run_outbox, monkeypatch):
    monkeypatch.setattr(sending, "MOST_ATTACHED", 10)
    with client_scope(harbor):
        parcel = services.Parcel(
            key=uuid4(), subject="Summary", message="", recipients=(("executive@harbor.example", "Marisol Vega"),)
        )
        services.deliver_report(harbor, ready, parcel, by=lead)
    run_outbox()
    with client_scope(harbor):
        return links.token_for(harbor, Recipient.objects.get())


def address(token, name="shared-report"):
    return public_url(name, token=token)


def test_a_large_report_is_sent_as_a_link(token, harbor):
    message = mail.outbox[0]
    assert not message.attachments
    assert address(token) in message.body
    assert "14 days" in message.body


def test_it_opens_without_an_account(token, harbor, ready):
    browser = Browser()
    page = browser.get(address(token))
    assert page.status_code == 200
    assert harbor.firm.name in page.content.decode()
    pdf = browser.get(address(token, "shared-report-pdf"))
    assert pdf["Content-Type"] == "application/pdf"
    assert len(b"".join(pdf.streaming_content)) == ready.size


def test_after_fourteen_days_it_says_so_and_nothing_else(token, harbor, monkeypatch):
    monkeypatch.setattr(links, "OPEN_FOR", timedelta(seconds=-1))
    page = Browser().get(address(token))
    assert page.status_code == 410
    html = page.content.decode()
    assert "This link has expired" in html
    assert harbor.name not in html
    assert Browser().get(address(token, "shared-report-pdf")).status_code == 302


def test_a_withdrawn_link_opens_nothing(token, harbor, visit):
    with client_scope(harbor):
        copy = Recipient.objects.get()
    visit("consultant").post(client_url(harbor, "copy-revoke", recipient_id=copy.pk))
    page = Browser().get(address(token))
    assert page.status_code == 410
    assert "withdrawn" in page.content.decode()
    assert harbor.name not in page.content.decode()


@pytest.mark.parametrize("change", [lambda t: t[:-2] + "xx", lambda t: "x" + t, lambda t: "nonsense"])
def test_a_changed_link_is_unknown(token, change):
    assert Browser().get(address(change(token))).status_code == 404
    assert Browser().get(address(change(token), "shared-report-pdf")).status_code == 404

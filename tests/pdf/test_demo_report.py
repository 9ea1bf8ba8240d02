"""The demo client's report: there on the first start, in the portal, and on its way to the sponsor."""

from types import SimpleNamespace

from django.core import mail

from apps.core.tenancy.context import client_scope
from apps.demo.reports import load_reports


def test_it_is_made_published_and_sent_once(told, lead, sponsor, run_outbox, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    run_outbox()
    mail.outbox.clear()
    with client_scope(told):
        report = load_reports(SimpleNamespace(harbor=told, consultant=lead, sponsor=sponsor))
        fingerprint = report.sha256
        assert (report.status, report.is_published) == ("ready", True)
    run_outbox()
    assert [message.to for message in mail.outbox] == [[sponsor.email]]
    with client_scope(told):
        report.refresh_from_db()
    assert report.sha256 == fingerprint

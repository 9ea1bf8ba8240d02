"""A report leaves by e-mail exactly once for each person, whatever is clicked twice or breaks off."""

import email
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from apps.core.errors import Conflict, Refused
from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.shared.clients.models import OutboxMessage
from apps.tenant.reports import sending, services
from apps.tenant.reports.models import Delivery, Recipient
from apps.tenant.reports.services import Parcel
from tests.integration.reports.conftest import EXECUTIVE, parcel


def copies(client):
    with client_scope(client):
        return list(Recipient.objects.order_by("id"))


def test_a_double_submit_sends_one_mail(visit, harbor, ready, mailbox, run_outbox):
    url = client_url(harbor, "report-deliveries", report_id=ready.pk)
    form = {"key": uuid4(), "recipients": EXECUTIVE, "subject": "The summary", "message": "Hello\n\nSee page 2."}
    first, second_tab = visit("consultant"), visit("lead")
    assert first.post(url, form).status_code == 302
    assert first.post(url, form).status_code == 302
    assert second_tab.post(url, form).status_code == 302
    run_outbox()
    assert [to for to, _ in mailbox.messages] == [[EXECUTIVE]]
    message = email.message_from_string(mailbox.messages[0][1])
    assert message["Subject"] == "The summary"
    assert message["Reply-To"] == "consultant@people.example"
    types = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    assert types == ["text/plain", "text/html", "application/pdf"]
    assert [copy.state for copy in copies(harbor)] == ["sent"]
    assert message["Message-ID"] == copies(harbor)[0].message_id


def test_a_crash_between_sending_and_sent_never_sends_twice(harbor, sent, lead, mailbox, run_outbox, monkeypatch):
    close = sending._close

    def killed(recipient, state, error=""):
        if state == "sent":
            raise SystemExit
        close(recipient, state, error)

    with monkeypatch.context() as patched:
        patched.setattr(sending, "_close", killed)
        with client_scope(harbor), pytest.raises(SystemExit):
            sending.send(harbor, sent.pk)
    assert len(mailbox.messages) == 1
    run_outbox()  # the task is handed out again
    assert len(mailbox.messages) == 1
    assert copies(harbor)[0].state == "sending"


def test_what_got_stuck_is_for_a_person_to_decide(visit, harbor, ready, sent, mailbox, run_outbox):
    run_outbox()
    with client_scope(harbor):
        Recipient.objects.update(state="sending", changed_at=timezone.now() - timedelta(hours=1))
    browser = visit("consultant")
    html = browser.get(client_url(harbor, "report", report_id=ready.pk)).content.decode()
    assert "May not have arrived" in html
    browser.post(client_url(harbor, "copy-arrived", recipient_id=sent.pk))
    assert copies(harbor)[0].state == "sent"
    with client_scope(harbor):
        Recipient.objects.update(state="sending", changed_at=timezone.now() - timedelta(hours=1))
    browser.post(client_url(harbor, "copy-resend", recipient_id=sent.pk))
    run_outbox()
    assert len(mailbox.messages) == 2
    first, second = (email.message_from_string(text)["Message-ID"] for _, text in mailbox.messages)
    assert first != second


def test_only_what_failed_can_be_sent_again(harbor, ready, lead, mailbox, run_outbox):
    mailbox.refuse = {"wrong@harbor.example"}
    with client_scope(harbor):
        services.deliver_report(harbor, ready, parcel("wrong@harbor.example", EXECUTIVE), by=lead)
    run_outbox()
    wrong, right = copies(harbor)
    assert (wrong.state, right.state) == ("failed", "sent")
    assert "no such user" in wrong.error
    with client_scope(harbor):
        with pytest.raises(Conflict):
            services.resend_copy(harbor, right, by=lead)
        mailbox.refuse = set()
        services.resend_copy(harbor, wrong, by=lead)
    run_outbox()
    assert [to for to, _ in mailbox.messages] == [[EXECUTIVE], ["wrong@harbor.example"]]


def test_a_mail_server_that_is_down_is_tried_again_and_given_up(harbor, sent, settings, run_outbox):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    task = OutboxMessage.objects.get(name=services.SEND)
    assert task.arguments == {"recipient_id": sent.pk}
    run_outbox()
    copy = copies(harbor)[0]
    assert copy.state == "failed"
    assert copy.error.startswith(sending.NOT_REACHED)


def test_each_address_gets_one_copy_and_wrong_ones_are_named(harbor, ready, lead):
    with client_scope(harbor):
        delivery = services.deliver_report(harbor, ready, parcel(EXECUTIVE, EXECUTIVE.upper()), by=lead)
        assert delivery.recipients.count() == 1
        with pytest.raises(Refused, match="nobody is not an e-mail address"):
            services.deliver_report(harbor, ready, parcel("nobody"), by=lead)
        with pytest.raises(Refused, match="subject"):
            services.deliver_report(harbor, ready, parcel(subject="  "), by=lead)
        nobody = Parcel(key=uuid4(), subject="x", message="", recipients=())
        with pytest.raises(Refused, match="Choose somebody"):
            services.deliver_report(harbor, ready, nobody, by=lead)
        assert Delivery.objects.count() == 1


def test_an_unfinished_report_is_not_sent(harbor, waiting, lead):
    with client_scope(harbor), pytest.raises(Conflict):
        services.deliver_report(harbor, waiting, parcel(), by=lead)


def test_mistakes_come_back_with_what_was_typed(visit, harbor, ready):
    url = client_url(harbor, "report-deliveries", report_id=ready.pk)
    key = uuid4()
    answer = visit("consultant").post(url, {"key": key, "recipients": "nobody", "subject": "Mine", "message": "x"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "nobody is not an e-mail address" in html
    assert 'value="Mine"' in html
    assert str(key) in html

"""E-mail that leaves exactly once.

Promised in the transaction of the act, sent by a worker. A row is claimed (pending → sending) before the mail server
sees it, so a message handed out twice is sent once. What the server never saw goes back to pending; what was cut off
half-way stays in "sending" for a person to look at. The Message-ID is the row's, so a mailbox can tell doubles too.
"""

from smtplib import SMTPException, SMTPResponseException, SMTPRecipientsRefused
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from apps.core.outbox import enqueue
from apps.shared.accounts.letters import Letter
from apps.shared.accounts.models import Mail

SEND_TASK = "apps.shared.accounts.tasks.send_mail"


class MailServerDown(Exception):
    """The mail server could not be reached; nothing was sent, try again later."""


@transaction.atomic
def queue_mail(*, to: str, letter: Letter, key: str = "") -> Mail:
    """Write the e-mail down and promise its sending. A second call with the same key returns the first one's row."""
    context = {"letter": letter, "base_url": settings.BASE_URL}
    mail, new = Mail.objects.get_or_create(
        key=key or uuid4().hex,
        defaults={
            "to": to,
            "subject": letter.subject,
            "text": render_to_string("email/letter.txt", context),
            "html": render_to_string("email/letter.html", context),
        },
    )
    if new:
        enqueue(SEND_TASK, mail_id=mail.pk)
    return mail


def send(mail_id: int) -> None:
    """Send the row's e-mail unless somebody has it already. MailServerDown when it should be tried again."""
    claimed = Mail.objects.filter(pk=mail_id, state=Mail.State.PENDING).update(state=Mail.State.SENDING)
    if not claimed:
        return
    mail = Mail.objects.get(pk=mail_id)
    connection = _open(mail)
    try:
        connection.send_messages([_message(mail, connection)])
    except (SMTPRecipientsRefused, SMTPResponseException) as refused:
        _close(mail, Mail.State.FAILED, error=str(refused))
        return
    finally:
        connection.close()
    _close(mail, Mail.State.SENT)


def _open(mail: Mail) -> BaseEmailBackend:
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException) as error:
        Mail.objects.filter(pk=mail.pk).update(
            state=Mail.State.PENDING, attempts=mail.attempts + 1, error=str(error)[:300]
        )
        raise MailServerDown(str(error)) from error
    return connection


def _message(mail: Mail, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    domain = settings.DEFAULT_FROM_EMAIL.rsplit("@", 1)[-1].rstrip(">")
    headers = {"Message-ID": f"<mail-{mail.pk}-{mail.created_at:%Y%m%d%H%M%S}@{domain}>", "Auto-Submitted": "auto-generated"}
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to], headers=headers, connection=connection)
    message.attach_alternative(mail.html, "text/html")
    return message


def _close(mail: Mail, state: Mail.State, error: str = "") -> None:
    sent_at = timezone.now() if state == Mail.State.SENT else None
    Mail.objects.filter(pk=mail.pk).update(state=state, error=error[:300], sent_at=sent_at, text="", html="")

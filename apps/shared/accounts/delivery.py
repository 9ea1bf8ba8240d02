"""How an e-mail leaves exactly once.

A row is claimed (pending → sending) before the mail server sees it, so a message handed out twice is sent once. What
the server never saw goes back to pending; what was cut off half-way stays in "sending" for a person to look at. The
Message-ID is the row's, so a mailbox can tell doubles, too.
"""

from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from apps.shared.accounts.models import Mail


class MailServerDown(Exception):
    """The mail server could not be reached; nothing was sent, try again later."""


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
    connection: BaseEmailBackend = get_connection()
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
    message_id = f"<mail-{mail.pk}-{mail.created_at:%Y%m%d%H%M%S}@{domain}>"
    headers = {"Message-ID": message_id, "Auto-Submitted": "auto-generated"}
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to], headers=headers, connection=connection)
    message.attach_alternative(mail.html, "text/html")
    return message


def _close(mail: Mail, state: Mail.State, error: str = "") -> None:
    sent_at = timezone.now() if state == Mail.State.SENT else None
    Mail.objects.filter(pk=mail.pk).update(state=state, error=error[:300], sent_at=sent_at, text="", html="")

"""How one copy of a report leaves by e-mail, at most once.

A copy is claimed (pending → sending) and that is committed before the mail server sees it, so a task handed out twice
sends once. What the server never saw goes back to pending; what was cut off half-way stays in "sending" for a person
to decide about. The Message-ID is the copy's and its attempt's, so a mailbox can tell doubles, too.
"""

from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from apps.shared.clients.models import Client
from apps.tenant.reports.letters import delivery_letter
from apps.tenant.reports.links import link_for
from apps.tenant.reports.models import Recipient, RecipientState
from apps.tenant.reports.storage import open_pdf

MOST_ATTACHED = 7 * 1024 * 1024
MOST_TRIES = 5
NOT_REACHED = "The mail server could not be reached. Nothing was sent."


class MailServerDown(Exception):
    """The mail server could not be reached; nothing was sent, try again later."""


def send(client: Client, recipient_id: int) -> None:
    """Send the copy unless somebody has it already. MailServerDown when it should be tried again."""
    recipient = _claim(recipient_id)
    if recipient is None:
        return
    connection = _open(recipient)
    try:
        connection.send_messages([_message(client, recipient, connection)])
    except (SMTPRecipientsRefused, SMTPResponseException) as refused:
        _close(recipient, RecipientState.FAILED, _words(refused))
        return
    finally:
        connection.close()
    _close(recipient, RecipientState.SENT)


def give_up(recipient_id: int, reason: str) -> None:
    """After too many tries: shown as failed, to be sent again by a person."""
    Recipient.objects.filter(pk=recipient_id, state=RecipientState.PENDING).update(
        state=RecipientState.FAILED, error=f"{NOT_REACHED} {reason}"[:300], changed_at=timezone.now()
    )


@transaction.atomic
def _claim(recipient_id: int) -> Recipient | None:
    waiting = Recipient.objects.select_for_update(skip_locked=True, of=("self",)).filter(state=RecipientState.PENDING)
    recipient = waiting.select_related("delivery__report", "delivery__sent_by").filter(pk=recipient_id).first()
    if recipient is None:
        return None
    recipient.state, recipient.changed_at = RecipientState.SENDING, timezone.now()
    recipient.message_id = _message_id(recipient)
    recipient.by_link = (recipient.delivery.report.size or 0) > MOST_ATTACHED
    recipient.save(update_fields=["state", "changed_at", "message_id", "by_link"])
    return recipient


def _open(recipient: Recipient) -> BaseEmailBackend:
    connection: BaseEmailBackend = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException) as error:
        _close(recipient, RecipientState.PENDING, str(error))
        raise MailServerDown(str(error)) from error
    return connection


def _message(client: Client, recipient: Recipient, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    delivery, report = recipient.delivery, recipient.delivery.report
    url = link_for(client, recipient) if recipient.by_link else ""
    letter = delivery_letter(client, recipient, url=url)
    message = EmailMultiAlternatives(
        delivery.subject,
        render_to_string("email/letter.txt", {"letter": letter}),
        to=[recipient.email],
        reply_to=[delivery.sent_by.email],
        headers={"Message-ID": recipient.message_id},
        connection=connection,
    )
    message.attach_alternative(render_to_string("email/letter.html", {"letter": letter}), "text/html")
    if not recipient.by_link:
        with open_pdf(report) as file:
            message.attach(report.file_name, file.read(), "application/pdf")
    return message


def _message_id(recipient: Recipient) -> str:
    domain = settings.DEFAULT_FROM_EMAIL.rsplit("@", 1)[-1].rstrip(">")
    return f"<report-{recipient.delivery.key.hex}-{recipient.pk}-{recipient.attempt}@{domain}>"


def _close(recipient: Recipient, state: RecipientState, error: str = "") -> None:
    Recipient.objects.filter(pk=recipient.pk).update(state=state, error=error[:300], changed_at=timezone.now())


def _words(refused: SMTPException) -> str:
    """What the mail server said, in its own words."""
    if isinstance(refused, SMTPRecipientsRefused):
        return _said(*next(iter(refused.recipients.values())))
    if isinstance(refused, SMTPResponseException):
        return _said(refused.smtp_code, refused.smtp_error)
    return str(refused)


def _said(code: int, words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"The mail server refused it: {text} ({code})"

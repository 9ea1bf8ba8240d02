"""E-mail is promised in the transaction of the act; see delivery.py for how it leaves."""

from uuid import uuid4

from django.db import transaction
from django.template.loader import render_to_string

from apps.core.outbox import enqueue
from apps.shared.accounts.letters import Letter
from apps.shared.accounts.models import Mail
from apps.shared.accounts.tasks import send_mail


@transaction.atomic
def queue_mail(*, to: str, letter: Letter, key: str = "") -> Mail:
    """Write the e-mail down and promise its sending. A second call with the same key returns the first one's row."""
    mail, new = Mail.objects.get_or_create(
        key=key or uuid4().hex,
        defaults={
            "to": to,
            "subject": letter.subject[:200],
            "text": render_to_string("email/letter.txt", {"letter": letter}),
            "html": render_to_string("email/letter.html", {"letter": letter}),
        },
    )
    if new:
        enqueue(send_mail, mail_id=mail.pk)
    return mail

"""Work in the background: e-mail."""

from datetime import timedelta

from apps.core.outbox import enqueue
from apps.core.tasks import public_task
from apps.shared.accounts.delivery import MailServerDown, send

AGAIN_AFTER = timedelta(minutes=1)


@public_task
def send_mail(*, mail_id: int) -> None:
    try:
        send(mail_id)
    except MailServerDown:
        enqueue(send_mail, delay=AGAIN_AFTER, mail_id=mail_id)

"""Work in the background: making a report, sending one copy of it."""

from datetime import timedelta

from apps.core.outbox import enqueue
from apps.core.tasks import client_task
from apps.shared.clients.models import Client
from apps.tenant.reports.making import make
from apps.tenant.reports.sending import MOST_TRIES, MailServerDown, give_up, send

AGAIN_AFTER = timedelta(minutes=1)


@client_task
def make_report(client: Client, *, report_id: int) -> None:
    make(client, report_id)


@client_task(archived=True)
def send_copy(client: Client, *, recipient_id: int, tries: int = 1) -> None:
    try:
        send(client, recipient_id)
    except MailServerDown as down:
        if tries >= MOST_TRIES:
            give_up(recipient_id, str(down))
        else:
            enqueue(send_copy, client=client, delay=AGAIN_AFTER, recipient_id=recipient_id, tries=tries + 1)

"""The portfolio's figures of a client follow what was just changed there."""

from apps.core.outbox import enqueue
from apps.shared.clients.models import Client

REFRESH = "apps.tenant.overview.tasks.refresh_summary"


def refresh_later(client: Client) -> None:
    enqueue(REFRESH, client=client)

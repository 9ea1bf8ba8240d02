from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from apps.core.outbox import enqueue
from apps.core.tasks import client_task, public_task
from apps.shared.clients.models import Client
from apps.tenant.registry.health_services import check_integrations, local

CHECK_HOUR = 6
REMEMBERED = timedelta(hours=30)


@public_task
def check_due_clients() -> None:
    """Once a day for each client, after six in the morning by its own clock. A day checked twice does no harm."""
    now = timezone.now()
    for client in Client.objects.filter(status=Client.Status.READY):
        there = local(client, now)
        key = f"integrations-checked:{client.pk}:{there.date()}"
        if there.hour < CHECK_HOUR or cache.get(key):
            continue
        with transaction.atomic():
            enqueue(check_client, client=client)
        cache.set(key, "yes", REMEMBERED.total_seconds())


@client_task
def check_client(client: Any) -> None:
    check_integrations(client)

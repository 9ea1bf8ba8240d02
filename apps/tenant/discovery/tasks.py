"""Reading long files. Ids in, a service called, nothing the second time."""

from typing import Any

from apps.core.tasks import client_task
from apps.tenant.discovery import services
from apps.tenant.discovery.models import Discovery


@client_task
def read_file(client: Any, *, discovery_id: int) -> None:
    for discovery in Discovery.objects.filter(pk=discovery_id):
        services.read_discovery(discovery, client=client)

from apps.core.tasks import client_task
from apps.shared.clients.models import Client
from apps.tenant.overview import services


@client_task(archived=True)
def refresh_summary(client: Client) -> None:
    services.refresh_summary(client)

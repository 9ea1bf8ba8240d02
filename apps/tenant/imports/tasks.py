"""Reading and applying big files. Ids in, a service called, nothing the second time."""

from typing import Any

from apps.core.tasks import client_task
from apps.tenant.imports import services
from apps.tenant.imports.models import Import


@client_task
def read_file(client: Any, *, import_id: int) -> None:
    for imported in Import.objects.filter(pk=import_id):
        services.read_import(imported, client=client)


@client_task
def write_rows(client: Any, *, import_id: int) -> None:
    for imported in Import.objects.filter(pk=import_id):
        services.write_import(imported, client=client)

from apps.core import outbox
from apps.core.tasks import public_task
from apps.core.tenancy import files
from apps.shared.clients import setup
from apps.shared.clients.orphans import report_orphans
from apps.shared.clients.refreshing import refresh_outdated


@public_task
def set_up_client(*, client_id: int) -> None:
    setup.set_up(client_id)


@public_task
def resume_clients() -> None:
    setup.resume_forgotten()


@public_task
def relay_outbox() -> None:
    outbox.relay()


@public_task
def erase_files(*, schema_name: str) -> None:
    files.erase_files(schema_name)


@public_task
def tidy_up() -> None:
    outbox.forget_relayed()
    report_orphans()
    refresh_outdated()

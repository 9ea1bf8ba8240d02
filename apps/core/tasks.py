"""How background work is declared. A task without its client does not run: it never falls open to the public schema.

    @client_task
    def make_report(client, *, report_id): ...

    enqueue(make_report, client=client, report_id=report.pk)

Tasks are as thin as views: ids in, a service called. A worker may be killed at any moment and the task then runs again
(`acks_late`), so a service called from here takes a row lock and does nothing the second time.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from celery import Task, shared_task
from django_tenants.utils import get_tenant_model

from apps.core.tenancy.context import client_scope, public_scope


class ClientRequired(Exception):
    """A client's task was called without saying for which client, or for one that is gone."""


class ClientClosed(Exception):
    """The client is not ready for work: being set up, failed or archived."""


def client_task(function: Callable[..., Any] | None = None, *, archived: bool = False, **options: Any) -> Any:
    """Declare a task that works for one client: `function(client, **arguments)`, inside the client's scope.

    archived: may also run for an archived client. options: Celery's own (`queue`, `time_limit` …).
    Raises ClientRequired or ClientClosed in the worker, before anything else is done.
    """
    if function is None:
        return lambda declared: client_task(declared, archived=archived, **options)

    @wraps(function)
    def run(*, client_id: int | None = None, **arguments: Any) -> None:
        client = _client(client_id, archived=archived)
        with client_scope(client):
            function(client, **arguments)

    return _declare(run, needs_client=True, options=options)


def public_task(function: Callable[..., Any] | None = None, **options: Any) -> Any:
    """Declare a task that works in the public schema: `function(**arguments)`."""
    if function is None:
        return lambda declared: public_task(declared, **options)

    @wraps(function)
    def run(**arguments: Any) -> None:
        with public_scope():
            function(**arguments)

    return _declare(run, needs_client=False, options=options)


def _declare(run: Callable[..., None], *, needs_client: bool, options: dict[str, Any]) -> Task:
    # Celery reads the signature to check arguments; the wrapped one names the client instead of its id.
    del run.__wrapped__  # type: ignore[attr-defined]
    return shared_task(**options, needs_client=needs_client)(run)


def _client(client_id: int | None, *, archived: bool) -> Any:
    if client_id is None:
        raise ClientRequired("no client id")
    with public_scope():
        client = get_tenant_model().objects.select_related("firm").filter(pk=client_id).first()
    if client is None:
        raise ClientRequired(f"client {client_id} does not exist")
    if not client.is_usable or (client.is_archived and not archived):
        raise ClientClosed(f"client {client_id} is {client.status}")
    return client

"""Background work promised in a transaction, and handed to the broker after it.

`enqueue` writes a row in the caller's transaction: when that rolls back nothing is done, when it commits the work is
not lost, whether the process dies right after or the broker is down. Right after the commit the row is relayed at
once, best effort; beat relays what is left every few seconds. A message may be handed over twice (a crash between
sending and marking), never zero times: tasks are idempotent.
"""

import logging
from datetime import timedelta
from functools import partial
from typing import Any

from celery import Task, current_app
from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from apps.core.tenancy.context import public_scope

logger = logging.getLogger(__name__)
BATCH = 100
KEPT_FOR = timedelta(days=7)


def enqueue(
    task: Task | str, *, client: models.Model | None = None, delay: timedelta = timedelta(0), **arguments: Any
) -> None:
    """Promise that `task` will run with `arguments` (JSON values) once the surrounding transaction has committed.

    task: the task, or its dotted name where importing it would make a circle (a service whose task calls it); a test
    looks every such name up.
    client: for a `@client_task`, the client it works for; None for a `@public_task`.
    delay: not before this much time has passed.
    Raises TypeError when a client's task is promised without a client or the other way round.
    """
    name = task if isinstance(task, str) else task.name
    if not isinstance(task, str) and task.needs_client != (client is not None):  # type: ignore[attr-defined]
        raise TypeError(f"{name}: a client task needs client=…, a public task takes none")
    message = _messages().create(client=client, name=name, arguments=arguments, not_before=timezone.now() + delay)
    if not delay:
        transaction.on_commit(partial(_relay_now, message.pk), robust=True)


def relay(limit: int = BATCH) -> int:
    """Hand due messages to the broker, oldest first; the number handed over. Several relays may run side by side.

    Stops at the first message that the broker refuses: it is down, and the next round tries again.
    """
    with public_scope():
        return _relay(
            _messages().filter(relayed_at=None, not_before__lte=timezone.now()).order_by("not_before", "id")[:limit]
        )


def forget_relayed() -> int:
    """Delete messages that were handed over a week ago; the number of them."""
    with public_scope():
        return _messages().filter(relayed_at__lt=timezone.now() - KEPT_FOR).delete()[0]


def _relay_now(pk: int) -> None:
    with public_scope():
        _relay(_messages().filter(pk=pk, relayed_at=None))


def _relay(due: models.QuerySet[Any]) -> int:
    sent = 0
    with transaction.atomic():
        for message in due.select_for_update(skip_locked=True):
            message.attempts += 1
            if _send(message):
                message.relayed_at = timezone.now()
                sent += 1
            message.save(update_fields=["attempts", "relayed_at"])
            if message.relayed_at is None:
                break
    return sent


def _send(message: Any) -> bool:
    arguments = dict(message.arguments)
    if message.client_id is not None:
        arguments["client_id"] = message.client_id
    try:
        current_app.send_task(message.name, kwargs=arguments, retry=False)
    except (OperationalError, OSError) as error:
        logger.warning("The broker does not answer, %s stays in the outbox: %s", message.name, error)
        return False
    return True


def _messages() -> models.Manager[Any]:
    return apps.get_model("clients", "OutboxMessage")._default_manager

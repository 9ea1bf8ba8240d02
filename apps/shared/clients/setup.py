"""Making a client's schema in the background: whole or not at all, whatever happens half-way.

One transaction holds the role, the schema, every table and the client's new status, so a worker that dies leaves
nothing behind. An attempt is counted before it begins; `resume_clients` promises the work again when nobody is at it;
after the last attempt the client is marked as failed, and a person may retry or remove it.
"""

import logging
from datetime import timedelta
from functools import lru_cache, partial

from django.core.cache import cache
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from apps.core.outbox import enqueue
from apps.core.tenancy import roles
from apps.core.tenancy.template import (
    TEMPLATE_SCHEMA,
    TemplateOutdated,
    applied_migrations,
    carry_out,
    fingerprint,
    release_migrations,
)
from apps.shared.clients.models import Client, SchemaTemplate
from apps.shared.clients.refreshing import refresh_later
from apps.shared.clients.selectors import progress_key

logger = logging.getLogger(__name__)
SET_UP = "apps.shared.clients.tasks.set_up_client"
MAX_ATTEMPTS = 3
FORGOTTEN_AFTER = timedelta(seconds=30)
PROGRESS_SECONDS = 600

WAITING = "Waiting to begin"
MAKING = "Making the workspace"
UPDATING = "Waiting for an update of the product to finish"
FAILED = "The workspace could not be made. Nothing was left behind."


def set_up(client_id: int) -> None:
    """Make the client's schema if it is still missing. Safe to call twice, and at the same time."""
    statements = _current_statements()
    if not Client.objects.filter(pk=client_id, status=Client.Status.CREATING).exists():
        return
    if statements is None:
        Client.objects.filter(pk=client_id).update(setup_step=UPDATING)
        return
    _creating(client_id).update(setup_attempts=F("setup_attempts") + 1, setup_step=MAKING)
    try:
        _make(client_id, statements)
    except Exception:
        logger.exception("Setting up client %s failed", client_id)
        _creating(client_id).filter(setup_attempts__gte=MAX_ATTEMPTS).update(
            status=Client.Status.FAILED, setup_step=FAILED
        )


def resume_forgotten() -> int:
    """Promise the set-up again of clients that nobody is setting up; the number of them.

    A worker that dies takes its row lock along, so a client whose row is free is not being worked on.
    """
    before = timezone.now() - FORGOTTEN_AFTER
    waiting = Client.objects.filter(status=Client.Status.CREATING, created_at__lt=before)
    with transaction.atomic():
        forgotten = list(waiting.select_for_update(skip_locked=True, of=("self",)))
        for client in forgotten:
            if client.setup_attempts >= MAX_ATTEMPTS:
                Client.objects.filter(pk=client.pk).update(status=Client.Status.FAILED, setup_step=FAILED)
            else:
                enqueue(SET_UP, client_id=client.pk)
    return len(forgotten)


def _creating(client_id: int) -> QuerySet[Client]:
    return Client.objects.filter(pk=client_id, status=Client.Status.CREATING)


def _make(client_id: int, statements: list[str]) -> None:
    with transaction.atomic():
        client = _creating(client_id).select_for_update(of=("self",)).first()
        if client is None:
            return
        roles.make_schema(client.schema_name)
        carry_out(statements, client.schema_name, progress=partial(_show, client))
        roles.grant_tables(client.schema_name)
        _creating(client_id).update(status=Client.Status.READY, setup_step="")
        refresh_later(client)


def _show(client: Client, percent: int) -> None:
    cache.set(progress_key(client), percent, PROGRESS_SECONDS)


def _current_statements() -> list[str] | None:
    """The text for this release, or None while the template is at another one."""
    wanted = fingerprint(release_migrations())
    if fingerprint(applied_migrations(TEMPLATE_SCHEMA)) != wanted:
        return None
    return _text(wanted)


@lru_cache(maxsize=2)
def _text(wanted: str) -> list[str]:
    template = SchemaTemplate.objects.filter(fingerprint=wanted).first()
    if template is None:
        raise TemplateOutdated("no text was made for this release: run manage.py migrate_clients")
    return list(template.statements)

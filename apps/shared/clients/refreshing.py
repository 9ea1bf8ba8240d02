"""The portfolio's figures of a client follow what was just changed there, and what a release adds to them."""

from functools import cache
from hashlib import sha256

from django.db import transaction

from apps.core.outbox import enqueue
from apps.core.tenancy.context import public_scope
from apps.shared.clients.models import Client, ClientSummary

REFRESH = "apps.tenant.overview.tasks.refresh_summary"


def refresh_later(client: Client) -> None:
    enqueue(REFRESH, client=client)


@cache
def summary_form() -> str:
    """Which figures a summary of this release has: another one as soon as a field comes or goes."""
    names = sorted(field.name for field in ClientSummary._meta.concrete_fields)
    return sha256(",".join(names).encode()).hexdigest()[:16]


def refresh_outdated() -> int:
    """Promise fresh figures for each client whose summary another release made; the number of them.

    Done after migrating and once a day: a worker of the release before may have taken the first promise.
    """
    with public_scope(), transaction.atomic():
        usable = Client.objects.filter(status__in=[Client.Status.READY, Client.Status.ARCHIVED])
        outdated = list(usable.exclude(summary__form=summary_form()))
        for client in outdated:
            refresh_later(client)
    return len(outdated)

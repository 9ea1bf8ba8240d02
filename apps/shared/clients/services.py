"""A client's life: created, archived, reactivated, erased. People are in people.py, the schema's making in setup.py."""

import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zoneinfo import available_timezones

from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.core.access import Role
from apps.core.days import refuse_far_days
from apps.core.errors import Conflict, Refused
from apps.core.outbox import enqueue
from apps.core.tenancy import roles
from apps.core.tenancy.context import public_scope
from apps.core.tenancy.routing import RESERVED_SLUGS
from apps.shared.accounts.models import Firm, FirmMembership, User
from apps.shared.clients.models import (
    Client,
    ClientMembership,
    ClientSummary,
    FormerPerson,
    MigrationState,
    OutboxMessage,
)
from apps.shared.clients.setup import SET_UP, WAITING

ERASE_FILES = "apps.shared.clients.tasks.erase_files"
SLUG = re.compile(r"^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$")
SLUG_LENGTH = 40


@dataclass(frozen=True, kw_only=True)
class NewClient:
    """What is known about a client when it is created. slug: "" to make one from the name; rate per hour."""

    name: str
    hourly_rate: Decimal
    slug: str = ""
    currency: str = "USD"
    time_zone: str = "UTC"
    locale: str = "en-US"
    engagement_start: date | None = None
    engagement_weeks: int = 26


def create_client(new: NewClient, *, firm: Firm, by: User) -> Client:
    """Record the client, with `by` as its lead, and promise its set-up; status `creating`, soon `ready`.

    Raises Refused when `by` does not work for the firm, or for a name, slug, currency, rate or time zone that
    cannot be; Conflict when the slug is taken.
    """
    with public_scope():
        if not FirmMembership.objects.filter(firm=firm, user=by).exists():
            raise Refused("Only people of the firm can create clients for it.")
        _check(new)
        try:
            with transaction.atomic():
                return _create(new, firm, by)
        except IntegrityError as error:
            raise Conflict(f"The address “{new.slug}” is taken. Choose another one.", field="slug") from error


def archive_client(client: Client, *, by: User) -> None:
    """Everything stays readable and nothing changes any more. Raises Conflict unless the client is active."""
    _change_status(client, Client.Status.READY, Client.Status.ARCHIVED, "Only an active client can be archived.")


def reactivate_client(client: Client, *, by: User) -> None:
    """Raises Conflict unless the client is archived."""
    _change_status(client, Client.Status.ARCHIVED, Client.Status.READY, "Only an archived client can be reactivated.")


def retry_setup(client: Client, *, by: User) -> None:
    """Begin the set-up of a failed client again. Raises Conflict unless it failed."""
    with public_scope(), transaction.atomic():
        changed = Client.objects.filter(pk=client.pk, status=Client.Status.FAILED).update(
            status=Client.Status.CREATING, setup_attempts=0, setup_step=WAITING
        )
        if not changed:
            raise Conflict("The set-up did not fail, so there is nothing to try again.")
        enqueue(SET_UP, client_id=client.pk)
    client.status = Client.Status.CREATING


def erase_client(client: Client, *, typed_name: str, by: User) -> None:
    """Delete the client with everything recorded for it, at once and for good; its files follow in the background.

    typed_name: the client's name as the person typed it to confirm. Raises Refused when it differs, Conflict while
    the client is being set up.
    """
    if typed_name.strip() != client.name:
        raise Refused("Type the client's name exactly as it is shown to erase it.", field="typed_name")
    with public_scope(), transaction.atomic():
        locked = Client.objects.select_for_update(of=("self",)).filter(pk=client.pk).first()
        if locked is None or locked.status == Client.Status.CREATING:
            raise Conflict("The client is being set up. Erase it when that has finished.")
        roles.drop_schema(locked.schema_name)
        OutboxMessage.objects.filter(client=locked).delete()
        MigrationState.objects.filter(schema_name=locked.schema_name).delete()
        schema_name = locked.schema_name
        locked.delete()
        FormerPerson.objects.filter(schema_name=schema_name).delete()
        enqueue(ERASE_FILES, schema_name=schema_name)


def suggest_slug(name: str) -> str:
    """A free slug made from a client's name, such as `harbor-pine-supply`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: SLUG_LENGTH - 4].strip("-") or "client"
    with public_scope():
        taken = set(Client.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED_SLUGS
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


def _check(new: NewClient) -> None:
    if not new.name.strip():
        raise Refused("Give the client a name.", field="name")
    if new.slug and (not SLUG.match(new.slug) or new.slug in RESERVED_SLUGS):
        raise Refused("Use 1 to 40 small letters, digits and hyphens; some words are reserved.", field="slug")
    if not re.fullmatch(r"[A-Z]{3}", new.currency):
        raise Refused("Name the currency by its three capital letters, such as USD.", field="currency")
    if new.hourly_rate < 0:
        raise Refused("An hourly rate cannot be negative.", field="hourly_rate")
    if new.time_zone not in available_timezones():
        raise Refused("This time zone is not known. Use a name such as America/Los_Angeles.", field="time_zone")
    refuse_far_days(engagement_start=new.engagement_start)


def _create(new: NewClient, firm: Firm, by: User) -> Client:
    slug = new.slug or suggest_slug(new.name)
    client = Client.objects.create(
        firm=firm,
        name=new.name.strip(),
        slug=slug,
        # Never the slug alone: an erased client's name must not lead to anything of the next one.
        schema_name=f"client_{slug.replace('-', '_')}_{secrets.token_hex(4)}",
        setup_step=WAITING,
        currency=new.currency,
        hourly_rate=new.hourly_rate,
        time_zone=new.time_zone,
        locale=new.locale,
        engagement_start=new.engagement_start,
        engagement_weeks=new.engagement_weeks,
        created_by=by,
    )
    ClientMembership.objects.create(client=client, user=by, role=Role.LEAD)
    ClientSummary.objects.create(client=client)
    enqueue(SET_UP, client_id=client.pk)
    return client


def _change_status(client: Client, old: str, new: str, refusal: str) -> None:
    archived_at = timezone.now() if new == Client.Status.ARCHIVED else None
    with public_scope():
        if not Client.objects.filter(pk=client.pk, status=old).update(status=new, archived_at=archived_at):
            raise Conflict(refusal)
    client.status, client.archived_at = new, archived_at

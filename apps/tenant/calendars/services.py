"""Making, renewing and withdrawing the addresses."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.core.errors import Conflict, Refused
from apps.shared.accounts.models import User
from apps.tenant.calendars.models import CalendarFeed
from apps.tenant.history.services import record
from apps.tenant.inventory.models import Person

PATH = "plan/calendars/"
GONE = "This calendar was withdrawn. Make a new one."


@transaction.atomic
def make_feed(person: str, *, by: User) -> CalendarFeed:
    """An address for a person of the client, by name, or with "" for all dates. Conflict where there is one."""
    whose = None
    if person.strip():
        whose = Person.objects.filter(name__iexact=" ".join(person.split())).first()
        if whose is None:
            raise Refused(f"There is nobody called {person} at this client.", field="person")
    try:
        with transaction.atomic():
            feed = CalendarFeed.objects.create(person=whose, created_by=by)
    except IntegrityError as twin:
        raise Conflict(f"{CalendarFeed(person=whose)} has an address already. Renew or withdraw that one.") from twin
    record("made", feed, by=by, path=PATH)
    return feed


@transaction.atomic
def renew_feed(feed: CalendarFeed, *, by: User) -> CalendarFeed:
    """A new address; the one before leads nowhere from now on."""
    current = _open(feed)
    current.edition += 1
    current.save(update_fields=["edition"])
    record("gave a new address to", current, by=by, path=PATH)
    return current


@transaction.atomic
def withdraw_feed(feed: CalendarFeed, *, by: User) -> CalendarFeed:
    """Its address leads nowhere, for good."""
    current = _open(feed)
    current.revoked_at = timezone.now()
    current.save(update_fields=["revoked_at"])
    record("withdrew", current, by=by, path=PATH)
    return current


def _open(feed: CalendarFeed) -> CalendarFeed:
    current = CalendarFeed.objects.select_for_update(of=("self",)).select_related("person").get(pk=feed.pk)
    if current.revoked_at is not None:
        raise Conflict(GONE)
    return current

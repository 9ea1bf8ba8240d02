"""The signed address of a calendar. It names client, calendar and edition by number only.

Whatever is wrong with it, the answer is the same: nothing is there. Nobody learns whether it ever was.
"""

from dataclasses import dataclass

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import public_url
from apps.shared.clients import signed
from apps.shared.clients.models import Client
from apps.tenant.calendars.models import CalendarFeed

SALT = "calendars.feed"


@dataclass(frozen=True)
class Opened:
    client: Client
    feed: CalendarFeed


def token_for(client: Client, feed: CalendarFeed) -> str:
    return signed.token_for(client, feed.pk, feed.edition, salt=SALT)


def address_of(client: Client, feed: CalendarFeed) -> str:
    """The absolute address, to be added to a calendar program."""
    return public_url("calendar-read", absolute=True, calendar_token=token_for(client, feed))


def follow(token: str) -> Opened | None:
    """Called in the public schema. None for a forged, withdrawn or renewed address, and for a client that is gone."""
    named = signed.read(token, salt=SALT)
    if named is None:
        return None
    client, (feed_id, edition) = named
    with client_scope(client):
        open_ones = CalendarFeed.objects.select_related("person").filter(revoked_at=None)
        feed = open_ones.filter(pk=feed_id, edition=edition).first()
    return Opened(client, feed) if feed else None

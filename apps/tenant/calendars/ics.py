"""A client's dates in the form that calendar programs read (RFC 5545).

Whole days, so that no time zone moves them. UID stays the same as long as it is the same date of the same object, and
DTSTAMP is the moment when the object was changed last: reading twice gives the same text.
"""

from collections.abc import Sequence
from datetime import UTC, timedelta

from icalendar import Alarm, Calendar
from icalendar import Event as Entry

from apps.core.tenancy.links import client_url
from apps.shared.clients.models import Client
from apps.tenant.calendars.selectors import Event

PRODUCT = "-//Throughline//Dates of a client//EN"
READ_AGAIN = timedelta(hours=12)
DAY = timedelta(days=1)


def calendar_text(client: Client, name: str, events: Sequence[Event]) -> bytes:
    """The whole feed; lines are folded and end as the format wants it."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", client.time_zone)
    calendar.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", READ_AGAIN)
    home = client_url(client, "overview", absolute=True)
    for event in events:
        calendar.add_component(_entry(client, event, home))
    return calendar.to_ical()


def _entry(client: Client, event: Event, home: str) -> Entry:
    entry = Entry()
    entry.add("uid", f"{event.key}-{client.pk}@throughline")
    entry.add("dtstamp", event.changed_at.astimezone(UTC))
    entry.add("dtstart", event.day)
    entry.add("dtend", event.day + DAY)
    entry.add("summary", event.title)
    entry.add("description", "\n".join(filter(None, (event.note, f"{client.name}, {event.category.value}"))))
    entry.add("categories", [event.category.value])
    entry.add("url", f"{home}{event.path}")
    entry.add("transp", "TRANSPARENT")
    if event.alarm_days is not None:
        entry.add_component(_alarm(event))
    return entry


def _alarm(event: Event) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event.title)
    alarm.add("trigger", -timedelta(days=event.alarm_days or 0))
    return alarm

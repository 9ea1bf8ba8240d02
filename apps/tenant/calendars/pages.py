"""What the page of the calendars may use."""

from collections import Counter
from dataclasses import dataclass

from apps.core.access import Right, allowed
from apps.core.http import Request
from apps.core.listing import Column
from apps.shared.clients.models import Client
from apps.tenant.calendars.forms import EVERYTHING, FeedForm
from apps.tenant.calendars.links import address_of
from apps.tenant.calendars.models import CalendarFeed
from apps.tenant.calendars.selectors import Event, events_of, open_feeds, upcoming

NEXT = 12
COLUMNS = (
    Column("Calendar", sticky=True),
    Column("Address"),
    Column("Dates ahead", num=True),
    Column("Next"),
    Column("Made by"),
    Column("Change"),
)


@dataclass(frozen=True, kw_only=True)
class FeedRow:
    """events: those ahead, in order."""

    feed: CalendarFeed
    address: str
    events: list[Event]

    @property
    def name(self) -> str:
        return str(self.feed.person) if self.feed.person else EVERYTHING

    @property
    def next(self) -> Event | None:
        return self.events[0] if self.events else None


@dataclass(frozen=True, kw_only=True)
class CalendarsPage:
    """ahead: the client's next dates; counts: how many there are of each kind."""

    rows: list[FeedRow]
    ahead: list[Event]
    counts: list[tuple[str, int]]
    form: FeedForm
    may_edit: bool
    columns: tuple[Column, ...] = COLUMNS


def calendars_page(request: Request, form: FeedForm | None = None) -> CalendarsPage:
    client: Client = request.client
    ahead = upcoming(client, events_of(client))
    counts = Counter(event.category.value for event in ahead)
    return CalendarsPage(
        rows=[_row(client, feed, ahead) for feed in open_feeds()],
        ahead=ahead[:NEXT],
        counts=sorted(counts.items()),
        form=form or FeedForm(),
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def _row(client: Client, feed: CalendarFeed, ahead: list[Event]) -> FeedRow:
    mine = [event for event in ahead if feed.person_id is None or feed.person_id in event.people]
    return FeedRow(feed=feed, address=address_of(client, feed), events=mine)

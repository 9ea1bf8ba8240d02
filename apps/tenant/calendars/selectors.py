"""The client's dates, each with whose they are. A constant number of queries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Max

from apps.core.clock import today_of
from apps.figures.numerals import plural
from apps.methods.calendar_days import next_review, notice_by
from apps.methods.checklist import CheckPoint
from apps.methods.support import look_back
from apps.shared.clients.models import Client
from apps.tenant.calendars.models import CalendarFeed
from apps.tenant.history.models import Activity
from apps.tenant.inventory.models import Application, Lifecycle
from apps.tenant.registry.models import ChecklistItem, Integration, IntegrationStatus
from apps.tenant.roadmap.models import Initiative, Kind, State

NOUNS = ("application", "initiative", "integration")
WEEK_BEFORE = 7


class Category(StrEnum):
    RENEWALS = "Renewals"
    ROADMAP = "Roadmap"
    RETROSPECTIVES = "Retrospectives"
    ACCESS_REVIEWS = "Access reviews"


@dataclass(frozen=True, kw_only=True)
class Event:
    """A whole day. key: the same as long as it is the same date of the same object. path: of the object's page, below
    the client's address. people: ids of those it concerns. alarm_days: reminded of so many days before; None never."""

    key: str
    day: date
    title: str
    category: Category
    path: str
    changed_at: datetime
    note: str = ""
    people: frozenset[int] = frozenset()
    alarm_days: int | None = None


def events_of(client: Client, feed: CalendarFeed | None = None) -> list[Event]:
    """In order of days. feed: only what concerns its person. Seven queries."""
    changed = _changes()
    found = [*_renewals(changed), *_roadmap(changed), *_reviews(client, changed)]
    mine = [one for one in found if feed is None or feed.person_id is None or feed.person_id in one.people]
    return sorted(mine, key=lambda one: (one.day, one.key))


def open_feeds() -> Sequence[CalendarFeed]:
    return list(CalendarFeed.objects.filter(revoked_at=None).select_related("person", "created_by").order_by("pk"))


Changes = dict[tuple[str, int | None], datetime]


def _changes() -> Changes:
    """When each object was changed last, by its noun and id."""
    rows = Activity.objects.filter(noun__in=NOUNS).order_by().values("noun", "object_id").annotate(last=Max("at"))
    return {(row["noun"], row["object_id"]): row["last"] for row in rows}


def _renewals(changed: Changes) -> Iterator[Event]:
    found = Application.objects.in_use().filter(renewal_date__isnull=False).exclude(lifecycle=Lifecycle.RETIRED)
    for one in found:
        renewal: Any = one.renewal_date
        shared: dict[str, Any] = {
            "category": Category.RENEWALS,
            "path": f"assess/applications/{one.pk}/",
            "changed_at": changed.get(("application", one.pk), one.created_at),
            "people": frozenset(filter(None, (one.business_owner_id, one.technical_owner_id))),
        }
        days = one.notice_days or 0
        note = f"Notice: {plural(days, 'day')}." if days else ""
        yield Event(
            key=f"renewal-{one.pk}", day=renewal, title=f"{one.name} renews", note=note,
            alarm_days=days or WEEK_BEFORE, **shared,
        )  # fmt: skip
        if days:
            yield Event(
                key=f"notice-{one.pk}", day=notice_by(renewal, days),
                title=f"{one.name}: last day to give notice", note=f"{note} It renews by itself after that.",
                alarm_days=WEEK_BEFORE, **shared,
            )  # fmt: skip


def _roadmap(changed: Changes) -> Iterator[Event]:
    promised = Initiative.objects.exclude(state__in=(State.CANDIDATE, State.DROPPED))
    for one in promised.select_related("retrospective").prefetch_related("milestones"):
        shared: dict[str, Any] = {
            "path": f"plan/roadmap/initiatives/{one.pk}/",
            "changed_at": changed.get(("initiative", one.pk), one.created_at),
            "people": frozenset(filter(None, (one.owner_id,))),
        }
        for key, day, title in _days_of(one):
            yield Event(key=key, day=day, title=title, category=Category.ROADMAP, **shared)
        looked_back = getattr(one, "retrospective", None)
        if one.end and not (looked_back and looked_back.filed_at):
            yield Event(
                key=f"retrospective-{one.pk}", day=look_back(one.end), title=f"Retrospective: {one.name}",
                category=Category.RETROSPECTIVES, alarm_days=WEEK_BEFORE, **shared,
            )  # fmt: skip


def _days_of(one: Initiative) -> Iterator[tuple[str, date, str]]:
    if one.start:
        yield f"start-{one.pk}", one.start, f"{one.name}: build starts"
    if one.end:
        yield f"live-{one.pk}", one.end, f"{one.name}: {'cut-over' if one.kind == Kind.CONSOLIDATION else 'live'}"
    for milestone in one.milestones.all():
        yield f"milestone-{milestone.pk}", milestone.on, f"{one.name}: {milestone.name}"


def _reviews(client: Client, changed: Changes) -> Iterator[Event]:
    """The next one of each integration that runs: a quarter after the last, or after it went live."""
    running = Integration.objects.filter(status__in=(IntegrationStatus.LIVE, IntegrationStatus.PARALLEL))
    done = ChecklistItem.objects.filter(point=CheckPoint.ACCESS_REVIEW).values_list("integration_id", "done_at")
    last = {pk: at.astimezone(ZoneInfo(client.time_zone)).date() for pk, at in done}
    for one in running:
        since = last.get(one.pk) or one.live_since
        if since:
            yield Event(
                key=f"review-{one.pk}", day=next_review(since), title=f"Access review: {one.name}",
                category=Category.ACCESS_REVIEWS, path=f"run/integrations/{one.pk}/", alarm_days=WEEK_BEFORE,
                changed_at=changed.get(("integration", one.pk), one.created_at),
                people=frozenset(filter(None, (one.owner_id,))),
            )  # fmt: skip


def upcoming(client: Client, events: Sequence[Event]) -> list[Event]:
    """From today on, by the client's clock."""
    today = today_of(client)
    return [one for one in events if one.day >= today]

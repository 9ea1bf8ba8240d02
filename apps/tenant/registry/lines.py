"""One integration with everything a reader asks about it: who, how, is it working, may it go live."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal

from apps.methods.checklist import CheckPoint, Gate, Override, gate
from apps.methods.health import TOKEN_DAYS, Deviation, Health, Metric
from apps.tenant.inventory.models import Person
from apps.tenant.registry.models import (
    Authentication,
    ChecklistItem,
    Incident,
    Integration,
    IntegrationStatus,
    Signal,
)

SHOWN_DAYS = 28
RUNNING = (IntegrationStatus.PARALLEL, IntegrationStatus.LIVE)
UNSAFE = {Authentication.SHARED: "shared credentials", Authentication.HARD_CODED: "hard-coded credentials"}


@dataclass(frozen=True)
class Day:
    """What the signals of one day of the client's calendar add up to; None where nothing was said.

    lag: minutes by which the data were old on arrival, the worst of the day.
    """

    day: date
    records: Decimal | None = None
    errors: Decimal | None = None
    lag: Decimal | None = None
    in_incident: bool = False

    def value(self, metric: Metric) -> Decimal | None:
        return {Metric.VOLUME: self.records, Metric.ERRORS: self.errors, Metric.FRESHNESS: self.lag}[metric]


@dataclass(frozen=True)
class Observed:
    """What an integration's signals say, by the client's clock. days: the last 28, oldest first, today last.

    last: the newest signal of a finished run; volumes: each shown day against its own baseline, where it has one;
    tested: the deviations of the last complete day; usual_today: median of today's weekday.
    """

    today: date
    zone: tzinfo | None
    days: tuple[Day, ...]
    last: Signal | None
    newest_record_at: datetime | None
    volumes: Mapping[date, Deviation]
    tested: tuple[Deviation, ...]
    usual_today: Decimal | None
    health: Health

    def recent(self, metric: Metric, days: int = 7) -> Decimal | None:
        """The sum over the last days, None where nothing was said."""
        known = [value for day in self.days[-days:] if (value := day.value(metric)) is not None]
        return sum(known, Decimal(0)) if known else None

    @property
    def outside(self) -> list[Deviation]:
        return [self.volumes[day.day] for day in self.days if day.day in self.volumes and self.volumes[day.day].alerts]


@dataclass(frozen=True)
class Connects:
    """What it connects, from the flows behind it (or the tools that become one)."""

    systems: tuple[str, ...]
    object_ids: tuple[int, ...]
    objects: tuple[str, ...]
    is_two_way: bool


@dataclass(frozen=True)
class IntegrationLine:
    """A registry entry with its workings. ticks: the points of the checklist that are done."""

    integration: Integration
    connects: Connects
    ticks: Mapping[CheckPoint, ChecklistItem]
    observed: Observed
    incidents: Sequence[Incident]

    @property
    def id(self) -> int:
        return self.integration.pk

    @property
    def name(self) -> str:
        return self.integration.name

    @property
    def status(self) -> IntegrationStatus:
        return IntegrationStatus(self.integration.status)

    @property
    def is_running(self) -> bool:
        return self.status in RUNNING

    @property
    def health(self) -> Health | None:
        """None for what neither runs nor ever said anything."""
        if self.status == IntegrationStatus.RETIRED:
            return None
        return self.observed.health if self.is_running or self.observed.last else None

    @property
    def last(self) -> Signal | None:
        return self.observed.last

    @property
    def open_incidents(self) -> list[Incident]:
        return [incident for incident in self.incidents if incident.resolved_at is None]

    @property
    def call(self) -> Person | None:
        """Whom to call first: named in the runbook, else the owner."""
        return self.integration.runbook_call or self.integration.owner

    @property
    def then(self) -> Person | None:
        """Whom to call next: named, else the owner where somebody else comes first."""
        owner = self.integration.owner
        return self.integration.runbook_then or (owner if owner != self.call else None)

    @property
    def has_runbook(self) -> bool:
        return bool(self.integration.runbook_steps.strip() and self.integration.runbook_call_id)

    @property
    def gate(self) -> Gate:
        own = self.integration
        override = None
        if own.override_reason and own.override_by_id:
            moment = datetime.combine(own.live_since or self.observed.today, time.min, self.observed.zone)
            override = Override(str(own.override_by), by_lead=True, reason=own.override_reason, at=moment)
        done = {point: point in self.ticks for point in CheckPoint}
        return gate(done, has_owner=own.owner_id is not None, has_runbook=self.has_runbook, override=override)

    @property
    def token_days(self) -> int | None:
        """Days until the token expires; negative afterwards."""
        expires = self.integration.token_expires_on
        return None if expires is None else (expires - self.observed.today).days

    @property
    def flags(self) -> list[tuple[str, str]]:
        """What somebody should see to whatever the signals say: words and tone."""
        if self.status == IntegrationStatus.RETIRED:
            return []
        found = []
        unsafe = UNSAFE.get(self.integration.authentication)  # type: ignore[call-overload]
        if unsafe:
            found.append((unsafe, "bad"))
        days = self.token_days
        if days is not None and days < 0:
            found.append(("token has expired", "bad"))
        elif days is not None and days <= TOKEN_DAYS:
            left = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
            found.append((f"token expires {left}", "warn"))
        if self.status == IntegrationStatus.LIVE and self.gate.missing:
            found.append(("live without " + ", ".join(self.gate.missing), "warn"))
        return found

    @property
    def age(self) -> timedelta | None:
        """By how much the data were old when the last run brought them."""
        last = self.observed.last
        if last is None or last.newest_record_at is None:
            return None
        return max(last.at - last.newest_record_at, timedelta(0))

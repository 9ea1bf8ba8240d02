"""The registry as it stands: entries, what their signals say, incidents. The same few queries for any number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import DurationField, ExpressionWrapper, F, Max, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from apps.core.clock import HasTimeZone
from apps.methods.checklist import CheckPoint
from apps.methods.health import WEEKS_BACK, Deviation, Metric, Point, Run, Signals, baseline, deviation, state_of
from apps.tenant.decisions.models import Consolidation, Decision, Opportunity
from apps.tenant.flows.models import Direction, Flow
from apps.tenant.registry.lines import SHOWN_DAYS, Connects, Day, IntegrationLine, Observed
from apps.tenant.registry.models import ChecklistItem, Incident, Integration, Signal, SignalKind

# As far back as the oldest shown day's baseline reaches.
LOOK_BACK = SHOWN_DAYS + WEEKS_BACK * 7
# Days of an incident that says nothing about volumes still belong into a baseline.
HARMLESS = {"token", "reported"}
METRICS = (Metric.VOLUME, Metric.ERRORS, Metric.FRESHNESS)


def list_integrations() -> QuerySet[Integration]:
    """With all that a line needs of them."""
    flows = Flow.objects.select_related("source", "target", "data_object")
    return Integration.objects.select_related(
        "owner__department",
        "runbook_call__department",
        "runbook_then__department",
        "opportunity",
        "consolidation",
        "override_by",
    ).prefetch_related(
        Prefetch("opportunity__flows", flows),
        "consolidation__applications",
        Prefetch("checklist", ChecklistItem.objects.select_related("done_by")),
    )


def registry_lines(
    client: HasTimeZone, *, now: datetime | None = None, only: Iterable[int] | None = None
) -> list[IntegrationLine]:
    """Every entry with its health at `now` by the client's clock, by name. only: ids of integrations."""
    found = list_integrations() if only is None else list_integrations().filter(pk__in=list(only))
    integrations = list(found)
    now = (now or timezone.now()).astimezone(ZoneInfo(client.time_zone))
    first = now.date() - timedelta(days=LOOK_BACK)
    since = datetime.combine(first, time.min, now.tzinfo)
    ids = [one.pk for one in integrations]
    incidents = _incidents(ids, since, now)
    days = _days(ids, since, now)
    last = _last_finished(ids, now)
    return [
        IntegrationLine(
            integration=one,
            connects=_connects(one),
            ticks={CheckPoint(item.point): item for item in one.checklist.all() if item.point in set(CheckPoint)},
            observed=_observe(one, now, days[one.pk], last.get(one.pk), incidents[one.pk]),
            incidents=incidents[one.pk],
        )
        for one in integrations
    ]


def integration_line(client: HasTimeZone, integration_id: int, *, now: datetime | None = None) -> IntegrationLine:
    """Raises Integration.DoesNotExist."""
    lines = registry_lines(client, now=now, only=[integration_id])
    if not lines:
        raise Integration.DoesNotExist(integration_id)
    return lines[0]


def open_incidents() -> list[Incident]:
    """Not resolved yet, newest first."""
    return list(list_incidents().filter(resolved_at=None))


def list_incidents() -> QuerySet[Incident]:
    return Incident.objects.select_related("integration", "acknowledged_by").order_by(
        F("resolved_at").desc(nulls_first=True), "-opened_at"
    )


@dataclass(frozen=True)
class Unregistered:
    """Something that was decided on and has no entry yet. kind: opportunity or consolidation."""

    kind: str
    id: int
    name: str


def not_registered_yet() -> list[Unregistered]:
    """Opportunities that are to be integrated or consolidated, and consolidations without an opportunity."""
    decided = Opportunity.objects.filter(
        decision__in=[Decision.INTEGRATE, Decision.CONSOLIDATE], integration__isnull=True
    ).order_by("decided_on", "name")
    merged = Consolidation.objects.filter(
        decision=Decision.CONSOLIDATE, opportunity__isnull=True, integration__isnull=True
    )
    return [
        *(Unregistered("opportunity", one.pk, one.name) for one in decided),
        *(Unregistered("consolidation", one.pk, one.name) for one in merged),
    ]


def _connects(one: Integration) -> Connects:
    flows = list(one.opportunity.flows.all()) if one.opportunity else []
    systems = [name for flow in flows for name in (flow.source.name, flow.target.name)]
    if one.consolidation:
        systems += [tool.name for tool in one.consolidation.applications.all()]
    objects = {flow.data_object_id: flow.data_object.name for flow in flows}
    two_way = any(Direction.TWO_WAY in (flow.direction, flow.wanted_direction) for flow in flows)
    return Connects(tuple(dict.fromkeys(systems)), tuple(objects), tuple(objects.values()), two_way)


def _incidents(ids: Sequence[int], since: datetime, now: datetime) -> dict[int, list[Incident]]:
    found: dict[int, list[Incident]] = defaultdict(list)
    wanted = Incident.objects.filter(integration__in=ids, opened_at__lte=now)
    for incident in wanted.filter(Q(opened_at__gte=since) | Q(resolved_at=None)).select_related("acknowledged_by"):
        found[incident.integration_id].append(incident)
    return found


def _last_finished(ids: Sequence[int], now: datetime) -> dict[int, Signal]:
    finished = Signal.objects.filter(integration__in=ids, kind__in=[SignalKind.SUCCESS, SignalKind.FAIL], at__lte=now)
    newest = finished.order_by("integration_id", "-at", "-id").distinct("integration_id")
    return {signal.integration_id: signal for signal in newest}


def _days(ids: Sequence[int], since: datetime, now: datetime) -> dict[int, dict[date, dict[str, Any]]]:
    found: dict[int, dict[date, dict[str, Any]]] = defaultdict(dict)
    lag = ExpressionWrapper(F("at") - F("newest_record_at"), output_field=DurationField())
    rows = (
        Signal.objects.filter(integration__in=ids, at__gte=since, at__lte=now)
        .annotate(day=TruncDate("at", tzinfo=now.tzinfo))
        .values("integration", "day")
        .annotate(records=Sum("records"), errors=Sum("errors"), lag=Max(lag), newest=Max("newest_record_at"))
        .order_by("integration", "day")
    )
    for row in rows:
        found[row["integration"]][row["day"]] = dict(row)
    return found


def _observe(
    one: Integration,
    now: datetime,
    found: Mapping[date, dict[str, Any]],
    last: Signal | None,
    incidents: list[Incident],
) -> Observed:
    today = now.date()
    struck = _struck(incidents, now)
    calendar = [today - timedelta(days=back) for back in range(LOOK_BACK, -1, -1)]
    days = [_day(day, found.get(day), in_incident=day in struck) for day in calendar]
    points = {metric: _points(days, metric) for metric in METRICS}
    shown = days[-SHOWN_DAYS:]
    tested = _tested(days[:-1], points)
    newest = max((row["newest"] for row in found.values() if row["newest"]), default=None)
    return Observed(
        today=today,
        zone=now.tzinfo,
        days=tuple(shown),
        last=last,
        newest_record_at=newest,
        volumes={
            day.day: deviation(Metric.VOLUME, Point(day.day, day.records), points[Metric.VOLUME])
            for day in shown
            if day.records is not None and day.day != today
        },
        tested=tested,
        usual_today=baseline(today, points[Metric.VOLUME])[0],
        health=state_of(_signals(one, now, last, _settled(tested, incidents, now))),
    )


def _day(day: date, row: dict[str, Any] | None, *, in_incident: bool) -> Day:
    if row is None:
        return Day(day, in_incident=in_incident)
    lag = row["lag"]
    minutes = None if lag is None else Decimal(max(lag, timedelta(0)) // timedelta(seconds=1)) / 60
    return Day(day, _decimal(row["records"]), _decimal(row["errors"]), minutes, in_incident)


def _decimal(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _points(days: Iterable[Day], metric: Metric) -> list[Point]:
    return [Point(day.day, value, day.in_incident) for day in days if (value := day.value(metric)) is not None]


def _struck(incidents: Iterable[Incident], now: datetime) -> set[date]:
    """Days on which something was wrong: they never enter a baseline."""
    found: set[date] = set()
    for incident in incidents:
        if incident.cause in HARMLESS:
            continue
        day = incident.opened_at.astimezone(now.tzinfo).date()
        last = (incident.resolved_at or now).astimezone(now.tzinfo).date()
        while day <= last:
            found.add(day)
            day += timedelta(days=1)
    return found


def _tested(days: Sequence[Day], points: Mapping[Metric, list[Point]]) -> tuple[Deviation, ...]:
    """The last complete day on which something came, or should have come: a quiet Sunday is no news."""
    for day in reversed(days[-7:]):
        is_expected = baseline(day.day, points[Metric.VOLUME])[0]
        if day.records is None and is_expected:
            return (deviation(Metric.VOLUME, Point(day.day, Decimal(0)), points[Metric.VOLUME]),)
        if day.records is not None:
            values = {metric: day.value(metric) for metric in METRICS}
            known = {metric: value for metric, value in values.items() if value is not None}
            return tuple(deviation(metric, Point(day.day, value), points[metric]) for metric, value in known.items())
    return ()


def _settled(found: tuple[Deviation, ...], incidents: Iterable[Incident], now: datetime) -> tuple[Deviation, ...]:
    """A day whose incident was resolved is explained: it alerts nobody any more."""
    resolved = _struck([incident for incident in incidents if incident.resolved_at], now)
    return tuple(replace(one, alerts=False) if one.day in resolved else one for one in found)


def _signals(one: Integration, now: datetime, last: Signal | None, tested: tuple[Deviation, ...]) -> Signals:
    # The age of the data counts when a run brings them: with nothing to carry at night they are not stale.
    arrived = last.newest_record_at if last and last.kind == SignalKind.SUCCESS else None
    return Signals(
        now=now,
        last_run=Run(last.kind) if last else None,
        last_run_at=last.at if last else None,
        expected_every=_hours(one.run_every_hours),
        newest_record_at=now - (last.at - arrived) if last and arrived else None,
        freshness_target=_hours(one.freshness_hours),
        token_expires_on=one.token_expires_on,
        deviations=tested,
    )


def _hours(value: Decimal | None) -> timedelta | None:
    return None if value is None else timedelta(seconds=int(value * 3600))

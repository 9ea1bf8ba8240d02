"""What signals do: they are kept, they open incidents, and a daily check looks at what they add up to."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from apps.core.access import Role
from apps.core.clock import HasTimeZone
from apps.core.errors import Conflict, Refused
from apps.core.tenancy.context import public_scope
from apps.methods.health import Cause, Metric, Signals, state_of
from apps.shared.accounts.mail import queue_mail
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.shared.clients.refreshing import refresh_later
from apps.tenant.history.services import record
from apps.tenant.registry.letters import incident_letter
from apps.tenant.registry.lines import RUNNING, IntegrationLine
from apps.tenant.registry.models import Incident, Integration, IntegrationStatus, Signal, SignalKind
from apps.tenant.registry.selectors import HARMLESS, integration_line, registry_lines
from apps.tenant.registry.services import locked

METRICS = frozenset(Metric)
CLOCK_SLACK = timedelta(minutes=5)
RUN_IT = (Role.LEAD, Role.CONSULTANT)


@transaction.atomic
def receive_signal(
    client: Client, integration: Integration, values: Mapping[str, Any], *, at: datetime | None = None
) -> Signal:
    """Keep what an integration says of a run; a failure or stale data open an incident at once.

    values: kind (start, success or fail), and as known run, records, errors, newest_record_at, note. at: when it was
    said, by default now. Conflict when the integration is retired; Refused for a record from the future.
    """
    current = locked(integration)
    if current.status == IntegrationStatus.RETIRED:
        raise Conflict(f"{current} is retired; its signals are not taken any more.")
    is_news, at = at is None, at or timezone.now()
    newest = values.get("newest_record_at")
    if newest and newest > at + CLOCK_SLACK:
        raise Refused(
            "The newest record lies in the future. Send its time with the time zone.", field="newest_record_at"
        )
    known = {name: value for name, value in values.items() if value is not None}
    signal = Signal.objects.create(integration=current, at=at, **known)
    if current.status in RUNNING and signal.kind != SignalKind.START:
        line = integration_line(client, current.pk, now=at)
        causes = [cause for cause in line.observed.health.causes if cause.key in {"run_failed", "stale"}]
        opened = [_open(line, _said(cause, signal), at=at) for cause in causes]
        if is_news:
            _tell(client, opened)
    return signal


@transaction.atomic
def check_integrations(client: Client, *, now: datetime | None = None) -> list[Incident]:
    """The day's check of everything that runs: volume, errors and age of the last complete day, missed runs, tokens.

    The same finding is never opened twice, so it may run as often as it likes. The incidents it opened.
    """
    is_news, now = now is None, now or timezone.now()
    opened = []
    for line in registry_lines(client, now=now):
        if line.is_running:
            _note_effects(line, at=now)
            opened += [_open(line, cause, at=now) for cause in line.observed.health.causes]
    if is_news:
        _tell(client, opened)
    return [incident for incident in opened if incident]


@transaction.atomic
def report_problem(integration: Integration, summary: str, *, by: User, at: datetime | None = None) -> Incident:
    """A person saw what no signal said. Conflict while a reported problem of this integration is open."""
    current = locked(integration)
    words = " ".join(summary.split())
    if not words or len(words) > 300:
        raise Refused("Say in a sentence what is wrong.", field="summary")
    if current.incidents.filter(cause="reported", resolved_at=None).exists():
        raise Conflict("A problem is reported already. Resolve it first, or add to it there.")
    incident = Incident.objects.create(
        integration=current, cause="reported", summary=words, opened_at=at or timezone.now()
    )
    record("reported", incident, by=by, path=incident_path(incident))
    return incident


@transaction.atomic
def acknowledge_incident(incident: Incident, *, by: User, at: datetime | None = None) -> Incident:
    """Somebody looks after it. Nothing happens where somebody does already."""
    current = Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
    if current.resolved_at:
        raise Conflict("This incident is resolved already.")
    if current.acknowledged_at is None:
        current.acknowledged_at, current.acknowledged_by = at or timezone.now(), by
        current.save()
        record("acknowledged", current, by=by, path=incident_path(current))
    return current


@transaction.atomic
def resolve_incident(incident: Incident, resolution: str, *, by: User, at: datetime | None = None) -> Incident:
    """It works again, and what was done is written down for the next time."""
    current = Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
    words = " ".join(resolution.split())
    if current.resolved_at:
        raise Conflict("This incident is resolved already.")
    if not words or len(words) > 300:
        raise Refused("Write down in a sentence what helped: next time somebody will look here.", field="resolution")
    current.resolved_at, current.resolution = at or timezone.now(), words
    if current.acknowledged_at is None:
        current.acknowledged_at, current.acknowledged_by = current.resolved_at, by
    current.save()
    record("resolved", current, by=by, path=incident_path(current))
    return current


def incident_path(incident: Incident) -> str:
    return f"run/integrations/{incident.integration_id}/"


def _said(cause: Cause, signal: Signal) -> Cause:
    """A failure in the integration's own words."""
    if cause.key != "run_failed":
        return cause
    return Cause(cause.key, f"the run failed: {signal.note}" if signal.note else "the run failed", is_failure=True)


def _open(line: IntegrationLine, cause: Cause, *, at: datetime) -> Incident | None:
    """One incident a cause: none while one is open, none for the same occurrence, and a day's figures join the
    incident of that day."""
    about = _about(line, cause)
    known = Q(resolved_at=None) | (Q(about=about) if about else Q())
    if Incident.objects.filter(known, integration=line.integration, cause=cause.key).exists():
        return None
    text = (cause.text[0].upper() + cause.text[1:])[:300]
    if cause.key in METRICS and _struck_tested_day(line, at=at):
        return None
    incident = Incident.objects.create(
        integration=line.integration, cause=cause.key, about=about, summary=text, opened_at=at
    )
    record("opened", incident, by=None, path=incident_path(incident))
    return incident


def _tell(client: Client, opened: Iterable[Incident | None]) -> None:
    """Write to the people who run the engagement, once for each incident; the portfolio shows it too."""
    news = [incident for incident in opened if incident]
    if not news:
        return
    refresh_later(client)
    letters = [(incident.pk, incident_letter(client, incident)) for incident in news]
    with public_scope():
        running = client.memberships.filter(role__in=RUN_IT, user__is_active=True).select_related("user")
        for member in running.order_by("pk"):
            for pk, letter in letters:
                queue_mail(to=member.user.email, letter=letter, key=f"incident-{client.pk}-{pk}-{member.user_id}")


def _about(line: IntegrationLine, cause: Cause) -> str:
    """Which occurrence of the cause this is."""
    last, seen = line.observed.last, line.observed
    if cause.key in METRICS:
        return next((str(one.day) for one in seen.tested if one.metric == cause.key), "")
    if cause.key == "token":
        return f"{line.integration.token_expires_on} {'over' if cause.is_failure else 'soon'}"
    return f"signal {last.pk}" if last else ""


def _note_effects(line: IntegrationLine, *, at: datetime) -> None:
    """A day's figures outside their band belong to the incident that struck the day; its first finding is kept."""
    for incident in _struck_tested_day(line, at=at):
        causes = state_of(Signals(now=at, deviations=line.observed.tested)).causes
        if causes and not incident.effect:
            text = causes[0].text
            incident.effect = text[0].upper() + text[1:]
            incident.save(update_fields=["effect"])


def _struck_tested_day(line: IntegrationLine, *, at: datetime) -> list[Incident]:
    zone, day = line.observed.zone, next((one.day for one in line.observed.tested), None)

    def spans(incident: Incident) -> bool:
        ends = (incident.opened_at, incident.resolved_at or at)
        first, last = (moment.astimezone(zone).date() for moment in ends)
        return day is not None and first <= day <= last

    return [incident for incident in line.incidents if incident.cause not in HARMLESS and spans(incident)]


def local(client: HasTimeZone, moment: datetime) -> datetime:
    """A moment by the client's clock."""
    return moment.astimezone(ZoneInfo(client.time_zone))

"""How the registry is put into words: states, durations, how it runs."""

from datetime import timedelta
from decimal import Decimal

from apps.methods.health import State
from apps.tenant.registry.lines import RUNNING, IntegrationLine
from apps.tenant.registry.models import Incident, IntegrationStatus

STATUS_TONES = {
    IntegrationStatus.PLANNED: "",
    IntegrationStatus.BUILDING: "busy",
    IntegrationStatus.PARALLEL: "busy",
    IntegrationStatus.LIVE: "good",
    IntegrationStatus.RETIRED: "",
}
HEALTH = {
    State.WORKING: ("Working", "good"),
    State.LEARNING: ("Learning", "busy"),
    State.ATTENTION: ("Needs attention", "warn"),
    State.FAILING: ("Failing", "bad"),
    State.SILENT: ("No signal yet", ""),
}
CAUSES = {
    "run_failed": "Failed run",
    "run_missed": "Missed run",
    "token": "Token",
    "stale": "Old data",
    "fields_changed": "Changed fields",
    "volume": "Volume",
    "errors": "Errors",
    "freshness": "Age of data",
    "reported": "Reported by a person",
}


def health_of(line: IntegrationLine) -> tuple[str, str]:
    """Word and tone; a dash for what neither runs nor ever said anything."""
    if line.open_incidents and line.health and line.health.state not in {State.FAILING, State.ATTENTION}:
        return ("Incident open", "warn")
    return HEALTH[line.health.state] if line.health else ("–", "")


def needs_attention(line: IntegrationLine) -> bool:
    health = line.health
    is_bad = health is not None and health.state in {State.FAILING, State.ATTENTION} and line.status in RUNNING
    return bool(is_bad or line.open_incidents or line.flags)


def duration(span: timedelta | None) -> str:
    """3 h 10 min, 45 min, 2 days 4 h; "under a minute" for less."""
    if span is None:
        return ""
    minutes = int(span.total_seconds()) // 60
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return f"{days} day{'' if days == 1 else 's'}" + (f" {hours} h" if hours else "")
    if hours:
        return f"{hours} h" + (f" {rest} min" if rest else "")
    return f"{rest} min" if rest else "under a minute"


def hours_words(value: Decimal | None) -> str:
    return "" if value is None else duration(timedelta(seconds=int(value * 3600)))


def took(incident: Incident) -> str:
    """How long an incident lasted, "" while it is open."""
    return duration(incident.resolved_at - incident.opened_at) if incident.resolved_at else ""

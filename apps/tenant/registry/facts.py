"""An entry in words and figures: how it runs, and the four figures on top of its page."""

from dataclasses import dataclass
from decimal import Decimal

from apps.core.display import Manner, day, number
from apps.methods.health import SOURCE, Metric
from apps.methods.workings import Input, Workings
from apps.tenant.registry.lines import IntegrationLine
from apps.tenant.registry.models import IntegrationStatus
from apps.tenant.registry.words import duration, hours_words

YES = {True: "yes", False: "no", None: "not known"}
# Where it may go from where it is, going live apart: status, verb.
MOVES = {
    IntegrationStatus.PLANNED: [(IntegrationStatus.BUILDING, "Start building")],
    IntegrationStatus.BUILDING: [(IntegrationStatus.PARALLEL, "Start parallel run")],
    IntegrationStatus.PARALLEL: [(IntegrationStatus.BUILDING, "Back to building")],
    IntegrationStatus.LIVE: [(IntegrationStatus.RETIRED, "Retire integration")],
    IntegrationStatus.RETIRED: [(IntegrationStatus.PLANNED, "Plan it again")],
}
VOLUME_RULE = "Today's records so far, beside the median of the same weekday in the four weeks before"
ERROR_RULE = "Errors that the signals of the last seven days reported"
AGE_RULE = "Time of the last run minus the time of the newest record that it brought"


@dataclass(frozen=True)
class Key:
    """A key figure: see components/kpi.html."""

    id: str
    label: str
    value: str
    unit: str
    note: str
    why: Workings


def keys_of(line: IntegrationLine, manner: Manner) -> list[Key]:
    """Volume today, errors of seven days, age of the data on arrival."""
    seen = line.observed
    today, usual = seen.days[-1].records, seen.usual_today
    errors, records = seen.recent(Metric.ERRORS), seen.recent(Metric.VOLUME)
    minutes = Decimal(int(line.age.total_seconds())) / 60 if line.age is not None else None
    target = line.integration.freshness_hours
    return [
        Key(
            "volume",
            "Volume today",
            number(today, manner),
            "records" if today != 1 else "record",
            f"{seen.today:%A} median {number(usual, manner)}" if usual is not None else "still learning what is usual",
            _workings(today, "records", VOLUME_RULE, Input("Median of the weekday", usual, "records", "signals")),
        ),
        Key(
            "errors",
            "Errors, 7 days",
            number(errors, manner),
            f"of {number(records, manner)}" if records is not None else "",
            "as the integration says",
            _workings(errors, "errors", ERROR_RULE, Input("Records in the same days", records, "", "signals")),
        ),
        Key(
            "age",
            "Age on arrival",
            duration(line.age) or "–",
            "",
            f"target {hours_words(target)}" if target is not None else "no target agreed",
            _workings(minutes, "min", AGE_RULE, Input("Target", target, "h", "registry entry")),
        ),
    ]


def _workings(value: Decimal | None, unit: str, rule: str, *inputs: Input) -> Workings:
    return Workings(value, unit, rule, inputs, SOURCE)


def facts_of(line: IntegrationLine, manner: Manner) -> list[tuple[str, str]]:
    """How it runs, as pairs of words; what nobody wrote is a dash."""
    own = line.integration
    tier = f", tier {own.tier}" if own.tier else ""
    expires = f", expires {day(own.token_expires_on, manner)}" if own.token_expires_on else ""
    upkeep = f"{number(own.upkeep_hours, manner, places=1)} h a month" if own.upkeep_hours is not None else ""
    return [
        ("Connects", " and ".join(line.connects.systems)),
        ("Objects", ", ".join(line.connects.objects)),
        ("Direction", "two-way" if line.connects.is_two_way else "one-way"),
        ("Platform", f"{own.platform}{tier}" if own.platform else ""),
        ("Trigger", own.trigger),
        ("Sign-in", f"{own.get_authentication_display()}{expires}" if own.authentication else ""),
        ("Scopes", own.scopes),
        ("TLS in transit", YES[own.encrypted_in_transit]),
        ("AES-256 at rest", YES[own.encrypted_at_rest]),
        ("Regulated data", ", ".join(part for part in (own.regulated_data, own.legal_basis) if part)),
        ("Retries", YES[own.has_retry]),
        ("Holds failures", YES[own.has_dead_letter_queue]),
        ("Written once by", own.idempotency_key),
        ("Expected", f"{number(own.expected_per_day, manner)} records a day" if own.expected_per_day else ""),
        ("Monthly check", own.monthly_check),
        ("Upkeep", upkeep),
        ("Staging tests", YES[own.tested_after_updates]),
        ("Live since", day(own.live_since, manner) if own.live_since else ""),
    ]

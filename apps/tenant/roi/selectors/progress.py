"""What each month brought, for the wins page, the portal and the reports."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from apps.core.clock import today_of
from apps.core.display import Manner, month
from apps.figures.bars import Bar, Bars
from apps.methods.progress import Gain, Month, months
from apps.shared.clients.models import Client
from apps.tenant.registry.models import Incident, Integration, IntegrationStatus
from apps.tenant.roi.lines import Measured
from apps.tenant.roi.selectors.studies import measured

MOST_MONTHS = 12


@dataclass(frozen=True)
class Progress:
    """months: oldest first, the last one is running. errors None: nothing is audited before and after."""

    months: tuple[Month, ...]
    hours: Decimal
    errors: Decimal | None
    live: int
    incidents: int
    measured: tuple[Measured, ...]

    @property
    def now(self) -> Month:
        return self.months[-1]

    @property
    def newest_first(self) -> tuple[Month, ...]:
        return self.months[::-1]


def progress_of(client: Client, *, only: Collection[int] | None = None, today: date | None = None) -> Progress:
    """Of the last twelve months; the sums since the beginning. only: initiatives that may be shown (ids)."""
    today, zone = today or today_of(client), ZoneInfo(client.time_zone)
    found = [one for one in measured(client) if one.is_live and (only is None or one.line.id in only)]
    gains = [gain for one in found for gain in _gains(one)]
    live = _live_days()
    incidents = [at.astimezone(zone).date() for at in Incident.objects.values_list("opened_at", flat=True)]
    start = min((day for day in (client.engagement_start, *live, *(gain.live for gain in gains)) if day), default=today)
    made = months(gains, live, incidents, start=min(start, today), today=today)
    return Progress(
        months=tuple(made[-MOST_MONTHS:]),
        hours=sum((one.hours for one in made), Decimal(0)),
        errors=sum((one.errors_avoided for one in made), Decimal(0)) if _is_audited(found) else None,
        live=made[-1].live,
        incidents=sum(one.incidents for one in made),
        measured=tuple(one for one in found if one.is_measured),
    )


def monthly_bars(made: Progress, manner: Manner) -> Bars:
    """Hours won back, a bar for each month."""
    rows = tuple(
        Bar(id=number, label=month(one.first, manner), value=one.hours, tone="good")
        for number, one in enumerate(made.months)
    )
    return Bars(rows=rows, unit="hours", value_name="won back", is_ranked=False)


def _gains(one: Measured) -> list[Gain]:
    live = one.line.initiative.end
    if live is None:
        return []
    errors = [line.errors_avoided_per_week or Decimal(0) for line in one.metrics]
    return [Gain(one.won_hours or Decimal(0), sum(errors, Decimal(0)), live)]


def _is_audited(found: Sequence[Measured]) -> bool:
    return any(line.errors_avoided_per_week is not None for one in found for line in one.metrics)


def _live_days() -> list[date]:
    live = Integration.objects.filter(status=IntegrationStatus.LIVE, live_since__isnull=False)
    return [day for day in live.values_list("live_since", flat=True) if day is not None]

"""The roadmap as it stands: the draft's snapshot, how much runs at once, and what comes too early."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from apps.core.clock import today_of
from apps.methods import capacity
from apps.methods.capacity import Period, TooEarly
from apps.shared.clients.models import Client
from apps.tenant.roadmap.lines import InitiativeLine
from apps.tenant.roadmap.models import LimitReason, Phase
from apps.tenant.roadmap.selectors.initiatives import list_initiatives, roadmap_spans
from apps.tenant.roadmap.snapshot import Bar, PhaseBar, Point, Snapshot

# A date typed centuries ahead must not make a figure of thousands of weeks.
MOST_WEEKS = 104


def current_snapshot(client: Client, lines: Sequence[InitiativeLine] | None = None) -> Snapshot:
    """The draft: everything that is not dropped, candidates too. lines: from `list_initiatives` when at hand."""
    made_of = list_initiatives(client) if lines is None else lines
    bars = tuple(_bar(line) for line in made_of)
    days = [day for bar in bars for day in (bar.start, bar.live) if day]
    first = min(days, default=today_of(client))
    start = client.engagement_start or first - timedelta(days=first.weekday())
    last = max((end for bar in bars for end in [bar.parallel[1] if bar.parallel else bar.live] if end), default=start)
    weeks = max(client.engagement_weeks, (last - start).days // 7 + 1)
    draft = Snapshot(
        start=start,
        weeks=min(weeks, MOST_WEEKS),
        phases=tuple(PhaseBar(id=one.pk, name=one.name, start=one.start, end=one.end) for one in Phase.objects.all()),
        bars=bars,
    )
    over = capacity.over_limit(draft.spans)
    if not over:
        return draft
    reasons = limit_reasons()
    given = [reason.reason for period in over if (reason := _reason_for(period, reasons))]
    return replace(draft, limit_reason=" ".join(dict.fromkeys(given)))


@dataclass(frozen=True)
class OverLimit:
    """A period with more than three in flight. reason: the one kept for it, None while nobody has given one."""

    period: Period
    names: tuple[str, ...]
    reason: LimitReason | None


@dataclass(frozen=True)
class Capacity:
    """at_limit: periods with exactly as many as advised; early: what starts before something it waits for."""

    at_limit: tuple[Period, ...]
    over: tuple[OverLimit, ...]
    early: tuple[tuple[TooEarly, str, str], ...]

    @property
    def unexplained(self) -> tuple[OverLimit, ...]:
        return tuple(one for one in self.over if one.reason is None)


def capacity_of(snapshot: Snapshot) -> Capacity:
    """Against the limit of three. One query, for the reasons."""
    spans = snapshot.spans
    reasons = list(limit_reasons()) if capacity.over_limit(spans) else []
    return Capacity(
        at_limit=tuple(one for one in capacity.at_least(spans, capacity.LIMIT) if one.count == capacity.LIMIT),
        over=tuple(
            OverLimit(period, tuple(snapshot.name_of(key) for key in period.keys), _reason_for(period, reasons))
            for period in capacity.over_limit(spans)
        ),
        early=tuple(
            (one, snapshot.name_of(one.key), snapshot.name_of(one.needs))
            for one in capacity.too_early(spans, snapshot.depends_on)
        ),
    )


@dataclass(frozen=True)
class AtLimit:
    """A period with as many in flight as advised. ends: names of those that are live on its last day."""

    period: Period
    ends: tuple[str, ...]


def at_limit_of(snapshot: Snapshot, found: Capacity, today: date) -> list[AtLimit]:
    """Those that are not over yet."""
    bars = {str(bar.id): bar for bar in snapshot.bars}
    return [
        AtLimit(period, tuple(bars[key].name for key in period.keys if bars[key].live == period.last))
        for period in found.at_limit
        if period.last >= today
    ]


def needs_reason(pk: int) -> bool:
    """Whether an initiative is part of more than three at once, and nobody has said why. Two queries."""
    mine = [period for period in capacity.over_limit(roadmap_spans()) if str(pk) in period.keys]
    reasons = limit_reasons() if mine else []
    return any(_reason_for(period, reasons) is None for period in mine)


def limit_reasons() -> Sequence[LimitReason]:
    """Every reason ever given, newest first."""
    return list(LimitReason.objects.select_related("given_by"))


def _reason_for(period: Period, reasons: Sequence[LimitReason]) -> LimitReason | None:
    keys = set(period.keys)
    return next((one for one in reasons if any(keys <= set(map(str, covered)) for covered in one.covers)), None)


def _bar(line: InitiativeLine) -> Bar:
    own = line.initiative
    return Bar(
        id=own.pk,
        name=own.name,
        kind=own.kind,
        state=own.state,
        phase_id=own.phase_id,
        owner=own.owner.name if own.owner else "",
        summary=own.summary,
        reason=own.reason,
        date_reason=own.date_reason,
        start=own.start,
        live=own.end,
        parallel_weeks=own.parallel_weeks or 0,
        depends_on=line.depends_on,
        milestones=tuple(Point(name=one.name, on=one.on, is_done=one.is_done) for one in own.milestones.all()),
        hand_off_hours=line.hand_off_hours,
        hours=line.value.hours_per_week,
        per_year=line.value.per_year,
    )

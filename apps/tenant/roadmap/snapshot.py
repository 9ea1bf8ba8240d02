"""The roadmap as data: what the figure draws, what a version keeps as plain JSON, what the portal shows.

The draft and every published version have this one form, so that they can be drawn and compared alike. A version
leaves out candidates and everything that is the consultants' own (notes, risks, effort, costs).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from apps.core.names import initials_of
from apps.methods import claims
from apps.methods.capacity import Span
from apps.methods.engagement import week_of
from apps.methods.ranges import Range
from apps.methods.rounding import half_up
from apps.methods.versions import Entry
from apps.methods.workings import Workings
from apps.tenant.roadmap.models import Kind, State

FORMAT = 1
# Takes away what division leaves behind (7.374999…), far below anything that is shown or added up.
PLACES = 10
NOTHING = Range.exactly(Decimal(0))


@dataclass(frozen=True, kw_only=True)
class PhaseBar:
    """Days are inclusive."""

    id: int
    name: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, kw_only=True)
class Point:
    """A milestone."""

    name: str
    on: date
    is_done: bool = False


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One initiative. `live` is the day of going live; hours a week and value a year as claimed."""

    id: int
    name: str
    kind: str = Kind.INTEGRATION
    state: str = State.PLANNED
    phase_id: int | None = None
    owner: str = ""
    summary: str = ""
    reason: str = ""
    date_reason: str = ""
    start: date | None = None
    live: date | None = None
    parallel_weeks: int = 0
    depends_on: tuple[int, ...] = ()
    milestones: tuple[Point, ...] = ()
    hand_off_hours: Decimal = Decimal(0)
    hours: Range = NOTHING
    per_year: Range = NOTHING

    @property
    def is_committed(self) -> bool:
        return self.state not in {State.CANDIDATE, State.DROPPED}

    @property
    def is_consolidation(self) -> bool:
        return self.kind == Kind.CONSOLIDATION

    @property
    def kind_words(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def owner_initials(self) -> str:
        return initials_of(self.owner)

    @property
    def span(self) -> Span | None:
        return Span(str(self.id), self.start, self.live) if self.start and self.live else None

    @property
    def parallel(self) -> tuple[date, date] | None:
        """First day of the parallel run and the day after its last: before a cut-over, otherwise after going live."""
        if not self.live or not self.parallel_weeks:
            return None
        weeks = timedelta(weeks=self.parallel_weeks)
        return (self.live - weeks, self.live) if self.is_consolidation else (self.live, self.live + weeks)

    @property
    def entry(self) -> Entry:
        """For comparing versions. ValueError without dates."""
        if self.start is None or self.live is None:
            raise ValueError(f"{self.name} has no dates.")
        return Entry(str(self.id), self.name, self.start, self.live, self.hours.expected, self.per_year.expected)


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """start and weeks: of the engagement, for the figure's scale. limit_reason: why more than three run at once."""

    start: date
    weeks: int
    phases: tuple[PhaseBar, ...] = ()
    bars: tuple[Bar, ...] = ()
    limit_reason: str = ""

    @property
    def committed(self) -> tuple[Bar, ...]:
        return tuple(bar for bar in self.bars if bar.is_committed)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Of what counts as in flight sooner or later."""
        return tuple(span for bar in self.committed if (span := bar.span))

    @property
    def depends_on(self) -> dict[str, tuple[str, ...]]:
        return {str(bar.id): tuple(map(str, bar.depends_on)) for bar in self.committed}

    @property
    def value(self) -> claims.ClaimedValue:
        """Claimed, over what is committed."""
        return claims.total_of([(bar.name, _value(bar)) for bar in self.committed])

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(bar.entry for bar in self.committed if bar.span)

    def bar(self, pk: int) -> Bar | None:
        return next((bar for bar in self.bars if bar.id == pk), None)

    def name_of(self, key: str | int) -> str:
        bar = self.bar(int(key))
        return bar.name if bar else ""

    def phase_of(self, bar: Bar) -> str:
        return next((phase.name for phase in self.phases if phase.id == bar.phase_id), "")

    def week(self, day: date | None) -> int | None:
        return week_of(self.start, day) if day else None


def published(snapshot: Snapshot) -> Snapshot:
    """What the sponsor is to see of it: without candidates and without phases that are empty then."""
    phases = {bar.phase_id for bar in snapshot.committed}
    return replace(
        snapshot, bars=snapshot.committed, phases=tuple(phase for phase in snapshot.phases if phase.id in phases)
    )


def to_json(snapshot: Snapshot) -> dict[str, Any]:
    """Plain JSON: days as ISO dates, numbers as decimal strings."""
    return {
        "format": FORMAT,
        "start": snapshot.start.isoformat(),
        "weeks": snapshot.weeks,
        "limit_reason": snapshot.limit_reason,
        "phases": [
            {"id": phase.id, "name": phase.name, "start": _day(phase.start), "end": _day(phase.end)}
            for phase in snapshot.phases
        ],
        "initiatives": [_bar_json(bar) for bar in snapshot.bars],
        "hours_per_week": _range_json(snapshot.value.hours_per_week),
        "value_per_year": _range_json(snapshot.value.per_year),
    }


def from_json(content: Mapping[str, Any]) -> Snapshot:
    """The other way round. An empty content is an empty roadmap."""
    return Snapshot(
        start=_date(content.get("start")) or date.min,
        weeks=content.get("weeks", 1),
        limit_reason=content.get("limit_reason", ""),
        phases=tuple(
            PhaseBar(id=row["id"], name=row["name"], start=_date(row["start"]), end=_date(row["end"]))
            for row in content.get("phases", ())
        ),
        bars=tuple(_bar(row) for row in content.get("initiatives", ())),
    )


PLAIN = ("id", "name", "kind", "state", "phase_id", "owner", "summary", "reason", "date_reason", "parallel_weeks")


def _bar_json(bar: Bar) -> dict[str, Any]:
    return {name: getattr(bar, name) for name in PLAIN} | {
        "kind": str(bar.kind),
        "state": str(bar.state),
        "start": _day(bar.start),
        "live": _day(bar.live),
        "depends_on": list(bar.depends_on),
        **_milestones_json(bar),
        "hand_off_hours": _decimal(bar.hand_off_hours),
        "hours_per_week": _range_json(bar.hours),
        "value_per_year": _range_json(bar.per_year),
    }


def _milestones_json(bar: Bar) -> dict[str, Any]:
    """Nothing where there are none, so that a version from before there were milestones is still the same."""
    if not bar.milestones:
        return {}
    return {"milestones": [{"name": one.name, "on": _day(one.on), "done": one.is_done} for one in bar.milestones]}


def _bar(row: Mapping[str, Any]) -> Bar:
    return Bar(
        **{name: row[name] for name in PLAIN if name in row},
        start=_date(row.get("start")),
        live=_date(row.get("live")),
        depends_on=tuple(row.get("depends_on", ())),
        milestones=tuple(
            Point(name=one["name"], on=date.fromisoformat(one["on"]), is_done=one["done"])
            for one in row.get("milestones", ())
        ),
        hand_off_hours=Decimal(row.get("hand_off_hours", 0)),
        hours=_range(row.get("hours_per_week")),
        per_year=_range(row.get("value_per_year")),
    )


def _value(bar: Bar) -> claims.ClaimedValue:
    made = Workings(bar.per_year.expected, "per year", claims.RULE, (), claims.SOURCE)
    return claims.ClaimedValue(bar.hours, bar.per_year, made)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _decimal(value: Decimal) -> str:
    return f"{half_up(value, PLACES).normalize():f}"


def _range_json(value: Range) -> dict[str, str]:
    return {"low": _decimal(value.low), "expected": _decimal(value.expected), "high": _decimal(value.high)}


def _range(row: Mapping[str, str] | None) -> Range:
    if not row:
        return NOTHING
    return Range(*(Decimal(row[case]) for case in ("low", "expected", "high")))


def without_dates(bars: Iterable[Bar]) -> list[str]:
    """Names of those that miss a day."""
    return [bar.name for bar in bars if bar.span is None]

"""What a report is made of: plain facts, unrounded, as they stood when it was asked for. See snapshot.py."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from apps.figures.bus_types import BusMap
from apps.figures.cash_flow import CashFlow
from apps.figures.daily import Daily
from apps.figures.gantt_types import Gantt
from apps.figures.heat_map import HeatMap
from apps.figures.histogram import Histogram
from apps.figures.swim_lane import SwimLane
from apps.figures.tornado import Tornado
from apps.methods.checklist import CheckPoint
from apps.methods.handoffs import Cadence
from apps.methods.measurement import Standing
from apps.tenant.reports.facts_since import SinceFacts

FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class About:
    """The report itself and both parties. accent: the firm's colour, #rrggbb. week: of the engagement."""

    id: str
    number: int
    made_at: datetime
    today: date
    firm: str
    accent: str
    client: str
    currency: str
    locale: str
    time_zone: str
    hourly_rate: Decimal
    engagement_start: date | None
    week: int | None
    previous_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ConflictFact:
    data_object: str
    applications: tuple[str, ...]
    differing: int | None
    total: int | None


@dataclass(frozen=True, kw_only=True)
class InventoryFacts:
    """more_than_listed: percent, None when nothing was listed."""

    applications: int
    listed: int
    found: int
    more_than_listed: Decimal | None
    shadow: int
    departments: int
    conflicts: tuple[ConflictFact, ...]


@dataclass(frozen=True, kw_only=True)
class HandOffFact:
    """A flow that a person performs. hours, money: at the baseline; left: hours a week today."""

    id: int
    mark: str
    source: str
    target: str
    data_object: str
    cadence: Cadence | None
    per_words: str
    minutes: Decimal | None
    people: int
    rate: Decimal
    hours_per_week: Decimal | None
    left_per_week: Decimal | None
    cost_per_year: Decimal | None


@dataclass(frozen=True, kw_only=True)
class GapFact:
    """A flow that runs by itself and still leaves something to wish for."""

    source: str
    target: str
    data_object: str
    mechanism: str
    gap: str
    gaps: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class HandOffFacts:
    """rows: largest first, all of them; gaps: the automated flows with one; automated: how many run by themselves.

    heat: hours a week and money a year by department and gap; lane: the process that takes most hours.
    """

    hours_per_week: Decimal
    hours_per_month: Decimal
    cost_per_week: Decimal
    cost_per_month: Decimal
    cost_per_year: Decimal
    untimed: int
    rows: tuple[HandOffFact, ...]
    gaps: tuple[GapFact, ...]
    automated: int
    map: BusMap
    standing: Standing
    heat: HeatMap | None = None
    lane: SwimLane | None = None


@dataclass(frozen=True, kw_only=True)
class OpportunityFact:
    """factors: frequency, error cost, time cost, each 1 to 3. card_*: weighted score, 0 to 100, as a range.

    state: what became of it, in words; tone: the mark that stands before it.
    """

    id: int
    name: str
    route: str
    factors: tuple[int, ...]
    score: int | None
    band: str
    hours_per_week: Decimal
    cost_per_year: Decimal
    expected_hours: Decimal | None
    effort: int | None
    card_total: Decimal | None
    card_low: Decimal
    card_high: Decimal
    card_missing: tuple[str, ...]
    decision: str
    decision_words: str
    reason: str
    tier: str
    rule_tier: str
    pattern: str
    override_reason: str
    overlap_percent: Decimal | None
    overlap_words: str
    state: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class OpportunityFacts:
    """rows by score, then hours. hours and cost: of their hand-offs, each flow once. weights: in percent, by name."""

    rows: tuple[OpportunityFact, ...]
    hours_per_week: Decimal
    cost_per_year: Decimal
    weights: tuple[tuple[str, Decimal], ...]
    proposals: int


@dataclass(frozen=True, kw_only=True)
class VersionFact:
    number: int
    status: str
    published_on: date
    decided_on: date | None


@dataclass(frozen=True, kw_only=True)
class InitiativeFact:
    """A row of the roadmap, with the date of the version approved last beside today's. opportunity: its id."""

    id: int
    name: str
    phase: str
    state: str
    tone: str
    owner: str
    start: date | None
    live: date | None
    was_live: date | None
    was_planned: bool
    reason: str
    opportunity: int | None = None


@dataclass(frozen=True, kw_only=True)
class RoadmapFacts:
    gantt: Gantt
    rows: tuple[InitiativeFact, ...]
    most_in_flight: int
    limit: int
    limit_reason: str
    approved: VersionFact | None
    waiting: VersionFact | None


@dataclass(frozen=True, kw_only=True)
class CaseFact:
    """One of three cases over the horizon. payback in months from the start; None with its word."""

    name: str
    cost: Decimal
    benefit: Decimal
    net: Decimal
    roi_percent: Decimal | None
    payback_months: Decimal | None
    payback_on: date | None
    payback_word: str


@dataclass(frozen=True, kw_only=True)
class ReturnFact:
    """One initiative, expected case: paid once, and a month. is_at_risk: nobody has looked back after 30 days yet.

    net_to_date: on the day of the report; None while it is not measured.
    """

    id: int = 0
    name: str
    once: Decimal
    benefit: Decimal
    running: Decimal
    net: Decimal
    payback_months: Decimal | None
    payback_word: str
    is_measured: bool
    reason: str
    is_at_risk: bool = False
    net_to_date: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class MeasuredFact:
    """A metric before and after. Each side: mean, low, high, sample size. verdict in words, tone of its mark.

    target: what is said about R's target for it, "" where there is none.
    """

    id: int = 0
    name: str
    initiative: str
    unit: str
    before: tuple[Decimal, Decimal, Decimal, int]
    after: tuple[Decimal, Decimal, Decimal, int] | None
    verdict: str
    tone: str
    target: str = ""


@dataclass(frozen=True, kw_only=True)
class MonthFact:
    """What a month brought: hours won back, errors avoided (None: nothing is audited), integrations live, incidents."""

    first: date
    hours: Decimal
    errors: Decimal | None
    live: int
    incidents: int


@dataclass(frozen=True, kw_only=True)
class LineFact:
    """A cost or benefit by line, over the horizon, risk adjusted. kind: cost or benefit."""

    name: str
    kind: str
    low: Decimal
    expected: Decimal
    high: Decimal
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class ChancesFact:
    """The return drawn many times. within_a_year, losing: percent of the draws; middle_months None: half never."""

    horizon_months: int
    within_a_year: Decimal
    losing: Decimal
    middle_months: Decimal | None
    histogram: Histogram
    tornado: Tornado
    lines: tuple[LineFact, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReturnFacts:
    start: date
    horizon_months: int
    rows: tuple[ReturnFact, ...]
    low: CaseFact
    expected: CaseFact
    high: CaseFact
    curve: CashFlow
    measured: tuple[MeasuredFact, ...] = ()
    months: tuple[MonthFact, ...] = ()
    chances: ChancesFact | None = None


@dataclass(frozen=True, kw_only=True)
class IntegrationFact:
    """checklist: the points that are done."""

    name: str
    status: str
    tone: str
    owner: str
    checklist_done: int
    last_signal: str
    last_signal_at: datetime | None
    has_runbook: bool
    token_expires_on: date | None
    checklist: tuple[CheckPoint, ...] = ()


@dataclass(frozen=True, kw_only=True)
class IncidentFact:
    integration: str
    summary: str
    opened_at: datetime
    resolved_at: datetime | None
    resolution: str


@dataclass(frozen=True, kw_only=True)
class RunFacts:
    """checklist_points: how many there are (eight); proposed: data objects whose contract waits for its owner.

    volumes: records a day of the integration that had the latest incident, volumes_of, each beside what is usual.
    not_looked_back: what is live and whose retrospective was due, with that day.
    """

    integrations: tuple[IntegrationFact, ...]
    incidents: tuple[IncidentFact, ...]
    proposed_contracts: tuple[str, ...]
    fragile: tuple[str, ...]
    champions: tuple[tuple[str, int], ...]
    checklist_points: int = 8
    volumes: Daily | None = None
    volumes_of: str = ""
    not_looked_back: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, kw_only=True)
class EnteredFact:
    """Who entered the inputs of a method line's example, and the day of the last entry."""

    key: str
    people: tuple[str, ...]
    last: date


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """Everything that a report says. A part that has no data yet is None; since: in a client's first report, too."""

    format: int
    about: About
    inventory: InventoryFacts
    hand_offs: HandOffFacts
    opportunities: OpportunityFacts
    roadmap: RoadmapFacts | None
    returns: ReturnFacts | None
    run: RunFacts
    entered: tuple[EnteredFact, ...] = ()
    since: SinceFacts | None = None

"""One data flow with everything that follows from it: hours, money, gap and priority, by the methods.

Worked out when asked for, once: a list of thousands pays only for what it shows, sums or sorts by.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from apps.methods import gaps, handoffs, priority
from apps.tenant.flows.models import Direction, ErrorCost, Gap, Mechanism, Per

DEFAULT_RATE = "the client's default rate"
OWN_RATE = "this flow's own rate"
MISSING_WORDS = {
    "times": "how often",
    "minutes": "minutes each time",
    "error_cost": "what an error costs",
    "mechanism": "mechanism",
    "direction": "direction today",
    "wanted_direction": "direction wanted",
    "latency_hours": "hours old on arrival",
    "wanted_latency_hours": "hours old at most",
    "has_owner": "whether somebody owns it",
    "is_monitored": "whether somebody is told when it fails",
}


SHORT_MECHANISMS = {Mechanism.MANUAL: "Re-entry", Mechanism.SPREADSHEET: "Spreadsheet", Mechanism.BATCH: "Batch"}


@dataclass(frozen=True)
class StepOf:
    """A pass of the flow in a process: which, by what name, at which place among its steps."""

    process_id: int
    process: str
    position: int


@dataclass(frozen=True, kw_only=True)
class FlowLine:
    """A flow between two applications as plain values, names beside ids.

    steps: its passes, in the order of the client's processes.
    hourly_rate: the flow's own, None for the client's default; rate: the one that counts. latencies in hours.
    source_department, target_department: where the applications stand on the map. today: by the client's clock.
    """

    id: int
    steps: tuple[StepOf, ...]
    source_id: int
    source: str
    target_id: int
    target: str
    data_object_id: int
    data_object: str
    mechanism: str
    direction: str
    wanted_direction: str
    times: Decimal | None
    per: str
    records: int | None
    minutes: Decimal | None
    people: int
    hourly_rate: Decimal | None
    error_rate: Decimal | None
    error_cost: str
    latency_hours: Decimal | None
    wanted_latency_hours: Decimal | None
    owner: str
    has_owner: bool | None
    is_monitored: bool | None
    last_broke_on: date | None
    symptom: str
    gap_override: str
    gap_override_reason: str
    notes: str
    version: int
    source_department: str
    target_department: str
    rate: Decimal
    today: date

    @property
    def name(self) -> str:
        """ "Shopify → Inventory sheet, Order"."""
        return f"{self.source} → {self.target}, {self.data_object}"

    @property
    def processes(self) -> dict[int, str]:
        """Id → name of the processes that it is a step of, each once, in their order."""
        return {step.process_id: step.process for step in self.steps}

    @property
    def process_id(self) -> int | None:
        """The first of its processes."""
        return next(iter(self.processes), None)

    @property
    def process(self) -> str:
        return next(iter(self.processes.values()), "")

    @property
    def is_hand_off(self) -> bool:
        """Whether a person performs it."""
        return self.mechanism in gaps.BY_HAND

    @property
    def is_two_way(self) -> bool:
        return self.direction == Direction.TWO_WAY

    @cached_property
    def cadence(self) -> handoffs.Cadence | None:
        return None if self.times is None else handoffs.Cadence(self.times, handoffs.Per(self.per))

    @cached_property
    def cost(self) -> handoffs.Cost | None:
        """Hours and money at the baseline; None while how often or how long is not known."""
        if self.cadence is None or self.minutes is None:
            return None
        return handoffs.cost_of(handoffs.HandOff(self.minutes, self.cadence, Decimal(self.people), self.rate))

    @property
    def hours_per_week(self) -> Decimal | None:
        return self.cost.hours_per_week if self.cost else None

    @property
    def cost_per_year(self) -> Decimal | None:
        return self.cost.cost_per_year if self.cost else None

    @cached_property
    def priority(self) -> priority.PriorityScore | None:
        """None while one of its three inputs is missing (`priority_missing` says which)."""
        if self.cadence is None or self.minutes is None or not self.error_cost:
            return None
        scored = priority.Scored(str(self.id), self.cadence, self.minutes, priority.ErrorCost(self.error_cost))
        return priority.score_of(scored)

    @property
    def score(self) -> int | None:
        return self.priority.score if self.priority else None

    @property
    def priority_missing(self) -> list[str]:
        """The inputs of the priority that are missing, in words."""
        return [MISSING_WORDS[name] for name in ("times", "error_cost", "minutes") if getattr(self, name) in (None, "")]

    @cached_property
    def rule(self) -> gaps.Classification:
        """The rule's own answer to which gap this is, whatever a person said."""
        facts = gaps.FlowFacts(
            mechanism=gaps.Mechanism(self.mechanism),
            direction=gaps.Direction(self.direction) if self.direction else None,
            wanted_direction=gaps.Direction(self.wanted_direction) if self.wanted_direction else None,
            latency_hours=short(self.latency_hours),
            wanted_latency_hours=short(self.wanted_latency_hours),
            has_owner=True if self.owner else self.has_owner,
            is_monitored=self.is_monitored,
            last_broke_on=self.last_broke_on,
        )
        return gaps.classify(facts, today=self.today)

    @cached_property
    def gap(self) -> gaps.Gap | None:
        """The gap that counts: the one a person gave, else the rule's; None: cannot be classified yet."""
        return gaps.Gap(self.gap_override) if self.gap_override else self.rule.label

    @property
    def gaps(self) -> tuple[gaps.Gap, ...]:
        """All gaps found by the rule, or the one that a person gave instead (none: an empty tuple)."""
        if not self.gap_override:
            return self.rule.gaps
        return () if self.gap is gaps.Gap.NONE else (gaps.Gap(self.gap_override),)

    @property
    def gap_missing(self) -> list[str]:
        """The fields without which the rule cannot be sure, in words."""
        return [MISSING_WORDS[name] for name in self.rule.missing]

    @property
    def gap_words(self) -> str:
        return str(Gap(self.gap.value).label) if self.gap else "Not known yet"

    @property
    def rule_words(self) -> str:
        return str(Gap(self.rule.label.value).label) if self.rule.label else "Not known yet"

    @property
    def mechanism_words(self) -> str:
        return str(Mechanism(self.mechanism).label)

    @property
    def mechanism_short(self) -> str:
        """For narrow columns."""
        return SHORT_MECHANISMS.get(Mechanism(self.mechanism), self.mechanism_words)

    @property
    def error_cost_words(self) -> str:
        return str(ErrorCost(self.error_cost).label) if self.error_cost else ""

    @property
    def per_words(self) -> str:
        return str(Per(self.per).label)

    @property
    def rate_words(self) -> str:
        return DEFAULT_RATE if self.hourly_rate is None else OWN_RATE


def short(value: Decimal | None) -> Decimal | None:
    """24 instead of the column's 24.00, as the reasons say it."""
    if value is None:
        return None
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()

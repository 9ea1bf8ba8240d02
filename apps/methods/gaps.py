"""What is wrong with a flow (R step 3, DOMAIN "Gaps").

no integration: manual or spreadsheet. fragile: a script without owner, or without monitoring, or broken within 90
days. one-way: two-way wanted, is one-way. batch: a scheduled batch whose data is older than wanted. A flow may have
several; the single label takes them in that order. Ours: where a needed field is missing and nothing certain was
found, there is no label and the missing fields are listed; the R conditions for "none" that have no gap of their own
(a connector that nobody owns or watches, or that is stale) are listed as remarks beside "none". An overrule is kept
beside the rule's own answer.

Worked example: a connector that runs one way where two-way is wanted.

>>> found = classify(FlowFacts(Mechanism.CONNECTOR, Direction.ONE_WAY, Direction.TWO_WAY), today=date(2026, 11, 19))
>>> found.label.value, [reason.text for reason in found.reasons]
('one_way', ['two-way is wanted, data moves one way'])
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

SOURCE = "R step 3"
RECENT_BREAK_DAYS = 90


class Gap(StrEnum):
    NONE = "none"
    NO_INTEGRATION = "no_integration"
    FRAGILE = "fragile"
    ONE_WAY = "one_way"
    BATCH = "batch"


PRECEDENCE = (Gap.NO_INTEGRATION, Gap.FRAGILE, Gap.ONE_WAY, Gap.BATCH)

TYPICAL_EFFECT = {
    Gap.NONE: "",
    Gap.NO_INTEGRATION: "10 to 20 hours a week per team",
    Gap.BATCH: "decisions on stale figures",
    Gap.ONE_WAY: "conflicting versions and reconciliation work",
    Gap.FRAGILE: "outages and firefighting",
}


class Mechanism(StrEnum):
    MANUAL = "manual"
    SPREADSHEET = "spreadsheet"
    BATCH = "batch"
    SCRIPT = "script"
    CONNECTOR = "connector"
    API = "api"
    EVENT = "event"


BY_HAND = frozenset({Mechanism.MANUAL, Mechanism.SPREADSHEET})


class Direction(StrEnum):
    ONE_WAY = "one_way"
    TWO_WAY = "two_way"


@dataclass(frozen=True, slots=True)
class FlowFacts:
    """What is known about a flow; None means unknown. Latencies in hours."""

    mechanism: Mechanism | None = None
    direction: Direction | None = None
    wanted_direction: Direction | None = None
    latency_hours: Decimal | None = None
    wanted_latency_hours: Decimal | None = None
    has_owner: bool | None = None
    is_monitored: bool | None = None
    last_broke_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    gap: Gap
    text: str


@dataclass(frozen=True, slots=True)
class Classification:
    """All gaps in order of precedence, the label (None: cannot be classified yet), why, what is missing, remarks."""

    label: Gap | None
    gaps: tuple[Gap, ...]
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    remarks: tuple[str, ...]
    source: str = SOURCE


@dataclass(frozen=True, slots=True)
class Overruled:
    """A person's answer beside the rule's."""

    label: Gap
    rule: Classification
    reason: str


def classify(flow: FlowFacts, *, today: date) -> Classification:
    """Apply the rule to one flow."""
    reasons = sorted(_reasons(flow, today), key=lambda reason: PRECEDENCE.index(reason.gap))
    gaps = tuple(gap for gap in PRECEDENCE if any(reason.gap is gap for reason in reasons))
    missing = tuple(_missing(flow, gaps))
    label = gaps[0] if gaps else (None if missing else Gap.NONE)
    remarks = tuple(_remarks(flow)) if label is Gap.NONE else ()
    return Classification(label, gaps, tuple(reasons), missing, remarks)


def overrule(rule: Classification, label: Gap, reason: str) -> Overruled:
    """Keep a person's answer with its reason. ValueError without a reason."""
    if not reason.strip():
        raise ValueError("Overruling the gap needs a reason.")
    return Overruled(label, rule, reason.strip())


def _reasons(flow: FlowFacts, today: date) -> Iterator[Reason]:
    if flow.mechanism in BY_HAND:
        yield Reason(Gap.NO_INTEGRATION, "a person moves the data")
    if flow.mechanism is Mechanism.SCRIPT:
        yield from _fragile(flow, today)
    if flow.direction is Direction.ONE_WAY and flow.wanted_direction is Direction.TWO_WAY:
        yield Reason(Gap.ONE_WAY, "two-way is wanted, data moves one way")
    if flow.mechanism is Mechanism.BATCH and _is_stale(flow):
        yield Reason(Gap.BATCH, f"data is {flow.latency_hours} h old, {flow.wanted_latency_hours} h is wanted")


def _fragile(flow: FlowFacts, today: date) -> Iterator[Reason]:
    if flow.has_owner is False:
        yield Reason(Gap.FRAGILE, "nobody owns the script")
    if flow.is_monitored is False:
        yield Reason(Gap.FRAGILE, "nobody watches the script")
    if flow.last_broke_on and 0 <= (today - flow.last_broke_on).days <= RECENT_BREAK_DAYS:
        yield Reason(Gap.FRAGILE, f"the script broke within {RECENT_BREAK_DAYS} days")


def _is_stale(flow: FlowFacts) -> bool:
    have, want = flow.latency_hours, flow.wanted_latency_hours
    return have is not None and want is not None and have > want


def _missing(flow: FlowFacts, gaps: tuple[Gap, ...]) -> Iterator[str]:
    """The fields that could still add a gap."""
    needed = ["mechanism", "wanted_direction"]
    if flow.wanted_direction is not Direction.ONE_WAY:
        needed.append("direction")
    if flow.mechanism is Mechanism.BATCH:
        needed += ["latency_hours", "wanted_latency_hours"]
    if flow.mechanism is Mechanism.SCRIPT and Gap.FRAGILE not in gaps:
        needed += ["has_owner", "is_monitored"]
    yield from (name for name in needed if getattr(flow, name) is None)


def _remarks(flow: FlowFacts) -> Iterator[str]:
    if flow.has_owner is False:
        yield "nobody owns it"
    if flow.is_monitored is False:
        yield "nobody watches it"
    if _is_stale(flow):
        yield f"data is {flow.latency_hours} h old, {flow.wanted_latency_hours} h is wanted"

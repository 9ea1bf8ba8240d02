"""Which tier and which pattern (G tiers, N approaches, DOMAIN "Tier, pattern, platform").

Tier 1, no-code connector: one-way, simple trigger to action, two systems. Tier 2, integration platform: two-way,
complex logic, three or more systems, or approval in several steps. Tier 3, custom: only where volume, unique logic or
security rules out 1 and 2, and only with the written reason why each fails; without both reasons the answer stays
tier 2. Pattern: event-driven where real time is needed, else point-to-point while this client has one or two
connections, hub-and-spoke beyond. A connection is one pair of systems, so three systems in a row are two. A person
may overrule with a reason.

Worked example: deal to invoice, the client's first connection; stock sync, which touches three systems.

>>> deal = recommend(Facts(systems=2, connections_before=0))
>>> deal.tier.value, deal.pattern.value
(1, 'point_to_point')
>>> recommend(Facts(systems=3, connections_before=1)).tier.value
2
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum, StrEnum

SOURCE = "G tiers; N approaches"
POINT_TO_POINT_UP_TO = 2


class Tier(IntEnum):
    NO_CODE = 1
    PLATFORM = 2
    CUSTOM = 3


class Pattern(StrEnum):
    POINT_TO_POINT = "point_to_point"
    HUB_AND_SPOKE = "hub_and_spoke"
    EVENT_DRIVEN = "event_driven"


@dataclass(frozen=True, slots=True)
class PriceRange:
    """US dollars as G gives them; `once` False is per month."""

    low: Decimal
    high: Decimal
    once: bool


PRICES = {
    Tier.NO_CODE: PriceRange(Decimal(0), Decimal(100), once=False),
    Tier.PLATFORM: PriceRange(Decimal(500), Decimal(2000), once=False),
    Tier.CUSTOM: PriceRange(Decimal(10000), Decimal(50000), once=True),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the requirement says.

    `rules_out` names volume, unique logic or security where one of them needs custom work,
    `tier_1_fails` and `tier_2_fails` are the written reasons. `connections_before` counts the client's others.
    """

    systems: int
    connections_before: int
    two_way: bool = False
    complex_logic: bool = False
    multi_step_approval: bool = False
    real_time: bool = False
    rules_out: tuple[str, ...] = ()
    tier_1_fails: str = ""
    tier_2_fails: str = ""


@dataclass(frozen=True, slots=True)
class Recommendation:
    tier: Tier
    pattern: Pattern
    price: PriceRange
    tier_reasons: tuple[str, ...]
    pattern_reasons: tuple[str, ...]
    would_change: tuple[str, ...]
    source: str = SOURCE


@dataclass(frozen=True, slots=True)
class Overruled:
    """A person's tier beside the rule's, with the reason that reports show."""

    tier: Tier
    rule: Recommendation
    reason: str


def recommend(facts: Facts) -> Recommendation:
    """Tier and pattern with their reasons. ValueError below two systems."""
    if facts.systems < 2:
        raise ValueError("A connection needs at least two systems.")
    tier, reasons = _tier(facts)
    pattern, because = _pattern(facts)
    changes = (*_tier_changes(facts, tier), *_pattern_changes(pattern))
    return Recommendation(tier, pattern, PRICES[tier], reasons, because, changes)


def overrule(rule: Recommendation, tier: Tier, reason: str) -> Overruled:
    """ValueError without a reason."""
    if not reason.strip():
        raise ValueError("Overruling the tier needs a reason.")
    return Overruled(tier, rule, reason.strip())


def _tier(facts: Facts) -> tuple[Tier, tuple[str, ...]]:
    ruled_out = tuple(f"{name} rules out ready-made platforms" for name in facts.rules_out)
    if facts.rules_out and facts.tier_1_fails.strip() and facts.tier_2_fails.strip():
        return Tier.CUSTOM, (
            *ruled_out,
            f"tier 1 fails: {facts.tier_1_fails.strip()}",
            f"tier 2 fails: {facts.tier_2_fails.strip()}",
        )
    if facts.rules_out:
        return Tier.PLATFORM, (*ruled_out, "tier 3 needs the written reason why tiers 1 and 2 each fail")
    complex_facts = tuple(_beyond_no_code(facts))
    if complex_facts:
        return Tier.PLATFORM, complex_facts
    return Tier.NO_CODE, ("one-way", "two systems", "one trigger, one action")


def _beyond_no_code(facts: Facts) -> Iterator[str]:
    if facts.two_way:
        yield "two-way"
    if facts.systems > 2:
        yield f"{facts.systems} systems"
    if facts.complex_logic:
        yield "complex logic"
    if facts.multi_step_approval:
        yield "approval in several steps"


def _pattern(facts: Facts) -> tuple[Pattern, tuple[str, ...]]:
    if facts.real_time:
        return Pattern.EVENT_DRIVEN, ("real time is needed",)
    connections = facts.connections_before + facts.systems - 1
    if connections <= POINT_TO_POINT_UP_TO:
        return Pattern.POINT_TO_POINT, (f"{connections} of at most {POINT_TO_POINT_UP_TO} direct connections",)
    return Pattern.HUB_AND_SPOKE, (f"connection {connections} of this client, more than {POINT_TO_POINT_UP_TO}",)


def _tier_changes(facts: Facts, tier: Tier) -> Iterator[str]:
    if tier is Tier.NO_CODE:
        yield "data flowing back: two-way, so tier 2"
        yield "a third system in the chain: tier 2"
    if tier is Tier.PLATFORM and not facts.rules_out:
        yield f"without {' and '.join(_beyond_no_code(facts))}: tier 1"
    if tier is Tier.PLATFORM:
        yield "volume, unique logic or security ruling out tiers 1 and 2, with written reasons: tier 3"
    if tier is Tier.CUSTOM:
        yield "a ready-made platform that meets the requirement: tier 2"


def _pattern_changes(pattern: Pattern) -> Iterator[str]:
    if pattern is Pattern.POINT_TO_POINT:
        yield "the third connection: hub-and-spoke"
    if pattern is Pattern.EVENT_DRIVEN:
        yield "data that may be some hours old: no events needed"
    else:
        yield "a need for real time: event-driven"

"""What a requirement statement may start from (DOMAIN "Requirements before tools", G mistake 4).

Systems, objects and direction follow from the flows. For the four parts that somebody has to write, what is already
known suggests a sentence, with the evidence beside it; nothing is written before a person takes it over.
conflict resolution: the object's system of record wins; without one, data that go one way leave nothing to resolve.
volume: runs a month, records each. latency: the shortest of the wanted ages on arrival. security: what kinds of data
the two ends hold, each with the access that follows from it.

Worked example:

>>> facts = Facts(route="HubSpot to QuickBooks", objects=("Invoice",), runs_per_month=Decimal("86.67"),
...               records=Decimal(1), wanted_hours=Decimal(1), financial=("QuickBooks",))
>>> [one.text for one in suggestions(facts)][1:3]
['About 87 runs a month, 1 record each.', 'At most 1 hour old on arrival.']
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

SOURCE = "G mistake 4"
PARTS = ("conflict_resolution", "volume", "latency", "security")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """records: each time; wanted_hours: oldest that data may be on arrival; None: not known.

    masters: object → its system of record. personal, health, financial: the systems that hold such data.
    """

    route: str
    objects: tuple[str, ...]
    two_way: bool = False
    runs_per_month: Decimal | None = None
    records: Decimal | None = None
    wanted_hours: Decimal | None = None
    masters: tuple[tuple[str, str], ...] = ()
    personal: tuple[str, ...] = ()
    health: tuple[str, ...] = ()
    financial: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`part` is one of `PARTS`; `evidence` says what the text rests on."""

    part: str
    text: str
    evidence: str


def suggestions(facts: Facts) -> tuple[Suggestion, ...]:
    """One for each part about which something is known, in the order of the statement."""
    found = (_conflicts(facts), _volume(facts), _latency(facts), _security(facts))
    return tuple(one for one in found if one is not None)


def _conflicts(facts: Facts) -> Suggestion | None:
    if facts.masters:
        winners = "; ".join(f"{system} wins for {name}" for name, system in facts.masters)
        return Suggestion(PARTS[0], f"{winners}.", "the systems of record under Data objects")
    if not facts.two_way and facts.objects:
        text = f"Data go one way ({facts.route}), so the source wins; nothing is written back."
        return Suggestion(PARTS[0], text, "the direction wanted of its flows")
    return None


def _volume(facts: Facts) -> Suggestion | None:
    if facts.runs_per_month is None:
        return None
    each = "" if facts.records is None else f", {_whole(facts.records)} {_plural('record', facts.records)} each"
    runs = f"About {_whole(facts.runs_per_month)} {_plural('run', facts.runs_per_month)} a month"
    return Suggestion(PARTS[1], f"{runs}{each}.", "how often its flows run today")


def _latency(facts: Facts) -> Suggestion | None:
    if facts.wanted_hours is None:
        return None
    hours = f"{facts.wanted_hours.normalize():f}"
    text = f"At most {hours} {_plural('hour', facts.wanted_hours)} old on arrival."
    return Suggestion(PARTS[2], text, "the age wanted on arrival of its flows")


def _security(facts: Facts) -> Suggestion | None:
    kinds = {"Personal data": facts.personal, "Health data": facts.health, "Financial data": facts.financial}
    held = [f"{kind} in {' and '.join(systems)}" for kind, systems in kinds.items() if systems]
    if not held:
        return None
    access = f"an account of its own for the connection, access to {', '.join(facts.objects)} only."
    return Suggestion(PARTS[3], f"{'; '.join(held)}: {access}", "the kinds of data noted at its applications")


def _whole(value: Decimal) -> str:
    return f"{value.to_integral_value(ROUND_HALF_UP):f}"


def _plural(word: str, value: Decimal) -> str:
    return word if value.to_integral_value(ROUND_HALF_UP) == 1 else f"{word}s"

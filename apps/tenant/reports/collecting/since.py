"""What changed since the report that the client has seen last: one snapshot against another, and nothing else."""

import logging
from collections.abc import Mapping
from decimal import InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from apps.tenant.reports.collecting.run import RECENT_INCIDENTS
from apps.tenant.reports.facts import FORMAT, IncidentFact, InitiativeFact, Snapshot
from apps.tenant.reports.facts_since import NetFact, SinceFacts, StandFact
from apps.tenant.reports.plain import from_plain

logger = logging.getLogger(__name__)
OFF_THE_ROADMAP = "off the roadmap"
WAITS = "waits"
# The further something has come, the sooner it is told.
ORDER = ("live", "parallel run", "being built", "planned", "decided", "dropped", OFF_THE_ROADMAP)


def collect_since(earlier: dict[str, Any] | None, now: Snapshot) -> SinceFacts | None:
    """None without an earlier snapshot, and for one that is written in another way than today's."""
    then = _readable(earlier)
    return compare(then, now) if then else None


def compare(then: Snapshot, now: Snapshot) -> SinceFacts:
    """What stands elsewhere, in the order of `ORDER`; figures as both reports had them, unrounded."""
    told = _since(then.run.incidents, then)
    happened = [one for one in now.run.incidents if one.opened_at > then.about.made_at]
    return SinceFacts(
        on=then.about.today,
        nets=_nets(then, now),
        stands=_stands(then, now),
        version_then=_version(then),
        version_now=_version(now),
        found_then=then.hand_offs.standing.found_hours,
        found_now=now.hand_offs.standing.found_hours,
        left_then=then.hand_offs.standing.left_hours,
        left_now=now.hand_offs.standing.left_hours,
        incidents_then=len(told),
        fixed_after=tuple(_seconds(one) for one in happened),
        has_more=len(happened) >= RECENT_INCIDENTS,
    )


def _readable(plain: dict[str, Any] | None) -> Snapshot | None:
    """A report must be made whatever lies in an old one."""
    if not plain or plain.get("format") != FORMAT:
        return None
    try:
        made: Snapshot = from_plain(Snapshot, plain)
    except (KeyError, TypeError, ValueError, InvalidOperation):
        logger.warning("An earlier snapshot cannot be read; the report leaves the comparison out", exc_info=True)
        return None
    return made


def _nets(then: Snapshot, now: Snapshot) -> tuple[NetFact, ...]:
    """Of what is measured today, largest first."""
    before = {row.id: row.net_to_date for row in (then.returns.rows if then.returns else ())}
    rows = [(row.net_to_date, row) for row in (now.returns.rows if now.returns else ()) if row.net_to_date is not None]
    rows.sort(key=lambda one: (-one[0], one[1].id))
    return tuple(NetFact(name=row.name, then=before.get(row.id), now=net) for net, row in rows)


def _stands(then: Snapshot, now: Snapshot) -> tuple[StandFact, ...]:
    """What waited and waits is no news, even where it is new."""
    links = {row.id: row.opportunity for row in _planned(now) if row.opportunity}
    before, after = _standing(then, links), _standing(now, links)
    found = [
        StandFact(name=name, then=before[key][1] if key in before else "", now=word, tone=tone)
        for key, (name, word, tone) in after.items()
        if (before[key][1] if key in before else WAITS) != word
    ]
    planned = {_key(row.id, row.opportunity or links.get(row.id)) for row in _planned(then)}
    found += [
        StandFact(name=name, then=word, now=OFF_THE_ROADMAP, tone="open")
        for key, (name, word, _) in before.items()
        if key in planned and key not in after
    ]
    return tuple(sorted(found, key=lambda one: (_rank(one.now), one.name)))


def _standing(facts: Snapshot, links: Mapping[int, int]) -> dict[str, tuple[str, str, str]]:
    """Name, word and tone of each opportunity, and of each change that none stands behind; called as the change is."""
    made = {_key(0, row.id): (row.name, row.state, row.tone) for row in facts.opportunities.rows}
    for row in _planned(facts):
        key = _key(row.id, row.opportunity or links.get(row.id))
        _, word, tone = made.get(key, ("", row.state, row.tone))
        made[key] = (row.name, word, tone)
    return made


def _planned(facts: Snapshot) -> tuple[InitiativeFact, ...]:
    return facts.roadmap.rows if facts.roadmap else ()


def _key(initiative: int, opportunity: int | None) -> str:
    return f"opportunity-{opportunity}" if opportunity else f"initiative-{initiative}"


def _rank(word: str) -> int:
    return ORDER.index(word) if word in ORDER else len(ORDER)


def _version(facts: Snapshot) -> str:
    roadmap = facts.roadmap
    if roadmap and roadmap.waiting:
        return f"{roadmap.waiting.number}, waits"
    return f"{roadmap.approved.number}, approved" if roadmap and roadmap.approved else ""


def _since(incidents: tuple[IncidentFact, ...], facts: Snapshot) -> list[IncidentFact]:
    """Those that the report told for the first time: all of them in a client's first one."""
    zone, before = ZoneInfo(facts.about.time_zone), facts.about.previous_on
    return [one for one in incidents if before is None or one.opened_at.astimezone(zone).date() > before]


def _seconds(one: IncidentFact) -> int | None:
    return int((one.resolved_at - one.opened_at).total_seconds()) if one.resolved_at else None

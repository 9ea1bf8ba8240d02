"""What changed since the report before: item, then, now."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from apps.core.display import MISSING
from apps.tenant.reports.executive.look import Look, plural, took
from apps.tenant.reports.facts import Snapshot
from apps.tenant.reports.facts_since import NetFact, SinceFacts, StandFact

MOST_NETS, MOST_STANDS = 2, 5


@dataclass(frozen=True, kw_only=True)
class Row:
    """mark: tone of the mark before now; cls: of its words. ref: the method line behind it."""

    name: str
    then: str
    now: str
    mark: str = ""
    cls: str = ""
    ref: str = ""


@dataclass(frozen=True, kw_only=True)
class Since:
    """then, now: heads of the columns. more: what is left out, in words."""

    title: str
    then: str
    now: str
    rows: list[Row]
    more: str


def since_of(facts: Snapshot, look: Look) -> Since | None:
    """None in a client's first report."""
    found = facts.since
    if found is None:
        return None
    nets, stands = found.nets[:MOST_NETS], found.stands[:MOST_STANDS]
    left_out = len(found.nets) + len(found.stands) - len(nets) - len(stands)
    return Since(
        title=f"What changed since {look.day(found.on)}",
        then=look.short_day(found.on),
        now=look.short_day(facts.about.today),
        rows=[
            *(_net(one, look) for one in nets),
            *(_stand(one) for one in stands),
            *_version(found),
            *_hours(found, look),
            _incidents(found, look),
        ],
        more=f"{plural(left_out, 'more change')} on the pages that follow." if left_out else "",
    )


def _net(one: NetFact, look: Look) -> Row:
    now = one.now or Decimal(0)
    return Row(
        name=f"{one.name}, net",
        then="not measured" if one.then is None else look.signed(one.then),
        now=look.signed(now),
        cls="good" if now > 0 else "",
        ref="net",
    )


def _stand(one: StandFact) -> Row:
    cls = {"good": "good", "open": "mute"}.get(one.tone, "")
    return Row(name=one.name, then=one.then or "not there yet", now=one.now, mark=one.tone, cls=cls)


def _version(found: SinceFacts) -> Sequence[Row]:
    if found.version_then == found.version_now:
        return ()
    return (Row(name="Roadmap version", then=found.version_then or "none yet", now=found.version_now or MISSING),)


def _hours(found: SinceFacts, look: Look) -> Sequence[Row]:
    """Found only where it moved; nothing before the first hand-off is timed."""
    rows = []
    if found.found_then != found.found_now:
        then, now = look.hours(found.found_then), look.hours(found.found_now)
        rows.append(Row(name="Hours a week found", then=then, now=now, ref="hours"))
    if found.found_then or found.found_now:
        cls = "good" if found.left_now < found.left_then else ""
        then, now = look.hours(found.left_then), look.hours(found.left_now)
        rows.append(Row(name="Hours a week left", then=then, now=now, cls=cls, ref="won_back"))
    return rows


def _incidents(found: SinceFacts, look: Look) -> Row:
    """Each side: what happened since the report before it."""
    count = len(found.fixed_after)
    still = sum(1 for seconds in found.fixed_after if seconds is None)
    shown = f"{look.number(count)} or more" if found.has_more else look.number(count)
    if count == 1 and found.fixed_after[0] is not None:
        shown += f", {took(found.fixed_after[0])}"
    elif count:
        shown += f", {look.number(still)} not fixed yet" if still else ", all fixed"
    return Row(name="Incidents", then=look.number(found.incidents_then), now=shown, cls="bad" if still else "")

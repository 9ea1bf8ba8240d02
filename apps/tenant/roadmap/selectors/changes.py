"""What changed between two versions, in sentences: dates, what is new or gone, and what else was agreed on."""

from collections.abc import Iterable
from dataclasses import replace

from apps.core.display import Manner, day, money
from apps.figures.numerals import listed
from apps.tenant.roadmap.models import State
from apps.tenant.roadmap.selectors.versions import Change, Changes
from apps.tenant.roadmap.snapshot import Bar, Snapshot


def sentences(changes: Changes, old: Snapshot, new: Snapshot, manner: Manner) -> list[str]:
    """Every change once; new ones first, then what moved, what is otherwise different, and what was taken out."""
    said = [_added(one.bar, manner) for one in changes.added]
    said += [_moved(one, manner) for one in changes.moved]
    for one in (*changes.moved, *changes.unchanged):
        said += [f"{one.bar.name}: {words}." for words in _others(one, old, new, manner)]
    said += [f"{one.bar.name} was taken out." for one in changes.removed]
    if new.limit_reason and new.limit_reason != old.limit_reason:
        said.append(f"More than three run at once. Reason: “{new.limit_reason}”")
    return said


def with_milestones(changes: Changes, manner: Manner) -> Changes:
    """The same, with what became of the milestones of those that are in both."""

    def told(rows: Iterable[Change]) -> tuple[Change, ...]:
        return tuple(
            replace(one, milestones=tuple(_milestones(one.before, one.bar, manner))) if one.before else one
            for one in rows
        )

    return replace(changes, moved=told(changes.moved), unchanged=told(changes.unchanged))


def _added(bar: Bar, manner: Manner) -> str:
    worth = f", worth {money(bar.per_year.expected, manner)} a year" if bar.per_year.expected else ""
    return f"{bar.name} is new: {day(bar.start, manner)} to {day(bar.live, manner)}{worth}."


def _moved(change: Change, manner: Manner) -> str:
    was, now = change.before, change.bar
    if was is None:
        return ""
    why = f" {now.date_reason}" if now.date_reason and now.date_reason != was.date_reason else ""
    if change.live_moved:
        return f"{now.name} goes live {change.moved}, {day(now.live, manner)} instead of {day(was.live, manner)}.{why}"
    return f"{now.name} {change.moved}, {day(now.start, manner)} instead of {day(was.start, manner)}.{why}"


def _others(change: Change, old: Snapshot, new: Snapshot, manner: Manner) -> Iterable[str]:
    was, now = change.before, change.bar
    if was is None:
        return
    if was.name != now.name:
        yield f"was called {was.name}"
    pairs = (
        ("owner", was.owner, now.owner),
        ("phase", old.phase_of(was), new.phase_of(now)),
        ("state", State(was.state).label.lower(), State(now.state).label.lower()),
    )
    yield from (f"{name} {before or 'none'} → {after or 'none'}" for name, before, after in pairs if before != after)
    waits, waited = set(now.depends_on), set(was.depends_on)
    if waits - waited:
        yield f"now waits for {listed([new.name_of(one) for one in sorted(waits - waited)])}"
    if waited - waits:
        yield f"no longer waits for {listed([old.name_of(one) for one in sorted(waited - waits)])}"
    yield from _milestones(was, now, manner)


def _milestones(was: Bar, now: Bar, manner: Manner) -> Iterable[str]:
    before = {one.name: one for one in was.milestones}
    for one in now.milestones:
        earlier = before.pop(one.name, None)
        if earlier is None:
            yield f"milestone “{one.name}” is new, {day(one.on, manner)}{', reached' if one.is_done else ''}"
            continue
        if one.on != earlier.on:
            yield f"milestone “{one.name}” on {day(one.on, manner)} instead of {day(earlier.on, manner)}"
        if one.is_done and not earlier.is_done:
            yield f"milestone “{one.name}” is reached"
    yield from (f"milestone “{name}” was taken out" for name in before)

"""What changed between two versions of a roadmap (DOMAIN 3, "what changed between any two versions").

Initiatives are matched by key. One that is in both has moved when its start or its live day differs (days later
positive, earlier negative), else it is unchanged, even when its value differs; the change of value is told
separately, per initiative and in total.

Worked example: v2 adds lead sync and takes stock sync live two weeks later.

>>> v1 = [Entry("stock", "Stock sync", date(2026, 11, 2), date(2026, 12, 21), Decimal("3.1875"), Decimal("6298.50"))]
>>> v2 = [Entry("stock", "Stock sync", date(2026, 11, 2), date(2027, 1, 4), Decimal("3.1875"), Decimal("6298.50")),
...       Entry("lead", "Lead sync", date(2026, 11, 30), date(2026, 12, 18), Decimal("0.4375"), Decimal("864.50"))]
>>> found = compare(v1, v2)
>>> [entry.name for entry in found.added], found.moved[0].live_days, found.per_year_change
(['Lead sync'], 14, Decimal('864.50'))
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Entry:
    """An initiative in a version, with its claimed hours a week and value a year."""

    key: str
    name: str
    start: date
    live: date
    hours_per_week: Decimal
    value_per_year: Decimal


@dataclass(frozen=True, slots=True)
class Moved:
    """Days by which start and live day moved; later is positive."""

    key: str
    name: str
    start_days: int
    live_days: int
    before: Entry
    after: Entry


@dataclass(frozen=True, slots=True)
class ValueChange:
    key: str
    name: str
    hours_per_week: Decimal
    per_year: Decimal


@dataclass(frozen=True, slots=True)
class Comparison:
    """Lists in order of live day, then key; totals of both versions, unrounded."""

    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    moved: tuple[Moved, ...]
    unchanged: tuple[Entry, ...]
    values_changed: tuple[ValueChange, ...]
    hours_before: Decimal
    hours_after: Decimal
    per_year_before: Decimal
    per_year_after: Decimal

    @property
    def per_year_change(self) -> Decimal:
        return self.per_year_after - self.per_year_before

    @property
    def is_same(self) -> bool:
        return not (self.added or self.removed or self.moved or self.values_changed)


def compare(old: Iterable[Entry], new: Iterable[Entry]) -> Comparison:
    """Compare two versions. ValueError when a key is there twice in one of them."""
    before, after = _by_key(old), _by_key(new)
    both = [(before[key], entry) for key, entry in after.items() if key in before]
    return Comparison(
        added=tuple(entry for key, entry in after.items() if key not in before),
        removed=tuple(entry for key, entry in before.items() if key not in after),
        moved=tuple(_moved(was, now) for was, now in both if _dates(was) != _dates(now)),
        unchanged=tuple(now for was, now in both if _dates(was) == _dates(now)),
        values_changed=tuple(_value_change(was, now) for was, now in both if _value(was) != _value(now)),
        hours_before=_sum(entry.hours_per_week for entry in before.values()),
        hours_after=_sum(entry.hours_per_week for entry in after.values()),
        per_year_before=_sum(entry.value_per_year for entry in before.values()),
        per_year_after=_sum(entry.value_per_year for entry in after.values()),
    )


def _by_key(entries: Iterable[Entry]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda entry: (entry.live, entry.key)):
        if entry.key in found:
            raise ValueError(f"{entry.name} is in the version twice.")
        found[entry.key] = entry
    return found


def _dates(entry: Entry) -> tuple[date, date]:
    return entry.start, entry.live


def _value(entry: Entry) -> tuple[Decimal, Decimal]:
    return entry.hours_per_week, entry.value_per_year


def _moved(was: Entry, now: Entry) -> Moved:
    return Moved(now.key, now.name, (now.start - was.start).days, (now.live - was.live).days, was, now)


def _value_change(was: Entry, now: Entry) -> ValueChange:
    hours, per_year = now.hours_per_week - was.hours_per_week, now.value_per_year - was.value_per_year
    return ValueChange(now.key, now.name, hours, per_year)


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, Decimal(0))

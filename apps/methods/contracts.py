"""Data contracts (N checklist of eight parts, DOMAIN "Data contract"): completeness and semantic versions.

Ours: a change is compatible when every payload that was valid stays valid, and breaking otherwise. Breaking: a field
removed, a required field without default added, an optional field made required, type or format changed, an allowed
value removed or a free field limited to values, the unique key changed. Compatible: an optional field or one with a
default added, a required field made optional, a format lifted, allowed values added or lifted. A breaking change
makes the next major version and needs the owner's approval, a compatible one the next minor, changed wording alone
the next patch.

Worked example: a required field is added, so 1.2.0 becomes 2.0.0.

>>> found = diff([Field("number", "text", is_required=True)],
...              [Field("number", "text", is_required=True), Field("tax", "decimal", is_required=True)])
>>> found.level.value, found.reasons, next_version("1.2.0", found)
('breaking', ('tax: required field added',), '2.0.0')
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

SOURCE = "N data contract checklist"


class Level(StrEnum):
    NONE = "none"
    COMPATIBLE = "compatible"
    BREAKING = "breaking"


class Part(StrEnum):
    PURPOSE = "purpose"
    OWNER = "owner"
    FIELDS = "fields"
    UNIQUE_KEY = "unique_key"
    ALLOWED_VALUES = "allowed_values"
    WRITE_RULES = "write_rules"
    ERROR_HANDLING = "error_handling"
    TEST_CASES = "test_cases"


PART_WORDS: Mapping[Part, str] = {
    Part.PURPOSE: "purpose and system of record",
    Part.OWNER: "owner and approval path",
    Part.FIELDS: "required fields, formats, validation",
    Part.UNIQUE_KEY: "unique key and matching",
    Part.ALLOWED_VALUES: "allowed values with versions",
    Part.WRITE_RULES: "create and update rules, who may write",
    Part.ERROR_HANDLING: "error handling and fallback defaults",
    Part.TEST_CASES: "test cases and sample payloads",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `allowed` empty: any value. `default` None: no default. `wording` is description and label."""

    name: str
    kind: str
    is_required: bool = False
    format: str = ""
    allowed: frozenset[str] = frozenset()
    default: str | None = None
    is_key: bool = False
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    field: str
    text: str
    level: Level


@dataclass(frozen=True, slots=True)
class Diff:
    """`level` is the gravest of the changes; changes go by field name."""

    level: Level
    changes: tuple[Change, ...]
    source: str = SOURCE

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(f"{change.field}: {change.text}" for change in self.changes)

    @property
    def needs_approval(self) -> bool:
        return self.level is Level.BREAKING


@dataclass(frozen=True, slots=True)
class Completeness:
    done: tuple[Part, ...]
    missing: tuple[Part, ...]

    @property
    def is_complete(self) -> bool:
        return not self.missing


def diff(old: Iterable[Field], new: Iterable[Field]) -> Diff:
    """Compare two field lists by name; order plays no part. ValueError for a name given twice."""
    before, after = _by_name(old), _by_name(new)
    changes: list[Change] = []
    for name in sorted(before.keys() | after.keys()):
        was, now = before.get(name), after.get(name)
        if was is None and now is not None:
            changes.append(_added(now))
        elif was is not None and now is None:
            changes.append(Change(name, "field removed", Level.BREAKING))
        elif was is not None and now is not None:
            changes.extend(_changed(was, now))
    levels = {change.level for change in changes}
    gravest = next((level for level in (Level.BREAKING, Level.COMPATIBLE) if level in levels), Level.NONE)
    return Diff(gravest, tuple(changes))


def next_version(version: str, found: Diff) -> str:
    """Next semantic version: major, minor, patch, or the same when nothing changed. ValueError unless x.y.z."""
    match = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", version)
    if not match:
        raise ValueError(f"A version has three numbers, such as 1.2.0, not {version}.")
    major, minor, patch = (int(part) for part in match.groups())
    if found.level is Level.BREAKING:
        return f"{major + 1}.0.0"
    if found.level is Level.COMPATIBLE:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}" if found.changes else version


def completeness(parts: Mapping[Part, bool]) -> Completeness:
    """Which of the eight parts are there; a part not given counts as missing."""
    done = tuple(part for part in Part if parts.get(part))
    return Completeness(done, tuple(part for part in Part if part not in done))


def _by_name(fields: Iterable[Field]) -> dict[str, Field]:
    found: dict[str, Field] = {}
    for field in fields:
        if field.name in found:
            raise ValueError(f"The field {field.name} is there twice.")
        found[field.name] = field
    return found


def _added(field: Field) -> Change:
    if field.is_key:
        return Change(field.name, "added to the unique key", Level.BREAKING)
    if field.is_required and field.default is None:
        return Change(field.name, "required field added", Level.BREAKING)
    kind = "required field with a default added" if field.is_required else "optional field added"
    return Change(field.name, kind, Level.COMPATIBLE)


def _changed(was: Field, now: Field) -> Iterator[Change]:
    name = was.name
    if was.kind != now.kind:
        yield Change(name, f"type changed from {was.kind} to {now.kind}", Level.BREAKING)
    if was.is_key != now.is_key:
        yield Change(name, "unique key changed", Level.BREAKING)
    yield from _requirement(was, now)
    yield from _format(was, now)
    yield from _allowed(was, now)
    if was.wording != now.wording:
        yield Change(name, "wording changed", Level.NONE)


def _requirement(was: Field, now: Field) -> Iterator[Change]:
    if was.is_required and not now.is_required:
        yield Change(was.name, "no longer required", Level.COMPATIBLE)
    if now.is_required and not was.is_required and now.default is None:
        yield Change(was.name, "now required", Level.BREAKING)
    if now.is_required and not was.is_required and now.default is not None:
        yield Change(was.name, "now required, with a default", Level.COMPATIBLE)
    if was.default != now.default and was.is_required == now.is_required:
        lost = now.is_required and now.default is None
        yield Change(was.name, "default changed", Level.BREAKING if lost else Level.COMPATIBLE)


def _format(was: Field, now: Field) -> Iterator[Change]:
    if was.format == now.format:
        return
    if now.format:
        yield Change(was.name, f"format changed to {now.format}", Level.BREAKING)
    else:
        yield Change(was.name, "format lifted", Level.COMPATIBLE)


def _allowed(was: Field, now: Field) -> Iterator[Change]:
    if was.allowed == now.allowed:
        return
    if not was.allowed:
        yield Change(was.name, "limited to allowed values", Level.BREAKING)
        return
    if not now.allowed:
        yield Change(was.name, "allowed values lifted", Level.COMPATIBLE)
        return
    removed, added = sorted(was.allowed - now.allowed), sorted(now.allowed - was.allowed)
    if removed:
        yield Change(was.name, f"allowed values removed: {', '.join(removed)}", Level.BREAKING)
    if added:
        yield Change(was.name, f"allowed values added: {', '.join(added)}", Level.COMPATIBLE)

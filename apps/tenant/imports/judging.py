"""The verdict on each row: what it would add, what it would change, or why it cannot be taken.

An empty cell leaves what is there. A row finds its application by name, whatever its capitals. Of two rows with the
same name the first one counts, the others are errors that say so. Nothing is written here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from apps.tenant.history.services import differences
from apps.tenant.imports.fields import BY_KEY, ImportField
from apps.tenant.imports.models import Verdict
from apps.tenant.imports.reading.limits import Cell, Line
from apps.tenant.inventory.bulk_services import Current
from apps.tenant.inventory.cells import Habits, NotFit, habits_of, is_blank
from apps.tenant.inventory.models import Application

LABELS = {
    field.name: {str(choice): str(label) for choice, label in field.choices}
    for field in Application._meta.concrete_fields
    if field.choices
}
NO_NAME = "No name: every row needs the name of an application."


@dataclass(frozen=True)
class Judged:
    line: Line
    name: str
    verdict: str
    reason: str = ""
    changes: list[dict[str, str]] = field(default_factory=list)
    values: Mapping[str, Any] = field(default_factory=dict)
    current: Current | None = None


def judge(
    lines: Sequence[Line], columns: Mapping[int, str], current: Mapping[str, Current], usual: Habits
) -> Iterator[Judged]:
    """A verdict for each line, in order. columns: position → key of the field; current: by name in lower case."""
    fields = {position: BY_KEY[key] for position, key in columns.items()}
    habits = {position: habits_of(_column(lines, position), usual) for position in fields}
    seen: dict[str, int] = {}
    for line in lines:
        values, problems = _read(line, fields, habits)
        yield _verdict(line, values, problems, seen, current)


def _column(lines: Sequence[Line], position: int) -> list[Cell]:
    return [line.cells[position] for line in lines if position < len(line.cells)]


def _read(
    line: Line, fields: Mapping[int, ImportField], habits: Mapping[int, Habits]
) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    problems: list[str] = []
    for position, wanted in fields.items():
        if position >= len(line.cells) or is_blank(line.cells[position]):
            continue
        try:
            values[wanted.key] = wanted.read(line.cells[position], habits[position])
        except NotFit as problem:
            problems.append(f"{wanted.label}: {problem}.")
    return values, problems


def _verdict(
    line: Line, values: dict[str, Any], problems: list[str], seen: dict[str, int], current: Mapping[str, Current]
) -> Judged:
    name = values.get("name", "")
    key = name.lower()
    if not name and not any(problem.startswith(f"{BY_KEY['name'].label}:") for problem in problems):
        problems.insert(0, NO_NAME)
    if name and key in seen:
        problems.insert(0, f"Same name as row {seen[key]}.")
    elif name:
        seen[key] = line.number
    if problems:
        return Judged(line, name, Verdict.ERROR, " ".join(problems))
    there = current.get(key)
    if there is None:
        return Judged(line, name, Verdict.NEW, "", _in_words({}, _without_name(values)), values)
    changed = {key: value for key, value in _without_name(values).items() if not _same(there.values[key], value)}
    verdict = Verdict.UPDATE if changed else Verdict.UNCHANGED
    return Judged(line, name, verdict, "", _in_words(there.values, changed), changed, there)


def _without_name(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key != "name"}


def _same(before: Any, after: Any) -> bool:
    if isinstance(after, list):
        return sorted(map(str.lower, before)) == sorted(map(str.lower, after))
    return bool(before == after)


def _in_words(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, str]]:
    words = {key: _shown(key, value) for key, value in after.items()}
    return differences({key: _shown(key, value) for key, value in before.items() if key in after}, words, Application)


def _shown(key: str, value: Any) -> Any:
    if key in LABELS:
        return LABELS[key].get(value, value)
    return (
        value.normalize() + 0 if isinstance(value, Decimal) else value.isoformat() if isinstance(value, date) else value
    )

"""Payloads against a data contract (DOMAIN "Data contract"): validated at the edge, drift reported and not swallowed.

A payload is one record, or several in a list. Each record is checked field by field: a required field without a
default is there; its type, format and allowed values hold; a unique field's value occurs once among the records; a
field that the contract does not know is drift. A missing, null or empty value of an optional field is fine.
Formats that are checked are those of `FORMATS`; any other format is words for people and is said to be unchecked.

Worked example: a currency in small letters and a field nobody agreed on.

>>> rules = (Rule("number", "text", is_required=True), Rule("currency", "text", format="ISO 4217 currency"))
>>> found = check([{"number": "INV-7", "currency": "usd", "colour": "red"}], rules)
>>> [finding.text for finding in found.findings]
['currency: "usd" is not an ISO 4217 currency', 'colour: not in the contract']
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

SOURCE = "N data contract checklist"
SHOWN_CHARACTERS = 40

FORMATS: Mapping[str, re.Pattern[str]] = {
    "e-mail": re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+"),
    "E.164 phone": re.compile(r"\+[1-9]\d{6,14}"),
    "ISO 4217 currency": re.compile(r"[A-Z]{3}"),
    "ISO 3166 country": re.compile(r"[A-Z]{2}"),
    "web domain": re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"),
    "two decimals": re.compile(r"-?\d+(\.\d{1,2})?"),
    "not negative": re.compile(r"\d+(\.\d+)?"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """What the contract says of one field. kind: text, number, integer, boolean, date, moment or choice."""

    name: str
    kind: str
    is_required: bool = False
    is_unique: bool = False
    format: str = ""
    allowed: tuple[str, ...] = ()
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong. record: number of the record, from 1; None when there is only one."""

    field: str
    message: str
    record: int | None = None

    @property
    def text(self) -> str:
        place = "" if self.record is None else f"record {self.record}, "
        return f"{place}{self.field}: {self.message}" if self.field else f"{place}{self.message}"


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome. unchecked: fields whose format is only words; records: how many were looked at."""

    findings: tuple[Finding, ...]
    unchecked: tuple[str, ...]
    records: int
    source: str = SOURCE

    @property
    def is_valid(self) -> bool:
        return not self.findings


def check(payload: object, rules: Sequence[Rule]) -> Checked:
    """Check a decoded JSON value: an object, or a list of objects."""
    unchecked = tuple(rule.name for rule in rules if rule.format and rule.format not in FORMATS)
    records = payload if isinstance(payload, list) else [payload]
    many = len(records) > 1
    findings: list[Finding] = []
    for no, record in enumerate(records, start=1):
        findings += _record(record, rules, no if many else None)
    findings += _doubles([record for record in records if isinstance(record, Mapping)], rules)
    if not records:
        findings.append(Finding("", "there is no record in the list"))
    return Checked(tuple(findings), unchecked, len(records))


def _record(record: object, rules: Sequence[Rule], no: int | None) -> Iterator[Finding]:
    if not isinstance(record, Mapping):
        yield Finding("", "a record is an object with named fields", no)
        return
    for rule in rules:
        problem = _value(record.get(rule.name), rule)
        if problem:
            yield Finding(rule.name, problem, no)
    known = {rule.name for rule in rules}
    for name in record:
        if name not in known:
            yield Finding(str(name), "not in the contract", no)


def _value(value: Any, rule: Rule) -> str:
    if value is None or value == "":
        return "missing, and required" if rule.is_required and rule.default is None else ""
    problem = _KINDS[rule.kind](value)
    if problem:
        return f"{_shown(value)} {problem}"
    if rule.allowed and str(value) not in rule.allowed:
        return f"{_shown(value)} is not one of {', '.join(rule.allowed)}"
    pattern = FORMATS.get(rule.format)
    if pattern and not pattern.fullmatch(_plain(value)):
        article = "an" if rule.format[0].lower() in "aeio" else "a"
        noun = rule.format not in {"two decimals", "not negative"}
        return f"{_shown(value)} is not {article} {rule.format}" if noun else f"{_shown(value)}: wanted {rule.format}"
    return ""


def _doubles(records: Sequence[Mapping[str, Any]], rules: Sequence[Rule]) -> Iterator[Finding]:
    for rule in rules:
        seen: set[str] = set()
        for no, record in enumerate(records, start=1):
            value = record.get(rule.name)
            if not rule.is_unique or value is None or value == "":
                continue
            if _plain(value) in seen:
                yield Finding(rule.name, f"{_shown(value)} occurs twice, and has to be unique", no)
            seen.add(_plain(value))


def _text(value: object) -> str:
    return "" if isinstance(value, str) else "is not text"


def _number(value: object) -> str:
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    return "" if is_number else "is not a number"


def _integer(value: object) -> str:
    if _number(value):
        return "is not a whole number"
    whole = Decimal(str(value))
    return "" if whole.is_finite() and whole == whole.to_integral_value() else "is not a whole number"


def _boolean(value: object) -> str:
    return "" if isinstance(value, bool) else "is neither true nor false"


def _date(value: object) -> str:
    is_day = isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) and _parsed(date.fromisoformat, value)
    return "" if is_day else "is not a date such as 2026-11-19"


def _moment(value: object) -> str:
    found = _parsed(datetime.fromisoformat, value) if isinstance(value, str) else None
    is_moment = found is not None and found.tzinfo is not None
    return "" if is_moment else "is not a moment with its time zone, such as 2026-11-19T14:00:00-08:00"


def _parsed(parse: Callable[[str], Any], value: str) -> Any:
    try:
        return parse(value)
    except ValueError:
        return None


_KINDS: Mapping[str, Callable[[object], str]] = {
    "text": _text,
    "number": _number,
    "integer": _integer,
    "boolean": _boolean,
    "date": _date,
    "moment": _moment,
    "choice": _text,
}


def _plain(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _shown(value: object) -> str:
    text = _plain(value)
    short = text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}…"
    return f'"{short}"' if isinstance(value, str) else short

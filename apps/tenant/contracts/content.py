"""A contract as plain data: what a version keeps, and what two of them differ in."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from apps.methods.contracts import Change, Diff, Field, Level, Part, diff
from apps.methods.payloads import Rule
from apps.tenant.contracts.models import Contract, ContractField, FieldType

TEXTS = ("purpose", "approval_path", "matching", "write_rules", "error_handling", "test_cases")
FIELD_VALUES = ("name", "type", "is_required", "is_unique", "format", "allowed_values", "default", "description")
NAMES = {value: label.lower() for value, label in FieldType.choices}
Content = Mapping[str, Any]


def content_of(contract: Contract, fields: Iterable[ContractField]) -> dict[str, Any]:
    """The eight parts as they stand now, in JSON values."""
    data_object = contract.data_object
    return {
        "data_object": data_object.name,
        "system_of_record": str(data_object.system_of_record or ""),
        "owner": str(contract.owner or ""),
        "unique_key": contract.unique_key,
        "sample_payload": contract.sample_payload,
        **{name: getattr(contract, name) for name in TEXTS},
        "fields": [{name: getattr(field, name) for name in FIELD_VALUES} for field in fields],
    }


def method_fields(content: Content) -> list[Field]:
    """Its fields as the method compares them: unique fields make up the key, no default is None."""
    return [
        Field(
            name=str(field["name"]),
            kind=NAMES.get(field["type"], field["type"]),
            is_required=bool(field["is_required"]),
            format=field["format"],
            allowed=frozenset(field["allowed_values"]),
            default=field["default"] or None,
            is_key=bool(field["is_unique"]),
            wording=field["description"],
        )
        for field in content.get("fields", ())
    ]


def rules_of(fields: Iterable[ContractField]) -> list[Rule]:
    """The fields as payloads are checked against them."""
    return [
        Rule(
            name=field.name,
            kind=field.type,
            is_required=field.is_required,
            is_unique=field.is_unique,
            format=field.format,
            allowed=tuple(field.allowed_values),
            default=field.default or None,
        )
        for field in fields
    ]


def changes_between(old: Content, new: Content) -> Diff:
    """Fields by the method's rules; another unique key is breaking, other words around the fields change no payload."""
    found = diff(method_fields(old), method_fields(new))
    around = tuple(_around(old, new))
    breaking = any(change.level is Level.BREAKING for change in around)
    return Diff(Level.BREAKING if breaking else found.level, (*found.changes, *around))


def _around(old: Content, new: Content) -> Iterator[Change]:
    was, now = old.get("unique_key", ""), new.get("unique_key", "")
    if was != now:
        yield Change("unique key", f"{was or 'none'} became {now or 'none'}", Level.BREAKING if was else Level.NONE)
    for name in ("system_of_record", "owner", *TEXTS, "sample_payload"):
        if old.get(name) != new.get(name):
            yield Change(name.replace("_", " "), "wording changed" if name in TEXTS else "changed", Level.NONE)


def parts_of(content: Content) -> dict[Part, bool]:
    """Which of the eight parts are written."""
    fields = content.get("fields", [])
    listed = [field for field in fields if field["type"] == FieldType.CHOICE]
    has_key = bool(content.get("unique_key") or any(field["is_unique"] for field in fields))
    return {
        Part.PURPOSE: bool(content.get("purpose") and content.get("system_of_record")),
        Part.OWNER: bool(content.get("owner") and content.get("approval_path")),
        Part.FIELDS: any(field["is_required"] for field in fields),
        Part.UNIQUE_KEY: has_key and bool(content.get("matching")),
        Part.ALLOWED_VALUES: bool(fields) and all(field["allowed_values"] for field in listed),
        Part.WRITE_RULES: bool(content.get("write_rules")),
        Part.ERROR_HANDLING: bool(content.get("error_handling")),
        Part.TEST_CASES: bool(content.get("test_cases")) and content.get("sample_payload") is not None,
    }

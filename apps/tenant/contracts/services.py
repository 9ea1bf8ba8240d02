"""Writes of the data contracts: the eight parts, the fields, and the versions that are published."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.core.checking import check_fields
from apps.core.errors import Conflict, Refused, Stale
from apps.shared.accounts.models import User
from apps.tenant.contracts.content import FIELD_VALUES, TEXTS, content_of
from apps.tenant.contracts.models import Contract, ContractField, ContractStatus, ContractVersion, FieldType
from apps.tenant.contracts.selectors import contract_line
from apps.tenant.contracts.starters import STARTERS
from apps.tenant.history.services import differences, record
from apps.tenant.inventory.models import DataObject, Person
from apps.tenant.inventory.services import find_or_add

PLAIN = (*TEXTS, "unique_key", "sample_payload")
MOST_FIELDS = 300
FIELD_WORDS = {"is_required": "required", "is_unique": "unique", "allowed_values": "allowed values"}
MOVES = {
    ContractStatus.DRAFT: ("took back the proposal of", {ContractStatus.PROPOSED}),
    ContractStatus.PROPOSED: ("proposed", {ContractStatus.DRAFT}),
    ContractStatus.RETIRED: ("retired", {ContractStatus.IN_FORCE}),
}


@transaction.atomic
def add_contract(values: Mapping[str, Any], *, by: User) -> Contract:
    """A new contract in draft. values: data_object (a name, made when new), starter (a key of `STARTERS` or ""),
    owner (a name), the fields of `PLAIN`, fields (a list as in `set_fields`). Refused where there is one already.
    """
    name = " ".join(str(values.get("data_object", "")).split())
    if not name:
        raise Refused("Say which data object the contract is about.", field="data_object")
    data_object = find_or_add(DataObject, name)
    if Contract.objects.filter(data_object=data_object).exists():
        raise Refused(f"There already is a contract for {data_object}.", field="data_object")
    contract = Contract(data_object=data_object)
    starter = _starter(str(values.get("starter") or ""))
    _apply(contract, {**(starter.texts() if starter else {}), **values})
    rows = values.get("fields", starter.field_values() if starter else [])
    _write_fields(contract, rows)
    record("added", contract, by=by, path=path_of(contract))
    return contract


@transaction.atomic
def change_contract(contract: Contract, values: Mapping[str, Any], *, by: User, version: int | None = None) -> Contract:
    """Change the given parts only, as in `add_contract`. Conflict when somebody changed it since `version`."""
    current = _locked(contract, version)
    before = _snapshot(current, values)
    _apply(current, values)
    if "fields" in values:
        _write_fields(current, values["fields"])
    _recorded(current, differences(before, _snapshot(current, values), Contract), by=by)
    return current


@transaction.atomic
def remove_contract(contract: Contract, *, by: User) -> None:
    """Refused once a version was published: retire it instead."""
    current = _locked(contract)
    if current.versions.exists():
        raise Refused(f"{current} has published versions. Retire the contract instead; its versions stay readable.")
    record("removed", current, by=by)
    current.delete()


@transaction.atomic
def add_field(contract: Contract, values: Mapping[str, Any], *, by: User) -> ContractField:
    """One more field at the end. values: names of `FIELD_VALUES`."""
    current = _locked(contract)
    fields = list(current.fields.all())
    if len(fields) >= MOST_FIELDS:
        raise Refused(f"A contract has at most {MOST_FIELDS} fields. Split the object.", field="name")
    field = ContractField(contract=current, position=fields[-1].position + 1 if fields else 0)
    _apply_field(field, values, taken={other.name.casefold() for other in fields})
    _recorded(current, [_field_change(field.name, "–", _field_words(field))], by=by)
    return field


@transaction.atomic
def change_field(field: ContractField, values: Mapping[str, Any], *, by: User) -> ContractField:
    """Change the given values of one field only."""
    contract = _locked(field.contract)
    current = ContractField.objects.get(pk=field.pk)
    before = _field_words(current)
    others = contract.fields.exclude(pk=current.pk).values_list("name", flat=True)
    _apply_field(current, values, taken={name.casefold() for name in others})
    if before != _field_words(current):
        _recorded(contract, [_field_change(current.name, before, _field_words(current))], by=by)
    return current


@transaction.atomic
def remove_field(field: ContractField, *, by: User) -> None:
    contract = _locked(field.contract)
    _recorded(contract, [_field_change(field.name, _field_words(field), "–")], by=by)
    field.delete()


@transaction.atomic
def set_status(contract: Contract, status: str, *, by: User) -> Contract:
    """Propose a draft, take a proposal back, retire a contract in force. In force it comes by publishing alone."""
    current = _locked(contract)
    if status not in MOVES:
        raise Refused("A contract comes into force by publishing a version.", field="status")
    verb, allowed = MOVES[ContractStatus(status)]
    if current.status not in allowed:
        state = str(current.get_status_display()).lower()
        raise Conflict(f"{current} is {state}; this cannot be done from there.")
    before = str(current.get_status_display())
    current.status = status
    _recorded(
        current, differences({"status": before}, {"status": current.get_status_display()}, Contract), by=by, verb=verb
    )
    return current


@transaction.atomic
def publish_version(
    contract: Contract, *, by: User, note: str = "", approved_by_owner: bool = False, at: datetime | None = None
) -> ContractVersion:
    """Publish the contract as it stands under the next semantic version; it is in force from then on.

    approved_by_owner: the owner agreed to a breaking change; kept with the version. at: when, by default now.
    Refused without fields, without a change, and for a breaking change without the owner or the owner's approval.
    """
    current = _locked(contract)
    line = contract_line(current.pk)
    if not line.contract.fields.all():
        raise Refused("List the fields first: they are what both sides agree on.")
    if not line.has_changes:
        raise Conflict(f"Nothing has changed since version {line.latest.number if line.latest else ''}.")
    if line.needs_approval and not current.owner:
        raise Refused("This change is breaking, and needs the approval of an owner. Name the owner first.")
    if line.needs_approval and not approved_by_owner:
        raise Refused(
            f"This change is breaking: {'; '.join(line.pending.reasons)}. {current.owner} has to approve it.",
            field="approved_by_owner",
        )
    version = ContractVersion.objects.create(
        contract=current,
        number=line.next_number,
        content=_plain_json(content_of(line.contract, line.contract.fields.all())),
        change=line.level,
        reasons=list(line.pending.reasons) if line.latest else [],
        note=note.strip(),
        approved_by_owner=approved_by_owner,
        published_by=by,
        published_at=at or timezone.now(),
    )
    current.status = ContractStatus.IN_FORCE
    change = {"field": "version", "label": "Version"}
    change |= {"before": line.latest.number if line.latest else "–", "after": version.number}
    _recorded(current, [change], by=by, verb="published")
    return version


def path_of(contract: Contract) -> str:
    return f"run/contracts/{contract.pk}/"


def _starter(name: str) -> Any:
    if name and name not in STARTERS:
        raise Refused(f"There is no starter called {name}. Choose one of {', '.join(STARTERS)}.", field="starter")
    return STARTERS.get(name)


def _locked(contract: Contract, version: int | None = None) -> Contract:
    current = (
        Contract.objects.select_for_update(of=("self",)).select_related("data_object", "owner").get(pk=contract.pk)
    )
    if version is not None and version != current.version:
        raise Stale(
            f"Somebody else changed {current} while you were editing. Check it and save again.",
            version=current.version,
        )
    return current


def _apply(contract: Contract, values: Mapping[str, Any]) -> None:
    for name in values.keys() & set(PLAIN):
        value = values[name]
        setattr(contract, name, _plain_json(value) if name == "sample_payload" else str(value).strip())
    if "owner" in values:
        contract.owner = find_or_add(Person, values["owner"]) if values["owner"] else None
    check_fields(contract)
    contract.save()


def _plain_json(value: Any) -> Any:
    """With plain numbers, as PostgreSQL keeps JSON. Refused for what it cannot keep."""
    try:
        text = json.dumps(value, default=_plain, allow_nan=False, ensure_ascii=False)
        text.encode()
    except (ValueError, TypeError, OverflowError) as error:
        raise Refused("The sample holds a value that cannot be kept.", field="sample_payload") from error
    if "\\u0000" in text:
        raise Refused("The sample holds a null character. Leave it out.", field="sample_payload")
    return json.loads(text)


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else str(value)


def _write_fields(contract: Contract, rows: Sequence[Mapping[str, Any]]) -> None:
    """Make the fields exactly these: by name changed, added or removed, in this order."""
    if len(rows) > MOST_FIELDS:
        raise Refused(f"A contract has at most {MOST_FIELDS} fields. Split the object.", field="fields")
    known = {field.name.casefold(): field for field in contract.fields.all()}
    taken: set[str] = set()
    for position, row in enumerate(rows):
        name = " ".join(str(row.get("name", "")).split()).casefold()
        field = known.get(name) or ContractField(contract=contract)
        field.position = position
        _apply_field(field, row, taken=taken)
        taken.add(name)
    gone = [field.pk for name, field in known.items() if name not in taken]
    contract.fields.filter(pk__in=gone).delete()


def _apply_field(field: ContractField, values: Mapping[str, Any], *, taken: Iterable[str]) -> None:
    for name in values.keys() & set(FIELD_VALUES):
        setattr(field, name, values[name])
    field.name = " ".join(str(field.name).split())
    field.allowed_values = list(
        dict.fromkeys(str(value).strip() for value in field.allowed_values if str(value).strip())
    )
    if not field.name:
        raise Refused("Give the field its name.", field="name")
    if field.name.casefold() in taken:
        raise Refused(f"There already is a field called {field.name}.", field="name")
    if field.type == FieldType.CHOICE and not field.allowed_values:
        raise Refused(f"{field.name} is one of a list: write the list.", field="allowed_values")
    if field.default and field.allowed_values and field.default not in field.allowed_values:
        raise Refused(f"{field.default} is not among the allowed values of {field.name}.", field="default")
    check_fields(field)
    field.save()


def _field_words(field: ContractField) -> str:
    marks = [word for name, word in FIELD_WORDS.items() if name != "allowed_values" and getattr(field, name)]
    values = [f"one of {', '.join(field.allowed_values)}"] if field.allowed_values else []
    default = [f"default {field.default}"] if field.default else []
    words = [str(field.get_type_display()).lower(), *marks, field.format, *values, *default, field.description]
    return ", ".join(word for word in words if word)


def _field_change(name: str, before: str, after: str) -> dict[str, str]:
    return {"field": "fields", "label": f"Field {name}", "before": before, "after": after}


def _snapshot(contract: Contract, values: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: getattr(contract, name) for name in values.keys() & set(PLAIN)}
    if "sample_payload" in found:
        found["sample_payload"] = json.dumps(found["sample_payload"], sort_keys=True)[:200]
    if "owner" in values:
        found["owner"] = str(contract.owner or "")
    if "fields" in values:
        found["list_of_fields"] = [f"{field.name} ({_field_words(field)})" for field in contract.fields.all()]
    return found


def _recorded(contract: Contract, changes: Sequence[Mapping[str, Any]], *, by: User, verb: str = "changed") -> None:
    if changes:
        contract.version += 1
        contract.save()
        record(verb, contract, by=by, changes=changes, path=path_of(contract))

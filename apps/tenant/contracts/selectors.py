"""Contracts with how complete they are, what is published, and what changed since."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet

from apps.core.errors import Refused
from apps.methods.contracts import PART_WORDS, Completeness, Diff, Level, Part, completeness, next_version
from apps.methods.payloads import Checked, check
from apps.tenant.contracts.content import changes_between, content_of, parts_of, rules_of
from apps.tenant.contracts.models import Contract, ContractStatus, ContractVersion

LARGEST_PAYLOAD = 65_536
FIRST_VERSION = "1.0.0"


@dataclass(frozen=True)
class ContractFilter:
    """query: part of the object's name; sort: a key of `SORTS`."""

    query: str = ""
    status: str = ""
    sort: str = "object"
    descending: bool = False

    @property
    def is_filtered(self) -> bool:
        return bool(self.query or self.status)


@dataclass(frozen=True)
class ContractLine:
    """A contract with its workings. latest: the version published last; pending: what changed since, or all of it."""

    contract: Contract
    parts: Completeness
    latest: ContractVersion | None
    pending: Diff

    @property
    def id(self) -> int:
        return self.contract.pk

    @property
    def name(self) -> str:
        return self.contract.data_object.name

    @property
    def has_changes(self) -> bool:
        """Whether there is something to publish."""
        return self.latest is None or bool(self.pending.changes)

    @property
    def next_number(self) -> str:
        """The number that the next version would have."""
        return next_version(self.latest.number, self.pending) if self.latest else FIRST_VERSION

    @property
    def level(self) -> str:
        """first, compatible, breaking, or wording: what publishing now would be."""
        if self.latest is None:
            return "first"
        return "wording" if self.pending.level is Level.NONE else self.pending.level.value

    @property
    def needs_approval(self) -> bool:
        return self.latest is not None and self.pending.needs_approval

    @property
    def part_words(self) -> list[tuple[str, bool]]:
        return [(PART_WORDS[part], part in self.parts.done) for part in Part]


SORTS: dict[str, Any] = {
    "object": lambda line: line.name.casefold(),
    "status": lambda line: list(ContractStatus).index(ContractStatus(line.contract.status)),
    "parts": lambda line: len(line.parts.done),
    "version": lambda line: [int(part) for part in line.latest.number.split(".")] if line.latest else [],
}


def list_contracts() -> QuerySet[Contract]:
    """With all that a line needs, in three queries."""
    versions = ContractVersion.objects.order_by("-id")
    return Contract.objects.select_related("data_object__system_of_record", "owner__department").prefetch_related(
        "fields", Prefetch("versions", versions)
    )


def line_of(contract: Contract) -> ContractLine:
    """The line of a contract out of `list_contracts`."""
    content = content_of(contract, contract.fields.all())
    latest = next(iter(contract.versions.all()), None)
    pending = changes_between(latest.content if latest else {}, content)
    return ContractLine(contract, completeness(parts_of(content)), latest, pending)


def contract_line(contract_id: int) -> ContractLine:
    return line_of(list_contracts().get(pk=contract_id))


def contract_lines(wanted: ContractFilter | None = None) -> list[ContractLine]:
    wanted = wanted or ContractFilter()
    found = list_contracts()
    if wanted.query:
        found = found.filter(data_object__name__icontains=wanted.query)
    if wanted.status:
        found = found.filter(status=wanted.status)
    return sorted((line_of(contract) for contract in found), key=SORTS[wanted.sort], reverse=wanted.descending)


def contracts_for(data_object_ids: Iterable[int]) -> dict[int, ContractLine]:
    """The contract of each of these data objects that has one."""
    found = list_contracts().filter(data_object__in=set(data_object_ids))
    return {contract.data_object_id: line_of(contract) for contract in found}


def status_counts() -> dict[str, int]:
    statuses = list(Contract.objects.values_list("status", flat=True))
    return {status: statuses.count(status) for status in ContractStatus.values}


def check_payload(contract: Contract, payload: object) -> Checked:
    """A decoded payload, one record or a list of them, against the contract's fields as they stand."""
    return check(payload, rules_of(contract.fields.all()))


def decoded(text: str) -> Any:
    """JSON as typed or pasted. Refused with the place of the mistake."""
    if len(text.encode()) > LARGEST_PAYLOAD:
        raise Refused("A sample of 64 KiB is enough: leave some records out.", field="payload")
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, character {error.colno}"
        raise Refused(f"This is not JSON: {error.msg} at {place}.", field="payload") from error
    except (ValueError, RecursionError) as error:
        raise Refused(
            "This is not JSON that can be checked: a value in it is out of bounds.", field="payload"
        ) from error


def _no_constant(name: str) -> Any:
    raise ValueError(name)

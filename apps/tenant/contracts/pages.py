"""What the templates of the data contracts may use."""

from dataclasses import dataclass
from typing import Any

from apps.core.access import Right, allowed
from apps.core.http import Request
from apps.core.listing import Chip, Column, chip
from apps.methods.contracts import PART_WORDS, Part
from apps.methods.payloads import Checked
from apps.tenant.contracts.content import NAMES
from apps.tenant.contracts.forms import (
    KNOWN_FORMATS,
    ContractFilterForm,
    FieldForm,
    NewContractForm,
    PartsForm,
    PublishForm,
    SampleForm,
)
from apps.tenant.contracts.models import Contract, ContractField, ContractStatus, ContractVersion
from apps.tenant.contracts.selectors import (
    ContractFilter,
    ContractLine,
    contract_line,
    contract_lines,
    status_counts,
)
from apps.tenant.history.models import Activity
from apps.tenant.history.selectors import activities_of
from apps.tenant.inventory.models import DataObject, Person

STATUS_TONES = {
    ContractStatus.DRAFT: "",
    ContractStatus.PROPOSED: "busy",
    ContractStatus.IN_FORCE: "good",
    ContractStatus.RETIRED: "",
}
LEVELS = {
    "first": ("First version", ""),
    "compatible": ("Compatible", "good"),
    "breaking": ("Breaking", "bad"),
    "wording": ("Wording only", ""),
}
COLUMNS = [
    Column("Data object", "object", sticky=True),
    Column("System of record"),
    Column("Owner"),
    Column("State", "status"),
    Column("Version", "version"),
    Column("Parts written", "parts", unit="of 8"),
    Column("Not published yet"),
]
FIELD_COLUMNS = [
    Column("Field", sticky=True),
    Column("Type"),
    Column("Required"),
    Column("Unique"),
    Column("Format"),
    Column("Allowed values"),
    Column("Default"),
    Column("Meaning"),
]


@dataclass(frozen=True)
class ContractRow:
    """A contract as words and shapes."""

    line: ContractLine

    @property
    def tone(self) -> str:
        return STATUS_TONES[ContractStatus(self.line.contract.status)]

    @property
    def marks(self) -> list[str]:
        return ["d" if is_there else "" for _, is_there in self.line.part_words]

    @property
    def level(self) -> tuple[str, str]:
        """Word and tone of what publishing now would be."""
        return LEVELS[self.line.level]


@dataclass(frozen=True)
class Names:
    objects: list[str]
    people: list[str]
    formats: list[str]

    @classmethod
    def known(cls) -> "Names":
        objects = DataObject.objects.values_list("name", flat=True)
        return cls(list(objects), list(Person.objects.values_list("name", flat=True)), KNOWN_FORMATS)


@dataclass(frozen=True)
class ContractsPage:
    rows: list[ContractRow]
    wanted: ContractFilter
    chips: list[Chip]
    columns: list[Column]
    kept: list[tuple[str, str]]
    new: NewContractForm
    names: Names
    may_edit: bool

    @property
    def sort(self) -> str:
        return f"-{self.wanted.sort}" if self.wanted.descending else self.wanted.sort


def contracts_page(request: Request, *, new: NewContractForm | None = None) -> ContractsPage:
    filters = ContractFilterForm(request.GET)
    wanted = filters.wanted()
    counts = status_counts()
    return ContractsPage(
        rows=[ContractRow(line) for line in contract_lines(wanted)],
        wanted=wanted,
        chips=[chip(request, "status", s.value, str(s.label), count=counts[s]) for s in ContractStatus if counts[s]],
        columns=COLUMNS,
        kept=[(name, request.GET[name]) for name in ("status", "sort") if name in request.GET],
        new=new or NewContractForm(),
        names=Names.known(),
        may_edit=allowed(request, Right.WORK_EDIT),
    )


@dataclass(frozen=True)
class FieldRow:
    """One line of the table. form: only while the line is edited."""

    field: ContractField
    form: FieldForm | None = None


@dataclass(frozen=True)
class Sample:
    """A payload that was tried: the form, and what came out (None before)."""

    form: SampleForm
    result: Checked | None = None


@dataclass(frozen=True)
class ContractPage:
    row: ContractRow
    contract: Contract
    fields: list[FieldRow]
    columns: list[Column]
    new_field: FieldForm
    form: PartsForm
    sample: Sample
    versions: list[ContractVersion]
    history: list[Activity]
    names: Names
    may_edit: bool

    @property
    def line(self) -> ContractLine:
        return self.row.line

    @property
    def part_rows(self) -> list[tuple[str, bool]]:
        return [(words[0].upper() + words[1:], is_there) for words, is_there in self.line.part_words]


def contract_page(
    request: Request,
    contract: Contract,
    *,
    form: PartsForm | None = None,
    new_field: FieldForm | None = None,
    sample: Sample | None = None,
) -> ContractPage:
    line = contract_line(contract.pk)
    return ContractPage(
        row=ContractRow(line),
        contract=line.contract,
        fields=[FieldRow(field) for field in line.contract.fields.all()],
        columns=FIELD_COLUMNS,
        new_field=new_field or FieldForm(),
        form=form or PartsForm(instance=line.contract),
        sample=sample or Sample(SampleForm.of(line.contract)),
        versions=list(line.contract.versions.all()),
        history=activities_of("contract", contract.pk),
        names=Names.known(),
        may_edit=allowed(request, Right.WORK_EDIT),
    )


@dataclass(frozen=True)
class PublishPage:
    row: ContractRow
    form: PublishForm
    missing: list[str]

    @property
    def line(self) -> ContractLine:
        return self.row.line


def publish_page(contract: Contract, data: Any = None) -> PublishPage:
    """data: what was posted, None to show the empty form."""
    line = contract_line(contract.pk)
    owner = line.contract.owner
    approval = f"{owner or 'The owner'} has approved this breaking change" if line.needs_approval else ""
    missing = [PART_WORDS[part] for part in line.parts.missing]
    return PublishPage(ContractRow(line), PublishForm(data, approval=approval), missing)


@dataclass(frozen=True)
class VersionPage:
    """A version as it was published."""

    version: ContractVersion

    @property
    def contract(self) -> Contract:
        return self.version.contract

    @property
    def level(self) -> tuple[str, str]:
        return LEVELS.get(self.version.change, (self.version.change, ""))

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Titles with their words; what was empty is left out."""
        kept = self.version.content
        found = [
            (PART_WORDS[Part.PURPOSE], _joined(kept, "purpose", "system_of_record")),
            (PART_WORDS[Part.OWNER], _joined(kept, "owner", "approval_path")),
            (PART_WORDS[Part.UNIQUE_KEY], _joined(kept, "unique_key", "matching")),
            (PART_WORDS[Part.WRITE_RULES], _joined(kept, "write_rules")),
            (PART_WORDS[Part.ERROR_HANDLING], _joined(kept, "error_handling")),
            (PART_WORDS[Part.TEST_CASES], _joined(kept, "test_cases")),
        ]
        return [(title[0].upper() + title[1:], words) for title, words in found if words]

    @property
    def fields(self) -> list[dict[str, Any]]:
        return [field | {"kind": NAMES.get(field["type"], "")} for field in self.version.content.get("fields", [])]


def _joined(kept: dict[str, Any], *names: str) -> str:
    return "; ".join(str(kept[name]) for name in names if kept.get(name))

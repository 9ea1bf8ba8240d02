"""What a person may enter about a contract. Checks shape only; cleans to the values that the services take."""

import json
from typing import Any, ClassVar

from django import forms

from apps.core.forms import Grouped, NameField, NamesField, VersionField
from apps.methods.payloads import FORMATS
from apps.tenant.contracts.models import Contract, ContractField, ContractStatus, FieldType
from apps.tenant.contracts.selectors import SORTS, ContractFilter
from apps.tenant.contracts.starters import STARTERS

FIELD_LABELS = {"is_required": "Required", "is_unique": "Unique", "allowed_values": "Allowed values"}


class NewContractForm(forms.Form):
    data_object = NameField("object-names", label="Data object", max_length=80, help_text="Such as Order, Invoice.")
    starter = forms.ChoiceField(
        label="Start from",
        required=False,
        choices=[("", "Nothing"), *((name, f"The usual {name.lower()}") for name in STARTERS)],
        help_text="Parts and fields to change as you like.",
    )
    owner = NameField("people-names", required=False, max_length=80, help_text="Approves breaking changes.")

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class PartsForm(Grouped, forms.ModelForm):
    """The eight parts, but for the fields, which have a table of their own."""

    groups: ClassVar = {
        "1 and 2: purpose and owner": ("purpose", "owner", "approval_path"),
        "4: unique key and matching": ("unique_key", "matching"),
        "6 and 7: rules and errors": ("write_rules", "error_handling"),
        "8: test cases": ("test_cases",),
    }
    owner = NameField("people-names", required=False, max_length=80, help_text="Approves breaking changes.")
    version = VersionField(required=False)

    class Meta:
        model = Contract
        fields: ClassVar = [
            *("purpose", "approval_path", "unique_key", "matching", "write_rules", "error_handling", "test_cases")
        ]
        widgets: ClassVar = {
            name: forms.Textarea(attrs={"rows": 3})
            for name in ("purpose", "matching", "write_rules", "error_handling", "test_cases")
        }
        help_texts: ClassVar = {
            "approval_path": "Who has to agree, in which order.",
            "unique_key": "A stable id, never a name.",
            "matching": "When two records are the same one.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["owner"] = str(self.instance.owner or "")
        self.initial["version"] = self.instance.version

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def _post_clean(self) -> None:
        """The services write; ModelForm would change the object in memory."""


class FieldForm(forms.Form):
    """One field, as a line of the table: its inputs belong to a form in another cell."""

    name = forms.CharField(max_length=80)
    type = forms.ChoiceField(choices=FieldType.choices, initial=FieldType.TEXT)
    is_required = forms.BooleanField(required=False)
    is_unique = forms.BooleanField(required=False)
    format = forms.CharField(required=False, max_length=120)
    allowed_values = NamesField(help_text="")
    default = forms.CharField(required=False, max_length=120)
    description = forms.CharField(required=False, max_length=200)

    def __init__(self, data: Any = None, *, field: ContractField | None = None) -> None:
        initial = {name: getattr(field, name) for name in self.base_fields} if field else {}
        self.key = str(field.pk) if field else "new"
        super().__init__(data, initial=initial, auto_id=f"field-{self.key}-%s")
        self.fields["format"].widget.attrs["list"] = "known-formats"
        for name, entry in self.fields.items():
            label = FIELD_LABELS.get(name, name.capitalize())
            entry.widget.attrs |= {"form": self.form_id, "aria-label": label, "autocomplete": "off"}

    @property
    def form_id(self) -> str:
        return f"edit-field-{self.key}"

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class PublishForm(forms.Form):
    """approval: the sentence to agree to, where the change is breaking."""

    note = forms.CharField(max_length=300, required=False, label="What changed, in a sentence")
    approved_by_owner = forms.BooleanField(required=False)

    def __init__(self, *args: Any, approval: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if approval:
            self.fields["approved_by_owner"].label = approval
        else:
            del self.fields["approved_by_owner"]

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class SampleForm(forms.Form):
    payload = forms.CharField(
        label="Payload",
        widget=forms.Textarea(attrs={"rows": 9, "class": "code", "spellcheck": "false"}),
        help_text="JSON: one record, or a list of them.",
        strip=False,
    )

    @classmethod
    def of(cls, contract: Contract) -> "SampleForm":
        """Filled with the contract's own sample."""
        sample = contract.sample_payload
        text = "" if sample is None else json.dumps(sample, indent=2, ensure_ascii=False)
        return cls(initial={"payload": text})


class ContractFilterForm(forms.Form):
    """The address of the list. Anything unknown filters nothing, so that an old link opens."""

    q = forms.CharField(required=False)
    status = forms.ChoiceField(choices=ContractStatus.choices, required=False)
    sort = forms.CharField(required=False)

    def wanted(self) -> ContractFilter:
        self.is_valid()
        chosen = self.cleaned_data
        sort = chosen.get("sort", "")
        return ContractFilter(
            query=chosen.get("q", ""),
            status=chosen.get("status", ""),
            sort=sort.lstrip("-") if sort.lstrip("-") in SORTS else "object",
            descending=sort.startswith("-"),
        )


KNOWN_FORMATS = list(FORMATS)

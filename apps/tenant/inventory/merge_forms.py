"""Where two applications differ: for each field, whose value counts."""

from dataclasses import dataclass
from typing import Any

from django import forms

from apps.tenant.history.services import shown
from apps.tenant.inventory.grid_columns import BY_KEY, EDITABLE
from apps.tenant.inventory.models import Application
from apps.tenant.inventory.services import snapshot

ADDED_UP = {"licences", "annual_cost"}
ALWAYS_JOINED = {"departments", "capabilities"}
NEVER_ASKED = {"data_objects"}  # they move by themselves, with what is done with them
KEPT, OTHER, BOTH = "kept", "other", "both"


@dataclass(frozen=True)
class Difference:
    label: str
    kept: str
    other: str
    field: forms.BoundField


class MergeForm(forms.Form):
    """One choice for each field in which the two differ. What only one of them knows is taken over by itself."""

    def __init__(self, kept: Application, other: Application, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = snapshot(kept, EDITABLE)
        self.theirs = snapshot(other, EDITABLE)
        self.words = {key: (_words(kept, key, self.kept), _words(other, key, self.theirs)) for key in EDITABLE}
        for key in EDITABLE:
            if self._is_open(key):
                self.fields[key] = forms.ChoiceField(
                    choices=self._choices(key, kept, other),
                    initial=BOTH if key in ADDED_UP else KEPT,
                    label=BY_KEY[key].label,
                    required=False,
                    widget=forms.Select(attrs={"class": "form-select form-select-s"}),
                )

    def differences(self) -> list[Difference]:
        return [Difference(BY_KEY[key].label, *self.words[key], self[key]) for key in self.fields]

    def values(self) -> dict[str, Any]:
        """For the service: what the kept application shall have."""
        found = {key: self._joined(key) for key in ALWAYS_JOINED if self.theirs[key]}
        for key in EDITABLE:
            if key in self.fields:
                found[key] = self._chosen(key, self.cleaned_data.get(key) or self.fields[key].initial)
            elif key not in ALWAYS_JOINED | NEVER_ASKED and _is_blank(self.kept[key]):
                found[key] = self.theirs[key]
        return {key: value for key, value in found.items() if value != self.kept[key]}

    def _is_open(self, key: str) -> bool:
        if key in ALWAYS_JOINED | NEVER_ASKED or _is_blank(self.theirs[key]) or _is_blank(self.kept[key]):
            return False
        return bool(self.theirs[key] != self.kept[key])

    def _choices(self, key: str, kept: Application, other: Application) -> list[tuple[str, str]]:
        both = [(BOTH, "Add up")] if key in ADDED_UP else []
        return [*both, (KEPT, f"Of {kept}"), (OTHER, f"Of {other}")]

    def _chosen(self, key: str, choice: Any) -> Any:
        if choice == BOTH:
            return self.kept[key] + self.theirs[key]
        return self.theirs[key] if choice == OTHER else self.kept[key]

    def _joined(self, key: str) -> list[str]:
        return sorted({*self.kept[key], *self.theirs[key]}, key=str.casefold)


def _is_blank(value: Any) -> bool:
    return value is None or value == ""


def _words(application: Application, key: str, values: dict[str, Any]) -> str:
    if BY_KEY[key].kind == "choice":
        return shown(getattr(application, f"get_{key}_display")())
    return shown(values[key])

"""The three inputs of the priority score, each by itself."""

from typing import Any, ClassVar

from django import forms

from apps.core.forms import VersionField
from apps.tenant.flows.models import ErrorCost, Per


class FactorForm(forms.Form):
    """One factor's input of one flow. of: times (with per), error_cost or minutes."""

    names: ClassVar = {"times": ("times", "per"), "error_cost": ("error_cost",), "minutes": ("minutes",)}
    version = VersionField(required=False)

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.all_fields().items():
            if name in self.names[of]:
                self.fields[name] = field
        self.fields[self.names[of][0]].widget.attrs["autofocus"] = True

    @staticmethod
    def all_fields() -> dict[str, forms.Field]:
        return {
            "times": forms.DecimalField(
                label="How often", required=False, min_value=0, max_digits=9, decimal_places=2, help_text="Times"
            ),
            "per": forms.ChoiceField(label="In which time", choices=Per.choices),
            "minutes": forms.DecimalField(
                label="Minutes each time", required=False, min_value=0, max_digits=8, decimal_places=2
            ),
            "error_cost": forms.ChoiceField(
                label="An error costs", choices=[("", "Not known yet"), *ErrorCost.choices], required=False
            ),
        }

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

"""What a person may enter about applications that overlap."""

from typing import Any

from django import forms

from apps.core.forms import VersionField, YesNoUnknownField
from apps.tenant.decisions.forms.parts import PartForm
from apps.tenant.inventory.models import Application


class ConsolidationForm(PartForm):
    applications = forms.ModelMultipleChoiceField(Application.objects.none(), widget=forms.CheckboxSelectMultiple)
    keep = forms.ModelChoiceField(
        Application.objects.none(), label="Which one stays", required=False, empty_label="The one with most users"
    )
    saving_12_months = forms.DecimalField(
        required=False, min_value=0, max_digits=12, decimal_places=2, help_text="Empty: computed."
    )
    migration_cost = forms.DecimalField(
        required=False, min_value=0, max_digits=12, decimal_places=2, help_text="Empty: estimated."
    )
    retraining_cost = forms.DecimalField(required=False, min_value=0, max_digits=12, decimal_places=2)
    can_maintain = YesNoUnknownField(label="Can or wants to maintain several integrations")
    overlap_override = YesNoUnknownField(label="Overlap of 70 % or more, overruled")
    saving_override = YesNoUnknownField(label="Pays within 12 months, overruled")
    override_reason = forms.CharField(label="Reason for overruling", max_length=300, required=False)
    version = VersionField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("applications", "keep"):
            self.fields[name].queryset = Application.objects.in_use()  # type: ignore[attr-defined]
        for name in ("overlap_override", "saving_override"):
            field = self.fields[name]
            field.choices = [("", "As computed"), ("yes", "Yes"), ("no", "No")]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return super().values() | {"applications": [one.name for one in self.cleaned_data["applications"]]}

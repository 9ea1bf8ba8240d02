"""Hours of upkeep as people book them."""

from datetime import date
from typing import Any

from django import forms

from apps.tenant.registry.models import Integration


class MonthField(forms.Field):
    """A month, entered with the browser's own picker, or typed as 2026-11. Cleans to its first day."""

    widget = forms.TextInput(attrs={"type": "month", "placeholder": "2026-11"})

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        try:
            return date.fromisoformat(f"{str(value).strip()}-01")
        except ValueError as wrong:
            raise forms.ValidationError("Enter a month as 2026-11.") from wrong


class UpkeepForm(forms.Form):
    integration = forms.ModelChoiceField(Integration.objects.none(), empty_label="Choose one")
    month = MonthField(label="Month")
    hours = forms.DecimalField(label="Hours", min_value=0, max_value=744, decimal_places=2)
    done_by = forms.CharField(label="By whom", required=False, max_length=80, help_text="Empty: you.")
    note = forms.CharField(label="Note", required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["integration"].queryset = Integration.objects.order_by("name")  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "integration": self.cleaned_data["integration"].pk}

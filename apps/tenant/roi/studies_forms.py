"""What the stopwatch and the sample check send."""

from decimal import Decimal
from typing import Any

from django import forms

from apps.methods.studies import MILLISECONDS
from apps.shared.catalog.models import MetricKind
from apps.tenant.roi.models import PhaseOfStudy
from apps.tenant.roi.studies_services import LONGEST

WRONG = ["Typing error", "Wrong value", "Missing", "Entered twice", "Other"]
KINDS = [(MetricKind.TIME, "Time it with a stopwatch"), (MetricKind.ERROR_RATE, "Check a sample for errors")]


class KindForm(forms.Form):
    kind = forms.ChoiceField(choices=KINDS)


class TimingForm(forms.Form):
    """One timing: milliseconds by the stopwatch, or minutes typed by hand."""

    phase = forms.ChoiceField(choices=PhaseOfStudy.choices, widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)
    milliseconds = forms.IntegerField(required=False, min_value=1, max_value=LONGEST, widget=forms.HiddenInput)
    minutes = forms.DecimalField(
        label="Minutes",
        required=False,
        min_value=Decimal("0.01"),
        max_value=Decimal(LONGEST) / MILLISECONDS["minutes"],
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"invalid": "Enter a number, for example 12 or 1.5."},
    )
    note = forms.CharField(label="Note", required=False, max_length=120)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and given.get("milliseconds") is None and given.get("minutes") is None:
            self.add_error("minutes", "Time it with the stopwatch, or enter the minutes.")
        return given

    def taken(self) -> int:
        """Milliseconds."""
        typed = self.cleaned_data["minutes"]
        measured = self.cleaned_data["milliseconds"]
        return int(measured) if measured is not None else int(typed * MILLISECONDS["minutes"])


class CheckForm(forms.Form):
    """One entry of a sample: right, or wrong in one of the usual ways."""

    phase = forms.ChoiceField(choices=PhaseOfStudy.choices, widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)
    result = forms.ChoiceField(choices=[("right", "Right"), *((kind, kind) for kind in WRONG)])

    def wrong(self) -> str | None:
        result = self.cleaned_data["result"]
        return None if result == "right" else str(result)

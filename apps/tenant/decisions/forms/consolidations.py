"""What a person may enter about consolidations and their parallel run."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from apps.core.forms import DateField, VersionField, YesNoUnknownField
from apps.methods.reconciliation import Week
from apps.tenant.decisions.forms.parts import DecisionForm, PartForm
from apps.tenant.decisions.selectors import ParallelRun
from apps.tenant.inventory.models import Application


def _money(**kwargs: Any) -> forms.DecimalField:
    return forms.DecimalField(min_value=0, max_digits=12, decimal_places=2, **kwargs)


class ConsolidationForm(PartForm):
    applications = forms.ModelMultipleChoiceField(Application.objects.none(), widget=forms.CheckboxSelectMultiple)
    keep = forms.ModelChoiceField(
        Application.objects.none(), label="Which one stays", required=False, empty_label="The one with most users"
    )
    saving_12_months = _money(required=False, help_text="Empty: computed.")
    migration_cost = _money(label="Migration, expected", required=False, help_text="Empty: estimated.")
    migration_low = _money(label="Migration, low", required=False, help_text="Empty: 25 % less.")
    migration_high = _money(label="Migration, high", required=False, help_text="Empty: 25 % more.")
    retraining_cost = _money(label="Retraining, expected", required=False)
    retraining_low = _money(label="Retraining, low", required=False, help_text="Empty: 25 % less.")
    retraining_high = _money(label="Retraining, high", required=False, help_text="Empty: 25 % more.")
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


class CaseDecisionForm(DecisionForm):
    weighed = forms.CharField(
        label="What was weighed",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Arguments that are not in the figures. Empty: the rule's reasons.",
    )
    field_order = ("decision", "reason", "weighed", "on", "together_with")


class DismissForm(forms.Form):
    """applications: the ids that the proposal named."""

    applications = forms.TypedMultipleChoiceField(coerce=int, widget=forms.MultipleHiddenInput)
    reason = forms.CharField(label="Why they need not be weighed", max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = Application.objects.in_use().values_list("pk", "name")
        self.fields["applications"].choices = list(names)  # type: ignore[attr-defined]


class RunForm(PartForm):
    start = DateField(label="First day")
    cut_over = DateField(
        label="Cut-over", required=False, help_text="Empty: after 30 days. What is on the roadmap is moved there."
    )


class MeasureForm(PartForm):
    name = forms.CharField(max_length=80, help_text="A number that both tools show: open invoices, sum of the week.")
    unit = forms.CharField(max_length=20, required=False, help_text="Invoices, $, hours.")
    tolerance = _money(label="May differ by", initial=0, help_text="0: the numbers have to be the same.")
    is_percent = forms.BooleanField(label="In percent of the old tool's number", required=False)
    version = VersionField(required=False)


class WeekForm(forms.Form):
    """The numbers of one week: old, new and a note for each measure. seen: what was there when the form was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, run: ParallelRun, week: Week) -> None:
        self.measures = [row.measure for row in run.rows]
        initial: dict[str, Any] = {"seen": run.seen(week.number)}
        for row in run.rows:
            reading = row.cells[week.number - 1].reading
            initial |= {f"{part}_{row.measure.pk}": getattr(reading, part, None) for part in ("old", "new", "note")}
        super().__init__(data, initial=initial)
        for measure in self.measures:
            unit = f", {measure.unit}" if measure.unit else ""
            for part in ("old", "new"):
                self.fields[f"{part}_{measure.pk}"] = forms.DecimalField(
                    label=f"{measure.name}, {part} tool{unit}", required=False, max_digits=16, decimal_places=2
                )
            self.fields[f"note_{measure.pk}"] = forms.CharField(
                label=f"{measure.name}, note", required=False, max_length=200
            )

    def readings(self) -> dict[int, dict[str, Decimal | str | None]]:
        return {
            measure.pk: {part: self.cleaned_data[f"{part}_{measure.pk}"] for part in ("old", "new", "note")}
            for measure in self.measures
        }


class CutOverForm(PartForm):
    on = DateField(label="Old tool switched off on")

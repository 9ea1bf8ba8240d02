"""What a person may enter about measurements and money. Cleans to the values that the services take."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.urls import reverse

from apps.core.forms import DateField, VersionField
from apps.shared.accounts.models import User
from apps.tenant.roadmap.models import Initiative
from apps.tenant.roi.models import BusinessCase, Metric, PhaseOfStudy
from apps.tenant.roi.selectors import flow_called, flow_words
from apps.tenant.roi.services import PLAIN, TERMS

# A comma followed by a space separates; "1,5" is one number.
BETWEEN = re.compile(r"[\s;|]+|,(?=\s)")
# Timings have no thousands, so that a comma is always a decimal one.
NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?", re.ASCII)
SHOWN_WRONG = 3
FLOW_NAMES = "flow-names"  # the page's list of names to choose from


class NumbersField(forms.CharField):
    """A column of numbers as pasted from a sheet: one a line, or with spaces, tabs or semicolons between."""

    widget = forms.Textarea(attrs={"rows": 6, "inputmode": "decimal", "spellcheck": "false"})

    def clean(self, value: Any) -> Any:
        parts = [part.rstrip(",") for part in BETWEEN.split(super().clean(value)) if part.strip(",")]
        plain = [part.replace("−", "-").replace(",", ".", 1) for part in parts]
        wrong = [part[:20] for part, number in zip(parts, plain, strict=True) if not NUMBER.fullmatch(number)]
        if wrong:
            shown = ", ".join(f"“{part}”" for part in wrong[:SHOWN_WRONG])
            more = f" and {len(wrong) - SHOWN_WRONG} more" if len(wrong) > SHOWN_WRONG else ""
            raise forms.ValidationError(f"No number: {shown}{more}. Nothing was added.")
        return [Decimal(number) for number in plain]


class FlowField(forms.CharField):
    """A data flow by its name, looked up while it is typed: a client may have thousands. Cleans to its id or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget = forms.TextInput()

    def looked_up_at(self, address: str) -> None:
        """Where the names come from; they go into the list of the page."""
        self.widget.attrs |= {
            **{"list": FLOW_NAMES, "autocomplete": "off", "hx-get": address, "hx-target": f"#{FLOW_NAMES}"},
            **{"hx-trigger": "input changed delay:200ms, focus once", "hx-swap": "innerHTML", "data-quiet": ""},
        }

    def clean(self, value: Any) -> Any:
        text = super().clean(value).strip()
        if not text:
            return None
        found = flow_called(text)
        if found is None:
            raise forms.ValidationError(
                "No data flow is called that. Type part of a tool's name and choose one of the list, or leave it empty."
            )
        return found.pk


class MetricForm(forms.ModelForm):
    """What is measured, and at which initiative and hand-off."""

    initiative = forms.ModelChoiceField(Initiative.objects.none(), required=False, empty_label="None, the whole client")
    flow = FlowField(
        label="Hand-off",
        required=False,
        help_text="Its cadence turns minutes into hours a week. Empty: the initiative's only one. Type part of a name.",
    )

    class Meta:
        model = Metric
        fields: Sequence[str] = ("name", "kind", "initiative", "flow", "unit", "cost_per_error", "higher_is_better")
        labels: ClassVar = {"kind": "How it is measured", "higher_is_better": "A higher value is better"}
        help_texts: ClassVar = {
            "unit": "Minutes for a time study, unless you say otherwise.",
            "cost_per_error": "Error audits only. Without it, errors avoided count as 0.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["initiative"].queryset = Initiative.objects.order_by("name")  # type: ignore[attr-defined]
        self.fields["flow"].looked_up_at(reverse("metric-flows"))  # type: ignore[attr-defined]
        self.initial["flow"] = flow_words(self.instance.flow) if self.instance.flow else ""

    def values(self) -> dict[str, Any]:
        plain = {name: self.cleaned_data[name] for name in PLAIN}
        chosen = self.cleaned_data["initiative"]
        return plain | {"initiative": chosen.pk if chosen else None, "flow": self.cleaned_data["flow"]}

    def _post_clean(self) -> None:
        """The services write and check; ModelForm would change the object in memory."""


class ValuesForm(forms.Form):
    """Timings, counts or answers of one phase."""

    phase = forms.ChoiceField(label="Observed", choices=PhaseOfStudy.choices)
    values = NumbersField(label="Values", help_text="One or many: paste a column from a sheet.")
    observed_on = DateField(label="On", required=False)


class AuditForm(forms.Form):
    """So many errors in a sample."""

    phase = forms.ChoiceField(label="Observed", choices=PhaseOfStudy.choices)
    errors = forms.IntegerField(label="Errors", min_value=0, max_value=10**8)  # type: ignore[assignment]
    sample = forms.IntegerField(label="In a sample of", min_value=1, max_value=10**8)
    observed_on = DateField(label="On", required=False)


class PhaseForm(forms.Form):
    """Which phase an act concerns."""

    phase = forms.ChoiceField(choices=PhaseOfStudy.choices)


class SignForm(forms.Form):
    """Who stands behind the baseline."""

    signer = forms.ModelChoiceField(User.objects.none(), label="Signed by", empty_label=None)

    def __init__(self, *args: Any, sponsors: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [user.pk for user in sponsors]
        self.fields["signer"].queryset = User.objects.filter(pk__in=ids)  # type: ignore[attr-defined]


class AssumptionsForm(forms.ModelForm):
    """The terms of the business case."""

    version = VersionField(required=False)

    class Meta:
        model = BusinessCase
        fields: Sequence[str] = TERMS

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in TERMS}

    def _post_clean(self) -> None:
        """The services write and check; ModelForm would change the object in memory."""


class MoneyForm(forms.ModelForm):
    """What one initiative costs and is expected to save."""

    version = VersionField(required=False)

    class Meta:
        model = Initiative
        fields: Sequence[str] = (
            *("build_cost", "training_cost", "subscription_per_month", "upkeep_hours_per_month"),
            *("share_low", "share_expected", "share_high", "other_saving_per_month", "other_saving_note", "reason"),
        )

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def _post_clean(self) -> None:
        """The services write and check; ModelForm would change the object in memory."""

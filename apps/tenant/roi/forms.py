"""What a person may enter about measurements and money. Cleans to the values that the services take."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar, cast

from django import forms
from django.urls import reverse

from apps.core.errors import Refused
from apps.core.forms import DateField, VersionField, refused
from apps.methods.measurement import Better
from apps.methods.metric_library import Standard
from apps.shared.accounts.models import User
from apps.shared.catalog.models import MetricKind
from apps.tenant.registry.models import Integration
from apps.tenant.roadmap.models import Initiative
from apps.tenant.roi.columns import LARGEST_FILE, UNCLEAR_WORDS, is_unclear, number_of, numbers_in
from apps.tenant.roi.models import BusinessCase, Metric, PhaseOfStudy
from apps.tenant.roi.selectors import flow_called, flow_words
from apps.tenant.roi.services import PLAIN, TERMS

# A comma followed by a space separates; "1,5" is one number.
BETWEEN = re.compile(r"[\s;|]+|,(?=\s)")
SHOWN_WRONG = 3
BETTER = [("", "As usual for what is measured"), (Better.LOWER.value, "Lower"), (Better.HIGHER.value, "Higher")]
FLOW_NAMES = "flow-names"  # the page's list of names to choose from


class NumbersField(forms.CharField):
    """A column of numbers as pasted from a sheet: one a line, or with spaces, tabs or semicolons between.

    counts: of things, where a comma may part thousands.
    """

    counts = False
    widget = forms.Textarea(attrs={"rows": 6, "inputmode": "decimal", "spellcheck": "false"})

    def clean(self, value: Any) -> Any:
        parts = [part.rstrip(",") for part in BETWEEN.split(super().clean(value)) if part.strip(",")]
        unclear = next((part for part in parts if self.counts and is_unclear(part)), None)
        if unclear:
            raise forms.ValidationError(f"There is “{unclear}”, {UNCLEAR_WORDS} Nothing was added.")
        numbers = [number_of(part) for part in parts]
        wrong = [part[:20] for part, number in zip(parts, numbers, strict=True) if number is None]
        if wrong:
            shown = ", ".join(f"“{part}”" for part in wrong[:SHOWN_WRONG])
            more = f" and {len(wrong) - SHOWN_WRONG} more" if len(wrong) > SHOWN_WRONG else ""
            raise forms.ValidationError(f"No number: {shown}{more}. Nothing was added.")
        return numbers


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
    """What is measured, and where. A new one may be chosen from the library; what is left empty comes from there."""

    standard = forms.ChoiceField(label="From the library", required=False)
    initiative = forms.ModelChoiceField(Initiative.objects.none(), required=False, empty_label="None, the whole client")
    integration = forms.ModelChoiceField(Integration.objects.none(), required=False, empty_label="None")
    flow = FlowField(
        label="Hand-off",
        required=False,
        help_text="Its cadence turns minutes into hours a week. Empty: the initiative's only one. Type part of a name.",
    )
    better = forms.ChoiceField(label="Better is", required=False, choices=BETTER)

    class Meta:
        model = Metric
        fields: Sequence[str] = (
            *("standard", "name", "kind", "initiative", "integration", "flow", "unit", "better", "goal_limit"),
            *("goal_change_percent", "cost_per_error"),
        )
        labels: ClassVar = {"kind": "How it is measured"}
        help_texts: ClassVar = {
            "unit": "Minutes for a time study, unless you say otherwise.",
            "cost_per_error": "Error audits only. Without it, errors avoided count as 0.",
            "goal_limit": "For instance 1 for at most 1 %.",
        }

    def __init__(self, *args: Any, library: Sequence[Standard] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["initiative"].queryset = Initiative.objects.order_by("name")
        fields["integration"].queryset = Integration.objects.order_by("name")
        fields["flow"].looked_up_at(reverse("metric-flows"))
        self.initial["flow"] = flow_words(self.instance.flow) if self.instance.flow else ""
        if self.instance.pk:
            del fields["standard"]
            fields["better"].choices = BETTER[1:]
            self.initial["better"] = Better.HIGHER if self.instance.higher_is_better else Better.LOWER
        else:
            own = [("", "None, described below"), *((one.key, one.name) for one in library)]
            fields["standard"].choices = own
            fields["name"].required = fields["kind"].required = False
            fields["kind"].choices = [("", "As in the library"), *MetricKind.choices]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.instance.pk and not given.get("standard"):
            for name, words in (("name", "Name it, or choose one from the library."), ("kind", "Say how.")):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return given

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        plain = {name: given[name] for name in PLAIN if name in given}
        linked = {name: given[name].pk if given[name] else None for name in ("initiative", "integration")}
        better = {"higher_is_better": given["better"] == Better.HIGHER if given["better"] else None}
        standard = {"standard": given["standard"]} if "standard" in given else {}
        return plain | linked | better | standard | {"flow": given["flow"]}

    def _post_clean(self) -> None:
        """The services write and check; ModelForm would change the object in memory."""


class ValuesForm(forms.Form):
    """Timings, counts or answers of one phase."""

    phase = forms.ChoiceField(label="Observed", choices=PhaseOfStudy.choices)
    values = NumbersField(label="Values", required=False, help_text="One or many: paste a column from a sheet.")
    file = forms.FileField(
        label="Or a CSV file", required=False, help_text="Its column of numbers counts, without the head."
    )
    observed_on = DateField(label="On", required=False)

    def __init__(self, *args: Any, counts: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counts = counts
        cast(NumbersField, self.fields["values"]).counts = counts

    def clean(self) -> dict[str, Any]:
        """From the field or from the file, not from both."""
        given = super().clean() or {}
        if self.errors:
            return given
        if given.get("file"):
            if given["values"]:
                self.add_error("file", "Either paste values or choose a file, so that nothing counts twice.")
            else:
                given["values"] = self._from_file(given["file"])
        elif not given["values"]:
            self.add_error("values", "This field is required: enter values, or choose a file.")
        return given

    def _from_file(self, file: Any) -> list[Decimal]:
        try:
            return numbers_in(file.read(LARGEST_FILE + 1), counts=self.counts)
        except Refused as refusal:
            refused(self, refusal)
            return []


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

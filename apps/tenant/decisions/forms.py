"""What a person may enter about decisions. Checks shape only; cleans to the values that the services take."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from apps.core.forms import DateField, VersionField, YesNoUnknownField
from apps.methods.scorecard import Criterion
from apps.tenant.decisions.models import Consolidation, Decision, Opportunity, Pattern, RuledOut, Tier
from apps.tenant.flows.models import Flow
from apps.tenant.inventory.models import Application

EFFORTS = [
    *(("", "Not known"), (1, "1, a setting"), (2, "2, one team learns a step"), (3, "3, one team works differently")),
    *((4, "4, several teams work differently"), (5, "5, the way the company works changes")),
]
DECISIONS = [
    *(choice for choice in Decision.choices if choice[0] != Decision.OPEN),
    (Decision.OPEN.value, "Not decided, or take the decision back"),
]


class PartForm(forms.Form):
    """A part of an opportunity or of a case: the fields that the services know by the same names."""

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class FlowChoice(forms.ModelMultipleChoiceField):
    """Flows by name, hand-offs first; says which opportunity one belongs to already."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, owners: dict[int, list[str]], **kwargs: Any) -> None:
        self.owners = owners
        flows = Flow.objects.in_use().select_related("source", "target", "data_object")
        super().__init__(flows, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        names = self.owners.get(obj.pk, [])
        note = f", part of {' and '.join(names)}" if names else ""
        return f"{obj}{'' if obj.is_hand_off else ' (automated)'}{note}"


class OpportunityForm(PartForm):
    name = forms.CharField(max_length=120)
    change_effort = forms.TypedChoiceField(
        choices=EFFORTS, coerce=int, empty_value=None, required=False, help_text="How much people have to change."
    )
    version = VersionField(required=False)

    def __init__(self, *args: Any, owners: dict[int, list[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        help_text = "A flow that is part of another opportunity moves here; one left without flows is merged into this."
        self.fields["flows"] = FlowChoice(owners=owners, help_text=help_text)

    def values(self) -> dict[str, Any]:
        return super().values() | {"flows": [flow.pk for flow in self.cleaned_data["flows"]]}


class InputsForm(PartForm):
    error_points = forms.DecimalField(
        label="Fewer wrong entries, percentage points",
        required=False,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        help_text="From 7.5 % to 1 % is 6.5. Ten points score 100.",
    )
    days_sooner = forms.DecimalField(
        label="Cash comes in sooner, days",
        required=False,
        min_value=0,
        max_digits=5,
        decimal_places=1,
        help_text="Four days score 100.",
    )
    risk_checks = forms.IntegerField(
        label="Risk checks that get better, of 5",
        required=False,
        min_value=0,
        max_value=5,
        help_text="One person's knowledge, shared credentials, no trace, no alert, personal data by mail.",
    )
    user_pain = forms.DecimalField(
        label="Survey: how much it hurts, 1 to 5",
        required=False,
        min_value=1,
        max_value=5,
        max_digits=3,
        decimal_places=2,
        help_text="Mean of the answers of those who do it today.",
    )
    inputs_source = forms.CharField(
        label="Where these figures come from", required=False, max_length=200, help_text="Audit, interview, survey."
    )
    version = VersionField(required=False)


class RequirementForm(PartForm):
    """All parts at once: only then is the requirement written. Systems, objects and direction follow from the flows."""

    conflict_resolution = forms.CharField(
        label="Conflict resolution",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Which side wins when both changed the same record?",
    )
    volume = forms.CharField(max_length=200, help_text="Records a day or month, and the peak.")
    latency = forms.CharField(max_length=200, help_text="How old may the data be on arrival?")
    security = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}), help_text="Personal or financial data, access, who may read it."
    )
    needs_real_time = forms.BooleanField(label="Real time is needed", required=False)
    needs_complex_logic = forms.BooleanField(label="Complex logic: branches, lookups, sums", required=False)
    needs_approval_steps = forms.BooleanField(label="Approval in several steps", required=False)
    rules_out = forms.ChoiceField(
        label="Rules out ready-made platforms", choices=[("", "Nothing"), *RuledOut.choices], required=False
    )
    tier_1_fails = forms.CharField(label="Why tier 1 fails", max_length=300, required=False)
    tier_2_fails = forms.CharField(label="Why tier 2 fails", max_length=300, required=False)
    version = VersionField(required=False)


class DecisionForm(PartForm):
    decision = forms.ChoiceField(choices=DECISIONS, widget=forms.RadioSelect)
    reason = forms.CharField(max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    on = DateField(label="Decided on")
    together_with = forms.CharField(label="Decided together with", max_length=120, required=False)


class OverruleForm(PartForm):
    tier = forms.TypedChoiceField(
        choices=[("", "As the rule says"), *Tier.choices], coerce=int, empty_value=None, required=False
    )
    pattern = forms.ChoiceField(choices=[("", "As the rule says"), *Pattern.choices], required=False)
    reason = forms.CharField(max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class PlatformForm(PartForm):
    platform = forms.CharField(max_length=60, required=False, help_text="Empty: none chosen.")
    price = forms.DecimalField(label="Price a month", required=False, min_value=0, max_digits=10, decimal_places=2)
    reason = forms.CharField(label="Why this one", max_length=300, required=False)


class WeightsForm(forms.Form):
    """Percent for each criterion; that they add to 100 is the service's to refuse."""

    reason = forms.CharField(label="Why they change", max_length=200, required=False)

    labels: ClassVar = {
        Criterion.TIME_SAVED: "Time saved",
        Criterion.ERROR_REDUCTION: "Error reduction",
        Criterion.REVENUE: "Revenue and cash",
        Criterion.RISK_REDUCTION: "Risk reduction",
        Criterion.USER_EXPERIENCE: "User experience",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for criterion, label in self.labels.items():
            widget = forms.NumberInput(attrs={"data-part": ""})
            self.fields[criterion.value] = forms.IntegerField(
                label=f"{label}, %", min_value=0, max_value=100, widget=widget
            )
        self.order_fields([criterion.value for criterion in Criterion])

    def weights(self) -> dict[str, int]:
        return {criterion.value: self.cleaned_data[criterion.value] for criterion in Criterion}


class ProposalsForm(forms.Form):
    """Which of the proposed groups become opportunities. Cleans to lists of flow ids by name."""

    chosen = forms.MultipleChoiceField(
        label="Make opportunities of", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Choose one."}
    )

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = list(choices)  # type: ignore[attr-defined]


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


def initial_of(item: Opportunity | Consolidation, form: type[forms.Form]) -> dict[str, Any]:
    """What the form shows of the object: its fields of the same name."""
    names = [name for name in form.base_fields if hasattr(item, name)]
    return {name: getattr(item, name) for name in names}

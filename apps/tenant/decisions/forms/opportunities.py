"""What a person may enter about an opportunity: its flows, its inputs, its requirement."""

from typing import Any

from django import forms

from apps.core.forms import VersionField
from apps.methods.scorecard import EFFORTS
from apps.tenant.decisions.forms.parts import PartForm, SharedForm
from apps.tenant.decisions.models import RuledOut
from apps.tenant.flows.models import Flow

EFFORT_CHOICES = [("", "Not known"), *((step, f"{step}, {words}") for step, words in EFFORTS.items())]


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
        choices=EFFORT_CHOICES,
        coerce=int,
        empty_value=None,
        required=False,
        help_text="How much people have to change.",
    )
    version = VersionField(required=False)

    def __init__(self, *args: Any, owners: dict[int, list[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        help_text = "A flow that is part of another opportunity moves here; one left without flows is merged into this."
        self.fields["flows"] = FlowChoice(owners=owners, help_text=help_text)

    def values(self) -> dict[str, Any]:
        return super().values() | {"flows": [flow.pk for flow in self.cleaned_data["flows"]]}


class InputsForm(SharedForm):
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


class RequirementForm(SharedForm):
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

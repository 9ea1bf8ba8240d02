"""What the forms of stage 2 share."""

from typing import Any

from django import forms

from apps.core.forms import DateField
from apps.tenant.decisions.models import Consolidation, Decision, Opportunity

DECISIONS = [
    *(choice for choice in Decision.choices if choice[0] != Decision.OPEN),
    (Decision.OPEN.value, "Not decided, or take the decision back"),
]


class PartForm(forms.Form):
    """A part of an opportunity or of a case: the fields that the services know by the same names."""

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class DecisionForm(PartForm):
    decision = forms.ChoiceField(choices=DECISIONS, widget=forms.RadioSelect)
    reason = forms.CharField(max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    on = DateField(label="Decided on")
    together_with = forms.CharField(label="Decided together with", max_length=120, required=False)


def initial_of(item: Opportunity | Consolidation, form: type[forms.Form]) -> dict[str, Any]:
    """What the form shows of the object: its fields of the same name."""
    names = [name for name in form.base_fields if hasattr(item, name)]
    return {name: getattr(item, name) for name in names}

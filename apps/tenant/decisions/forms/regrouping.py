"""Which opportunities become one, and which flows become one of their own."""

from typing import Any

from django import forms

from apps.tenant.decisions.models import Opportunity
from apps.tenant.flows.models import Flow


class MergeForm(forms.Form):
    others = forms.ModelMultipleChoiceField(
        Opportunity.objects.none(),
        label="Merge into it",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one other opportunity."},
    )

    def __init__(self, *args: Any, into: Opportunity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Opportunity.objects.filter(decision="open").exclude(pk=into.pk).order_by("name")
        self.fields["others"].queryset = others  # type: ignore[attr-defined]


class SplitForm(forms.Form):
    name = forms.CharField(label="Name of the new opportunity", max_length=120)
    flows = forms.ModelMultipleChoiceField(
        Flow.objects.none(),
        label="Flows that go into it",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one flow."},
    )

    def __init__(self, *args: Any, opportunity: Opportunity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Flow.objects.in_use().filter(opportunities=opportunity)
        self.fields["flows"].queryset = mine.select_related("source", "target", "data_object")  # type: ignore[attr-defined]

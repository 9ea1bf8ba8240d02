"""What a person may enter about a business process."""

from typing import Any, ClassVar

from django import forms

from apps.core.forms import VersionField
from apps.tenant.flows.forms import NewFlowForm
from apps.tenant.flows.models import Process


class ProcessForm(forms.ModelForm):
    version = VersionField(required=False)

    class Meta:
        model = Process
        fields: ClassVar = ["name", "description"]
        labels: ClassVar = {"description": "From where to where"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["version"] = self.instance.version

    def values(self) -> dict[str, Any]:
        """The cleaned values for the services."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def _post_clean(self) -> None:
        """The services write, and say what to do about a name that is taken."""


class StepForm(forms.Form):
    """One change to a trace: add a pass of `flow`, move or take out `step`, or bring all steps into `order`."""

    flow = forms.IntegerField(min_value=1, required=False)
    step = forms.IntegerField(min_value=1, required=False)
    move = forms.TypedChoiceField(choices=[("out", "Take out"), ("-1", "Up"), ("1", "Down")], required=False)
    order = forms.RegexField(r"^\d+(,\d+)*$", max_length=4000, required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        if not (given.get("flow") or given.get("order") or (given.get("step") and given.get("move"))):
            raise forms.ValidationError("Choose a data flow first.")
        return given

    def order_ids(self) -> list[int]:
        return [int(number) for number in self.cleaned_data["order"].split(",")]


class NewStepForm(NewFlowForm):
    """A data flow that is made as the next step of a process."""

    wanted: ClassVar[list[str]] = [name for name in NewFlowForm.wanted if name != "processes"]

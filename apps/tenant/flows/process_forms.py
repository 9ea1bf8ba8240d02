"""What a person may enter about a business process."""

from typing import Any, ClassVar

from django import forms

from apps.core.forms import VersionField
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
    """One move in the order of a process's steps: add a flow, move it by places, or take it out."""

    flow = forms.IntegerField(min_value=1)
    move = forms.TypedChoiceField(
        choices=[("add", "Add"), ("out", "Take out"), ("-1", "Up"), ("1", "Down")], empty_value="add", required=False
    )

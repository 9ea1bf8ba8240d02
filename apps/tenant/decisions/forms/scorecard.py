"""The weights of the scorecard."""

from typing import Any, ClassVar

from django import forms

from apps.core.http import whole_number
from apps.methods.scorecard import Criterion


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

    def total(self) -> int:
        """What the fields add up to, as they stand; what is no number counts nothing."""
        return sum(whole_number(str(self[criterion.value].value())) or 0 for criterion in Criterion)

    def weights(self) -> dict[str, int]:
        return {criterion.value: self.cleaned_data[criterion.value] for criterion in Criterion}

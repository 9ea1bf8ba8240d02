"""A metric of the firm's own, as people describe it."""

from typing import Any, ClassVar

from django import forms

from apps.shared.catalog.metric_services import FIELDS
from apps.shared.catalog.models import FirmMetric


class FirmMetricForm(forms.ModelForm):
    class Meta:
        model = FirmMetric
        fields = FIELDS
        help_texts: ClassVar = {"goal_limit": "For instance 1 for at most 1 %.", "how": "One sentence."}

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def _post_clean(self) -> None:
        """The services write and check; ModelForm would change the object in memory."""

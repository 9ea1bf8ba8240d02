"""What a person may enter about a line of the business case. Cleans to the values that the services take."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from apps.core.forms import VersionField
from apps.tenant.roi.models import LONGEST_YEARS, CaseLine, LineKind

NUMBERS = ("initial", "low_percent", "high_percent", "risk_percent")
FIELDS = ("kind", "name", "source", "initial", "ramp_months", *NUMBERS[1:], "is_counted")


class LineForm(forms.ModelForm):
    """One cost or benefit, with a field for each year of the horizon; empty years count as 0."""

    version = VersionField(required=False)

    class Meta:
        model = CaseLine
        fields: Sequence[str] = FIELDS
        help_texts: ClassVar = {
            "source": "A quote, an interview, a study with its year. The sponsor will ask.",
            "ramp_months": "So many months until the yearly amounts come in full. 0: at once.",
            "low_percent": "A benefit comes to so much less, a cost to so much more.",
            "high_percent": "A benefit comes to so much more, a cost to so much less.",
            "risk_percent": "Taken off a benefit and put onto a cost, in every case.",
            "is_counted": "Otherwise it is shown beside the business case, and no figure contains it.",
        }

    def __init__(self, *args: Any, years: int, **kwargs: Any) -> None:
        """years: of the horizon; a line that has more keeps them."""
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = LineKind.choices  # type: ignore[attr-defined]
        entered = self.instance.yearly
        for at in range(min(max(years, len(entered), 1), LONGEST_YEARS)):
            self.fields[f"year_{at + 1}"] = forms.DecimalField(
                label=f"Year {at + 1}", required=False, min_value=0, max_digits=14, decimal_places=2
            )
            if at < len(entered):
                self.initial[f"year_{at + 1}"] = entered[at]
        for name in (*NUMBERS, "ramp_months"):
            self.fields[name].required = False
        names = list(self.fields)
        after = names.index("initial") + 1
        given = [name for name in names if name.startswith("year_")]
        self.order_fields([*names[:after], *given])

    def values(self) -> dict[str, Any]:
        """An empty number counts as 0; years after the last amount are none."""
        given = {name: self.cleaned_data[name] for name in FIELDS}
        numbers = {name: given[name] or Decimal(0) for name in NUMBERS}
        years = [self.cleaned_data[name] or Decimal(0) for name in self.fields if name.startswith("year_")]
        while years and not years[-1]:
            years.pop()
        return {**given, **numbers, "ramp_months": given["ramp_months"] or 0, "yearly": years}

    def _post_clean(self) -> None:
        """The services write and check; ModelForm would change the object in memory."""

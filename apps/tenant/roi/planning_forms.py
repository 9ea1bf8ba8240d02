"""What somebody wants to know before a study begins."""

from decimal import Decimal
from typing import Any

from django import forms

from apps.methods.sample_size import Plan, plan_shares, plan_values

LARGEST = Decimal(10**6)


class PlanForm(forms.Form):
    """Asks for what a method needs; `planned` gives its answer once the form is sound."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {"inputmode": "decimal"}

    def planned(self) -> Plan:
        raise NotImplementedError


class ValuesPlanForm(PlanForm):
    """Times or other values; all in the same unit."""

    usual = forms.DecimalField(
        label="Usual value", min_value=Decimal("0.0001"), max_value=LARGEST, help_text="For instance 12 minutes."
    )
    spread = forms.DecimalField(
        label="It varies by about",
        min_value=Decimal("0.0001"),
        max_value=LARGEST,
        help_text="Two of three lie within ± this. Not known? A quarter of the usual value.",
    )
    precision = forms.DecimalField(
        label="To know it within ±, %", min_value=1, max_value=100, initial=10, help_text="Of the usual value."
    )
    change = forms.DecimalField(label="To find a change of, %", min_value=1, max_value=100, initial=50)

    def planned(self) -> Plan:
        given = self.cleaned_data
        percents = {"precision_percent": given["precision"], "change_percent": given["change"]}
        return plan_values(given["usual"], given["spread"], **percents)


class SharesPlanForm(PlanForm):
    """Shares of errors, in percent."""

    before = forms.DecimalField(
        label="Errors before, %", min_value=0, max_value=100, help_text="A first guess will do."
    )
    after = forms.DecimalField(label="Errors hoped for after, %", min_value=0, max_value=100)
    points = forms.DecimalField(label="To know it within ±, points", min_value=Decimal("0.1"), max_value=50, initial=5)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and given["before"] == given["after"]:
            self.add_error("after", "Hope for a difference: before and after are the same.")
        return given

    def planned(self) -> Plan:
        given = self.cleaned_data
        return plan_shares(given["before"], given["after"], points=given["points"])

"""What a person may enter about prices of platforms."""

from typing import Any

from django import forms

from apps.core.forms import DateField, VersionField
from apps.tenant.decisions.models import Billing, Counts


class PriceForm(forms.Form):
    platform = forms.CharField(max_length=60)
    plan = forms.CharField(max_length=80)
    price = forms.DecimalField(label="Price a month", min_value=0, max_digits=12, decimal_places=2)
    currency = forms.CharField(max_length=3, min_length=3, initial="USD", help_text="Three letters: USD, EUR, GBP.")
    counts = forms.ChoiceField(label="What counts", choices=Counts.choices)
    included = forms.DecimalField(
        label="Included a month",
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=0,
        help_text="Empty: no limit.",
    )
    overage = forms.DecimalField(
        label="Price of 1,000 more",
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=4,
        help_text="Empty: no more can be had.",
    )
    most = forms.DecimalField(
        label="At most a month",
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=0,
        help_text="Empty: the vendor does not stop.",
    )
    billing = forms.ChoiceField(choices=Billing.choices)
    source = forms.CharField(max_length=200, help_text="Address of the price page, invoice, quote of somebody.")
    sourced_on = DateField(label="As of")
    version = VersionField(required=False)

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class StepsForm(forms.Form):
    """How many steps follow the trigger of one run."""

    steps = forms.IntegerField(
        label="Steps after the trigger",
        required=False,
        min_value=1,
        max_value=100,
        help_text="Empty: estimated from the requirement.",
    )
    version = VersionField(required=False)

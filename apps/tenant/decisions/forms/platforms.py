"""What a person may enter about tier, pattern and platform."""

from django import forms

from apps.tenant.decisions.forms.parts import PartForm
from apps.tenant.decisions.models import Pattern, Tier


class OverruleForm(PartForm):
    tier = forms.TypedChoiceField(
        choices=[("", "As the rule says"), *Tier.choices], coerce=int, empty_value=None, required=False
    )
    pattern = forms.ChoiceField(choices=[("", "As the rule says"), *Pattern.choices], required=False)
    reason = forms.CharField(max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class PlatformForm(PartForm):
    platform = forms.CharField(max_length=60, required=False, help_text="Empty: none chosen.")
    price = forms.DecimalField(label="Price a month", required=False, min_value=0, max_digits=10, decimal_places=2)
    reason = forms.CharField(label="Why this one", max_length=300, required=False)

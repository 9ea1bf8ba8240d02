from django import forms

from apps.shared.accounts.models import Firm


class FirmForm(forms.ModelForm):
    class Meta:
        model = Firm
        fields = ["name", "accent"]
        labels = {"name": "Firm’s name", "accent": "Accent colour"}
        help_texts = {
            "name": "On the rail, in e-mails and on the cover of reports.",
            "accent": "Buttons, links and the cover of reports. Made darker or lighter where text could not be read.",
        }
        widgets = {"accent": forms.TextInput(attrs={"type": "color"})}


class LoadForm(forms.Form):
    """How many days a month everybody has."""

    days = forms.DecimalField(
        label="Days a month per person", required=False, min_value=0, max_value=31, decimal_places=1,
        help_text="Empty: the month’s working days.",
    )  # fmt: skip

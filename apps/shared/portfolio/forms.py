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

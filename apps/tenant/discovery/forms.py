"""What a person hands in and decides. Cleans to the values that the services take."""

from typing import Any

from django import forms

from apps.core.forms import NameField
from apps.tenant.discovery.columns import MEANINGS
from apps.tenant.discovery.models import Discovery, Finding, Source
from apps.tenant.discovery.services import Accepting, Upload, Wanted
from apps.tenant.imports.reading.limits import clean_text
from apps.tenant.inventory.models import Application


class UploadForm(forms.Form):
    """What the file is, and the file."""

    source = forms.ChoiceField(label="What it is", choices=Source.choices, initial=Source.CARD)
    file = forms.FileField(
        label="CSV or XLSX file",
        allow_empty_file=True,
        error_messages={"required": "Choose a file."},
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xlsm", "data-max-bytes": 25 * 1024 * 1024}),
    )

    def upload(self) -> Upload:
        file = self.cleaned_data["file"]
        return Upload(clean_text(file.name)[:200], file.read(), self.cleaned_data["source"])


class ReadingForm(forms.Form):
    """What each column means, and which amounts are charges."""

    def __init__(self, *args: Any, discovery: Discovery, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.discovery = discovery
        if discovery.source == Source.CARD:
            self.fields["charges"] = forms.ChoiceField(
                label="Charges are",
                choices=[("above", "amounts above 0"), ("below", "amounts below 0")],
                initial="below" if discovery.charges_are_negative else "above",
                widget=forms.Select(attrs={"class": "charged"}),
            )
        choices = [("", "Leave out"), *((meaning.key, meaning.label) for meaning in MEANINGS[discovery.source])]
        for position, column in enumerate(discovery.columns):
            self.fields[f"column_{position}"] = forms.ChoiceField(
                label=f"Column {column['head'] or position + 1} is",
                choices=choices,
                initial=column["field"],
                required=False,
            )

    def wanted(self) -> Wanted:
        count = range(len(self.discovery.columns))
        columns = {n: self.cleaned_data[f"column_{n}"] for n in count if f"column_{n}" in self.data}
        charges = self.cleaned_data.get("charges")
        return Wanted(columns=columns, charges_are_negative=None if charges is None else charges == "below")


class AcceptForm(forms.Form):
    """The application as it will be written; everything can be changed first."""

    name = forms.CharField(label="Name", max_length=120)
    annual_cost = forms.DecimalField(
        label="Yearly cost", required=False, min_value=0, max_digits=12, decimal_places=2, help_text="Empty: not known."
    )
    is_shadow_it = forms.BooleanField(label="Shadow IT: nobody had listed it", required=False, initial=True)

    def accepting(self) -> Accepting:
        cleaned = self.cleaned_data
        return Accepting(cleaned["name"], cleaned["annual_cost"], with_cost=False, is_shadow_it=cleaned["is_shadow_it"])


class MergeForm(forms.Form):
    application = forms.ModelChoiceField(
        label="It is the same as", queryset=Application.objects.none(), empty_label="Choose an application"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["application"]
        field.queryset = Application.objects.in_use().only("pk", "name")


class DismissForm(forms.Form):
    reason = forms.CharField(
        label="Why it is none of the client's applications",
        max_length=300,
        widget=forms.TextInput(attrs={"placeholder": "A single purchase, private use, a supplier of goods …"}),
        error_messages={"required": "Say why, so that nobody asks again."},
    )


class AssignForm(forms.Form):
    """A product of the catalogue, or one with a name of your own."""

    product = NameField(
        names="known-products", label="Product", max_length=120, error_messages={"required": "Say which product it is."}
    )


def accept_form_of(finding: Finding, cost: Any) -> AcceptForm:
    return AcceptForm(initial={"name": finding.product, "annual_cost": cost, "is_shadow_it": True})

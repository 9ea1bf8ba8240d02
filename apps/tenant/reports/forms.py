"""The delivery form: who gets it, with which words. Its key makes sure that it sends once."""

from typing import Any
from uuid import uuid4

from django import forms

from apps.tenant.reports.selectors import Addressee
from apps.tenant.reports.services import Parcel


class DeliveryForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    people = forms.MultipleChoiceField(label="People", required=False, widget=forms.CheckboxSelectMultiple)
    recipients = forms.CharField(
        label="Other addresses",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
        help_text="Separate several with commas or new lines.",
    )
    subject = forms.CharField(max_length=200)
    message = forms.CharField(
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="An empty line begins a paragraph.",
    )

    def __init__(self, *args: Any, addressees: list[Addressee], **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self._names = {one.email: one.name for one in addressees}
        people = self.fields["people"]
        if isinstance(people, forms.MultipleChoiceField):
            people.choices = [(one.email, f"{one.name}, {one.what} ({one.email})") for one in addressees]

    def parcel(self) -> Parcel:
        data = self.cleaned_data
        typed = data["recipients"].replace(";", ",").replace("\n", ",").split(",")
        emails = [*data["people"], *(address.strip() for address in typed if address.strip())]
        return Parcel(
            key=data["key"],
            subject=data["subject"],
            message=data["message"],
            recipients=tuple((email, self._names.get(email.lower(), "")) for email in emails),
        )

from typing import Any

from django import forms

from apps.tenant.inventory.models import Person

EVERYTHING = "All dates of the client"


class FeedForm(forms.Form):
    """Whose dates: one person's, or with the first choice all of them."""

    person = forms.ChoiceField(
        label="Whose dates", required=False, help_text="Of a person: what they own, from tools to initiatives."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = Person.objects.values_list("name", flat=True)
        self.fields["person"].choices = [("", EVERYTHING), *((name, name) for name in names)]  # type: ignore[attr-defined]

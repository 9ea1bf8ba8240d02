"""What a person may enter about a data object and about versions of it that disagree."""

from typing import Any, ClassVar

from django import forms

from apps.core.forms import DateField, NameField, NamesField
from apps.tenant.inventory.data_objects_selectors import Use
from apps.tenant.inventory.data_objects_services import CONFLICT_FIELDS, USES, conflict_values
from apps.tenant.inventory.models import DataObject, ObjectConflict


class DataObjectForm(forms.ModelForm):
    system_of_record = NameField("application-names", required=False, label="System of record", max_length=120)

    class Meta:
        model = DataObject
        fields: ClassVar = ["name", "description"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["system_of_record"] = str(self.instance.system_of_record or "")

    def values(self) -> dict[str, Any]:
        """The cleaned values for the services."""
        return dict(self.cleaned_data)

    def _post_clean(self) -> None:
        """The services write, and say what to do about a name that is taken."""


class UsesForm(forms.Form):
    """What each application does with one object: three ticks an application, and a line for another one."""

    application = NameField("application-names", required=False, max_length=120, label="Another application")

    def __init__(self, uses: list[Use], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.uses = uses
        for use in uses:
            for flag in USES:
                label = f"{use.application} {flag} it"
                field = forms.BooleanField(required=False, initial=getattr(use, flag), label=label)
                field.widget.attrs["aria-label"] = label
                self.fields[f"{flag}-{use.application_id}"] = field
        for flag in USES:
            field = forms.BooleanField(
                required=False, initial=flag == "reads", label=f"The other application {flag} it"
            )
            field.widget.attrs["aria-label"] = field.label or ""
            self.fields[f"{flag}-new"] = field

    def lines(self) -> list[tuple[Use, list[forms.BoundField]]]:
        return [(use, [self[f"{flag}-{use.application_id}"] for flag in USES]) for use in self.uses]

    def new_ticks(self) -> list[forms.BoundField]:
        return [self[f"{flag}-new"] for flag in USES]

    def values(self) -> dict[int | str, dict[str, bool]]:
        """Ticks by application: an id, or the name of the other one."""
        given = self.cleaned_data
        ticks: dict[int | str, dict[str, bool]] = {
            use.application_id: {flag: given[f"{flag}-{use.application_id}"] for flag in USES} for use in self.uses
        }
        if given["application"]:
            ticks[given["application"]] = {flag: given[f"{flag}-new"] for flag in USES}
        return ticks


class CellForm(forms.Form):
    """One cell of the matrix: an application, and the letters of what it does with the object ("" for nothing)."""

    application = forms.IntegerField(min_value=1)
    uses = forms.RegexField(r"^[cru]{0,3}$", required=False)

    def values(self) -> dict[int | str, dict[str, bool]]:
        given = self.cleaned_data
        return {given["application"]: {flag: flag[0] in given["uses"] for flag in USES}}


class DismissForm(forms.Form):
    """Why a finding is in order as it is."""

    key = forms.CharField(max_length=400, widget=forms.HiddenInput)
    reason = forms.CharField(max_length=300)


class ConflictForm(forms.ModelForm):
    data_object = NameField("object-names", label="Object", max_length=80)
    applications = NamesField(
        label="Held in", required=True, help_text="Two applications or more, separated by commas."
    )

    found_by = NameField("people-names", required=False, max_length=80, label="Found by")
    found_on = DateField(required=False, label="Found on")

    class Meta:
        model = ObjectConflict
        fields = CONFLICT_FIELDS
        labels: ClassVar = {
            "fields": "Fields that differ",
            "example": "Example values",
            "resolution": "What was agreed",
            "records_differing": "Records that differ",
            "records_total": "Records in all",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].required = False
        if self.instance.pk:
            self.initial = {
                **self.initial,
                **conflict_values(self.instance, ["data_object", "applications", "found_by"]),
            }
        self.order_fields(["data_object", "applications", *CONFLICT_FIELDS[:4], "found_by", *CONFLICT_FIELDS[4:]])

    def values(self) -> dict[str, Any]:
        """The cleaned values for the services."""
        return {name: value for name, value in self.cleaned_data.items() if name != "state" or value}

    def _post_clean(self) -> None:
        """The services write; the form only checks."""

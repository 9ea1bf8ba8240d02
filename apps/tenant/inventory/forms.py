"""What a person may enter about an application. Cleans to the values that the services take."""

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.db.models import Field
from django.http import QueryDict

from apps.core.forms import DateField, Grouped, NamesField, VersionField, YesNoUnknownField
from apps.tenant.inventory.grid_columns import known_columns
from apps.tenant.inventory.models import Application, Department, Lifecycle, SavedView
from apps.tenant.inventory.saved_views import filters_in
from apps.tenant.inventory.selectors import ALIASES, ONLY, SORTS, ApplicationFilter
from apps.tenant.inventory.services import PLAIN, snapshot

READINESS = ["open_api", "connectors", "webhooks", "bulk", "sso"]
ROW_FIELDS = ["name", "function", "departments", "users", "annual_cost", "renewal_date", "business_owner"]


class ApplicationForm(Grouped, forms.ModelForm):
    """Everything about one application."""

    groups: ClassVar = {
        "What it is": ("name", "vendor", "function", "capabilities", "lifecycle", "hosting"),
        "Who uses it": ("departments", "business_owner", "technical_owner", "users"),
        "What it costs": ("annual_cost", "licences", "renewal_date", "notice_days"),
        "What it holds": ("data_objects", "classification", "has_pii", "has_phi", "has_financial"),
        "How ready it is to be connected": (*READINESS, "current_integrations"),
        "How it was found": ("found_by", "found_note", "is_shadow_it", "notes"),
    }

    departments = NamesField()
    capabilities = NamesField(help_text="What it is used for, such as invoicing, quotes.")
    data_objects = NamesField(label="Holds", help_text="Data objects such as Order, Invoice.")
    business_owner = forms.CharField(required=False, max_length=80)
    technical_owner = forms.CharField(required=False, max_length=80)
    renewal_date = DateField(label="Renewal", required=False)
    open_api = YesNoUnknownField(label="Open API with documentation")
    connectors = YesNoUnknownField(label="Connectors to the other systems")
    webhooks = YesNoUnknownField(label="Webhooks")
    bulk = YesNoUnknownField(label="Bulk import and export")
    sso = YesNoUnknownField(label="Single sign-on")
    version = VersionField(required=False)

    class Meta:
        model = Application
        fields: Sequence[str] = PLAIN
        labels = {"annual_cost": "Yearly cost", "is_shadow_it": "Shadow IT"}
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = ["departments", "capabilities", "data_objects", "business_owner", "technical_owner"]
        if self.instance.pk:
            self.initial = {**self.initial, **snapshot(self.instance, listed), "version": self.instance.version}

    def values(self) -> dict[str, Any]:
        """The cleaned values of the fields that this form shows, for the services."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def _post_clean(self) -> None:
        """The services write; the form only checks. ModelForm would change the object in memory."""
        for name, field in self.fields.items():
            if name in PLAIN and name in self.cleaned_data:
                self._check(name, field)

    def _check(self, name: str, field: forms.Field) -> None:
        try:
            cast(Field, Application._meta.get_field(name)).run_validators(self.cleaned_data[name])
        except forms.ValidationError as error:
            self.add_error(name, error)


class ApplicationRowForm(ApplicationForm):
    """What is asked when an application is added; the rest is filled in the grid."""

    class Meta(ApplicationForm.Meta):
        fields: Sequence[str] = ("name", "function", "users", "annual_cost", "renewal_date")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() - {*ROW_FIELDS, "version"}:
            del self.fields[name]
        self.order_fields(ROW_FIELDS)

    @property
    def ticked(self) -> list[str] | None:
        """The fields to take from the catalogue; None when the form was sent without asking for that."""
        if isinstance(self.data, QueryDict) and "with_known" in self.data:
            return self.data.getlist("known")
        return None


class ApplicationFilterForm(forms.Form):
    """The table's address. Anything unknown filters nothing, so that an old link still opens."""

    q = forms.CharField(required=False)
    department = forms.ModelChoiceField(Department.objects.none(), required=False, empty_label="Any department")
    lifecycle = forms.ChoiceField(choices=[("", "Any lifecycle"), *Lifecycle.choices], required=False)
    sort = forms.CharField(required=False)
    columns = forms.CharField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["department"]
        field.queryset = Department.objects.all()  # type: ignore[attr-defined]

    def wanted(self) -> ApplicationFilter:
        self.is_valid()
        chosen = self.cleaned_data
        sort = chosen.get("sort", "")
        key = ALIASES.get(sort.lstrip("-"), sort.lstrip("-"))
        department = chosen.get("department")
        return ApplicationFilter(
            query=chosen.get("q", ""),
            department=department.pk if department else None,
            lifecycle=chosen.get("lifecycle", ""),
            only=tuple(key for key in ONLY if key in self._asked("only")),
            sort=key if key in SORTS else "name",
            descending=sort.startswith("-"),
        )

    def columns_wanted(self) -> list[str]:
        """The columns that the address names, none for the usual ones."""
        self.is_valid()
        return known_columns(self.cleaned_data.get("columns", "").split(","))

    def _asked(self, name: str) -> list[str]:
        return self.data.getlist(name) if isinstance(self.data, QueryDict) else list(self.data.get(name, ()))


class SavedViewForm(forms.ModelForm):
    """address: the filters, sort and columns to keep, as they stand in the address of the page."""

    address = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-view-address": ""}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "view_%s", **kwargs})

    class Meta:
        model = SavedView
        fields = ("name", "is_shared")
        labels: ClassVar = {"name": "Name of the view", "is_shared": "Colleagues at this client see it, too"}

    def values(self) -> dict[str, Any]:
        address = QueryDict(self.cleaned_data["address"].lstrip("?"))
        columns = known_columns(address.get("columns", "").split(","))
        kept = {"filters": filters_in(address), "columns": columns}
        return {"name": self.cleaned_data["name"], "is_shared": self.cleaned_data["is_shared"], **kept}

    def _post_clean(self) -> None:
        """The services write; the form only checks."""

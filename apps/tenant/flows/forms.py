"""What a person may enter about a data flow. Cleans to the values that the services take."""

from decimal import Decimal
from typing import Any, ClassVar, cast

from django import forms
from django.db import models

from apps.core.forms import DateField, Grouped, NameField, VersionField, YesNoUnknownField
from apps.tenant.flows.lines import short
from apps.tenant.flows.models import Flow, Gap, Mechanism, Process
from apps.tenant.flows.selectors import AUTOMATED, BY_HAND, OUTSIDE, SORTS, UNKNOWN_GAP, FlowFilter
from apps.tenant.flows.services import PLAIN
from apps.tenant.inventory.models import DataObject

NAMES = ("source", "target", "data_object", "owner")
OVERRULE = {"gap_override", "gap_override_reason"}
SHOWN = [name for name in PLAIN if name not in OVERRULE]
NEW_FIELDS = [
    *("source", "target", "data_object", "mechanism", "times", "per", "minutes", "people", "error_cost"),
    *("direction", "wanted_direction", "processes"),
]
ROW_FIELDS = ["source", "target", "data_object", "mechanism", "times", "per", "minutes", "people", "error_cost"]


class FlowForm(Grouped, forms.ModelForm):
    """Everything about one data flow, but its overruled gap."""

    groups: ClassVar = {
        "What moves": ("source", "target", "data_object", "processes"),
        "How it moves": (
            "mechanism",
            "owner",
            "direction",
            "wanted_direction",
            "latency_hours",
            "wanted_latency_hours",
        ),
        "What it takes": ("times", "per", "minutes", "people", "records", "hourly_rate"),
        "When it goes wrong": ("symptom", "error_cost", "error_rate", "has_owner", "is_monitored", "last_broke_on"),
        "Notes": ("notes",),
    }

    source = NameField("application-names", label="From", max_length=120)
    target = NameField("application-names", label="To", max_length=120)
    data_object = NameField("object-names", label="Object", max_length=80, help_text="Such as Order, Invoice, Contact.")
    processes = forms.ModelMultipleChoiceField(
        Process.objects.none(), required=False, label="A step of", widget=forms.CheckboxSelectMultiple
    )
    owner = NameField("people-names", required=False, max_length=80)
    has_owner = YesNoUnknownField(label="Somebody owns it")
    is_monitored = YesNoUnknownField(label="Somebody is told when it fails")
    last_broke_on = DateField(label="Last broke on", required=False)
    version = VersionField(required=False)

    class Meta:
        model = Flow
        fields = SHOWN
        labels: ClassVar = {"per": "Every", "hourly_rate": "Hourly rate, if not the default"}
        widgets: ClassVar = {"notes": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["processes"].queryset = Process.objects.in_use()  # type: ignore[attr-defined]
        if self.instance.pk:
            plain = {name: short(value) for name, value in self.initial.items() if isinstance(value, Decimal)}
            names = {name: str(getattr(self.instance, name) or "") for name in NAMES}
            self.initial = {**self.initial, **plain, **names, "processes": self._processes()}
            self.initial["version"] = self.instance.version

    def values(self) -> dict[str, Any]:
        """The cleaned values of the fields that this form shows, for the services."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        if "processes" in values:
            values["processes"] = [process.pk for process in values["processes"]]
        return values

    def _processes(self) -> list[int]:
        """Ids of the processes in use that the flow is a step of."""
        return list(self.instance.steps.filter(process__deleted_at=None).values_list("process", flat=True))

    def _post_clean(self) -> None:
        """The services write; the form only checks. ModelForm would change the object in memory."""
        for name in self.fields.keys() & set(PLAIN) & self.cleaned_data.keys():
            try:
                _model_field(name).run_validators(self.cleaned_data[name])
            except forms.ValidationError as error:
                self.add_error(name, error)


def _model_field(name: str) -> "models.Field[Any, Any]":
    return cast("models.Field[Any, Any]", Flow._meta.get_field(name))


class NewFlowForm(FlowForm):
    """What is asked when a flow is first written down; the rest can follow on its own page."""

    wanted: ClassVar[list[str]] = NEW_FIELDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() - {*self.wanted, "version"}:
            del self.fields[name]
        self.order_fields(self.wanted)


class FlowRowForm(NewFlowForm):
    """The columns of the table, edited in place: its inputs belong to a form in another cell."""

    wanted: ClassVar[list[str]] = ROW_FIELDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"row-{kwargs['instance'].pk}-%s", **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {"form": f"edit-{self.instance.pk}", "aria-label": field.label or ""}


class OverruleForm(forms.Form):
    """A person's own answer to which gap a flow has."""

    gap = forms.ChoiceField(label="This flow's gap is", choices=Gap.choices)
    reason = forms.CharField(
        max_length=300, widget=forms.Textarea(attrs={"rows": 2}), help_text="Kept beside the rule's own answer."
    )
    version = VersionField(required=False)


class FlowFilterForm(forms.Form):
    """The address of the table, the map and the gaps. Anything unknown filters nothing, so that an old link opens."""

    q = forms.CharField(required=False)
    mechanism = forms.ChoiceField(choices=Mechanism.choices, required=False)
    gap = forms.ChoiceField(choices=[*Gap.choices, (UNKNOWN_GAP, "Not known yet")], required=False)
    process = forms.ModelChoiceField(Process.objects.none(), required=False)
    department = forms.CharField(required=False)
    other = forms.CharField(required=False)
    begins = forms.CharField(required=False)
    object = forms.ModelChoiceField(DataObject.objects.none(), required=False)
    only = forms.ChoiceField(choices=[(BY_HAND, ""), (AUTOMATED, ""), (OUTSIDE, "")], required=False)
    sort = forms.CharField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["process"].queryset = Process.objects.in_use()  # type: ignore[attr-defined]
        self.fields["object"].queryset = DataObject.objects.all()  # type: ignore[attr-defined]

    def wanted(self) -> FlowFilter:
        self.is_valid()
        chosen = self.cleaned_data
        sort = chosen.get("sort", "")
        process, data_object = chosen.get("process"), chosen.get("object")
        return FlowFilter(
            query=chosen.get("q", ""),
            mechanism=chosen.get("mechanism", ""),
            gap=chosen.get("gap", ""),
            process=process.pk if process else None,
            department=chosen.get("department", ""),
            other_department=chosen.get("other", ""),
            begins=chosen.get("begins", ""),
            data_object=data_object.pk if data_object else None,
            only=chosen.get("only", ""),
            sort=sort.lstrip("-") if sort.lstrip("-") in SORTS else "id",
            descending=sort.startswith("-"),
        )

"""What a person may enter about initiatives and phases. Cleans to the values that the services take."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from apps.core.forms import DateField, Grouped, VersionField
from apps.tenant.roadmap.models import Initiative, Phase
from apps.tenant.roadmap.services import snapshot
from apps.tenant.roadmap.services.initiatives import PLAIN

NAMED = ("phase", "owner", "depends_on", "opportunity", "consolidation")
ROW_FIELDS = ["name", "phase", "state", "start", "end", "owner", "effort_days"]


class InitiativeForm(Grouped, forms.ModelForm):
    """Everything about one initiative."""

    groups: ClassVar = {
        "What comes when": ("name", "kind", "state", "phase", "start", "end", "parallel_weeks", "depends_on"),
        "Who does it": ("owner", "effort_days", "confidence"),
        "What the client reads in the portal": ("summary", "date_reason", "reason"),
        "What it costs": ("build_cost", "training_cost", "subscription_per_month", "upkeep_hours_per_month"),
        "What it saves": ("share_low", "share_expected", "share_high", "other_saving_per_month", "other_saving_note"),
        "For yourselves": ("notes",),
    }
    blank_label = "None"

    phase = forms.ModelChoiceField(Phase.objects.none(), required=False, empty_label="None")
    owner = forms.CharField(required=False, max_length=80)
    start = DateField(label="Build starts", required=False)
    end = DateField(label="Live on", required=False, help_text="The cut-over day of a consolidation.")
    depends_on = forms.ModelMultipleChoiceField(
        Initiative.objects.none(), label="Waits for", required=False, help_text="Hold Ctrl or ⌘ to choose several."
    )
    opportunity = forms.IntegerField(required=False, widget=forms.HiddenInput)
    consolidation = forms.IntegerField(required=False, widget=forms.HiddenInput)
    version = VersionField(required=False)

    class Meta:
        model = Initiative
        fields: Sequence[str] = PLAIN
        widgets: ClassVar = {"notes": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phase"].queryset = Phase.objects.all()  # type: ignore[attr-defined]
        if "depends_on" in self.fields:
            others = Initiative.objects.exclude(pk=self.instance.pk)
            self.fields["depends_on"].queryset = others  # type: ignore[attr-defined]
        if self.instance.pk:
            known = snapshot(self.instance, NAMED)
            named = {**known, "phase": self.instance.phase_id, "version": self.instance.version}
            self.initial = {**self.initial, **named}

    def values(self) -> dict[str, Any]:
        """The cleaned values of the fields that this form shows, for the services."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        values["phase"] = values["phase"].name if values["phase"] else ""
        if "depends_on" in values:
            values["depends_on"] = [one.pk for one in values["depends_on"]]
        return values

    def _post_clean(self) -> None:
        """The services write and check; ModelForm would change the object in memory."""


class InitiativeRowForm(InitiativeForm):
    """The columns of the table, edited in place."""

    class Meta(InitiativeForm.Meta):
        fields: Sequence[str] = ("name", "state", "start", "end", "effort_days")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() - {*ROW_FIELDS, "version"}:
            del self.fields[name]
        self.order_fields(ROW_FIELDS)
        for field in self.fields.values():
            field.widget.attrs |= {"form": f"edit-{self.instance.pk}", "aria-label": str(field.label or "")}


class PhaseForm(forms.ModelForm):
    start = DateField(label="First day", required=False)
    end = DateField(label="Last day", required=False)

    class Meta:
        model = Phase
        fields = ("name", "start", "end")

    def _post_clean(self) -> None:
        """The services write and check."""


class LimitReasonForm(forms.Form):
    """shown: the query of the page that it stands on."""

    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(label="Why this many at once?", max_length=300)


class PublishForm(forms.Form):
    note = forms.CharField(
        label="A word to the sponsor",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Shown on top of the version, and in the e-mail.",
    )


class MoveForm(forms.Form):
    """version: what the person saw. Left out by scripts that don't mind."""

    days = forms.IntegerField(min_value=-3650, max_value=3650)
    edge = forms.ChoiceField(choices=[(edge, edge) for edge in ("both", "start", "end")], required=False)
    version = forms.IntegerField(min_value=1, required=False)


class PhaseMoveForm(forms.Form):
    """A card that was put into another phase; empty for none."""

    phase = forms.ModelChoiceField(Phase.objects.all(), required=False)
    version = forms.IntegerField(min_value=1, required=False)

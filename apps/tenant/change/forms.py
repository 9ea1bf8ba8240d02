"""What a person may enter about a change. Cleans to the values that the services take."""

from typing import Any, ClassVar

from django import forms

from apps.core.forms import DateField, NameField, VersionField
from apps.tenant.change.models import (
    ChangePlan,
    Message,
    Retrospective,
    RunDay,
    ToolChange,
    ToolTask,
    Win,
    WorkflowStep,
)
from apps.tenant.change.services.evidence import LARGEST
from apps.tenant.inventory.models import Application

PEOPLE, DEPARTMENTS, TOOLS = "people-names", "department-names", "tool-names"
SHEET = ".csv,.tsv,.txt,.xlsx,.xlsm"
LARGEST_SHEET = 2 * 1024 * 1024


class Saved(forms.ModelForm):
    """Checks the shape only: the services write, so that the object in memory is not changed."""

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def _post_clean(self) -> None:
        """Nothing."""


class ChampionForm(forms.Form):
    name = NameField(PEOPLE, label="Who", max_length=80)
    department = NameField(DEPARTMENTS, label="Department", max_length=80)


class PlanForm(Saved):
    support_person = NameField(PEOPLE, label="Who answers", required=False, max_length=80)
    version = VersionField(required=False)

    class Meta:
        model = ChangePlan
        fields = ("support_channel", "support_person", "feature", "logins_target", "uses_target", "tickets_most")
        help_texts: ClassVar = {
            "support_channel": "Where people ask: a Slack channel, a phone number, a weekly hour.",
            "feature": "For example “invoices made from a won deal”.",
        }


class StepForm(Saved):
    who = NameField(DEPARTMENTS, label="Who does it", max_length=80)
    source = NameField(TOOLS, label="From", max_length=80)
    target = NameField(TOOLS, label="To", max_length=80)

    class Meta:
        model = WorkflowStep
        fields = ("side", "who", "source", "target", "what", "minutes", "is_manual")
        help_texts: ClassVar = {"what": "What moves on: order, invoice, approval."}


class MessageForm(Saved):
    on = DateField(label="On")
    sender = NameField(PEOPLE, label="From", required=False, max_length=80, help_text="People listen to their own.")

    class Meta:
        model = Message
        fields = ("purpose", "text", "audience", "channel", "on", "sender")
        widgets: ClassVar = {"text": forms.Textarea(attrs={"rows": 3})}
        help_texts: ClassVar = {"channel": "Team meeting, e-mail, Slack.", "purpose": "The why comes first."}


class PointForm(forms.Form):
    name = forms.CharField(label="What is checked every day", max_length=160)


class DayForm(Saved):
    """What was different on a day."""

    day = forms.DateField(widget=forms.HiddenInput)

    class Meta:
        model = RunDay
        fields = ("day", "differences", "note")
        widgets: ClassVar = {"differences": forms.NumberInput(attrs={"inputmode": "numeric", "min": 0})}


class TickForm(forms.Form):
    day = forms.DateField()
    done = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class AdoptionForm(forms.Form):
    """One day's counts."""

    day = DateField(label="Day")
    logins = forms.IntegerField(label="Logins", required=False, min_value=0)
    uses = forms.IntegerField(label="Uses", required=False, min_value=0)
    tickets = forms.IntegerField(label="Support tickets", required=False, min_value=0)


class AdoptionSheetForm(forms.Form):
    """Many days, pasted or as a file."""

    text = forms.CharField(
        label="Paste from a sheet",
        required=False,
        max_length=200_000,
        help_text="Day, logins, uses, tickets; with or without heads. A day that is known takes the new counts.",
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label="Or choose a CSV or XLSX file",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": SHEET, "data-max-bytes": LARGEST_SHEET}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        file = given.get("file")
        if not self.errors and file is None and not given.get("text"):
            self.add_error("text", "Paste the days, or choose a file.")
        if file is not None and file.size > LARGEST_SHEET:
            self.add_error("file", "The file is larger than 2 MB. Leave only day and counts in it.")
        return given

    def content(self) -> bytes:
        file = self.cleaned_data["file"]
        return file.read() if file is not None else self.cleaned_data["text"].encode()


class RetrospectiveForm(Saved):
    version = VersionField(required=False)

    class Meta:
        model = Retrospective
        fields = ("went_well", "went_badly", "hours", "errors", "next_steps")
        widgets: ClassVar = {
            name: forms.Textarea(attrs={"rows": 4}) for name in ("went_well", "went_badly", "next_steps")
        }
        help_texts: ClassVar = {
            "went_well": "What should be done the same way next time?",
            "went_badly": "What surprised people, what was worked around, who was left out?",
            "hours": "Their impression. What counts in the return is measured.",
            "next_steps": "What is changed, by whom, until when; what the next initiative learns from it.",
        }


class WinForm(Saved):
    class Meta:
        model = Win
        fields = ("title", "words", "hours", "errors")
        widgets: ClassVar = {"words": forms.Textarea(attrs={"rows": 2})}
        help_texts: ClassVar = {"title": "For example “Invoices go out the same day”."}


class ToolChangeForm(Saved):
    successor = forms.ModelChoiceField(
        Application.objects.none(),
        label="Replaced by",
        required=False,
        empty_label="Not decided yet",
        help_text="Add the new tool to the applications first.",
    )
    owner = NameField(PEOPLE, label="Who leads it", required=False, max_length=80)
    start = DateField(label="Starts on")
    end = DateField(label="Done by", required=False, help_text="Empty: two weeks for each major change.")
    version = VersionField(required=False)

    class Meta:
        model = ToolChange
        fields = ("kind", "successor", "reason", "owner", "major_changes", "start", "end")
        help_texts: ClassVar = {
            "major_changes": "New fields, another way to sign in, other data formats: each takes one to two weeks."
        }

    def __init__(self, *args: Any, without: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Application.objects.in_use().exclude(pk=without).order_by("name")
        self.fields["successor"].queryset = known  # type: ignore[attr-defined]


class TaskForm(Saved):
    due = DateField(label="Due", required=False)

    class Meta:
        model = ToolTask
        fields = ("name", "due")


class DoneForm(forms.Form):
    done = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    note = forms.CharField(required=False, max_length=300)


class EvidenceForm(forms.Form):
    words = forms.CharField(
        label="What was tested, with which result",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    link = forms.URLField(label="Link", required=False, max_length=500, assume_scheme="https")
    file = forms.FileField(
        label="File",
        required=False,
        allow_empty_file=True,
        help_text="A test protocol or a picture, 10 MB at most.",
        widget=forms.FileInput(attrs={"data-max-bytes": LARGEST}),
    )

    def clean_file(self) -> Any:
        """Before it is read."""
        file = self.cleaned_data["file"]
        if file is not None and file.size > LARGEST:
            raise forms.ValidationError("The file is larger than 10 MB. Link to it instead.")
        return file

    def values(self) -> dict[str, Any]:
        file = self.cleaned_data["file"]
        read = (file.name, file.read()) if file is not None else None
        return {"words": self.cleaned_data["words"], "link": self.cleaned_data["link"], "file": read}


class DropForm(forms.Form):
    drop_reason = forms.CharField(label="Why it is dropped", max_length=300)

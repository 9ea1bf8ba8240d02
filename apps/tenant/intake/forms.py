"""What a person at the questions may enter, and a consultant at a link. Cleans to the services' values."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from apps.tenant.flows.models import Per

# Working people answer; quarters and hours come up once in a hundred, and the consultant can enter those.
HOW_OFTEN = [(Per.DAY, "Daily"), (Per.WEEK, "Weekly"), (Per.MONTH, "Monthly"), (Per.YEAR, "Yearly")]
PAIN = [(1, "Hardly"), (2, "A little"), (3, "Quite"), (4, "A lot"), (5, "Very much")]
MOST_TIMES, MOST_MINUTES, MOST_PEOPLE = Decimal(10_000), Decimal(2_400), 500
LONGEST_REMARK = 2_000
TOOL_NAMES = "tool-names"


class FriendlyDecimal(forms.DecimalField):
    """A number as people type it: "1,5" and "1.5" are the same."""

    def __init__(self, *, most: Decimal, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 9})
        super().__init__(max_digits=8, decimal_places=2, widget=widget, **kwargs)
        self.validators.append(MinValueValidator(Decimal("0.01"), "Enter a number above 0."))
        self.validators.append(MaxValueValidator(most, f"Enter at most {most:,}."))
        self.error_messages["invalid"] = "Enter a number, for example 15 or 1.5."

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.strip().replace(",", ".", 1) if isinstance(value, str) else value)


def _text(label: str, most: int, missing: str, *, names: str = "", **more: Any) -> forms.CharField:
    """names: the id of the page's list of names to choose from."""
    chosen = {"list": names} if names else {}
    widget = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "sentences", **chosen})
    return forms.CharField(
        label=label,
        max_length=most,
        widget=widget,
        error_messages={"required": missing, "max_length": f"Shorten it to {most} characters."},
        **more,
    )


class NameForm(forms.Form):
    person = forms.CharField(
        label="Your name",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name", "autocapitalize": "words"}),
        error_messages={"required": "Enter your name, so that we know whom to ask when something is unclear."},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)


class ToolForm(forms.Form):
    name = _text("Name of the tool", 120, "Enter the tool's name.")
    used_for = _text("What do you use it for?", 120, "", required=False)


class HandOffForm(forms.Form):
    source = _text("From", 120, "Say where you read it: a tool, a sheet, an e-mail.", names=TOOL_NAMES)
    target = _text("Into", 120, "Say where you type or upload it.", names=TOOL_NAMES)
    data_object = _text("What is it?", 80, "Say what you copy: orders, invoices, contacts.")
    per = forms.ChoiceField(label="How often", choices=HOW_OFTEN, widget=forms.RadioSelect, initial=Per.DAY)
    times = FriendlyDecimal(
        label="Times", most=MOST_TIMES, error_messages={"required": "Say how many times. A guess will do."}
    )
    minutes = FriendlyDecimal(
        label="Minutes each", most=MOST_MINUTES, error_messages={"required": "Say how many minutes. A guess will do."}
    )
    people = forms.IntegerField(
        label="How many people do this?",
        min_value=1,
        max_value=MOST_PEOPLE,
        initial=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 3}),
        error_messages={
            "required": "Say how many people do this each time.",
            "invalid": "Enter a whole number, for example 1.",
        },
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        source, target = given.get("source", ""), given.get("target", "")
        if source and source.casefold() == target.casefold():
            self.add_error("target", "This is the same tool. Say where you type or upload it.")
        return given


class RemarkForm(forms.Form):
    remark = forms.CharField(
        label="What would help you most?",
        required=False,
        max_length=LONGEST_REMARK,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"max_length": f"Shorten it to {LONGEST_REMARK:,} characters."},
    )


class LinkForm(forms.Form):
    """A link for one more department."""

    department = forms.ChoiceField(label="Department")

    def __init__(self, *args: Any, departments: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].choices = departments  # type: ignore[attr-defined]


class SendForm(forms.Form):
    """Who gets the link by e-mail."""

    email = forms.EmailField(label="E-mail", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    words = forms.CharField(
        label="A few words of your own",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DecisionForm(forms.Form):
    """The fields of a proposal, each to be taken or left, with the value to take."""

    FIELDS: ClassVar[dict[str, dict[str, str]]] = {
        "tool": {"name": "Name", "function": "Used for", "departments": "Department", "is_shadow_it": "Shadow IT"},
        "hand_off": {
            "source": "From",
            "target": "Into",
            "data_object": "Object",
            "times": "How often",
            "per": "Per",
            "minutes": "Minutes each time",
            "people": "People",
            "notes": "Note",
        },
    }

    take = forms.MultipleChoiceField(required=False)
    into = forms.IntegerField(required=False, widget=forms.HiddenInput)
    into_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    add_missing = forms.BooleanField(required=False, label="Add tools that are not listed yet")

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = self.FIELDS[kind]
        self.fields["take"].choices = list(self.names.items())  # type: ignore[attr-defined]
        for name, label in self.names.items():
            self.fields[name] = _field_of(name, label)

    def clean(self) -> dict[str, Any]:
        """What is left alone need not be sound."""
        given = super().clean() or {}
        taken = set(given.get("take", []))
        for name in (set(self.names) - taken) & set(self.errors):
            del self.errors[name]
        return given

    def taken(self) -> dict[str, Any]:
        return {name: self.cleaned_data.get(name) for name in self.cleaned_data["take"]}


def _field_of(name: str, label: str) -> forms.Field:
    if name == "per":
        return forms.ChoiceField(label=label, choices=Per.choices, required=False)
    if name == "is_shadow_it":
        return forms.TypedChoiceField(
            label=label, choices=[("yes", "Yes"), ("no", "No")], coerce=lambda v: v == "yes", required=False
        )
    if name in {"times", "minutes"}:
        return FriendlyDecimal(label=label, most=MOST_TIMES, required=False)
    if name == "people":
        return forms.IntegerField(label=label, min_value=1, max_value=MOST_PEOPLE, required=False)
    most = {"data_object": 80, "departments": 80, "notes": 1000}.get(name, 120)
    return forms.CharField(label=label, max_length=most, required=False)

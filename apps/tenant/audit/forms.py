"""What is asked at each step of a sitting. Cleans to the values that the services take.

Forms over what is there already send along what the person saw (`seen()`), so that of two people in one sitting each
changes only what they touched.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms

from apps.core.forms import NameField
from apps.methods.scorecard import EFFORTS
from apps.shared.clients.models import Client
from apps.tenant.audit.models import AuditHandOff
from apps.tenant.audit.selectors import COSTS, Line, line_of
from apps.tenant.audit.services import MINUTES
from apps.tenant.flows.lines import short
from apps.tenant.flows.models import ErrorCost, Per

LONGEST_NAME, MOST_LINES = 80, 60
TYPED = {"inputmode": "decimal", "autocomplete": "off"}


class SeenForm(forms.Form):
    """Fields that remember what was shown."""

    def seen(self) -> dict[str, Any]:
        """The values that the person had before them, of the fields that say so."""
        found = {}
        for name, field in self.fields.items():
            key = self[name].html_initial_name
            if key in self.data and not field.disabled:
                found[name] = _read(field, str(self.data[key]))
        return found

    def see(self, fresh: forms.Form) -> None:
        """From now on the values of `fresh` are those that the person has before them; what was typed stays."""
        shown = {self[name].html_initial_name: fresh[name].value() for name in self.fields}
        texts = {name: "" if value is None else str(value) for name, value in shown.items()}
        self.data = {**{name: str(self.data[name]) for name in self.data}, **texts}


class RoomForm(SeenForm):
    people = forms.CharField(
        label="Who is in the room",
        required=False,
        max_length=2000,
        strip=True,
        show_hidden_initial=True,
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
        help_text="One name a line. They can be owners and champions later.",
    )
    hourly_rate = forms.DecimalField(
        label="What an hour of their work costs",
        min_value=0,
        max_digits=8,
        decimal_places=2,
        show_hidden_initial=True,
        widget=forms.TextInput(attrs=TYPED),
        help_text="Fully loaded: wages, taxes, benefits. It counts for this client everywhere.",
    )

    def __init__(self, data: Any = None, *, client: Client, people: Iterable[str], may_set: bool) -> None:
        initial = {"people": "\n".join(people), "hourly_rate": short(client.hourly_rate)}
        super().__init__(data, initial=initial)
        self.fields["hourly_rate"].label = f"What an hour of their work costs, in {client.currency}"
        if not may_set:
            self.fields["hourly_rate"].disabled = True
            self.fields["hourly_rate"].help_text = "As it was settled for this client; its lead can change it."

    def clean_people(self) -> str:
        text = str(self.cleaned_data["people"])
        for name in _lines(text):
            if len(name) > LONGEST_NAME:
                raise forms.ValidationError(f"“{name[:30]}…” is too long for a name. Use one line for each person.")
        return text

    def joined_and_left(self) -> tuple[list[str], list[str]]:
        """Names to be added and taken out, against what the person saw."""
        now, before = _lines(self.cleaned_data["people"]), _lines(str(self.seen().get("people") or ""))
        lower = {name.lower() for name in now}
        known = {name.lower() for name in before}
        return [name for name in now if name.lower() not in known], [n for n in before if n.lower() not in lower]

    def rate(self) -> Decimal | None:
        """None where this person did not change it, or may not."""
        given: Decimal = self.cleaned_data["hourly_rate"]
        seen = self.seen().get("hourly_rate")
        return None if self.fields["hourly_rate"].disabled or given == seen else given


class ToolsForm(forms.Form):
    names = forms.CharField(
        label="Tools, one a line",
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 7, "autofocus": True}),
        help_text="Spreadsheets and shared inboxes count. A comma and the department after the name, if you like: "
        "Xero, Finance.",
    )
    pick = NameField("audit-catalogue", label="Or pick one from the catalogue", required=False, max_length=LONGEST_NAME)
    department = NameField(
        "audit-departments",
        label="Department of those without one",
        required=False,
        max_length=LONGEST_NAME,
    )

    def clean_names(self) -> list[tuple[str, str]]:
        lines = _lines(str(self.cleaned_data["names"]))
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(f"At most {MOST_LINES} at a time. A longer list goes faster under Imports.")
        tools = []
        for line in lines:
            name, _, department = (" ".join(part.split()) for part in line.partition(","))
            if not name:
                raise forms.ValidationError(f"“{line[:30]}” has no name before its comma.")
            if len(name) > LONGEST_NAME or len(department) > LONGEST_NAME:
                raise forms.ValidationError(f"“{line[:30]}…” is too long. Use one line for each tool.")
            tools.append((name, department))
        return tools

    def tools(self) -> list[tuple[str, str]]:
        given = self.cleaned_data
        picked = [(given["pick"], "")] if given["pick"] else []
        return [(name, own or given["department"]) for name, own in [*given["names"], *picked]]


class HandOffForm(forms.Form):
    source = NameField("audit-tools", label="From", max_length=120)
    target = NameField("audit-tools", label="To", max_length=120)
    data_object = NameField("audit-objects", label="What moves", max_length=80, help_text="Order, Invoice, Contact.")


class MinutesForm(SeenForm):
    """Of one hand-off; prefix: its number."""

    times = forms.DecimalField(label="How often", required=False, min_value=0, max_digits=9, decimal_places=2)
    per = forms.ChoiceField(label="Every", choices=Per.choices)
    minutes = forms.DecimalField(label="Minutes each time", required=False, min_value=0, max_digits=8, decimal_places=2)
    people = forms.IntegerField(label="People", min_value=1, max_value=1000)
    error_cost = forms.ChoiceField(
        label="An error costs", required=False, choices=[("", "Not known"), *ErrorCost.choices]
    )

    def __init__(self, data: Any = None, *, line: Line) -> None:
        initial = {name: _shown(getattr(line.flow, name)) for name in MINUTES}
        super().__init__(data, prefix=f"h{line.item.pk}", initial=initial)
        self.line = line
        _remember(self)

    def typed(self, client: Client) -> Line:
        """The line as it would be, nothing of it kept; as it is while something is wrong."""
        if not self.is_valid():
            return self.line
        return line_of(client, self.line.item, replace(self.line.flow, **self.cleaned_data))


class ScoreForm(SeenForm):
    """Effort and rough cost of one hand-off. Empty: assumed."""

    effort = forms.TypedChoiceField(
        label="How much people have to change",
        choices=[("", "Not said"), *((step, f"{step}, {words}") for step, words in EFFORTS.items())],
        coerce=int,
        empty_value=None,
        required=False,
    )
    build_cost = forms.DecimalField(label="Build, once", required=False, min_value=0, max_digits=12, decimal_places=2)
    training_cost = forms.DecimalField(
        label="Training, once", required=False, min_value=0, max_digits=12, decimal_places=2
    )
    subscription = forms.DecimalField(
        label="Subscription a month", required=False, min_value=0, max_digits=10, decimal_places=2
    )
    upkeep_hours = forms.DecimalField(
        label="Upkeep, hours a month", required=False, min_value=0, max_digits=6, decimal_places=2
    )

    def __init__(self, data: Any = None, *, line: Line) -> None:
        item: AuditHandOff = line.item
        initial = {name: _shown(getattr(item, name)) for name in ("effort", *COSTS)}
        super().__init__(data, prefix=f"h{item.pk}", initial=initial)
        self.line = line
        _remember(self)

    def typed(self, client: Client) -> Line:
        """As in MinutesForm; of the row that is in memory alone."""
        if self.is_valid():
            for name, value in self.cleaned_data.items():
                setattr(self.line.item, name, value)
        return line_of(client, self.line.item, self.line.flow)


def _remember(form: forms.Form) -> None:
    for field in form.fields.values():
        field.show_hidden_initial = True
        if isinstance(field, forms.DecimalField | forms.IntegerField):
            field.widget = forms.TextInput(attrs=TYPED)


def _read(field: forms.Field, text: str) -> Any:
    try:
        return field.clean(text)
    except forms.ValidationError:
        return None


def _shown(value: Any) -> Any:
    return short(value) if isinstance(value, Decimal) else value


def _lines(text: str) -> list[str]:
    """Non-empty lines, each once whatever its capitals, in order."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        name = " ".join(line.split())
        if name:
            found.setdefault(name.lower(), name)
    return list(found.values())

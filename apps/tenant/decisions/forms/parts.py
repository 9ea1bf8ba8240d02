"""What the forms of stage 2 share."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from apps.core.forms import DateField
from apps.tenant.decisions.models import Consolidation, Decision, Opportunity

DECISIONS = [
    *(choice for choice in Decision.choices if choice[0] != Decision.OPEN),
    (Decision.OPEN.value, "Not decided, or take the decision back"),
]


class PartForm(forms.Form):
    """A part of an opportunity or of a case: the fields that the services know by the same names."""

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class SharedForm(PartForm):
    """A form that two people may have open at once. It knows which fields this person changed, and from what.

    Changes of different fields are both kept; where both changed the same field, the later one is told of the earlier.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.show_hidden_initial = name != "version"

    def mine(self) -> dict[str, Any]:
        """What this person changed; everything, where the form does not say what it was opened with."""
        return {
            name: value
            for name, value in self.values().items()
            if name in self.changed_data or self.add_initial_prefix(name) not in self.data
        }

    def overtaken(self, current: Mapping[str, Any]) -> list[str]:
        """Fields that this person changed and that have another value by now than when the form was opened."""
        return [
            name
            for name in self.mine()
            if self.add_initial_prefix(name) in self.data and self._opened_with(name) != _plain(current[name])
        ]

    def reopen(self, current: Mapping[str, Any]) -> None:
        """From now on the values of `current` count as seen; what was typed stays."""
        seen = {self.add_initial_prefix(name): "" if value is None else str(value) for name, value in current.items()}
        typed = self.data.dict() if isinstance(self.data, QueryDict) else dict(self.data)
        self.data = typed | seen

    def _opened_with(self, name: str) -> Any:
        field: Any = self.fields[name]
        return _plain(field.to_python(self.data.get(self.add_initial_prefix(name), "")))


def _plain(value: Any) -> Any:
    """A text with the line ends that browsers send made alike; missing numbers and empty texts are both nothing."""
    return (value.replace("\r\n", "\n").strip() if isinstance(value, str) else value) or None


class DecisionForm(PartForm):
    decision = forms.ChoiceField(choices=DECISIONS, widget=forms.RadioSelect)
    reason = forms.CharField(max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    on = DateField(label="Decided on")
    together_with = forms.CharField(label="Decided together with", max_length=120, required=False)


def initial_of(item: Opportunity | Consolidation, form: type[forms.Form]) -> dict[str, Any]:
    """What the form shows of the object: its fields of the same name."""
    names = [name for name in form.base_fields if hasattr(item, name)]
    return {name: getattr(item, name) for name in names}

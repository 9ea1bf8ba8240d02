"""The facts that the gap's rule still needs of one flow."""

from typing import Any, cast

from django import forms

from apps.core.forms import VersionField, YesNoUnknownField
from apps.tenant.flows.lines import MISSING_WORDS, FlowLine
from apps.tenant.flows.models import Flow

YES_NO = {"has_owner", "is_monitored"}


class MissingForm(forms.Form):
    """One field for each fact that is missing; what stays empty stays unknown."""

    version = VersionField(required=False)

    def __init__(self, line: FlowLine, data: Any = None) -> None:
        super().__init__(data, auto_id=f"missing-{line.id}-%s", initial={"version": line.version})
        for name in line.rule.missing:
            self.fields[name] = _field(name)

    def values(self) -> dict[str, Any]:
        """What was filled in, for the services."""
        given = self.cleaned_data
        return {name: value for name, value in given.items() if name != "version" and value not in (None, "")}


def _field(name: str) -> forms.Field:
    label = MISSING_WORDS[name].capitalize()
    if name in YES_NO:
        return YesNoUnknownField(label=label)
    field = cast(forms.Field, cast(Any, Flow._meta.get_field(name)).formfield(required=False, label=label))
    if isinstance(field, forms.TypedChoiceField):
        field.choices = [("", "Not known"), *(pair for pair in cast(Any, field.choices) if pair[0])]
    return field

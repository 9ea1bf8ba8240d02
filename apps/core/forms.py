"""Form fields that several nouns share."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, QueryDict

from apps.core.errors import Refused, Stale


class NamesField(forms.CharField):
    """Several names in one line, separated by commas. Cleans to a list of names, each once, in order."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", "Separate several with commas.")
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(name) for name in value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        names = (" ".join(part.split()) for part in text.split(","))
        return list(dict.fromkeys(name for name in names if name))


class NameField(forms.CharField):
    """A name typed or chosen from a list on the page. names: the id of its `datalist`."""

    def __init__(self, names: str, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"list": names, "autocomplete": "off"})
        super().__init__(widget=widget, **kwargs)


class YesNoUnknownField(forms.TypedChoiceField):
    """Yes, no, or not known yet: three answers that must never be mixed up."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("", "Unknown"), ("yes", "Yes"), ("no", "No")]
        super().__init__(choices=choices, coerce=lambda v: v == "yes", empty_value=None, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return {None: "", True: "yes", False: "no"}.get(value, value)


class DateField(forms.DateField):
    """A day, entered with the browser's own picker."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class VersionField(forms.IntegerField):
    """The version of the row that the person saw, so that a change made meanwhile is noticed."""

    widget = forms.HiddenInput


def refused(form: forms.BaseForm, refusal: Refused) -> None:
    """Show a service's refusal where a person looks for it: at the field it concerns, else above the form.

    Where somebody else was faster, the form takes the row's version of now, so that saving it once more goes through.
    """
    if isinstance(refusal, Stale) and "version" in form.fields:
        data = cast(QueryDict, form.data).copy()
        data[form.add_prefix("version")] = str(refusal.version)
        form.data = data
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


def tried(form: forms.BaseForm, act: Callable[[], Any]) -> Any:
    """What the service gave back, True where that is nothing; None when it refused, which the form then shows."""
    try:
        return act() or True
    except Refused as refusal:
        refused(form, refusal)
        return None


def noticed(request: HttpRequest, act: Callable[[], Any]) -> Any:
    """As `tried`, where there is no form: a refusal becomes a notice on the next page."""
    try:
        return act() or True
    except Refused as refusal:
        messages.error(request, refusal.message)
        return None


class Grouped(forms.BaseForm):
    """Mixin: a long form shown in titled groups, and blank choices in words.

    groups: titles with the names of their fields; what is in no group is not shown.
    """

    groups: ClassVar[dict[str, tuple[str, ...]]] = {}
    blank_label = "Not known"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.TypedChoiceField) and not field.required:
                choices = cast(Iterable[tuple[Any, Any]], field.choices)
                field.choices = [(value, label if value else self.blank_label) for value, label in choices]

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [(title, [self[name] for name in names if name in self.fields]) for title, names in self.groups.items()]

    def wrong_fields(self) -> list[tuple[forms.BoundField, Any]]:
        """For the summary on top of the form: each wrong field with its errors."""
        return [(self[name], errors) for name, errors in self.errors.items() if name in self.fields]

"""What a change of a firm's own product or metric is called, and what it made different."""

from collections.abc import Callable, Mapping

from django.db import models
from django.utils.text import capfirst


def label_of(model: type[models.Model], name: str) -> str:
    """What a field is called, as a form calls it."""
    field: models.Field = model._meta.get_field(name)  # type: ignore[assignment]
    return str(capfirst(field.verbose_name))


def differences(
    before: Mapping[str, str], after: Mapping[str, str], label: Callable[[str], str]
) -> list[dict[str, str]]:
    """The fields of `after` whose words differ from those of `before`."""
    return [
        {"field": name, "label": label(name), "before": before[name], "after": words}
        for name, words in after.items()
        if words != before[name]
    ]

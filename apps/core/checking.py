"""A model's own checks, as a refusal that a person can act on."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models

from apps.core.errors import Refused


def check_fields(row: models.Model, *, exclude: Collection[str] = ()) -> None:
    """Raises Refused with the first field that its model finds wrong. exclude: fields that are not looked at."""
    try:
        row.clean_fields(exclude=set(exclude))
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Refused(str(messages[0]), field=field) from error

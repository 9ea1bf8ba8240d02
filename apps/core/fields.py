"""Model fields that keep the two worlds apart: a client's schema and the public one."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import models


class UserField(models.ForeignKey):
    """A person who signs in, referred to from a client's schema.

    No database foreign key: each one would add triggers to the public table for every client (32–48 ms and 33 MB for
    a fresh connection's first query at 400 clients). People are deactivated, never deleted; a nightly check looks
    for orphans.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("to", settings.AUTH_USER_MODEL)
        kwargs["db_constraint"] = False
        kwargs["on_delete"] = models.DO_NOTHING
        kwargs["related_name"] = "+"
        super().__init__(**kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return (
            name,
            path,
            args,
            {k: v for k, v in kwargs.items() if k not in {"on_delete", "db_constraint", "related_name"}},
        )

"""Which models keep their history, and how.

A trigger writes each inserted, changed and deleted row to an event table beside it, so that `update()` and raw SQL
are caught too. Who did it is not repeated in every event: events and activities of one transaction share the
transaction's number and time (see docs/decisions/history-without-context.md).
"""

from typing import cast

import pghistory
from django.db import models
from django.db.models.functions import Cast
from pghistory.models import Event


def current_transaction() -> Cast:
    """The number of the running transaction, as the default of a bigint column."""
    return Cast(Cast(models.Func(function="pg_current_xact_id"), models.TextField()), models.BigIntegerField())


class HistoryEvent(Event):
    """An earlier state of a row. Written by the trigger alone."""

    pgh_transaction = models.BigIntegerField(db_default=current_transaction(), db_index=True)

    class Meta:
        abstract = True


def track(model: type[models.Model]) -> type[models.Model]:
    """Class decorator: keep every insert, change and delete of this model in `<Model>Event` beside it."""
    decorate = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        context_field=None,  # type: ignore[arg-type]
        base_model=HistoryEvent,
        model_name=f"{model.__name__}Event",
        obj_field=pghistory.ObjForeignKey(related_name="history_events"),
    )
    return cast(type[models.Model], decorate(model))

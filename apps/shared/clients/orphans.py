"""Rows of clients that name a person who does not exist. Without database foreign keys the server does not look."""

import logging
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import connection, models

from apps.core.fields import UserField
from apps.core.tenancy.context import owner_scope
from apps.core.tenancy.template import quote
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Orphans:
    schema: str
    table: str
    column: str
    rows: int


def find_orphans() -> list[Orphans]:
    """Every column of every client that refers to people, where a row's person is missing."""
    ready = Client.objects.filter(status__in=[Client.Status.READY, Client.Status.ARCHIVED])
    return [orphan for schema in ready.values_list("schema_name", flat=True) for orphan in _of(schema)]


def report_orphans() -> None:
    for orphan in find_orphans():
        logger.error("%s rows of %s.%s name nobody in %s", orphan.rows, orphan.schema, orphan.table, orphan.column)


def person_columns() -> list[tuple[str, str]]:
    """(table, column) of the client models' references to people, history tables included."""
    found = []
    for config in apps.get_app_configs():
        if config.name not in settings.TENANT_APPS:
            continue
        for model in config.get_models():
            if not model._meta.managed or model._meta.proxy:
                continue
            fields = model._meta.concrete_fields
            found += [(model._meta.db_table, str(field.column)) for field in fields if _names_person(field)]
    return found


def _names_person(field: models.Field) -> bool:
    return isinstance(field, UserField) or (isinstance(field, models.ForeignKey) and field.related_model is User)


def _of(schema: str) -> list[Orphans]:
    columns = person_columns()
    if not columns:
        return []
    query = " UNION ALL ".join(
        f"SELECT '{table}', '{column}', count(*) FROM {quote(table)} t WHERE {quote(column)} IS NOT NULL "  # noqa: S608
        f"AND NOT EXISTS (SELECT FROM public.accounts_user u WHERE u.id = t.{quote(column)})"
        for table, column in columns
    )
    with owner_scope(schema), connection.cursor() as cursor:
        cursor.execute(query)
        return [Orphans(schema, *row) for row in cursor.fetchall() if row[2]]

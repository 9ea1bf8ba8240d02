"""Table listing of one schema instead of the whole database."""

from collections import namedtuple
from typing import Any

from django_tenants.postgresql_backend.introspection import DatabaseSchemaIntrospection

TableInfo = namedtuple("TableInfo", ["name", "type", "comment"])


class SchemaIntrospection(DatabaseSchemaIntrospection):
    """Django lists tables by scanning all of pg_class: 0.75 s per schema at 2,000 clients."""

    def get_table_list(self, cursor: Any) -> list[TableInfo]:
        cursor.execute(
            """
            SELECT c.relname,
                   CASE WHEN c.relispartition THEN 'p' WHEN c.relkind IN ('m', 'v') THEN 'v' ELSE 't' END,
                   obj_description(c.oid, 'pg_class')
            FROM pg_catalog.pg_class c
            WHERE c.relkind IN ('f', 'm', 'p', 'r', 'v')
              AND c.relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = %s)
            """,
            [self.connection.schema_name],
        )
        return [TableInfo(*row) for row in cursor.fetchall() if row[0] not in self.ignored_tables]

"""What a client's role sees of the public schema: a few views, and nothing else.

Public tables are granted to no client. In a client's search path these views stand in front of the tables of the same
names, so the ORM reads `accounts_user` and gets the people of this client and its firm (past ones too, whose names
stand in the history), without password and last sign-in. `current_user` is the client's role, which has the name of
its schema. Only the outbox can be written, with messages for oneself.
"""

from django.conf import settings
from django.db import connection, models, transaction

from apps.core.tenancy.backend.base import CLIENT_VIEWS
from apps.shared.accounts.models import Firm, FirmMembership, User
from apps.shared.catalog.models import Product, ProductPrice
from apps.shared.clients.models import Client, ClientMembership, OutboxMessage

_OWN = "(SELECT id FROM public.clients_client WHERE schema_name = current_user)"
_OWN_FIRM = "(SELECT firm_id FROM public.clients_client WHERE schema_name = current_user)"
_PEOPLE = f"""(
    SELECT user_id FROM public.clients_clientmembership WHERE client_id = {_OWN}
    UNION ALL SELECT user_id FROM public.accounts_firmmembership WHERE firm_id = {_OWN_FIRM}
    UNION ALL SELECT user_id FROM public.clients_formerperson WHERE schema_name = current_user
)"""  # noqa: S608 - constants
_PRODUCTS = f"firm_id IS NULL OR firm_id = {_OWN_FIRM}"
WINDOWS: dict[type[models.Model], str] = {
    Client: "schema_name = current_user",
    Firm: f"id = {_OWN_FIRM}",
    FirmMembership: f"firm_id = {_OWN_FIRM}",
    ClientMembership: f"client_id = {_OWN}",
    User: f"id IN {_PEOPLE}",
    OutboxMessage: f"client_id = {_OWN}",
    Product: _PRODUCTS,
    ProductPrice: f"product_id IN (SELECT id FROM public.catalog_product WHERE {_PRODUCTS})",  # noqa: S608 - constants
}
HIDDEN = {"accounts_user.password", "accounts_user.last_login"}


def make_windows() -> None:
    """Make the views anew, from the models as they are. In one transaction: nobody meets a missing one."""
    with transaction.atomic(), connection.cursor() as cursor:
        for model, rows in WINDOWS.items():
            for statement in _statements(model, rows):
                cursor.execute(statement)


def drop_windows() -> None:
    """Before a migration that drops or changes a column that a view shows."""
    with connection.cursor() as cursor:
        names = ", ".join(f"{CLIENT_VIEWS}.{model._meta.db_table}" for model in WINDOWS)
        cursor.execute(f"DROP VIEW IF EXISTS {names}")


def _statements(model: type[models.Model], rows: str) -> list[str]:
    table, role = model._meta.db_table, connection.ops.quote_name(settings.CLIENT_ROLE)
    view = f"{CLIENT_VIEWS}.{table}"
    writable = model is OutboxMessage
    columns = ", ".join(_column(table, field) for field in model._meta.concrete_fields)
    return [
        f"DROP VIEW IF EXISTS {view}",
        f"CREATE VIEW {view} WITH (security_barrier) AS SELECT {columns} FROM public.{table} WHERE {rows}"  # noqa: S608
        + (" WITH CASCADED CHECK OPTION" if writable else ""),
        f"GRANT SELECT{', INSERT' if writable else ''} ON {view} TO {role}",
    ]


def _column(table: str, field: models.Field) -> str:
    name = connection.ops.quote_name(str(field.column))
    if f"{table}.{field.column}" in HIDDEN:
        return f"NULL::{field.db_type(connection)} AS {name}"
    return name

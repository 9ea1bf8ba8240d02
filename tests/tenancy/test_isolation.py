"""The server refuses what one client's code must not do, whatever the code says."""

import pytest
from django.db import ProgrammingError, connection, transaction

from apps.core.outbox import enqueue
from apps.core.tenancy.context import client_scope, public_scope
from apps.shared.accounts.models import Firm, User
from apps.shared.clients.models import Client, ClientMembership, OutboxMessage


def run(sql, params=None):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else []


def refused(sql):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        run(sql)


def test_path_and_role_follow_the_client_and_go_back(harbor):
    with client_scope(harbor):
        path = f"{harbor.schema_name}, client_view, public"
        assert run("SELECT current_user, current_setting('search_path')") == [(harbor.schema_name, path)]
    assert run("SELECT current_user = session_user, current_setting('search_path')") == [(True, "public")]

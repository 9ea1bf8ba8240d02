import logging

from django.db import connection

from apps.core.tenancy.context import client_scope
from apps.shared.clients.orphans import Orphans, find_orphans, person_columns, report_orphans
from apps.tenant.history.services import record
from apps.tenant.inventory.models import Application

NOBODY = 10**9


def test_references_to_people_are_found_in_tables_and_their_histories():
    assert ("history_activity", "actor_id") in person_columns()


def test_rows_that_name_nobody_are_found_and_logged(harbor, lead, caplog):
    with client_scope(harbor):
        application = Application.objects.create(name="HubSpot")
        record("added", application, by=lead)
    assert find_orphans() == []
    with client_scope(harbor), connection.cursor() as cursor:
        cursor.execute("UPDATE history_activity SET actor_id = %s", [NOBODY])
    assert find_orphans() == [Orphans(harbor.schema_name, "history_activity", "actor_id", 1)]
    with caplog.at_level(logging.ERROR):
        report_orphans()
    assert f"1 rows of {harbor.schema_name}.history_activity" in caplog.text

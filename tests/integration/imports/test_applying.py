"""Applying: all good rows or none, once, with their history; many rows in the background."""

import pytest
from django.db import IntegrityError, connection

from apps.core.errors import Conflict, Refused
from apps.core.tenancy.context import client_scope
from apps.tenant.history.models import Activity
from apps.tenant.imports import services
from apps.tenant.imports.models import Import, ImportRow, ImportSource, ImportStatus
from apps.tenant.imports.preparing import progress_of
from apps.tenant.inventory.models import Application, Department
from apps.tenant.inventory.services import add_application, change_application
from tests.integration.imports.files import CSV

MANY = "Name,Vendor,Dept,Owner,Holds,Users\n" + "".join(
    f"Tool {n},Vendor {n % 7},Dept {n % 5},Person {n % 11},Order; Invoice,{n}\n" for n in range(700)
)


def event_count():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM inventory_applicationevent")
        return cursor.fetchone()[0]


def refresh(imported, harbor):
    with client_scope(harbor):
        imported.refresh_from_db()


def test_good_rows_are_written_with_one_entry_and_every_rows_history(bring_in, put, harbor, consultant):
    with client_scope(harbor):
        add_application({"name": "HubSpot", "users": 1, "departments": ["Ops"], "business_owner": "Al"}, by=consultant)
    imported = put(bring_in("Name,Dept,Owner,Users,Holds\nHUBSPOT,Sales,Jo,8,Deal\nGusto,People,jo,2,\n,x,,,\n"))
    assert (imported.status, imported.counts["new"], imported.counts["update"]) == (ImportStatus.APPLIED, 1, 1)
    with client_scope(harbor):
        changed, made = Application.objects.get(name="HubSpot"), Application.objects.get(name="Gusto")
        assert (changed.users, changed.version, changed.departments.get().name) == (8, 2, "Sales")
        assert changed.holdings.get().data_object.name == "Deal"
        assert made.business_owner == changed.business_owner
        entry = Activity.objects.get(verb="imported")
        assert (entry.label, entry.actor) == ("tools: 1 new, 1 changed", consultant)
        assert event_count() == 3
        assert imported.rows.get(name="Gusto").application_id == made.pk


def test_applying_twice_changes_nothing(bring_in, put, harbor):
    imported = put(bring_in(CSV))
    again = put(imported)
    assert again.applied_at == imported.applied_at
    with client_scope(harbor):
        assert Application.objects.count() == 2
        assert Activity.objects.filter(verb="imported").count() == 1


def test_what_changed_since_the_preview_is_left_alone(bring_in, put, harbor, consultant):
    with client_scope(harbor):
        application = add_application({"name": "HubSpot", "users": 1}, by=consultant)
    imported = bring_in("Name,Users\nHubSpot,8\nGusto,2\nSlack,48\n")
    with client_scope(harbor):
        change_application(application, {"users": 5}, by=consultant)
        add_application({"name": "Gusto"}, by=consultant)
    done = put(imported)
    assert done.counts == {"new": 1, "update": 0, "unchanged": 0, "error": 2}
    with client_scope(harbor):
        assert Application.objects.get(name="HubSpot").users == 5
        assert "after the preview" in done.rows.get(name="HubSpot").reason


def test_nothing_is_half_written(bring_in, put, harbor, monkeypatch):
    imported = bring_in(CSV)

    def fail(*args, **kwargs):
        raise IntegrityError("taken")

    monkeypatch.setattr("apps.tenant.inventory.bulk_services._hold", fail)
    taken_back = put(imported)
    assert (taken_back.status, taken_back.applied_by) == (ImportStatus.READY, None)
    assert "Nothing was written" in taken_back.error
    with client_scope(harbor):
        assert not Application.objects.exists()
        assert not Department.objects.exists()
    monkeypatch.undo()
    assert put(imported).status == ImportStatus.APPLIED


def test_nothing_to_apply_is_refused(bring_in, put):
    with pytest.raises(Refused, match="no row to apply"):
        put(bring_in("Name,Users\n,8\n"))


def test_many_rows_are_read_and_written_in_the_background(bring_in, put, harbor, run_outbox):
    imported = bring_in(MANY)
    assert imported.status == ImportStatus.READING
    with pytest.raises(Conflict, match="not ready"):
        put(imported)
    assert run_outbox() == 1
    refresh(imported, harbor)
    assert (imported.status, imported.new) == (ImportStatus.READY, 700)
    assert put(imported).status == ImportStatus.APPLYING
    assert put(imported).status == ImportStatus.APPLYING
    with client_scope(harbor):
        assert not Application.objects.exists()
    assert run_outbox() == 1
    refresh(imported, harbor)
    with client_scope(harbor):
        assert imported.status == ImportStatus.APPLIED
        assert progress_of(imported) == (700, 700)
        assert Application.objects.count() == 700
        assert Application.objects.get(name="Tool 699").holdings.count() == 2
        services.write_import(imported, client=harbor)
        services.read_import(imported, client=harbor)
        assert Application.objects.count() == 700


def test_a_big_file_that_cannot_be_read_says_so_on_its_page(bring_in, harbor, run_outbox):
    imported = bring_in("Name\n" + "x" * 300_000 + '\n"never closed')
    run_outbox()
    refresh(imported, harbor)
    assert imported.status == ImportStatus.FAILED
    assert "never closed" in imported.error


def test_discarding_keeps_the_entry_and_nothing_else(bring_in, harbor):
    imported = bring_in(CSV)
    with client_scope(harbor):
        services.discard_import(imported)
        assert Import.objects.get().status == ImportStatus.DISCARDED
        assert not ImportRow.objects.exists()
        assert not ImportSource.objects.exists()


def test_an_applied_import_cannot_be_discarded(bring_in, put, harbor):
    imported = put(bring_in(CSV))
    with client_scope(harbor), pytest.raises(Conflict, match="applied already"):
        services.discard_import(imported)


def test_what_was_applied_is_unchanged_the_second_time(bring_in, put):
    put(bring_in(MANY.replace("Tool", "App")[:4000].rsplit("\n", 1)[0]))
    again = bring_in(MANY.replace("Tool", "App")[:4000].rsplit("\n", 1)[0])
    assert again.counts["unchanged"] == again.rows_read > 50


@pytest.mark.parametrize("status", [ImportStatus.READING, ImportStatus.DISCARDED, ImportStatus.FAILED])
def test_only_a_ready_import_is_applied(bring_in, put, harbor, status):
    imported = bring_in(CSV)
    with client_scope(harbor):
        Import.objects.update(status=status)
    with pytest.raises(Conflict):
        put(imported)

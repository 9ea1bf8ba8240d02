"""The server refuses what one client's code must not do, whatever the code says."""

import pytest
from django.db import ProgrammingError, connection, transaction

from apps.core.tenancy.context import ClientNotUsable, client_scope, public_scope
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


def test_another_clients_schema_is_refused_by_the_server(harbor, lumen):
    with client_scope(harbor):
        assert run("SELECT count(*) FROM inventory_application") == [(0,)]
        refused(f"SELECT count(*) FROM {lumen.schema_name}.inventory_application")  # noqa: S608
        refused(f"INSERT INTO {lumen.schema_name}.inventory_application (name) VALUES ('x')")  # noqa: S608
        refused(f"DELETE FROM {lumen.schema_name}.history_activity")  # noqa: S608
        refused(f"SELECT * FROM {lumen.schema_name}.django_migrations")  # noqa: S608
        refused("SELECT count(*) FROM client_template.inventory_application")


@pytest.mark.parametrize(
    "table",
    [
        "accounts_user",
        "accounts_apitoken",
        "accounts_firm",
        "clients_client",
        "clients_clientmembership",
        "clients_invitation",
        "clients_outboxmessage",
        "clients_clientsummary",
        "django_session",
        "mfa_authenticator",
        "account_emailaddress",
    ],
)
def test_public_tables_are_closed_to_clients(harbor, table):
    with client_scope(harbor):
        refused(f"SELECT * FROM public.{table}")  # noqa: S608
        refused(f"DELETE FROM public.{table}")  # noqa: S608


def test_a_client_cannot_make_things_or_touch_its_record_of_migrations(harbor):
    with client_scope(harbor):
        refused("CREATE TABLE mine (id int)")
        refused("CREATE TABLE public.mine (id int)")
        refused("DELETE FROM django_migrations")
        with pytest.raises(ProgrammingError, match="must be owner"), transaction.atomic():
            run("ALTER TABLE inventory_application DISABLE TRIGGER ALL")


def test_a_client_sees_itself_and_its_people_only(world, harbor, lumen, consultant, outsider, other_client_member):
    with client_scope(harbor):
        assert list(Client.objects.values_list("slug", flat=True)) == ["harbor"]
        assert list(Firm.objects.values_list("slug", flat=True)) == ["northgate"]
        seen = {user.pk: user for user in User.objects.all()}
        assert set(ClientMembership.objects.values_list("client_id", flat=True)) == {harbor.pk}
    assert consultant.pk in seen
    assert seen[consultant.pk].name == consultant.name
    assert not {outsider.pk, other_client_member.pk} & set(seen)
    assert {user.password for user in seen.values()} == {None}
    assert User.objects.get(pk=consultant.pk).password  # the real one is untouched


def test_whoever_left_keeps_their_name_in_what_they_did(harbor, lumen, sponsor, consultant):
    ClientMembership.objects.filter(user=sponsor).delete()
    consultant.firm_memberships.all().delete()
    with client_scope(harbor):
        assert User.objects.filter(pk__in=[sponsor.pk, consultant.pk]).count() == 2
    with client_scope(lumen):
        assert not User.objects.filter(pk=sponsor.pk).exists()


def test_people_cannot_be_changed_from_within_a_client(harbor, consultant):
    with client_scope(harbor):
        with pytest.raises(ProgrammingError), transaction.atomic():
            User.objects.filter(pk=consultant.pk).update(name="Somebody else")
        with pytest.raises(ProgrammingError), transaction.atomic():
            ClientMembership.objects.filter(user=consultant).update(role="lead")


def test_a_client_promises_work_for_itself_only(harbor, lumen):
    with client_scope(harbor):
        message = OutboxMessage.objects.create(client=harbor, name="x")
        with pytest.raises(Exception, match="check option"), transaction.atomic():
            OutboxMessage.objects.create(client_id=lumen.pk, name="x")
        with pytest.raises(ProgrammingError), transaction.atomic():
            OutboxMessage.objects.filter(pk=message.pk).delete()
    assert OutboxMessage.objects.get().client == harbor


def test_public_scope_steps_out_and_back(harbor):
    with client_scope(harbor):
        with public_scope():
            assert Client.objects.count() == 3
        assert Client.objects.count() == 1


def test_a_rolled_back_savepoint_does_not_leave_the_wrong_client_behind(harbor, lumen):
    def abort():
        with transaction.atomic():
            with client_scope(lumen):
                assert run("SELECT current_user") == [(lumen.schema_name,)]
            raise KeyError

    with client_scope(harbor):
        assert run("SELECT current_user") == [(harbor.schema_name,)]
        with pytest.raises(KeyError):
            abort()
        assert run("SELECT current_user") == [(harbor.schema_name,)]
    with pytest.raises(KeyError):
        abort()
    assert run("SELECT current_user = session_user") == [(True,)]


def test_a_missing_role_stops_the_query_instead_of_running_it_as_the_owner(harbor):
    harbor.schema_name = "client_that_is_not_there"
    with client_scope(harbor), pytest.raises(Exception, match="does not exist"), transaction.atomic():
        run("SELECT count(*) FROM accounts_user")


def test_no_client_without_its_schema(harbor):
    harbor.status = Client.Status.CREATING
    with pytest.raises(ClientNotUsable), client_scope(harbor):
        pass


def test_history_lands_in_the_schema_of_the_row_whatever_the_search_path(harbor):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE p.proconfig::text LIKE %s) FROM pg_proc p"
            " WHERE p.pronamespace = %s::regnamespace",
            [f"%search_path={harbor.schema_name}, public%", harbor.schema_name],
        )
        functions, pinned = cursor.fetchone()
    assert functions > 0
    assert functions == pinned


def test_switching_is_one_statement_sent_with_the_first_query(harbor):
    with client_scope(harbor):
        before = connection.search_path_set_schemas
        run("SELECT 1")
        after = connection.search_path_set_schemas
    assert not before.role
    assert after.role == harbor.schema_name
    assert after.sql.count(";") == 1

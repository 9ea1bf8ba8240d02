"""The table of applications: what it shows, adding, filters, a constant number of queries."""

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.history.models import Activity
from apps.tenant.inventory.models import Application
from apps.tenant.inventory.services import add_application
from tests.queries import assert_constant, queries_of


@pytest.fixture
def url(harbor):
    return client_url(harbor, "applications")


def add(harbor, by, **values):
    with client_scope(harbor):
        return add_application(values, by=by)


def test_an_empty_list_teaches(visit, url):
    html = visit("consultant").get(url).content.decode()
    assert "No applications yet" in html
    assert "data-grid-filters data-quiet hidden" in html


def test_rows_show_figures_and_tell_zero_from_missing(visit, url, harbor, consultant):
    add(harbor, consultant, name="HubSpot", annual_cost="9600", users=8, departments=["Sales"], data_objects=["Deal"])
    add(harbor, consultant, name="Stock sheet", annual_cost="0", is_shadow_it=True, found_by="intake_link")
    html = visit("consultant").get(url).content.decode()
    assert "9,600" in html
    assert ">0</td>" in html.replace("\n", "").replace("  ", "")
    assert "shadow IT" in html
    assert "The client listed 1; discovery found 1 more (+100" in html


def test_adding_writes_history_in_the_clients_schema(visit, url, harbor):
    response = visit("consultant").post(url, {"name": "  Gusto ", "users": "2", "departments": "People, people"})
    assert response.status_code == 302
    with client_scope(harbor):
        gusto = Application.objects.get(name="Gusto")
        assert [str(d) for d in gusto.departments.all()] == ["People"]
        act = Activity.objects.get(noun="application", object_id=gusto.pk)
        assert (act.verb, act.label) == ("added", "Gusto")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": ""}, "This field is required"),
        ({"name": "HUBSPOT"}, "There already is an application called HUBSPOT"),
        ({"name": "New", "annual_cost": "-5"}, "greater than or equal to 0"),
        ({"name": "New", "users": "many"}, "whole number"),
        ({"name": "New", "renewal_date": "2027-02-31"}, "valid date"),
    ],
)
def test_mistakes_come_back_with_what_was_typed(visit, url, harbor, consultant, typed, message):
    add(harbor, consultant, name="HubSpot")
    response = visit("consultant").post(url, typed)
    assert response.status_code == 422
    assert message in response.content.decode()
    with client_scope(harbor):
        assert Application.objects.count() == 1


def test_filters_are_in_the_address_and_an_unknown_one_filters_nothing(visit, url, harbor, consultant):
    add(harbor, consultant, name="HubSpot", departments=["Sales"])
    add(harbor, consultant, name="Trello", is_shadow_it=True)
    browser = visit("consultant")
    shadow = browser.get(url, {"only": "shadow"}).content.decode()
    assert "Trello" in shadow
    assert "HubSpot</a>" not in shadow
    assert "HubSpot</a>" in browser.get(url, {"only": "nonsense", "sort": "-nonsense"}).content.decode()
    assert "No application matches" in browser.get(url, {"q": "zzz"}).content.decode()


def test_queries_do_not_grow_with_rows(visit, url, harbor, consultant):
    browser = visit("consultant")
    for number in range(3):
        add(
            harbor, consultant, name=f"Tool {number}", departments=["Sales"], data_objects=["Deal"], business_owner="Jo"
        )
    few = queries_of(browser, url)
    for number in range(3, 30):
        add(harbor, consultant, name=f"Tool {number}", departments=["Ops"], data_objects=["Order"], business_owner="Al")
    assert_constant(browser, url, few=few)

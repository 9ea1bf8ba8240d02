"""/api/v1/catalog/products/"""

import pytest

from apps.shared.catalog.selectors import find_product
from apps.shared.catalog.services import add_product
from tests.queries import assert_constant, queries_of

URL = "/api/v1/catalog/products/"


@pytest.fixture
def planner(world):
    return add_product(world.northgate, {"name": "House planner", "category": "project"}, by=world.lead)


def test_the_shared_ones_and_the_firms_own_are_read(call, planner):
    rows = call("consultant").get(URL, {"q": "zapier"}).json()["results"]
    zapier = next(row for row in rows if row["name"] == "Zapier")
    assert (zapier["kind"], zapier["tier"], zapier["is_own"], len(zapier["prices"])) == ("platform", 1, False, 3)
    assert (zapier["prices"][2]["low"], zapier["prices"][2]["source"]) == (20, "R platforms")
    assert [row["name"] for row in call("consultant").get(URL, {"show": "own"}).json()["results"]] == ["House planner"]
    assert call("outsider").get(URL, {"show": "own"}).json()["count"] == 0


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ({"kind": "platform", "q": "make"}, "Make"),
        ({"category": "crm", "q": "pipe"}, "Pipedrive"),
        ({"capability": "shipping labels", "q": "station"}, "ShipStation"),
        ({"ready": "sso", "q": "okta"}, "Okta"),
    ],
)
def test_filters(call, asked, name):
    assert name in [row["name"] for row in call("consultant").get(URL, asked).json()["results"]]


def test_an_own_product_is_added_changed_archived_and_restored(call, world):
    api = call("consultant")
    given = {
        "name": "House planner",
        "category": "project",
        "capabilities": ["Boards"],
        "webhooks": True,
        "prices": [{"low": "10.00", "currency": "EUR", "per": "year"}],
        "source": "The vendor",
    }
    added = api.post(URL, given, format="json")
    assert added.status_code == 201
    number = added.json()["id"]
    assert added.json()["prices"][0]["source"] == "The vendor"
    changed = api.patch(f"{URL}{number}/", {"vendor": "Acme", "version": 1}, format="json").json()
    assert (changed["vendor"], changed["version"], changed["capabilities"]) == ("Acme", 2, ["boards"])
    assert api.patch(f"{URL}{number}/", {"vendor": "Late", "version": 1}, format="json").status_code == 409
    assert api.delete(f"{URL}{number}/").status_code == 204
    assert find_product("House planner", world.northgate) is None
    assert api.post(f"{URL}{number}/restore/", {}, format="json").json()["is_archived"] is False


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({}, "name"),
        ({"name": "House planner"}, "name"),
        ({"name": "x", "capabilities": ["invoiceing"]}, "capabilities"),
        ({"name": "x", "colour": "red"}, "colour"),
        ({"name": "x", "tier": 7}, "tier"),
        ({"name": "x", "prices": [{"low": -1}]}, "prices"),
        ({"name": "x", "prices": [{"low": 9, "high": 1}]}, "prices"),
        ({"name": "x", "prices": [{}]}, "prices"),
        ({"name": "x", "sourced_on": "soon"}, "sourced_on"),
    ],
)
def test_wrong_input_is_told_by_field(call, planner, wrong, field):
    answer = call("consultant").post(URL, wrong, format="json")
    assert answer.status_code == 400
    assert field in answer.json()["error"]["fields"]


def test_a_shared_product_is_not_changed_and_another_firms_not_there(call, planner):
    shared = find_product("Trello", None)
    refused = call("consultant").patch(f"{URL}{shared.pk}/", {"vendor": "x"}, format="json")
    assert refused.status_code == 400
    assert "shared by all firms" in refused.json()["error"]["message"]
    assert call("consultant").delete(f"{URL}{shared.pk}/").status_code == 400
    assert call("outsider").get(f"{URL}{planner.pk}/").status_code == 404
    assert call("sponsor").get(URL).status_code == 403


def test_a_longer_list_costs_no_more_queries(call):
    api = call("consultant")
    assert_constant(api, URL, few=queries_of(api, URL, q="Asana"))


def test_a_firms_own_metric_is_described_changed_and_no_longer_offered(call):
    api, url = call("consultant"), "/api/v1/catalog/metrics/"
    made = api.post(url, {"name": "Calls  answered", "kind": "count", "higher_is_better": True}, format="json")
    assert (made.status_code, made.json()["name"]) == (201, "Calls answered")
    one = f"{url}{made.json()['id']}/"
    assert api.patch(one, {"goal_limit": "40"}, format="json").json()["goal_limit"] == 40
    assert api.post(url, {"name": "calls answered", "kind": "count"}, format="json").status_code == 409
    for wrong in ({"name": "x", "kind": "guess"}, {"kind": "time"}, {"name": "x", "kind": "time", "goal_limit": -1}):
        assert api.post(url, wrong, format="json").status_code == 400
    assert call("outsider").get(one).status_code == 404
    assert call("sponsor").get(url).status_code == 403
    assert api.delete(one).status_code == 204
    assert api.get(one).status_code == 404
    assert api.get(url).json()["count"] == 0

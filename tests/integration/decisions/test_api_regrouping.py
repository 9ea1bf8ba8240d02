"""Proposals, merging, splitting, undoing and suggested texts over the API."""

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_api_url
from apps.tenant.decisions.models import Opportunity


@pytest.fixture
def url(harbor):
    return lambda name, **numbers: client_api_url(harbor, f"api-{name}", **numbers)


@pytest.fixture
def api(call):
    return call("consultant")


@pytest.fixture
def waiting(api, url):
    """Names of the proposals that wait."""
    return lambda: [one["name"] for one in api.get(url("proposals")).json()["results"] if one["state"] == "waiting"]


def names(harbor):
    with client_scope(harbor):
        return set(Opportunity.objects.values_list("name", flat=True))


def test_proposals_come_with_their_evidence(api, url, flows):
    first = api.get(url("proposals")).json()["results"][0]
    assert (first["key"], first["name"]) == (str(flows["deal"].pk), "Invoice: HubSpot to QuickBooks")
    assert first["reason"].startswith("The only hand-off of Invoice")
    assert [flow["id"] for flow in first["flows"]] == [flows["deal"].pk]
    assert first["possible_score"] == {"low": 18, "high": 18}
    assert (first["state"], first["dismissed_at"], first["dismissed_by"]) == ("waiting", None, None)


def test_accepting_some_then_all(api, url, harbor, flows, waiting):
    assert names(harbor) == set()
    made = api.post(url("proposals-accept"), {"keys": [str(flows["zoho"].pk)]})
    assert made.status_code == 201
    assert [one["name"] for one in made.json()["opportunities"]] == ["Invoice: Zoho to QuickBooks"]
    assert len(waiting()) == 2
    assert len(api.post(url("proposals-accept"), {"all": True}).json()["opportunities"]) == 2
    assert waiting() == []
    assert len(names(harbor)) == 3


@pytest.mark.parametrize("name", ["proposals-accept", "proposals-dismiss", "proposals-again"])
@pytest.mark.parametrize("body", [{}, {"keys": []}, {"keys": ["4711"]}, {"keys": "all"}, {"kees": ["1"]}])
def test_answers_to_nothing_or_to_what_is_not_there_change_nothing(api, url, harbor, flows, waiting, name, body):
    before = waiting()
    assert api.post(url(name), body).status_code in {400, 409}
    assert waiting() == before
    assert names(harbor) == set()


def test_dismissed_with_who_and_proposed_again(api, url, flows, waiting):
    body = {"keys": [str(flows["zoho"].pk)], "reason": "too rare"}
    assert api.post(url("proposals-dismiss"), body).json() == {"dismissed": 1}
    aside = api.get(url("proposals")).json()["results"][-1]
    assert (aside["state"], aside["name"]) == ("dismissed", "Invoice: Zoho to QuickBooks")
    assert aside["dismissed_by"]
    assert aside["name"] not in waiting()
    assert api.post(url("proposals-again"), {"all": True}).json() == {"proposed": 1}
    assert aside["name"] in waiting()


def test_merge_and_undo(api, url, harbor, add, deal, flows):
    orders = add("Orders", "orders")
    merge = url("opportunity-merge", opportunity_id=deal.pk)
    for wrong in ({}, {"opportunities": []}, {"opportunities": [4711]}, {"opportunities": [deal.pk]}):
        assert api.post(merge, wrong).status_code == 400, wrong
    merged = api.post(merge, {"opportunities": [orders.pk]}).json()
    assert set(merged["flows"]) == {flows["deal"].pk, flows["orders"].pk}
    assert names(harbor) == {"Deal to invoice"}
    undo = url("regrouping-undo", regrouping_id=merged["regrouping"])
    assert api.post(undo).json() == {"undone": "Orders into Deal to invoice"}
    assert names(harbor) == {"Deal to invoice", "Orders"}
    assert api.post(undo).status_code == 409
    assert api.post(url("regrouping-undo", regrouping_id=4711)).status_code == 404


def test_split_and_undo(api, url, harbor, add, flows):
    both = add("Into the books", "deal", "orders")
    split = url("opportunity-split", opportunity_id=both.pk)
    every = [flows["deal"].pk, flows["orders"].pk]
    for going in ([], every, [flows["zoho"].pk]):
        assert api.post(split, {"name": "Orders", "flows": going}).status_code == 400, going
    assert names(harbor) == {"Into the books"}
    new = api.post(split, {"name": "Orders", "flows": [flows["orders"].pk]}).json()
    assert (new["name"], new["flows"]) == ("Orders", [flows["orders"].pk])
    assert api.post(url("regrouping-undo", regrouping_id=new["regrouping"])).status_code == 200
    assert names(harbor) == {"Into the books"}


def test_suggested_texts_are_given_and_not_applied(api, url, deal):
    found = api.get(url("opportunity-suggestions", opportunity_id=deal.pk)).json()
    assert {one["part"] for one in found} <= {"conflict_resolution", "volume", "latency", "security"}
    assert all(one["text"] and one["evidence"] for one in found)
    volume = next(one for one in found if one["part"] == "volume")
    assert "87" in volume["text"]
    item = api.get(url("opportunity", opportunity_id=deal.pk)).json()
    assert "volume" in item["requirement"]["missing"]
    assert api.get(url("opportunity-suggestions", opportunity_id=4711)).status_code == 404

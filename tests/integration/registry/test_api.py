"""…/integrations/ and …/incidents/ over the API."""

import pytest
from django.test import Client as Browser

from apps.core.tenancy.links import client_api_url
from apps.methods.checklist import CheckPoint
from tests.queries import assert_constant, queries_of


@pytest.fixture
def url(harbor):
    return client_api_url(harbor, "api-integrations")


def test_register_change_tick_and_go_live(call, url, decided):
    api = call("consultant")
    made = api.post(url, {"opportunity": decided().pk, "owner": "Priya Raman"})
    assert made.status_code == 201, made.content
    shown = made.json()
    assert (shown["status"], shown["owner"], shown["data_objects"]) == ("planned", "Priya Raman", ["Invoice"])
    assert len(shown["checklist"]) == 8
    item = f"{url}{shown['id']}/"
    refused = api.post(f"{item}go-live/", {})
    assert refused.status_code == 400
    assert "a runbook" in refused.json()["error"]["message"]
    assert api.post(f"{item}go-live/", {"override_reason": "Now"}).status_code == 400
    api.patch(item, {"runbook_steps": "Look", "runbook_call": "Jess", "status": "building"})
    for point in CheckPoint:
        assert api.post(f"{item}checklist/", {"point": point}).status_code == 200
    assert api.get(item).json()["gate"] == {"is_open": True, "missing": []}
    live = api.post(f"{item}go-live/", {}).json()
    assert (live["status"], live["health"]["state"]) == ("live", "silent")
    assert api.post(f"{item}go-live/", {}).status_code == 409


def test_a_lead_overrides_over_the_api(call, url, deal):
    live = call("lead").post(f"{url}{deal.pk}/go-live/", {"override_reason": "Season"}).json()
    assert (live["status"], live["override_reason"]) == ("live", "Season")
    assert len(live["gate"]["missing"]) == 10


def test_an_address_made_by_the_api_takes_signals(call, url, make):
    entry = make(status="live")
    api = call("consultant")
    made = api.post(f"{url}{entry.pk}/signal-address/").json()
    path = "/api/v1/signals/" + made["key"] + "/"
    assert made["address"].endswith(path)
    assert Browser().post(path, {"kind": "fail", "note": "no"}, content_type="application/json").status_code == 201
    shown = api.get(f"{url}{entry.pk}/").json()
    assert (shown["health"]["state"], shown["health"]["last_run"]) == ("failing", "fail")
    incident = shown["open_incidents"][0]["id"]
    incidents = url.replace("integrations", "incidents")
    assert api.patch(f"{incidents}{incident}/", {"acknowledge": True}).json()["acknowledged_at"]
    assert api.patch(f"{incidents}{incident}/", {"resolution": "Done"}).json()["resolved_at"]
    assert api.patch(f"{incidents}{incident}/", {"resolution": "Again"}).status_code == 409
    assert api.get(incidents).json()["count"] == 1
    assert api.post(incidents, {}).status_code == 405
    assert api.delete(f"{url}{entry.pk}/signal-address/").status_code == 204
    assert Browser().post(path, {"kind": "start"}, content_type="application/json").status_code == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [({}, 400), ({"opportunity": 999999}, 400), ({"opportunity": 1, "consolidation": 1}, 400), ({"x": 1}, 400)],
)
def test_mistakes_are_refused(call, url, body, status):
    assert call("consultant").post(url, body).status_code == status


def test_a_stale_version_conflicts_and_live_has_a_gate(call, url, deal):
    api, item = call("consultant"), f"{url}{deal.pk}/"
    assert api.patch(item, {"version": 1, "trigger": "Deal won"}).json()["version"] == 2
    assert api.patch(item, {"version": 1, "trigger": "Late"}).status_code == 409
    assert api.patch(item, {"status": "live"}).status_code == 400
    assert api.get(item).json()["status"] == "planned"


def test_as_many_queries_for_many_as_for_one(call, url, make):
    make("One", owner="Priya Raman")
    api = call("consultant")
    few = queries_of(api, url)
    for name in ("Two", "Three"):
        make(name, owner="Jess Calder")
    assert_constant(api, url, few=few)

"""…/flows/, …/processes/, …/data-objects/, …/conflicts/ over the API."""

from decimal import Decimal

import pytest

from apps.core.tenancy.links import client_api_url
from apps.methods.rounding import half_up

NEW = {
    "source": "HubSpot",
    "target": "QuickBooks Online",
    "data_object": "Quote",
    "mechanism": "manual",
    "direction": "one_way",
    "wanted_direction": "one_way",
    "times": 200,
    "per": "week",
    "minutes": 10,
    "people": 1,
    "hourly_rate": 35,
    "error_cost": "revenue_loss",
    "latency_hours": 24,
    "wanted_latency_hours": 1,
    "has_owner": True,
    "is_monitored": False,
    "last_broke_on": None,
}


@pytest.fixture
def api(call):
    return call("consultant")


@pytest.fixture
def url(harbor):
    return lambda name, **kw: client_api_url(harbor, f"api-{name}", **kw)


def test_a_new_flow_answers_with_its_figures(flows, api, url):
    made = api.post(url("flows"), NEW)
    assert made.status_code == 201, made.content
    shown = made.json()
    assert half_up(Decimal(shown["hours_per_week"]), 2) == Decimal("33.33")
    assert half_up(Decimal(shown["hours_per_month"]), 2) == Decimal("144.44")
    assert half_up(Decimal(shown["cost_per_month"]), 2) == Decimal("5055.56")
    assert half_up(Decimal(shown["cost_per_year"]), 2) == Decimal("60666.67")
    assert (shown["gap"], shown["gaps"]) == ("no_integration", ["no_integration"])
    assert shown["priority"] == {
        "frequency": 3,
        "error_cost": 3,
        "time_cost": 2,
        "score": 18,
        "band": "priority",
    }
    assert (shown["source"], shown["data_object"], shown["version"]) == ("HubSpot", "Quote", 1)


def test_by_id_as_well_as_by_name(flows, api, url):
    body = NEW | {"source": flows[1].source_id, "target": flows[2].target_id, "data_object": flows[1].data_object_id}
    shown = api.post(url("flows"), body).json()
    assert (shown["source"], shown["target"], shown["data_object"]) == ("Shopify", "QuickBooks Online", "Order")
    assert shown["source_id"] == flows[1].source_id


def test_what_is_refused_says_where(flows, api, url):
    unknown = api.post(url("flows"), NEW | {"source": "Hubspott"})
    assert unknown.status_code == 400
    assert "Did you mean HubSpot?" in unknown.json()["error"]["fields"]["source"][0]
    for body in (NEW | {"per": "fortnight"}, NEW | {"minutes": -1}, NEW | {"minute": 3}, {"source": "HubSpot"}):
        assert api.post(url("flows"), body).status_code == 400, body


def test_an_automated_flow_has_no_cost_until_it_is_timed(flows, api, url):
    shown = api.get(url("flow", flow_id=flows["orders to ship"].pk)).json()
    assert (shown["hours_per_week"], shown["priority"], shown["gap"]) == (None, None, "one_way")


def test_change_overrule_remove(flows, api, url):
    item = url("flow", flow_id=flows[4].pk)
    assert api.patch(item, {"times": 30, "version": 1}).json()["hours_per_week"] == "3.0000"
    assert api.patch(item, {"times": 40, "version": 1}).status_code == 409
    assert api.patch(item, {"gap_override": "none"}).status_code == 400
    overruled = api.patch(item, {"gap_override": "none", "gap_override_reason": "Done by the bot now."}).json()
    assert (overruled["gap"], overruled["gaps"], overruled["gap_by_rule"]) == ("none", [], "no_integration")
    assert api.delete(item).status_code == 204
    assert api.get(item).status_code == 404
    assert api.post(url("flow-restore", flow_id=flows[4].pk)).json()["version"] == 3
    assert api.get(item).status_code == 200


def test_lists_and_filters(flows, api, url):
    rows = api.get(url("flows"), {"only": "by_hand", "page_size": 500}).json()
    assert rows["count"] == 9
    total = sum(Decimal(row["cost_per_year"]) for row in rows["results"])
    assert half_up(total, 2) == Decimal("30051.67")
    assert api.get(url("flows"), {"gap": "fragile"}).json()["count"] == 1


def test_a_process_keeps_its_steps_in_order(flows, api, url):
    free = api.post(url("flows"), NEW).json()["id"]
    steps = [free, flows["tasks told"].pk]
    made = api.post(url("processes"), {"name": "Quote to task", "steps": steps})
    assert made.status_code == 201, made.content
    assert made.json()["steps"] == steps
    item = url("process", process_id=made.json()["id"])
    turned = api.patch(item, {"steps": steps[::-1]}).json()
    assert (turned["steps"], turned["version"]) == (steps[::-1], 2)
    assert api.patch(item, {"steps": [999999]}).status_code == 400
    twice = [*steps, flows[1].pk, steps[0]]
    assert api.patch(item, {"steps": twice}).json()["steps"] == twice
    assert api.get(url("flow", flow_id=flows[1].pk)).json()["processes"] == ["Order to delivery", "Quote to task"]
    api.patch(item, {"steps": steps[::-1]})
    assert api.get(url("processes")).json()["count"] == 6
    assert api.patch(item, {"position": 1}).json()["position"] == 1
    assert api.get(url("processes")).json()["results"][0]["name"] == "Quote to task"
    assert api.delete(item).status_code == 204
    assert api.get(item).status_code == 404
    assert api.post(url("process-restore", process_id=made.json()["id"])).json()["steps"] == steps[::-1]


def test_data_objects_with_their_holders(flows, api, url):
    body = {"name": "Refund", "system_of_record": "Shopify", "holders": [{"application": "Shopify", "creates": True}]}
    made = api.post(url("data-objects"), body)
    assert made.status_code == 201, made.content
    shown = made.json()
    assert (shown["name"], shown["system_of_record"]) == ("Refund", "Shopify")
    item = url("data-object", data_object_id=shown["id"])
    changed = api.patch(item, {"holders": [{"application": "Zendesk", "reads": True}]}).json()
    assert {holder["application"] for holder in changed["holders"]} == {"Shopify", "Zendesk"}
    assert api.delete(item).status_code == 400
    empty = [{"application": name} for name in ("Shopify", "Zendesk")]
    assert api.patch(item, {"holders": empty, "system_of_record": None}).json()["holders"] == []
    assert api.delete(item).status_code == 204


def test_conflicts(flows, api, url):
    body = {"data_object": "Invoice", "applications": ["Zoho Invoice", "QuickBooks Online"], "fields": "number"}
    made = api.post(url("conflicts"), body)
    assert made.status_code == 201, made.content
    item = url("conflict", object_conflict_id=made.json()["id"])
    assert api.patch(item, {"records_differing": 3}).json()["records_differing"] == 3
    assert api.delete(item).status_code == 204
    assert api.get(item).json()["is_settled"]


def test_conflicts_say_who_found_what_and_what_was_agreed(flows, api, url):
    shown = {one["data_object"]: one for one in api.get(url("conflicts")).json()["results"]}["Product"]
    assert (shown["state"], shown["found_by"], shown["share_differing"][:4]) == ("agreed", "Tom Okafor", "14.3")
    item = url("conflict", object_conflict_id=shown["id"])
    assert api.patch(item, {"resolution": ""}).status_code == 400
    assert api.patch(item, {"state": "resolved"}).json()["resolved_at"]
    assert api.patch(item, {"state": "open"}).json()["resolved_at"] is None


def test_findings_about_data_objects(flows, api, url):
    found = api.get(url("findings")).json()["results"]
    claims = next(one for one in found if one["kind"] == "two_claims")
    assert claims["text"] == "QuickBooks Online and Zoho Invoice both create Invoice."
    assert api.post(url("findings"), {"key": claims["key"], "reason": ""}).status_code == 400
    kept = api.post(url("findings"), {"key": claims["key"], "reason": "Small jobs only"})
    assert (kept.status_code, kept.json()["dismissed"]) == (201, "Small jobs only")
    assert api.post(url("findings"), {"key": "nothing", "reason": "Fine"}).status_code == 400


def test_gaps_with_their_sums(flows, api, url):
    shown = api.get(url("gaps")).json()
    first = next(one for one in shown["results"] if one["flow"] == flows[2].pk)
    assert (first["gap"], first["rule"], first["override"], first["missing"]) == (
        "no_integration",
        "no_integration",
        None,
        [],
    )
    cells = {(one["department"], one["gap"]): one["total"] for one in shown["matrix"]}
    assert cells["Sales", "no_integration"]["hours_per_week"].startswith("9.75")
    assert cells["", "no_integration"]["flows"] == 9
    assert shown["total"]["flows"] == 15
    assert shown["total"]["hours_per_week"][:5] == "15.20"
    api.patch(url("flow", flow_id=flows[2].pk), {"gap_override": "fragile", "gap_override_reason": "A macro does it"})
    again = next(one for one in api.get(url("gaps")).json()["results"] if one["flow"] == flows[2].pk)
    assert (again["gap"], again["rule"], again["reason"]) == ("fragile", "no_integration", "A macro does it")


def test_the_portal_side_may_not_read(flows, call, url):
    for name in ("flows", "processes", "data-objects", "conflicts"):
        assert call("viewer").get(url(name)).status_code == 403
        assert call("anonymous").get(url(name)).status_code == 401


def test_what_has_not_broken_yet_did_not_break(flows, api, url):
    answer = api.post(url("flows"), {**NEW, "last_broke_on": "2999-01-01"})
    assert answer.status_code == 400
    assert "still to come" in answer.json()["error"]["fields"]["last_broke_on"][0]

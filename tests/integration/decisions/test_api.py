"""Opportunities, weights, robustness and consolidations over the API, by the names that scripts rely on."""

import pytest

from apps.core.tenancy.links import client_api_url
from tests.integration.decisions.conftest import COMPLETE


@pytest.fixture
def url(harbor):
    return lambda name, **numbers: client_api_url(harbor, f"api-{name}", **numbers)


@pytest.fixture
def made(call, url, flows):
    body = {"name": "Deal to invoice", "flows": [flows["deal"].pk], "change_effort": 2, "error_points": 6.5}
    answer = call("consultant").post(url("opportunities"), body | {"days_sooner": 2, "risk_checks": 4})
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_an_opportunity_with_what_follows_from_it(made):
    priority = {key: made["priority"][key] for key in ("frequency", "error_cost", "time_cost", "score", "band")}
    assert priority == {"frequency": 3, "error_cost": 3, "time_cost": 2, "score": 18, "band": "priority"}
    assert made["scorecard"]["total"] is None
    assert float(made["scorecard"]["low"]) == 55.5
    assert float(made["scorecard"]["high"]) == 65.5
    assert made["scorecard"]["contributions"][0]["criterion"] == "time_saved"
    assert made["scorecard"]["missing"] == ["user_experience"]
    assert (made["tier"], made["pattern"]) == (1, "point_to_point")
    assert made["reasons"][:2] == ["one-way", "two systems"]
    assert float(made["hours_per_week"]) == 4
    assert made["requirement"]["missing"] == ["conflict resolution", "volume", "latency", "security"]


def test_list_change_and_remove(call, url, made):
    api, item = call("consultant"), url("opportunity", opportunity_id=made["id"])
    assert api.get(url("opportunities")).json()["results"] == [api.get(item).json()]
    changed = api.patch(item, {"user_pain": 3, "version": made["version"]}).json()
    assert float(changed["scorecard"]["total"]) == 60.5
    assert api.patch(item, {"name": "Stale", "version": made["version"]}).status_code == 409
    assert api.patch(item, {"change_efort": 1}).status_code == 400
    assert api.patch(item, {"change_effort": 6}).status_code == 400
    assert api.patch(item, {"flows": []}).status_code == 400
    assert api.delete(item).status_code == 204
    assert api.get(item).status_code == 404


def test_deciding_needs_a_reason_and_changes_nothing_without(call, url, made):
    api, item = call("consultant"), url("opportunity", opportunity_id=made["id"])
    assert api.patch(item, {"decision": "integrate", "name": "Other"}).status_code == 400
    assert api.get(item).json()["name"] == "Deal to invoice"
    decided = api.patch(item, {"decision": "integrate", "decision_reason": "pays", "decided_on": "2026-09-14"}).json()
    assert (decided["decision"], decided["decided_on"]) == ("integrate", "2026-09-14")
    assert api.delete(item).status_code == 400


def test_both_tiers_after_an_overrule(call, url, made):
    item = url("opportunity", opportunity_id=made["id"])
    shown = call("consultant").patch(item, {"tier_override": 2, "override_reason": "approval is coming"}).json()
    assert (shown["tier"], shown["tier_by_rule"]) == (2, 1)
    assert call("consultant").patch(item, {"tier_override": 3, "override_reason": "volume"}).status_code == 400


@pytest.mark.parametrize("requirement", [COMPLETE, "HubSpot wins; 87 a month, within an hour; own account."])
def test_no_platform_before_the_requirement(call, url, made, requirement):
    api, item = call("consultant"), url("opportunity", opportunity_id=made["id"])
    platform = url("opportunity-platform", opportunity_id=made["id"])
    locked = api.post(platform, {"platform": "Zapier"})
    assert locked.status_code == 409
    assert "Write the requirement" in locked.json()["error"]["message"]
    assert api.patch(item, {"requirement": requirement}).json()["requirement"]["is_written"] is True
    chosen = api.post(platform, {"platform": "Zapier", "price": 30})
    assert (chosen.status_code, chosen.json()["platform"]) == (200, "Zapier")
    emptied = dict.fromkeys(COMPLETE, "") if isinstance(requirement, dict) else ""
    assert api.patch(item, {"requirement": emptied}).status_code == 400


def test_half_a_requirement_is_none(call, url, made):
    api, item = call("consultant"), url("opportunity", opportunity_id=made["id"])
    half = api.patch(item, {"requirement": {"volume": "87 a month"}}).json()["requirement"]
    assert half["missing"] == ["conflict resolution", "latency", "security"]
    assert api.patch(item, {"requirement": {"speed": "fast"}}).status_code == 400
    platform = url("opportunity-platform", opportunity_id=made["id"])
    assert api.post(platform, {"platform": "Zapier"}).status_code == 409


def test_weights(call, url, made):
    api, weights = call("consultant"), url("scorecard-weights")
    names = ("time_saved", "error_reduction", "revenue", "risk_reduction", "user_experience")
    assert [api.get(weights).json()[name] for name in names] == [30, 20, 25, 15, 10]
    new = dict(zip(names, (50, 20, 10, 10, 10), strict=True))
    assert api.put(weights, new | {"time_saved": 51}).status_code == 400
    assert api.put(weights, {"time_saved": 100}).status_code == 400
    assert api.put(weights, new).status_code == 200
    shown = api.get(weights).json()
    assert shown["time_saved"] == 50
    assert len(shown["history"]) == 1


def test_robustness(call, url, flows, made):
    api = call("consultant")
    assert api.get(url("robustness")).json()["flip"] is None
    other = {"name": "Orders", "flows": [flows["orders"].pk], "change_effort": 2, "error_points": 9}
    api.post(url("opportunities"), other | {"days_sooner": 1, "risk_checks": 1, "user_pain": 3})
    shown = api.get(url("robustness")).json()
    assert {row["name"]: float(row["top_three_share"]) for row in shown["opportunities"]} == {
        "Deal to invoice": 1,
        "Orders": 1,
    }
    assert shown["flip"].keys() >= {"criterion", "from_weight", "to_weight", "first", "second"}
    assert (shown["flip"]["first"], shown["flip"]["second"]) == ("Deal to invoice", "Orders")
    assert shown["shortlist"]["opportunities"] == ["Deal to invoice", "Orders"]


def test_consolidation_with_computed_figures(call, url, flows):
    api = call("consultant")
    body = {"applications": ["Zoho", "QuickBooks"], "retraining_cost": 190, "can_maintain": False}
    made = api.post(url("consolidations"), body)
    assert made.status_code == 201, made.content
    shown = made.json()
    assert (shown["questions"]["overlap"]["answer"], float(shown["questions"]["overlap"]["value"])) == (True, 0.75)
    assert (shown["questions"]["saving"]["answer"], float(shown["questions"]["saving"]["value"])) == (True, 2022)
    assert shown["questions"]["capability"]["answer"] is False
    assert (shown["recommendation"], shown["close_call"]) == ("consolidate", False)
    item = url("consolidation", consolidation_id=shown["id"])
    close = api.patch(item, {"saving_12_months": 100, "can_maintain": True, "keep": "QuickBooks"}).json()
    assert (close["recommendation"], close["close_call"], close["keep"]) == ("integrate", True, "QuickBooks")
    assert api.get(url("consolidations")).json()["count"] == 1
    assert api.post(url("consolidations"), body | {"applications": ["Zoho"]}).status_code == 400
    assert api.post(url("consolidations"), body | {"applications": ["Zoho", "Nope"]}).status_code == 400

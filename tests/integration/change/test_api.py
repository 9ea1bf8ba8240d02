"""The same over the API: the plan of an initiative, adoption, retrospective, wins, and changes of tools."""

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_api_url
from apps.tenant.inventory.models import Application


@pytest.fixture
def api(call):
    return call("consultant")


@pytest.fixture
def at(harbor, deal):
    return lambda name, **numbers: client_api_url(harbor, name, **(numbers or {"initiative_id": deal.pk}))


def test_a_plan_from_champions_to_targets(api, at, harbor, deal):
    champions = client_api_url(harbor, "api-champions")
    made = api.post(champions, {"name": "Jess", "department": "Sales"}, format="json")
    assert made.status_code == 201
    assert made.json()["department"] == "Sales"
    shown = api.patch(at("api-initiative-change"), {"logins_target": 5, "support_channel": "Slack"}, format="json")
    assert shown.json()["plan"]["logins_target"] == 5
    assert shown.json()["benefit_at_risk"] is True
    assert {one["department"]: one["missing"] for one in shown.json()["champions"]} == {"Finance": 2, "Sales": 1}
    assert shown.json()["parallel_run"]["weeks"] == 4
    assert api.delete(f"{champions}{made.json()['id']}/").status_code == 204
    assert api.get(champions).json()["results"] == []
    assert api.patch(at("api-initiative-change"), {"nonsense": 1}, format="json").status_code == 400


def test_the_why_goes_out_first(api, at, harbor):
    message = {
        "purpose": "what",
        "text": "It goes by itself",
        "audience": "Sales",
        "channel": "Slack",
        "on": "2026-10-01",
    }
    early = api.post(at("api-change-messages"), message | {"sent": True}, format="json")
    assert early.status_code == 400
    assert "the why first" in str(early.json())
    assert api.get(at("api-change-messages")).json()["results"] == []
    api.post(at("api-change-messages"), message | {"purpose": "why", "sent": True}, format="json")
    made = api.post(at("api-change-messages"), message, format="json").json()
    item = client_api_url(harbor, "api-change-message", message_id=made["id"])
    assert api.patch(item, {"sent": True}, format="json").json()["sent"] is True
    assert api.delete(item).status_code == 409


def test_steps_of_both_workflows(api, at, harbor):
    step = {"side": "today", "who": "Sales", "source": "HubSpot", "target": "E-mail", "what": "Deal", "minutes": "3"}
    made = api.post(at("api-workflow"), step, format="json").json()
    item = client_api_url(harbor, "api-workflow-step", workflow_step_id=made["id"])
    assert api.patch(item, {"side": "wanted", "is_manual": True}, format="json").json()["is_manual"] is True
    assert api.post(at("api-workflow"), step | {"side": "yesterday"}, format="json").status_code == 400
    assert api.delete(item).status_code == 204


def test_counts_are_sent_one_by_one_or_together(api, at):
    url = at("api-adoption")
    assert api.post(url, {"day": "2026-10-05", "logins": 4}, format="json").json() == {"days": 1}
    many = {"days": [{"day": "2026-10-05", "uses": 3}, {"day": "2026-10-06", "logins": 5, "tickets": 0}]}
    assert api.post(url, many, format="json").json() == {"days": 2}
    rows = api.get(url).json()["results"]
    assert rows[1] == {"day": "2026-10-05", "logins": 4, "uses": 3, "tickets": None}
    for wrong in ({"day": "2026-10-05"}, {"day": "x", "logins": 1}, {"day": "2026-10-05", "logins": -1}, {"days": []}):
        assert api.post(url, wrong, format="json").status_code == 400


def test_a_day_of_the_parallel_run(api, harbor, running, today):
    points = client_api_url(harbor, "api-run-points", initiative_id=running.pk)
    point = api.post(points, {"name": "Their sums agree"}, format="json").json()
    days = client_api_url(harbor, "api-run-days", initiative_id=running.pk)
    day = {"day": today.isoformat(), "done": [point["id"]], "differences": 1, "note": "One missing"}
    assert api.post(days, day, format="json").status_code == 201
    assert api.get(days).json()["results"][0]["note"] == "One missing"
    assert api.post(days, day | {"done": [10**9]}, format="json").status_code == 400
    assert api.post(days, {"day": today.isoformat()}, format="json").status_code == 400


def test_the_retrospective_secures_the_benefit(api, at):
    url = at("api-retrospective")
    assert api.get(url).json()["filed_at"] is None
    gaps = api.put(url, {"went_well": "Much", "file": True}, format="json")
    assert gaps.status_code == 400
    whole = {"went_well": "Much", "went_badly": "Little", "next_steps": "Go on", "file": True}
    assert api.put(url, whole, format="json").json()["filed_at"]
    assert api.get(at("api-initiative-change")).json()["benefit_at_risk"] is False
    assert api.put(url, whole, format="json").status_code == 409


def test_wins(api, at, harbor):
    made = api.post(at("api-wins"), {"title": "Same day", "hours": "3.5", "shared": True}, format="json").json()
    assert made["shared"] is True
    item = client_api_url(harbor, "api-win", win_id=made["id"])
    assert api.patch(item, {"shared": False}, format="json").json()["shared"] is False
    assert api.post(at("api-wins"), {"title": "Nothing"}, format="json").status_code == 400


def test_a_change_of_a_tool_from_start_to_end(api, harbor, deal):
    with client_scope(harbor):
        own = Application.objects.get(name="HubSpot")
    changes = client_api_url(harbor, "api-tool-changes")
    plan = {"application": own.pk, "kind": "update", "reason": "New sign-in"}
    made = api.post(changes, plan, format="json").json()
    assert made["missing"] == ["review", "staging_test", "evidence", "registry"]
    assert api.post(changes, plan, format="json").status_code == 409
    close = client_api_url(harbor, "api-tool-change-close", tool_change_id=made["id"])
    assert api.post(close, {}, format="json").status_code == 400
    for task in made["tasks"]:
        item = client_api_url(harbor, "api-tool-task", tool_task_id=task["id"])
        api.patch(item, {"done": True, "note": "Went well"}, format="json")
    evidence = client_api_url(harbor, "api-tool-evidence", tool_change_id=made["id"])
    assert api.post(evidence, {"link": "https://tests.example/7"}, format="json").json()["missing"] == []
    assert api.post(close, {}, format="json").json()["state"] == "closed"


def test_somebody_without_the_right_is_refused(call, harbor, deal):
    url = client_api_url(harbor, "api-retrospective", initiative_id=deal.pk)
    assert call("sponsor").put(url, {"file": True}, format="json").status_code == 403

"""…/applications/ over the API."""

import pytest

from apps.core.tenancy.links import client_api_url


@pytest.fixture
def url(harbor):
    return client_api_url(harbor, "api-applications")


def test_add_show_change_remove(call, url):
    api = call("consultant")
    body = {
        "name": "HubSpot",
        "vendor": "HubSpot",
        "function": "CRM",
        "users": 8,
        "annual_cost": "9600",
        "is_shadow_it": False,
        "departments": ["Sales"],
        "capabilities": ["CRM"],
        "data_objects": ["Contact", "Deal"],
    }
    made = api.post(url, body)
    assert made.status_code == 201, made.content
    shown = made.json()
    assert shown["departments"] == ["Sales"]
    assert shown["data_objects"] == ["Contact", "Deal"]
    assert float(shown["annual_cost"]) == 9600
    assert shown["readiness"] == {"yes": 0, "no": 0, "unknown": 5, "share": 0}
    item = f"{url}{shown['id']}/"
    assert api.patch(item, {"users": 9, "version": 1}).json()["version"] == 2
    stale = api.patch(item, {"users": 10, "version": 1})
    assert stale.status_code == 409
    assert stale.json()["error"]["code"] == "refused"
    assert api.get(url).json()["count"] == 1
    assert api.delete(item).status_code == 204
    assert api.get(item).status_code == 404


def test_errors_have_one_shape(call, url):
    api = call("consultant")
    api.post(url, {"name": "HubSpot"})
    taken = api.post(url, {"name": "hubspot"})
    assert taken.status_code == 400
    assert taken.json()["error"]["fields"]["name"]
    misspelt = api.post(url, {"name": "New", "anual_cost": 3})
    assert misspelt.status_code == 400
    assert misspelt.json()["error"]["fields"] == {"anual_cost": ["There is no such field."]}
    assert api.post(url, {"name": "New", "users": -1}).status_code == 400


def test_filters_and_pages(call, url):
    api = call("consultant")
    for name, shadow in [("HubSpot", False), ("Trello", True), ("Sheet", True)]:
        api.post(url, {"name": name, "is_shadow_it": shadow, "departments": ["Sales"]})
    assert api.get(url, {"is_shadow_it": "true"}).json()["count"] == 2
    assert [row["name"] for row in api.get(url, {"q": "hub"}).json()["results"]] == ["HubSpot"]
    page = api.get(url, {"page_size": 2}).json()
    assert len(page["results"]) == 2
    assert page["next"]


def test_a_viewer_of_the_portal_may_not_read_the_workspace(call, url):
    assert call("viewer").get(url).status_code == 403
    assert call("anonymous").get(url).status_code == 401


def test_json_nested_too_deep_is_the_senders_mistake(call, url):
    answer = call("consultant").post(url, data="[" * 100_000, content_type="application/json")
    assert answer.status_code == 400
    assert "nested too deep" in answer.json()["error"]["message"]

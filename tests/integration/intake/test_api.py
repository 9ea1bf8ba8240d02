"""…/intake-links/, …/intake-answers/ and decisions over the API."""

import pytest

from apps.core.tenancy.links import client_api_url
from apps.tenant.flows.models import Flow
from apps.tenant.inventory.models import Application


@pytest.fixture
def api(call):
    return call("consultant")


def test_links(api, harbor, known):
    collection = client_api_url(harbor, "api-intake-links")
    made = api.post(collection, {"department": known.departments.get().pk})
    assert made.status_code == 201, made.content
    assert "/questions/" in made.json()["url"]
    assert api.post(collection, {"department": known.departments.get().pk}).status_code == 409
    assert api.post(collection, {"department": 10**6}).status_code == 400
    assert api.post(collection, {"department": 1, "expires": "never"}).status_code == 400
    item = client_api_url(harbor, "api-intake-link", intake_link_id=made.json()["id"])
    assert api.patch(item, {}).status_code == 200
    assert api.delete(item).status_code == 204
    shown = api.get(item).json()
    assert (shown["is_open"], shown["url"]) == (False, None)
    assert api.patch(item, {}).status_code == 409
    assert api.get(collection).json()["count"] == 1


def decide(api, harbor, answered, number, verb, body=None):
    name = f"api-intake-proposal-{verb}"
    address = client_api_url(harbor, name, intake_answer_id=answered.pk, proposal_number=number)
    return api.post(address, body or {})


def test_answers_and_decisions(api, harbor, answered):
    listed = api.get(client_api_url(harbor, "api-intake-answers")).json()["results"]
    assert [(one["person"], len(one["proposals"])) for one in listed] == [("Lena Brandt", 2)]
    assert listed[0]["proposals"][1]["hours_per_week"] == 3
    item = api.get(client_api_url(harbor, "api-intake-answer", intake_answer_id=answered.pk)).json()
    assert item == listed[0]
    tool = decide(api, harbor, answered, 1, "accept", {"take": ["name", "departments"], "version": 1})
    assert (tool.status_code, tool.json()["state"]) == (200, "accepted"), tool.content
    assert Application.objects.get(name="Packing list").function == ""
    assert decide(api, harbor, answered, 1, "accept").status_code == 409
    assert decide(api, harbor, answered, 2, "accept").status_code == 400
    assert decide(api, harbor, answered, 2, "accept", {"add_missing": True}).status_code == 200
    assert Flow.objects.get().minutes == 18
    assert decide(api, harbor, answered, 2, "undo").json()["state"] == "open"
    assert decide(api, harbor, answered, 2, "dismiss").json()["state"] == "dismissed"
    assert decide(api, harbor, answered, 3, "dismiss").status_code == 404
    assert decide(api, harbor, answered, 2, "undo", {"version": 1}).status_code == 409


@pytest.mark.parametrize("wrong", [{"take": ["colour"]}, {"take": "name"}, {"into": 0}, {"into": "x"}, {"other": 1}])
def test_wrong_decisions(api, harbor, answered, wrong):
    assert decide(api, harbor, answered, 1, "accept", wrong).status_code == 400

"""…/contracts/ over the API."""

import pytest

from apps.core.tenancy.links import client_api_url

FIELDS = [
    {"name": "order_id", "is_required": True, "is_unique": True},
    {"name": "status", "type": "choice", "allowed_values": ["paid", "shipped"]},
]


@pytest.fixture
def url(harbor):
    return client_api_url(harbor, "api-contracts")


def test_add_change_publish_and_read(call, url):
    api = call("consultant")
    made = api.post(url, {"data_object": "Order", "purpose": "What was bought", "owner": "Lena", "fields": FIELDS})
    assert made.status_code == 201, made.content
    shown = made.json()
    assert [field["name"] for field in shown["fields"]] == ["order_id", "status"]
    assert shown["parts"]["done"] == ["fields", "allowed_values"]
    assert shown["pending"]["number"] == "1.0.0"
    item = f"{url}{shown['id']}/"
    first = api.post(f"{item}versions/", {"note": "first"})
    assert (first.status_code, first.json()["number"]) == (201, "1.0.0")
    changed = api.patch(item, {"fields": FIELDS[:1]}).json()
    assert changed["pending"] == {"number": "2.0.0", "change": "breaking", "reasons": ["status: field removed"]}
    refused = api.post(f"{item}versions/", {})
    assert refused.status_code == 400
    assert "approved_by_owner" in refused.json()["error"]["fields"]
    assert api.post(f"{item}versions/", {"approved_by_owner": True}).json()["number"] == "2.0.0"
    assert [one["number"] for one in api.get(f"{item}versions/").json()["results"]] == ["2.0.0", "1.0.0"]
    assert api.get(item).json()["latest"]["number"] == "2.0.0"
    assert api.delete(item).status_code == 400


def test_a_starter_and_a_check(call, url):
    api = call("consultant")
    made = api.post(url, {"data_object": "Invoice", "starter": "Invoice"}).json()
    check = f"{url}{made['id']}/check/"
    assert api.post(check, {"payload": made["sample_payload"]}, format="json").json()["is_valid"]
    wrong = api.post(check, {"payload": [made["sample_payload"]] * 2}, format="json").json()
    assert [(one["record"], one["field"]) for one in wrong["findings"]] == [(2, "invoice_number")]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"data_object": "Order", "colour": "red"}, "colour"),
        ({"data_object": "Order", "starter": "Nothing"}, "starter"),
        ({"data_object": ""}, "data_object"),
        ({"data_object": "Order", "fields": [{"name": "a"}, {"name": "A"}]}, "name"),
        ({"data_object": "Order", "status": "in_force"}, "status"),
    ],
)
def test_mistakes_are_refused_with_the_field(call, url, body, field):
    answer = call("consultant").post(url, body, format="json")
    assert answer.status_code == 400
    assert field in answer.json()["error"]["fields"]


def test_the_status_moves_over_the_api(call, url):
    api = call("consultant")
    item = f"{url}{api.post(url, {'data_object': 'Lead', 'starter': 'Lead'}).json()['id']}/"
    assert api.patch(item, {"status": "proposed"}).json()["status"] == "proposed"
    assert api.patch(item, {"version": 1, "purpose": "late"}).status_code == 409

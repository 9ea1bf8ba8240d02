"""…/people/, …/invitations/ and …/activity/ over the API."""

import pytest

from apps.core.tenancy.links import client_api_url
from tests.factories import join_firm, make_user


@pytest.fixture
def url(harbor):
    return lambda name, **numbers: client_api_url(harbor, f"api-{name}", **numbers)


def test_a_colleague_joins_changes_role_and_leaves(call, url, harbor, run_outbox):
    join_firm(someone := make_user("new@north.example"), harbor.firm)
    api = call("lead")
    joined = api.post(url("people"), {"user": someone.pk, "role": "consultant"})
    assert (joined.status_code, joined.json()["email"]) == (201, "new@north.example")
    assert api.post(url("people"), {"user": someone.pk, "role": "consultant"}).status_code == 409
    one = url("person", membership_id=joined.json()["id"])
    assert api.patch(one, {"role": "viewer"}).json()["role"] == "viewer"
    assert api.patch(one, {"role": "emperor"}).status_code == 400
    assert "new@north.example" in {row["email"] for row in api.get(url("people")).json()["results"]}
    assert api.delete(one).status_code == 204
    run_outbox()
    assert {"added", "changed", "removed"} <= {row["verb"] for row in api.get(url("activity")).json()["results"]}


def test_nobody_of_another_firm_joins(call, url, world):
    assert call("lead").post(url("people"), {"user": world.outsider.pk, "role": "viewer"}).status_code == 404


def test_an_invitation_is_sent_and_revoked(call, url, run_outbox, mailoutbox):
    api = call("lead")
    made = api.post(url("invitations"), {"email": "coo@client.example", "role": "sponsor"})
    assert (made.status_code, made.json()["is_open"]) == (201, True)
    run_outbox()
    assert mailoutbox[-1].to == ["coo@client.example"]
    one = url("invitation", invitation_id=made.json()["id"])
    assert api.post(one).status_code == 409  # sent a moment ago
    assert api.delete(one).status_code == 204
    assert api.get(url("invitations")).json()["count"] == 0
    assert api.post(url("invitations"), {"email": "no address", "role": "sponsor"}).status_code == 400


def test_what_happened_is_listed_and_narrowed(call, url):
    api = call("consultant")
    api.post(url("applications"), {"name": "Datev"})
    found = api.get(url("activity"), {"noun": "application"}).json()["results"]
    assert (found[0]["verb"], found[0]["label"]) == ("added", "Datev")
    assert api.get(url("activity"), {"q": "nothing like it"}).json()["count"] == 0

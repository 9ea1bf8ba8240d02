"""/api/v1/firm/: settings, people, invitations."""

from apps.core.tenancy.links import public_url
from tests.factories import join_firm, make_user


def test_the_owner_changes_name_and_colour(call):
    url = public_url("api-firm")
    assert call("owner").patch(url, {"accent": "#204060"}).json()["accent"] == "#204060"
    assert call("owner").patch(url, {"accent": "blue"}).status_code == 400
    assert call("owner").patch(url, {"name": " "}).status_code == 400
    assert call("lead").patch(url, {"name": "Mine"}).status_code == 403
    assert call("lead").get(url).json()["name"] != "Mine"
    assert call("sponsor").get(url).status_code == 403


def test_people_change_role_and_leave(call, northgate):
    member = join_firm(make_user("new@north.example"), northgate)
    api, one = call("owner"), public_url("api-firm-person", membership_id=member.pk)
    assert "new@north.example" in {row["email"] for row in api.get(public_url("api-firm-people")).json()["results"]}
    assert api.patch(one, {"role": "owner"}).json()["role"] == "owner"
    assert api.patch(one, {"role": "king"}).status_code == 400
    assert call("outsider").get(one).status_code == 404
    assert api.delete(one).status_code == 204
    assert api.get(one).status_code == 404


def test_an_invitation_into_the_firm(call, run_outbox, mailoutbox):
    api, url = call("owner"), public_url("api-firm-invitations")
    made = api.post(url, {"email": "more@north.example", "role": "consultant"})
    assert (made.status_code, made.json()["is_open"]) == (201, True)
    run_outbox()
    assert mailoutbox[-1].to == ["more@north.example"]
    assert api.post(url, {"email": "more@north.example", "role": "sponsor"}).status_code == 400
    one = public_url("api-firm-invitation", invitation_id=made.json()["id"])
    assert api.delete(one).status_code == 204
    assert api.get(url).json()["count"] == 0

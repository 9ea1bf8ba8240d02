"""…/initiatives/, …/phases/ and …/roadmap/versions/ over the API."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.core.tenancy.links import client_api_url, client_url
from tests.integration.roadmap.helpers import START


@pytest.fixture
def url(harbor):
    return client_api_url(harbor, "api-initiatives")


def test_add_show_change_remove(call, url, roadmap):
    api = call("consultant")
    stock = roadmap.initiatives["Stock sync"].pk
    body = {
        "name": "Sales dashboard",
        "kind": "analytics",
        "phase": "Intelligence",
        "start": "2027-01-11",
        "end": "2027-02-12",
        "effort_days": "8",
        "depends_on": [stock],
        "owner": "Ana Duarte",
    }
    made = api.post(url, body)
    assert made.status_code == 201, made.content
    shown = made.json()
    assert (shown["phase"], shown["owner"], shown["depends_on"]) == ("Intelligence", "Ana Duarte", [stock])
    assert (shown["first_week"], shown["live_week"], shown["state"]) == (19, 23, "planned")
    item = f"{url}{shown['id']}/"
    assert api.patch(item, {"end": "2027-02-19", "version": 1}).json()["version"] == 2
    assert api.patch(item, {"name": "X", "version": 1}).status_code == 409
    listed = {row["name"]: row for row in api.get(url).json()["results"]}
    assert Decimal(listed["Stock sync"]["claimed_hours_per_week"]) == Decimal("3.1875")
    assert Decimal(listed["Stock sync"]["value_per_year"]) == Decimal("6298.5")
    assert api.delete(item).status_code == 204
    assert api.get(item).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"start": "2027-02-01", "end": "2027-01-01"}, "end"),
        ({"depends_on": [987654]}, "depends_on"),
        ({"phase": 987654}, "phase"),
        ({"opportunity": 987654}, "opportunity"),
        ({"share_expected": "95"}, "share_expected"),
        ({"effort_days": "-1"}, "effort_days"),
        ({"kind": "wish"}, "kind"),
        ({"ower": "Ana"}, "ower"),
    ],
)
def test_mistakes_are_400_and_name_the_field(call, url, roadmap, wrong, field):
    answer = call("consultant").post(url, {"name": "New", **wrong})
    assert answer.status_code == 400, answer.content
    assert field in answer.json()["error"]["fields"]


def test_a_circle_is_400_and_named(call, url, roadmap):
    api = call("consultant")
    deal, stock = (roadmap.initiatives[name].pk for name in ("Deal to invoice", "Stock sync"))
    assert api.patch(f"{url}{stock}/", {"depends_on": [deal]}).status_code == 200
    circle = api.patch(f"{url}{deal}/", {"depends_on": [stock]})
    assert circle.status_code == 400
    assert "Deal to invoice → Stock sync → Deal to invoice" in circle.json()["error"]["message"]


def test_publish_compare_decide(call, harbor, roadmap):
    versions = client_api_url(harbor, "api-versions")
    published = call("consultant").post(versions, {"note": "First"})
    assert published.status_code == 201, published.content
    assert published.json()["number"] == 1
    assert Decimal(published.json()["value_per_year"]) == Decimal("13708.5")
    again = call("consultant").post(versions, {})
    assert again.status_code == 400
    decision = f"{versions}1/decision/"
    assert call("consultant").post(decision, {"decision": "approved"}).status_code == 403
    assert call("sponsor").post(decision, {"decision": "withdrawn"}).status_code == 400
    assert call("sponsor").post(decision, {"decision": "changes_requested"}).status_code == 400
    assert call("sponsor").post(decision, {"decision": "approved"}).json()["status"] == "approved"
    assert call("sponsor").post(decision, {"decision": "changes_requested", "note": "x"}).status_code == 409
    roadmap.second_version()
    rows = {
        row["name"]: row for row in call("consultant").get(client_api_url(harbor, "api-initiatives")).json()["results"]
    }
    assert (rows["Stock sync"]["slip_days"], rows["Stock sync"]["slack_days"]) == (14, 0)
    assert (rows["Lead sync"]["slip_days"], rows["Lead sync"]["slack_days"]) == (None, 17)
    found = call("viewer").get(f"{versions}1/compare/2/").json()
    assert [one["name"] for one in found["added"]] == ["Lead sync"]
    assert found["moved"][0]["moved"] == "two weeks later"
    assert Decimal(found["value_per_year_after"]) == Decimal("14573")
    assert found["words"] == [
        "Lead sync is new: 30 Nov 2026 to 18 Dec 2026, worth $865 a year.",
        "Stock sync goes live two weeks later, 4 Jan 2027 instead of 21 Dec 2026.",
    ]
    assert call("viewer").get(f"{versions}1/compare/9/").status_code == 404
    assert call("viewer").get(versions).json()["count"] == 2


def test_a_limit_reason_comes_with_the_change_that_needs_it(call, harbor, url, roadmap):
    api = call("consultant")
    for name in ("A", "B"):
        body = {"name": name, "start": "2026-11-09", "end": "2026-11-30"}
        made = api.post(url, body | ({"limit_reason": "The season starts."} if name == "B" else {}))
        assert made.status_code == 201, made.content
    item = f"{url}{made.json()['id']}/"
    assert api.patch(item, {"end": "2026-10-30", "start": "2026-10-27", "limit_reason": "x"}).status_code == 400
    assert api.get(item).json()["end"] == "2026-11-30", "nothing half written"
    published = api.post(client_api_url(harbor, "api-versions"), {})
    assert published.json()["content"]["limit_reason"] == "The season starts."


def test_a_list_of_initiatives_costs_the_same_whatever_its_length(call, url, roadmap):
    api = call("consultant")
    counts = []
    for at in range(12):
        roadmap.add(f"More {at}", milestones=[{"name": "M", "on": START}], risks=[{"what": "R", "owner": f"P {at}"}])
        with CaptureQueriesContext(connection) as seen:
            assert api.get(url).json()["count"] == 4 + at
        counts.append(len(seen))
    assert len(set(counts)) == 1


def test_comments(call, harbor, roadmap):
    roadmap.publish()
    url = client_api_url(harbor, "api-version-comments", version_number=1)
    asked = call("sponsor").post(url, {"body": "Why?", "initiative": roadmap.initiatives["Stock sync"].pk})
    assert asked.status_code == 201, asked.content
    answered = call("consultant").post(url, {"body": "Because.", "answers": asked.json()["id"]})
    assert answered.json()["is_from_firm"] is True
    assert [one["body"] for one in call("viewer").get(url).json()["results"]] == ["Why?", "Because."]
    assert call("viewer").post(url, {"body": "Me too"}).status_code == 403
    assert call("sponsor").post(url, {"body": "x", "initiative": 987654}).status_code == 400


def test_phases(call, harbor, roadmap):
    url = client_api_url(harbor, "api-phases")
    made = call("consultant").post(url, {"name": "Quick wins", "start": "2026-09-07", "end": "2026-10-04"})
    assert made.status_code == 201
    assert call("consultant").post(url, {"name": "quick wins"}).status_code == 400
    changed = call("consultant").patch(f"{url}{made.json()['id']}/", {"end": "2026-09-01"})
    assert changed.status_code == 400
    assert call("sponsor").get(url).status_code == 403


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_slip_of_the_year_is_refused_and_the_roadmap_still_drawn(call, visit, url, roadmap, harbor, day):
    api = call("consultant")
    stock = f"{url}{roadmap.initiatives['Stock sync'].pk}/"
    refusals = (
        api.patch(stock, {"start": day, "end": None}),
        api.patch(stock, {"end": day, "start": None}),
        api.post(client_api_url(harbor, "api-phases"), {"name": "Far", "end": day}),
    )
    for answer in refusals:
        assert answer.status_code == 400
        assert "Choose a day from 1990 to 2099." in answer.json()["error"]["message"]
    assert visit("consultant").get(client_url(harbor, "roadmap")).status_code == 200

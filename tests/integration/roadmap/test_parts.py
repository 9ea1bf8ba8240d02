"""Milestones and risks of an initiative, on its page and over the API."""

from datetime import date

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_api_url, client_url
from apps.tenant.history.models import Activity
from apps.tenant.roadmap import selectors
from apps.tenant.roadmap.models import Initiative, Milestone, Risk


def lines(prefix, *rows, version):
    """What the page's form posts."""
    posted = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0, "version": version}
    return posted | {f"{prefix}-{at}-{name}": value for at, row in enumerate(rows) for name, value in row.items()}


@pytest.fixture
def stock(roadmap):
    return roadmap.initiatives["Stock sync"]


def test_milestones_are_added_changed_and_taken_away(visit, harbor, stock):
    url, browser = client_url(harbor, "initiative-milestones", initiative_id=stock.pk), visit("consultant")
    first = lines(
        "milestones", {"name": "Product contract signed", "on": "2026-11-27"}, {"name": "", "on": ""}, version=1
    )
    assert browser.post(url, first).status_code == 302
    with client_scope(harbor):
        made = Milestone.objects.get()
        draft = selectors.current_snapshot(harbor).bar(stock.pk)
        assert [(one.name, one.on) for one in draft.milestones] == [("Product contract signed", date(2026, 11, 27))]
        act = Activity.objects.filter(noun="initiative", verb="changed").first()
        assert act.changes[0]["after"] == "Product contract signed 27 Nov 2026"
    done = lines(
        "milestones",
        {"id": made.pk, "name": "Product contract signed", "on": "2026-11-27", "is_done": "on"},
        {"name": "Shop frozen", "on": "2026-12-14"},
        version=2,
    )
    browser.post(url, done)
    with client_scope(harbor):
        assert [(one.name, one.is_done) for one in Milestone.objects.all()] == [
            ("Product contract signed", True),
            ("Shop frozen", False),
        ]
    browser.post(url, lines("milestones", {"id": made.pk, "name": "", "on": ""}, version=3))
    with client_scope(harbor):
        assert not Milestone.objects.exists()


def test_mistakes_keep_what_was_typed(visit, harbor, stock):
    url, browser = client_url(harbor, "initiative-milestones", initiative_id=stock.pk), visit("consultant")
    for row, words in [
        ({"name": "Signed", "on": ""}, "Give Signed a day"),
        ({"name": "", "on": "2026-12-01"}, "Give every milestone a name"),
        ({"name": "Signed", "on": "0202-12-01"}, "The year 202 cannot be right"),
        ({"name": "Signed", "on": "tomorrow"}, "Enter a valid date"),
        ({"id": 987654, "name": "Signed", "on": "2026-12-01"}, "removed meanwhile"),
    ]:
        wrong = browser.post(url, lines("milestones", row, version=1))
        assert wrong.status_code == 422
        html = wrong.content.decode()
        assert words in html
        assert row["name"] in html
    with client_scope(harbor):
        assert not Milestone.objects.exists()


def test_a_second_editor_is_told_and_nothing_is_half_written(visit, harbor, stock, roadmap):
    roadmap.change("Stock sync", summary="Orders update stock")
    url = client_url(harbor, "initiative-risks", initiative_id=stock.pk)
    row = {"what": "SKUs differ", "likelihood": "high", "impact": "high", "answer": "Put right first", "owner": "Lena"}
    stale = visit("consultant").post(url, lines("risks", row, version=1))
    assert stale.status_code == 422
    assert "Somebody else changed Stock sync" in stale.content.decode()
    assert "SKUs differ" in stale.content.decode()
    assert visit("consultant").post(url, lines("risks", row, version=2)).status_code == 302
    with client_scope(harbor):
        risk = Risk.objects.get()
        assert (risk.what, risk.likelihood, risk.owner.name) == ("SKUs differ", "high", "Lena")


def test_both_over_the_api_as_whole_lists(call, harbor, stock):
    url, api = f"{client_api_url(harbor, 'api-initiatives')}{stock.pk}/", call("consultant")
    body = {
        "milestones": [{"name": "Signed", "date": "2026-11-27"}],
        "risks": [{"what": "SKUs differ", "impact": "high", "owner": "Lena Brandt"}],
        "confidence": "medium",
    }
    shown = api.patch(url, body).json()
    assert shown["confidence"] == "medium"
    assert [(one["name"], one["date"], one["done"]) for one in shown["milestones"]] == [("Signed", "2026-11-27", False)]
    assert [(one["likelihood"], one["impact"], one["owner"]) for one in shown["risks"]] == [
        ("medium", "high", "Lena Brandt")
    ]
    again = api.patch(url, {"milestones": [{**shown["milestones"][0], "done": True}]}).json()
    assert [(one["id"], one["done"]) for one in again["milestones"]] == [(shown["milestones"][0]["id"], True)]
    assert len(again["risks"]) == 1
    for wrong, field in [
        ({"milestones": [{"name": "No day"}]}, "milestones"),
        ({"milestones": [{"id": 987654, "name": "x", "date": "2026-11-27"}]}, "milestones"),
        ({"risks": [{"what": "x", "impact": "huge"}]}, "risks"),
        ({"confidence": "sure"}, "confidence"),
    ]:
        answer = api.patch(url, wrong)
        assert answer.status_code == 400, wrong
        assert field in answer.json()["error"]["fields"]


def test_value_and_cost_are_estimates_of_ones_own_where_nothing_carries_them(call, harbor, stock):
    url, api = client_api_url(harbor, "api-initiatives"), call("consultant")
    made = api.post(url, {"name": "Sales dashboard", "value_per_month": "400", "cost": "3000"}).json()
    assert (float(made["value_per_month"]), float(made["cost"])) == (400, 3000)
    assert made["other_saving_per_month"] == 400
    trained = api.patch(f"{url}{made['id']}/", {"training_cost": "500", "cost": "3000"}).json()
    assert (trained["build_cost"], float(trained["cost"])) == (2500, 3000)
    too_little = api.patch(f"{url}{made['id']}/", {"cost": "499"})
    assert too_little.status_code == 400
    assert "cost" in too_little.json()["error"]["fields"]
    carried = api.get(f"{url}{stock.pk}/").json()
    assert float(carried["value_per_month"]) == 524.875
    assert api.patch(f"{url}{stock.pk}/", {"value_per_month": carried["value_per_month"]}).status_code == 200
    refused = api.patch(f"{url}{stock.pk}/", {"name": "Renamed", "value_per_month": "9"})
    assert refused.status_code == 400
    assert "Its hand-offs carry the value" in refused.json()["error"]["message"]
    for wrong in ({"value_per_month": "-1"}, {"cost": "NaN"}, {"cost": "1e30"}):
        assert api.patch(f"{url}{made['id']}/", wrong).status_code == 400, wrong
    with client_scope(harbor):
        assert Initiative.objects.get(pk=stock.pk).name == "Stock sync", "nothing was half written"

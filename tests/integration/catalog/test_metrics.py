"""The firm's own metrics: who described, changed and archived them."""

import pytest

from apps.shared.catalog.models import FirmMetric, FirmMetricChange
from tests.queries import assert_constant, queries_of

URL, API = "/catalogue/metrics/", "/api/v1/catalog/metrics/"
BODY = {"name": "Days to invoice", "kind": "count", "unit": "days", "goal_limit": "3"}


@pytest.fixture
def desk(visit):
    return visit("consultant")


@pytest.fixture
def metric(desk):
    assert desk.post(URL, BODY).status_code == 302
    return FirmMetric.objects.get()


def acts(metric):
    return [(str(act.by), act.verb, [one["label"] for one in act.differences]) for act in metric.changes.order_by("pk")]


def test_every_act_is_kept_with_who_did_it(desk, visit, metric, consultant, owner):
    item = f"{URL}{metric.pk}/"
    assert visit("owner").post(item, BODY | {"goal_limit": "2.5", "higher_is_better": "on"}).status_code == 302
    assert desk.post(item, BODY | {"goal_limit": "2.5", "higher_is_better": "on"}).status_code == 302, "no change"
    shown = desk.get(item).content.decode()
    assert "3 → 2.5" in shown
    assert "no → yes" in shown
    assert str(owner) in shown
    assert str(consultant) in shown
    desk.post(f"{item}archive/")
    assert acts(metric) == [
        (str(consultant), "added", []),
        (str(owner), "changed", ["A higher value is better", "Target, in its unit"]),
        (str(consultant), "archived", []),
    ]


def test_the_library_says_who_was_last(desk, visit, metric, owner):
    visit("owner").post(f"{URL}{metric.pk}/", BODY | {"unit": "working days"})
    listed = desk.get(URL).content.decode()
    assert f"<td>{owner}<small>changed, " in listed
    desk.post(f"{URL}{metric.pk}/archive/")
    assert "No longer offered: Days to invoice (Consultant, " in desk.get(URL).content.decode()


def test_what_is_refused_leaves_no_trace(desk, metric):
    assert desk.post(URL, BODY).status_code == 422
    assert desk.post(f"{URL}{metric.pk}/", BODY | {"name": ""}).status_code == 422
    assert FirmMetricChange.objects.count() == 1


def test_one_from_before_acts_were_kept(desk, northgate, call):
    old = FirmMetric.objects.create(firm=northgate, name="Calls back", kind="count")
    assert "Calls back" in desk.get(URL).content.decode()
    assert "Nothing yet." in desk.get(f"{URL}{old.pk}/").content.decode()
    (row,) = call("consultant").get(API).json()["results"]
    assert (row["changed_by"], row["changed_at"]) == (None, None)


def test_the_api_says_so_too(call, consultant):
    api = call("consultant")
    made = api.post(API, BODY, format="json").json()
    assert made["changed_by"] == str(consultant)
    changed = api.patch(f"{API}{made['id']}/", {"unit": "weeks"}, format="json").json()
    assert changed["changed_at"] > made["changed_at"]
    assert api.delete(f"{API}{made['id']}/").status_code == 204
    assert {API, f"{API}{{firm_metric_id}}/"} <= api.get("/api/v1/openapi.json").json()["paths"].keys()
    assert [act.verb for act in FirmMetricChange.objects.order_by("pk")] == ["added", "changed", "archived"]


def test_the_library_costs_the_same_whatever_its_length(desk, call, metric):
    for browser, url in ((desk, URL), (call("consultant"), API)):
        queries_of(browser, url)
        few = queries_of(browser, url)
        for at in range(4):
            desk.post(URL, BODY | {"name": f"{url} {at}"})
        assert_constant(browser, url, few=few)
